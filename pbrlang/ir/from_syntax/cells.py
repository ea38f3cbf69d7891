"""One cell of a rate card: an amount, a share or a number, by the same grammar as in the text."""

from fractions import Fraction

from pbrlang.ir.expressions import Constant
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.scope import Scope, Subject
from pbrlang.kinds.model import Kind
from pbrlang.names.homes import CONTRACT
from pbrlang.syntax.cells import parse_cell
from pbrlang.syntax.tree.base import Cell


def read_cell(scope: Scope, cell: Cell) -> tuple[Kind, Fraction] | None:
    """The kind and the number of a cell; nothing where it is no number."""
    node = parse_cell(cell)
    if node is None:
        return None
    meaning = Elaborator(scope, Subject(CONTRACT)).expression(node)
    if isinstance(meaning, Constant) and isinstance(meaning.value, Fraction):
        return meaning.kind, meaning.value
    return None
