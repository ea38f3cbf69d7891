"""A cell of a table read as an expression."""

import functools
from typing import Any

from lark import ParseTree, UnexpectedInput

from pbrlang.syntax.errors import Mistake
from pbrlang.syntax.from_tree import ItemBuilder
from pbrlang.syntax.habits import LONG
from pbrlang.syntax.parser_tables import parser
from pbrlang.syntax.tree.base import Cell
from pbrlang.syntax.tree.definitions import Bound
from pbrlang.syntax.tree.expressions import Expression
from pbrlang.syntax.tree.sharing import Part, PartLimit


def parse_cell(cell: Cell) -> Expression | None:
    """The expression that a cell holds, if it holds one."""
    if not cell.text or LONG.search(cell.text):
        return None
    return _built(cell, "expression")  # type: ignore[no-any-return]


def parse_bound(cell: Cell) -> Bound | None:
    """The bound of a band that a cell holds, if it holds one: `from 500 kg`."""
    if not cell.text or LONG.search(cell.text):
        return None
    return _built(cell, "bound")  # type: ignore[no-any-return]


def parse_part(cell: Cell) -> Part | None:
    """What a payer bears or a receiver gets."""
    return _built(cell, "part")  # type: ignore[no-any-return]


def parse_limit(cell: Cell) -> PartLimit | None:
    """The most that a payer bears or a receiver gets."""
    return _built(cell, "part_limit")  # type: ignore[no-any-return]


def _built(cell: Cell, start: str) -> Any:
    try:
        return ItemBuilder(cell.span).build(_tree(cell.text, start))
    except (UnexpectedInput, Mistake):
        return None


def forget() -> None:
    """Parse anew what was parsed before."""
    _tree.cache_clear()


@functools.lru_cache(maxsize=1024)
def _tree(text: str, start: str) -> ParseTree:
    """The parse tree of a cell: rate cards say the same price many times."""
    return parser().parse(text, start=start)
