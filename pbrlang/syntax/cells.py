"""A cell of a table read as an expression."""

from lark import UnexpectedInput

from pbrlang.syntax.errors import Mistake
from pbrlang.syntax.from_tree import ItemBuilder
from pbrlang.syntax.parser_tables import parser
from pbrlang.syntax.tree.base import Cell
from pbrlang.syntax.tree.expressions import Expression


def parse_cell(cell: Cell) -> Expression | None:
    """The expression that a cell holds, if it holds one."""
    if not cell.text:
        return None
    try:
        tree = parser().parse(cell.text, start="expression")
        return ItemBuilder(cell.span).build(tree)  # type: ignore[no-any-return]
    except (UnexpectedInput, Mistake):
        return None
