"""A cell of a table read as an expression."""

import functools

from lark import ParseTree, UnexpectedInput

from pbrlang.syntax.errors import Mistake
from pbrlang.syntax.from_tree import ItemBuilder
from pbrlang.syntax.habits import LONG
from pbrlang.syntax.parser_tables import parser
from pbrlang.syntax.tree.base import Cell
from pbrlang.syntax.tree.expressions import Expression


def parse_cell(cell: Cell) -> Expression | None:
    """The expression that a cell holds, if it holds one."""
    if not cell.text or LONG.search(cell.text):
        return None
    try:
        return ItemBuilder(cell.span).build(_tree(cell.text))  # type: ignore[no-any-return]
    except (UnexpectedInput, Mistake):
        return None


@functools.lru_cache(maxsize=1024)
def _tree(text: str) -> ParseTree:
    """The parse tree of a cell: rate cards say the same price many times."""
    return parser().parse(text, start="expression")
