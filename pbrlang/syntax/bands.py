"""Which rate cards are by bands: those that say so, and those whose rows or columns begin as bounds do."""

import re

from pbrlang.syntax.tree.base import Cell
from pbrlang.syntax.tree.definitions import Tariff

_BOUND = re.compile(r"(below|up +to|from|more +than|the +first|beyond|at|above)\b")


def begins_as_bound(cell: Cell) -> bool:
    """Whether a cell begins with a word that a bound begins with."""
    return _BOUND.match(cell.text) is not None


def is_banded(card: Tariff) -> bool:
    """Whether a rate card is by bands of a quantity, even if its header does not say so."""
    if card.band is not None:
        return True
    if card.grid is None:
        return False
    down = [row[0] for row in card.grid.rows]
    across = card.grid.heading[1:] if len(card.keys) > 1 else ()
    return any(map(begins_as_bound, (*down, *across)))
