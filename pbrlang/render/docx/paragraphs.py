"""A paragraph of Word, with its properties in the order in which Word expects them."""

from attrs import frozen

from pbrlang.render.docx.markup import flag, valued
from pbrlang.render.docx.numbering import Place
from pbrlang.render.docx.parts import Parts
from pbrlang.render.docx.within import Within

TONES = {
    "problem": ("A4262C", "FDF3F3"),
    "warning": ("8A5A00", "FDF8EC"),
    "note": ("1D3F6E", "F2F6FB"),
    "accepted": ("2E6B34", "F2F8F2"),
    "example": ("5B4A8A", "F6F4FB"),
}
"""The colour of a note's edge and title, and of its ground."""
_QUIET = ("555555", "F5F5F5")
_SIDES = {"left": None, "right": "right", "centre": "center"}


def tone(kind: str) -> tuple[str, str]:
    """The colours of a kind of note."""
    return TONES.get(kind, _QUIET)


@frozen
class Manner:
    """How a paragraph stands: its style, its place in a list, how far in, and whether it keeps with the next."""

    style: str | None = None
    place: Place | None = None
    left: int = 0
    hanging: int = 0
    align: str = "left"
    with_next: bool = False
    around: str = ""
    """More properties that stand between its borders and its indent, such as tab stops."""


def paragraph(inner: str, manner: Manner, within: Within, parts: Parts) -> str:
    """A paragraph of runs."""
    left = manner.left + within.indent
    indent = f'<w:ind w:left="{left}" w:hanging="{manner.hanging}"/>' if left or manner.hanging else ""
    mark = parts.changed_mark(within.change)
    properties = [
        valued("pStyle", manner.style),
        flag("keepNext", manner.with_next),
        manner.place.xml if manner.place is not None else "",
        _ground(within.note),
        manner.around,
        indent,
        valued("jc", _SIDES[manner.align]),
        f"<w:rPr>{mark}</w:rPr>" if mark else "",
    ]
    said = "".join(properties)
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{inner}</w:p>"


def _ground(note: str | None) -> str:
    """The edge and the ground of a note."""
    if note is None:
        return ""
    edge, ground = tone(note)
    border = f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{edge}"/>'
    above, below = (f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="{ground}"/>' for side in ("top", "bottom"))
    return f'<w:pBdr>{above}{border}{below}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
