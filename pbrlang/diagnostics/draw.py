"""Messages drawn for a terminal."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pbrlang.diagnostics.cells import visible
from pbrlang.diagnostics.excerpt import Frame, Mark, excerpt, line_as_written, marks_of
from pbrlang.diagnostics.finding import DataMessage, Finding
from pbrlang.diagnostics.model import DataPlace, Diagnostic, Edit
from pbrlang.diagnostics.order import in_order, summary
from pbrlang.diagnostics.paint import Paint
from pbrlang.diagnostics.prose import quoted
from pbrlang.diagnostics.wrap import wrap_lines
from pbrlang.source import Source, Span

_NARROWEST = 40


def draw(finding: Finding, *, colour: bool = False, width: int = 100) -> str:
    """One message: its sentence, its place with the text marked, the clause, help and ready answers.

    `width` is in columns of the terminal; `colour` asks for ANSI codes. No line end follows the last line.
    """
    paint = Paint(finding.severity, colour)
    width = max(width, _NARROWEST)
    sentence = " ".join(visible(line) for line in finding.message().splitlines())
    head = paint.main(f"{finding.severity.value}[{finding.code}]") + paint.strong(f": {sentence}")
    if isinstance(finding, Diagnostic):
        return "\n".join([head, *_about_contract(finding, paint, width)])
    return "\n".join([head, *_about_data(finding, paint, width)])


def draw_all(findings: Iterable[Finding], *, colour: bool = False, width: int = 100) -> str:
    """All messages in order of place, and a last line that counts them; empty if there are none."""
    told = in_order(findings)
    parts = [draw(finding, colour=colour, width=width) for finding in told]
    return "\n\n".join([*parts, summary(told)]) if told else ""


def _about_contract(diagnostic: Diagnostic, paint: Paint, width: int) -> Iterator[str]:
    span = diagnostic.span
    marks = _marks_by_source(diagnostic)
    frame = _frame(max(max(lines) for lines in marks.values()), width, paint)
    for source, lines in marks.items():
        arrow = "-->" if source is span.source else ":::"
        first = span.start if source is span.source else _first_remark(diagnostic, source).start
        line, column = source.position(first)
        yield _place(frame, arrow, f"{source.name}:{line}:{column}")
        yield from excerpt(lines, line_as_written(source), frame)
    if span.clause:
        yield _note(frame, "clause", visible(span.clause), colon=False)
    yield from _advice(frame, diagnostic.precedent(), width, "elsewhere")
    yield from _advice(frame, diagnostic.help(), width)
    yield from _answers(frame, diagnostic, width)
    yield _note(frame, "more", f"pbr rule {diagnostic.name}")


def _about_data(finding: DataMessage, paint: Paint, width: int) -> Iterator[str]:
    place = finding.place
    frame = _frame(place.row, width, paint)
    yield _place(frame, "-->", _in_words(place))
    if place.row and place.value is not None:
        shown = place.value or "(blank)"
        yield from excerpt({place.row: [Mark(0, len(shown), finding.label(), main=True)]}, lambda _: shown, frame)
    yield from _advice(frame, finding.help(), width)
    yield _note(frame, "more", f"pbr rule {finding.name}")


def _in_words(place: DataPlace) -> str:
    column = f", column {visible(place.column)}" if place.column else ""
    row = f", row {place.row}" if place.row else ""
    return f"{place.file}{row}{column}"


def _frame(last_line: int, width: int, paint: Paint) -> Frame:
    gutter = len(str(last_line))
    return Frame(gutter, width - gutter - len(" | "), paint)


def _marks_by_source(diagnostic: Diagnostic) -> dict[Source, dict[int, list[Mark]]]:
    marks: dict[Source, dict[int, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for line, mark in marks_of(diagnostic.span, diagnostic.label(), main=True):
        marks[diagnostic.span.source][line].append(mark)
    for remark in diagnostic.remarks():
        for line, mark in marks_of(remark.span, remark.label, main=False):
            marks[remark.span.source][line].append(mark)
    return marks


def _first_remark(diagnostic: Diagnostic, source: Source) -> Span:
    return next(remark.span for remark in diagnostic.remarks() if remark.span.source is source)


def _place(frame: Frame, arrow: str, where: str) -> str:
    return f"{' ' * frame.gutter}{frame.paint.frame(arrow)} {where}"


def _note(frame: Frame, name: str, text: str, *, colon: bool = True) -> str:
    sign = frame.paint.frame("=")
    return f"{' ' * frame.gutter} {sign} {frame.paint.strong(name)}{':' if colon else ''} {text}"


def _advice(frame: Frame, text: str | None, width: int, name: str = "help") -> Iterator[str]:
    if text and text.strip():
        yield from _long_note(frame, name, text, width)


def _long_note(frame: Frame, name: str, text: str, width: int) -> Iterator[str]:
    """A note of several lines; those after the first stand under its text."""
    indent = frame.gutter + len(f" = {name}: ")
    shown = "\n".join(map(visible, text.strip("\n").splitlines()))
    first, *rest = wrap_lines(shown, width - indent) or [""]
    yield _note(frame, name, first)
    for line in rest:
        yield (" " * indent + line).rstrip()


def _answers(frame: Frame, diagnostic: Diagnostic, width: int) -> Iterator[str]:
    edits = diagnostic.edits()
    told = diagnostic.help() or ""
    if all(_is_said(edit, told) for edit in edits):
        return
    for number, edit in enumerate(edits, start=1):
        name = "answer" if len(edits) == 1 else f"answer {number}"
        yield from _long_note(frame, name, _answer(edit), width)


def _is_said(edit: Edit, told: str) -> bool:
    """Whether a text says what the edit writes, or, if it writes nothing, what it leaves out."""
    new, old = edit.replacement.strip(), edit.span.text.strip()
    return quoted(new) in told if new else bool(old) and f"leave out {quoted(old)}" in told


def _answer(edit: Edit) -> str:
    """The title of an edit and the text to write, unless the title says it."""
    new, old = edit.replacement.strip("\n"), edit.span.text.strip()
    if _is_said(edit, edit.title):
        return edit.title
    if "\n" in new:
        return "\n".join([f"{edit.title}:", *(f"    {line}" for line in new.splitlines())])
    if not new.strip():
        return _left_out(edit.title, old)
    return f"{edit.title}: {'write' if old else 'add'} {quoted(new.strip())}"


def _left_out(title: str, old: str) -> str:
    """What is left out, and why unless the title too says no more than that something is."""
    if not old or "\n" in old:
        return title
    told = f"leave out {quoted(old)}"
    return told if title.startswith("leave ") else f"{title}: {told}"
