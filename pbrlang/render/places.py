"""Where a document's words can lead to: each anchor, with the number that stands there."""

from collections.abc import Iterator

from pbrlang.render.model import (
    Block,
    Clause,
    Document,
    Entry,
    Items,
    Note,
    Paragraph,
    Picture,
    Program,
    Section,
    Table,
    Terms,
    plain,
)

Anchored = Section | Clause | Paragraph | Table | Picture | Note | Entry


def places(document: Document) -> dict[str, str]:
    """Each anchor of a document with the number that a reference to it shows; its words where it has no number.

    Of two things with the same anchor the first is meant.
    """
    found: dict[str, str] = {}
    for each in _anchored(document.sections):
        if each.anchor is not None:
            found.setdefault(each.anchor, _shown(each))
    return found


def _anchored(blocks: tuple[Block, ...]) -> Iterator[Anchored]:
    for block in blocks:
        match block:
            case Section() | Clause() | Note():
                yield block
                yield from _anchored(block.blocks)
            case Paragraph() | Table() | Picture():
                yield block
            case Items(items=items):
                for item in items:
                    yield from _anchored(item)
            case Terms(entries=entries):
                for entry in entries:
                    yield entry
                    yield from _anchored(entry.blocks)
            case Program(instead=instead):
                yield from _anchored(instead)
            case _:
                continue


def _shown(each: Anchored) -> str:
    match each:
        case Section(number=str(number)) | Clause(number=number) | Paragraph(number=str(number)):
            return number
        case Section(heading=words) | Clause(heading=words) | Note(title=words) | Entry(term=words):
            return plain(words)
        case Table(caption=words) | Picture(caption=words) | Paragraph(words=words):
            return plain(words)
