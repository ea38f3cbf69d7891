"""Lines of a text with the places that a message marks in them."""

from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from pbrlang.diagnostics.cells import Cells, Window, columns, visible
from pbrlang.diagnostics.paint import Paint
from pbrlang.diagnostics.wrap import wrap
from pbrlang.source import Source, Span

_NARROWEST_LABEL = 40


@frozen
class Mark:
    """Characters of one line, counted from 0, from `first` up to `last`, with what is said of them."""

    first: int
    last: int
    label: str
    main: bool


Marks = Mapping[int, list[Mark]]


@frozen
class Frame:
    """What all excerpts of one message share: columns for line numbers, columns for text, colours."""

    gutter: int
    room: int
    paint: Paint

    def row(self, text: str, number: int | None = None) -> str:
        """One row behind the bar, numbered or not."""
        margin = f"{'' if number is None else number:>{self.gutter}} |"
        return f"{self.paint.frame(margin)} {text}" if text else self.paint.frame(margin)


def marks_of(span: Span, label: str, *, main: bool) -> list[tuple[int, Mark]]:
    """The marks of a span with their line numbers: one, or for a span of several lines its first and last."""
    source = span.source
    first_line, start = source.position(span.start)
    last_line, end = source.position(_seen_end(span))
    if first_line == last_line:
        return [(first_line, Mark(start - 1, end - 1, label, main))]
    opening, closing = source.line(first_line), source.line(last_line)
    indent = len(closing) - len(closing.lstrip())
    return [
        (first_line, Mark(start - 1, len(opening), "", main)),
        (last_line, Mark(indent, end - 1, label, main)),
    ]


def _seen_end(span: Span) -> int:
    """The end without trailing blanks, which would be drawn on lines that have nothing to show."""
    if span.text.strip():
        return span.start + len(span.text.rstrip())
    return span.start + len(span.text.partition("\n")[0])


def line_as_written(source: Source) -> Callable[[int], str]:
    """The line of a number with the characters that its author sees."""

    def line(number: int) -> str:
        start = source.line_starts[number - 1]
        return source.written[start : start + len(source.line(number))]

    return line


def excerpt(marks: Marks, line: Callable[[int], str], frame: Frame) -> Iterator[str]:
    """The marked lines in order, each with its marks below; dots stand for lines left out."""
    yield frame.row("")
    previous: int | None = None
    for number in sorted(marks):
        if previous is not None and number == previous + 2:
            yield frame.row(Cells.of(line(number - 1)).window(0, 0, frame.room).text, number - 1)
        elif previous is not None and number > previous + 2:
            yield frame.paint.frame("...")
        yield from _marked(number, Cells.of(line(number)), marks[number], frame)
        previous = number


def _marked(number: int, cells: Cells, marks: list[Mark], frame: Frame) -> Iterator[str]:
    """The line and its marks; a line too long to show them all is shown again for the rest."""
    while marks:
        window = cells.window(marks[0].first, marks[0].last, frame.room)
        near = [mark for mark in marks if mark is marks[0] or window.holds(mark.first, mark.last)]
        yield frame.row(window.text, number)
        for mark in near:
            yield from _underline(mark, window, frame)
        marks = [mark for mark in marks if mark not in near]


def _underline(mark: Mark, window: Window, frame: Frame) -> Iterator[str]:
    colour = frame.paint.main if mark.main else frame.paint.frame
    start = window.column(mark.first)
    signs = ("^" if mark.main else "-") * max(1, window.column(mark.last) - start)
    label = visible(mark.label).strip()
    if not label or start + len(signs) + 1 + columns(label) <= frame.room:
        yield frame.row(" " * start + colour(f"{signs} {label}".rstrip()))
        return
    yield frame.row(" " * start + colour(signs))
    lines = wrap(label, max(frame.room - start, min(frame.room, _NARROWEST_LABEL)))
    indent = max(0, min(start, frame.room - max(map(columns, lines))))
    for text in lines:
        yield frame.row(" " * indent + colour(text))
