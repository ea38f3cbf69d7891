"""Words of a document as HTML."""

from collections.abc import Mapping
from html import escape

from attrs import frozen

from pbrlang.render.model import Code, Emphasis, Inline, Inlines, Inserted, Link, Removed, Strong, Text

_TAGS: dict[type[Inline], str] = {Strong: "strong", Emphasis: "em", Inserted: "ins", Removed: "del"}


@frozen
class Inliner:
    """Writes words; `numbers` are those of clauses and sections by anchor."""

    numbers: Mapping[str, str]

    def write(self, parts: Inlines) -> str:
        """The words as HTML, whatever signs they hold."""
        return "".join(map(self._one, parts))

    def _one(self, part: Inline) -> str:
        match part:
            case Text(text=text):
                return escape(text, quote=False)
            case Code(text=text):
                return f"<code>{escape(text, quote=False)}</code>"
            case Link():
                return self._link(part)
            case Strong(parts=inner) | Emphasis(parts=inner) | Inserted(parts=inner) | Removed(parts=inner):
                tag = _TAGS[type(part)]
                return f"<{tag}>{self.write(inner)}</{tag}>"
            case _:
                raise TypeError(f"no HTML is written for {type(part).__name__}")

    def _link(self, link: Link) -> str:
        number = self.numbers.get(link.to) if link.numbered else None
        words = escape(number, quote=False) if number else self.write(link.parts)
        address = link.to if link.outside else f"#{link.to}"
        return f'<a href="{escape(address)}">{words}</a>'
