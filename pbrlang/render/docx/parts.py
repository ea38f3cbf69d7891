"""What a Word document gathers while it is drawn: bookmarks, addresses, pictures, and ids for them."""

import re
from itertools import count

from attrs import Factory, field, frozen

from pbrlang.render.docx.markup import quoted

_NAME = re.compile(r"[^A-Za-z0-9_]")
_LONGEST = 40  # signs in the name of a bookmark


@frozen
class Author:
    """Who made the changes of a comparison, and when, as an ISO date; Word shows both beside each change."""

    name: str
    day: str | None


@frozen
class Parts:
    """Names and numbers that are given once in a document."""

    author: Author
    addresses: dict[str, str] = field(factory=dict)
    """Relationship by address elsewhere."""
    pictures: list[bytes] = field(factory=list)
    _bookmarks: dict[str, str] = field(factory=dict)
    _set: set[str] = field(factory=set)
    _ids: "count[int]" = Factory(lambda: count(1))

    def next(self) -> int:
        """A number that nothing else in the document has."""
        return next(self._ids)

    def address(self, to: str) -> str:
        """The relationship that leads to an address elsewhere."""
        return self.addresses.setdefault(to, f"rAddress{len(self.addresses) + 1}")

    def picture(self, png: bytes) -> str:
        """The relationship of a picture, which is kept."""
        self.pictures.append(png)
        return f"rPicture{len(self.pictures)}"

    def bookmark(self, anchor: str) -> str:
        """The name by which Word knows an anchor. It begins with a line, so that readers' lists do not show it."""
        plain = _NAME.sub("_", anchor)
        return self._bookmarks.setdefault(anchor, f"_p{len(self._bookmarks) + 1}_{plain}"[:_LONGEST])

    def marked(self, anchor: str | None, inner: str) -> str:
        """Runs with the bookmark of an anchor around them; the first of an anchor has it."""
        if anchor is None or anchor in self._set:
            return inner
        self._set.add(anchor)
        number = self.next()
        start = f'<w:bookmarkStart w:id="{number}" w:name={quoted(self.bookmark(anchor))}/>'
        return f'{start}{inner}<w:bookmarkEnd w:id="{number}"/>'

    def change(self, change: str | None, inner: str) -> str:
        """Runs, or a property, as a tracked change that can be accepted; as they are where nothing changes."""
        return f"{self._change(change)[:-2]}>{inner}</w:{_CHANGES[change]}>" if change is not None else inner

    def changed_mark(self, change: str | None) -> str:
        """The property of a paragraph's end, or of a table's row, that says that it is new or gone."""
        return self._change(change) if change is not None else ""

    def _change(self, change: str) -> str:
        day = f' w:date="{self.author.day}T00:00:00Z"' if self.author.day is not None else ""
        return f'<w:{_CHANGES[change]} w:id="{self.next()}" w:author={quoted(self.author.name)}{day}/>'


_CHANGES = {"inserted": "ins", "removed": "del"}
