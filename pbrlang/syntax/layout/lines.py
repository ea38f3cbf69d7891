"""Physical lines into logical ones: comments taken out, quotations that run on joined."""

from collections.abc import Iterator
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
        start, end = physical[index]
        indent, first = _indent(source.text, start, end)
        if first == end:
            index += 1
            continue
        here = index
        opened, stop = _blank_comment(clean, first, end, None)
        open_quote = opened
        while open_quote is not None and index + 1 < len(physical):
            if not _runs_on(source.text, physical[index + 1], indent):
                break
            index += 1
            open_quote, stop = _blank_comment(clean, *physical[index], open_quote)
        if open_quote is not None:
            line = physical.index(next(each for each in physical if each[0] <= open_quote <= each[1]))
        if stop > first:
            lines.append(Line(indent, first, stop, "".join(clean[first:stop])))
        index += 1
    return lines, "".join(clean), complaints


def _physical(source: Source) -> Iterator[tuple[int, int]]:
    """Start and end of each line of the text."""
    starts = [*source.line_starts, len(source.text) + 1]
    for here, after in pairwise(starts):
        yield here, after - 1


def _indent(text: str, start: int, end: int) -> tuple[int, int]:
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


def _runs_on(text: str, line: tuple[int, int], indent: int) -> bool:
    """Whether a quotation may go on in this line: it must say something and be indented further."""
    deeper, first = _indent(text, *line)
    return first < line[1] and deeper > indent


def _trimmed(clean: list[str], first: int, end: int) -> int:
    while end > first and clean[end - 1].isspace():
        end -= 1
    return end
