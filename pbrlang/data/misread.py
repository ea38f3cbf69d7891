"""What comes back when a cell cannot be read."""

from collections.abc import Callable

from attrs import frozen

from pbrlang.data.errors.cells import BadCell
from pbrlang.data.rows import Value
from pbrlang.data.stored import Cell


@frozen
class Misread:
    """A cell that could not be read: what was expected, what to write instead, and which message says so."""

    expected: str
    hint: str | None
    fault: type[BadCell]


Reader = Callable[[str], Value | Misread]
"""Reads the text of one column's cells, spaces around it already taken off."""

CellReader = Callable[[Cell], Value | Misread]
"""Reads one column's cells, whether the file holds them as text or not."""
