"""Walking through a document, and finding the number that stands at an anchor."""

from collections.abc import Iterable, Iterator

from pbrlang.render.model.blocks import (
    Block,
    Clause,
    Document,
    Items,
    Note,
    Paragraph,
    Program,
    Section,
    Terms,
)


def inside(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside another."""
    match block:
        case Section() | Clause() | Note():
            return block.blocks
        case Items():
            return tuple(each for item in block.items for each in item)
        case Terms():
            return tuple(each for entry in block.entries for each in entry.blocks)
        case Program():
            return block.instead
        case _:
            return ()


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks and all inside them, in the order of the text."""
    for each in blocks:
        yield each
        yield from every(inside(each))


def numbers(document: Document) -> dict[str, str]:
    """The number of each section, clause and numbered paragraph, by its anchor."""
    found = {}
    for each in every(document.sections):
        if isinstance(each, Section | Clause | Paragraph) and each.anchor and each.number:
            found[each.anchor] = each.number
    return found


def anchors(document: Document) -> list[str]:
    """Every anchor to which something may lead, in the order of the text."""
    found = []
    for each in every(document.sections):
        anchor = getattr(each, "anchor", None)
        if anchor:
            found.append(anchor)
        if isinstance(each, Terms):
            found += [entry.anchor for entry in each.entries if entry.anchor]
    return found
