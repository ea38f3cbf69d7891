"""A clause as one sentence, in the words of the contract."""

from collections.abc import Iterator, Sequence

from pbrlang.explain.words import of_clause
from pbrlang.ir.program import Clause
from pbrlang.syntax.layout import RawBlock, RawItem, read_layout


class Rules:
    """Recites clauses: each item whole, as it stands in the contract, without comments, notes and what is accepted."""

    def __init__(self) -> None:
        self._items: dict[int, tuple[str, ...]] = {}

    def of(self, clause: Clause) -> str:
        """What a clause says: for each what, on what date, when, how much, how often."""
        if not self._items:
            self._items = dict(_items(read_layout(clause.span.source)[0]))
        place = of_clause(clause.clause)
        return f"{place[0].upper()}{place[1:]}: {', '.join(self._items[clause.span.start])}."


def _items(blocks: Sequence[RawBlock]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The items of each block, by where it starts."""
    for block in blocks:
        texts = (" ".join(each.text.split()) for each in block.items if isinstance(each, RawItem))
        yield block.header.span.start, tuple(text for text in texts if not text.startswith(('"', "accept ")))
        yield from _items([each for each in block.items if isinstance(each, RawBlock)])
