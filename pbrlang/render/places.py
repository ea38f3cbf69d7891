"""What a reference shows: the number at each anchor of a document, or its words where it has no number."""

from collections.abc import Iterable, Iterator

from pbrlang.render.model import (
    Block,
    Clause,
    Document,
    Entry,
    Inlines,
    Note,
    Paragraph,
    Picture,
    Section,
    Table,
    Terms,
    plain,
)
from pbrlang.render.model.visiting import every, numbers

_Anchored = Section | Clause | Paragraph | Table | Picture | Note | Entry


def places(document: Document) -> dict[str, str]:
    """Each anchor of a document with its number, or else its words. Of two with the same anchor the first is meant."""
    numbered = numbers(document)
    found: dict[str, str] = {}
    for each in _anchored(every(document.sections)):
        if each.anchor is not None:
            found.setdefault(each.anchor, numbered.get(each.anchor, plain(_words(each))))
    return found


def _anchored(blocks: Iterable[Block]) -> Iterator[_Anchored]:
    for block in blocks:
        if isinstance(block, Terms):
            yield from block.entries
        elif isinstance(block, _Anchored):
            yield block


def _words(each: _Anchored) -> Inlines:
    match each:
        case Section(heading=words) | Clause(heading=words) | Note(title=words) | Entry(term=words):
            return words
        case Table(caption=words) | Picture(caption=words) | Paragraph(words=words):
            return words
