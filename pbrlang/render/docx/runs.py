"""Words inside a paragraph of Word."""

import re

from attrs import evolve, frozen

from pbrlang.render import model as m
from pbrlang.render.docx.markup import escaped, flag, quoted, valued
from pbrlang.render.docx.parts import Parts

_BREAKS = re.compile("(\n|\t)")
_SAFE = ("http://", "https://", "mailto:")


@frozen
class Look:
    """How words look, and whether they are new or gone."""

    style: str | None = None
    strong: bool = False
    emphasis: bool = False
    change: str | None = None

    @property
    def xml(self) -> str:
        """The properties of a run."""
        inner = valued("rStyle", self.style) + flag("b", self.strong) + flag("i", self.emphasis)
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


PLAIN = Look()


@frozen
class Runs:
    """Draws words; knows what they can lead to and by which numbers."""

    parts: Parts
    places: dict[str, str]
    counted: set[str]
    """Anchors whose number Word counts by itself."""

    def inlines(self, words: m.Inlines, look: Look = PLAIN) -> str:
        """Runs for words."""
        return "".join(self._inline(each, look) for each in words)

    def text(self, words: str, look: Look = PLAIN) -> str:
        """A run of plain words."""
        if not words:
            return ""
        tag = "delText" if look.change == "removed" else "t"
        inner = "".join(_piece(each, tag) for each in _BREAKS.split(words))
        return self.parts.change(look.change, f"<w:r>{look.xml}{inner}</w:r>")

    def _inline(self, part: m.Inline, look: Look) -> str:
        match part:
            case m.Text(text=words):
                return self.text(words, look)
            case m.Code(text=words):
                return self.text(words, evolve(look, style="Code"))
            case m.Strong(parts=inner):
                return self.inlines(inner, evolve(look, strong=True))
            case m.Emphasis(parts=inner):
                return self.inlines(inner, evolve(look, emphasis=True))
            case m.Inserted(parts=inner):
                return self.inlines(inner, evolve(look, change=look.change or "inserted"))
            case m.Removed(parts=inner):
                return self.inlines(inner, evolve(look, change="removed"))
            case m.Link():
                return self._link(part, look)
            case _:
                raise TypeError(f"{type(part).__name__} is not drawn")

    def _link(self, link: m.Link, look: Look) -> str:
        number = self.places.get(link.to)
        if look.change == "removed":
            words = (m.Text(number),) if link.numbered and number is not None else link.parts
            return self.inlines(words, look)
        linked = evolve(look, style="Hyperlink")
        if link.outside:
            if not link.to.startswith(_SAFE):
                return self.inlines(link.parts, look)
            inner = self.inlines(link.parts, linked)
            return f'<w:hyperlink r:id="{self.parts.address(link.to)}" w:history="1">{inner}</w:hyperlink>'
        if number is None:
            return self.inlines(link.parts, look)
        if link.numbered and link.to in self.counted:
            return self._reference(link.to, number, look)
        inner = self.text(number, linked) if link.numbered else self.inlines(link.parts, linked)
        bookmark = quoted(self.parts.bookmark(link.to))
        return f'<w:hyperlink w:anchor={bookmark} w:history="1">{inner}</w:hyperlink>'

    def _reference(self, to: str, number: str, look: Look) -> str:
        """A cross-reference, whose number follows if the clause comes to have another."""
        return self.parts.change(look.change, field(f"REF {self.parts.bookmark(to)} \\r \\h", number, look))


def field(code: str, shown: str, look: Look = PLAIN) -> str:
    """A field of Word, with what it shows until Word works it out again."""
    return (
        f'<w:r>{look.xml}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look.xml}<w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        f'<w:r>{look.xml}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{look.xml}<w:t>{escaped(shown)}</w:t></w:r>"
        f'<w:r>{look.xml}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _piece(words: str, tag: str) -> str:
    match words:
        case "\n":
            return "<w:br/>"
        case "\t":
            return "<w:tab/>"
        case "":
            return ""
        case _:
            return f'<w:{tag} xml:space="preserve">{escaped(words)}</w:{tag}>'
