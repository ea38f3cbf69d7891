"""Ready answers put into the text of a contract."""

from collections.abc import Iterable

from pbrlang.diagnostics.model import Diagnostic, Edit
from pbrlang.source import Source

_MARK = "\ufeff"


def first_edits(diagnostics: Iterable[Diagnostic], source: Source) -> tuple[Edit, ...]:
    """The likeliest edit to `source` of each diagnostic, without those that would overlap an earlier one."""
    chosen: list[Edit] = []
    for diagnostic in diagnostics:
        edit = next((edit for edit in diagnostic.edits() if edit.span.source is source), None)
        if edit and not any(_clash(edit, other) or _same(edit, other) for other in chosen):
            chosen.append(edit)
    return tuple(chosen)


def apply(source_text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made, all else kept to the character.

    `source_text` is the file's text, as given to `Source.of` or as the source's `written`: a byte
    order mark and line ends of either sort stay. Equal edits count once; edits that overlap, or
    that add different texts at one place, raise ValueError.
    """
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    places = _places(source_text)
    line_end = "\r\n" if "\r\n" in source_text else "\n"
    parts: list[str] = []
    done = 0
    previous: Edit | None = None
    for edit in ordered:
        if previous and _same(previous, edit):
            continue
        if previous and _clash(previous, edit):
            raise ValueError(f"two edits overlap: {previous.span!r} and {edit.span!r}")
        parts += source_text[done : places[edit.span.start]], edit.replacement.replace("\n", line_end)
        done = places[edit.span.end]
        previous = edit
    return "".join([*parts, source_text[done:]])


def _places(text: str) -> list[int]:
    """For each offset that a span can have, the offset in the file's text: a span counts a Windows line end as one."""
    start = 1 if text.startswith(_MARK) else 0
    kept = [i for i in range(start, len(text)) if not (text[i] == "\n" and text[i - 1 : i] == "\r")]
    return [*kept, len(text)]


def _same(one: Edit, other: Edit) -> bool:
    return (_range(one), one.replacement) == (_range(other), other.replacement)


def _clash(one: Edit, other: Edit) -> bool:
    if _same(one, other):
        return False
    (start, end), (other_start, other_end) = _range(one), _range(other)
    return (start, end) == (other_start, other_end) or (start < other_end and other_start < end)


def _range(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end
