"""Physical lines into logical ones: comments taken out, quotations that run on joined."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from pbrlang.diagnostics import Diagnostic
from pbrlang.source import Source, Span
from pbrlang.syntax.errors import UnclosedQuote

_TAB = 4


@frozen
class Line:
    """A line with something on it: how far it is indented, and where its words start and end."""

    indent: int
    start: int
    end: int
    text: str


def read_lines(source: Source) -> tuple[list[Line], str, list[Diagnostic]]:
    """The lines that say something; the text with comments blanked out, offset for offset; the complaints."""
    clean = list(source.text)
    complaints: list[Diagnostic] = []
    lines: list[Line] = []
    physical = list(_physical(source))
    index = 0
    while index < len(physical):
        indent, first = _indent(source.text, *physical[index])
        if first < physical[index][1]:
            index, stop, open_quote = _to_last_line(clean, physical, index, indent)
            stop = _trimmed(clean, first, stop)
            if open_quote is not None:
                complaints.append(UnclosedQuote(Span(source, open_quote, stop)))
                # Read on as if it were closed: this line is understood, but for its last character.
                clean[stop - 1] = '"' if stop - 1 > open_quote else " "
                stop = _trimmed(clean, first, stop)
            if stop > first:
                lines.append(Line(indent, first, stop, "".join(clean[first:stop])))
        index += 1
    return lines, "".join(clean), complaints


def _to_last_line(
    clean: list[str], physical: list[tuple[int, int]], index: int, indent: int
) -> tuple[int, int, int | None]:
    """Follow a quotation over deeper lines: the last line, its end, and the quotation mark if it is never closed."""
    opened_at = index
    open_quote, stop = _blank_comment(clean, *physical[index], None)
    here, end = index, stop
    while open_quote is not None:
        if here + 1 == len(physical) or not _runs_on(clean, physical[here + 1], indent):
            return opened_at, physical[opened_at][1], open_quote
        here += 1
        before = open_quote
        open_quote, end = _blank_comment(clean, *physical[here], open_quote)
        if open_quote != before:
            opened_at = here
    return here, end, None


def _physical(source: Source) -> Iterator[tuple[int, int]]:
    """Start and end of each line of the text."""
    starts = [*source.line_starts, len(source.text) + 1]
    for here, after in pairwise(starts):
        yield here, after - 1


def _indent(text: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """How far the first word is from the margin, and its offset; tabs go to the next fourth column."""
    column = 0
    for offset in range(start, end):
        if text[offset] == "\t":
            column += _TAB - column % _TAB
        elif text[offset] == " ":
            column += 1
        else:
            return column, offset
    return column, end


def _blank_comment(clean: list[str], start: int, end: int, open_quote: int | None) -> tuple[int | None, int]:
    """Blank a comment of this line; give the offset of a quotation mark left open, and the line's end."""
    for offset in range(start, end):
        char = clean[offset]
        if char == '"':
            open_quote = offset if open_quote is None else None
        elif char == "#" and open_quote is None:
            clean[offset:end] = " " * (end - offset)
            return None, offset
    return open_quote, end


def _runs_on(text: Sequence[str], line: tuple[int, int], indent: int) -> bool:
    """Whether a quotation may go on in this line: it must say something and be indented further."""
    deeper, first = _indent(text, *line)
    return first < line[1] and deeper > indent


def _trimmed(clean: list[str], first: int, end: int) -> int:
    while end > first and clean[end - 1].isspace():
        end -= 1
    return end
