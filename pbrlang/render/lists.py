"""Which lists go on with a numbered paragraph, and so stand below its words."""

from collections.abc import Iterable, Iterator

from pbrlang.render.model import Block, Items, Paragraph


def with_lists_set_in(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it is a list directly after a numbered paragraph, or after such a list."""
    set_in = False
    for each in blocks:
        follows = set_in and isinstance(each, Items)
        yield each, follows
        set_in = follows or (isinstance(each, Paragraph) and each.number is not None)
