"""Words of a document as Markdown."""

import re
from collections.abc import Mapping

from attrs import frozen

from pbrlang.render.model import Code, Emphasis, Inline, Inlines, Inserted, Link, Removed, Strong, Text

_SIGNS = re.compile(r"([\\`*_\[\]|#{}!])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "~": "&#126;"})
"""What not every reader of Markdown lets a backslash precede."""
_AT_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """Plain words, in which no sign means anything."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split("\n"))).translate(_ENTITIES)


def lined(text: str) -> str:
    """Words that begin a line, so that their first sign makes no list and no rule."""
    found = _AT_START.match(text)
    if found is None:
        return text
    first = found[2]
    kept = f"{first}\\" if first.isdigit() else f"\\{first}"
    return f"{found[1]}{kept}{text[found.end() :]}"


@frozen
class Inliner:
    """Writes words; `numbers` are those of clauses and sections by anchor."""

    numbers: Mapping[str, str]

    def write(self, parts: Inlines) -> str:
        """The words on one line."""
        return "".join(map(self._one, parts))

    def _one(self, part: Inline) -> str:
        match part:
            case Text(text=text):
                return escaped(text)
            case Code(text=text):
                return _code(text)
            case Strong(parts=inner):
                return f"**{self.write(inner)}**" if inner else ""
            case Emphasis(parts=inner):
                return f"*{self.write(inner)}*" if inner else ""
            case Inserted(parts=inner):
                return f"<ins>{self.write(inner)}</ins>"
            case Removed(parts=inner):
                return f"<del>{self.write(inner)}</del>"
            case Link():
                return self._link(part)
            case _:
                raise TypeError(f"no Markdown is written for {type(part).__name__}")

    def _link(self, link: Link) -> str:
        number = self.numbers.get(link.to) if link.numbered else None
        words = escaped(number) if number else self.write(link.parts)
        address = link.to if link.outside else f"#{link.to}"
        return f"[{words}](<{address}>)" if re.search(r"[\s()<>]", address) else f"[{words}]({address})"


def _code(text: str) -> str:
    """Words between as many backticks as they need; in a table a bar would end its cell."""
    if "|" in text or "\n" in text:
        return escaped(text)
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    gap = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{gap}{text}{gap}{fence}" if text else ""
