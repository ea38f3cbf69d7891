"""Rows as the interpreter reads them."""

from datetime import date
from fractions import Fraction

from pbrlang.diagnostics import DataPlace
from pbrlang.ir.tables import Table
from pbrlang.source import Span

Value = Fraction | date | bool | str | None
"""What a field holds: numbers are exact, `None` is a blank."""


class Row:
    """One row: its values by field name, its key, and where it was read. Compared by identity."""

    __slots__ = ("key", "links", "place", "table", "values")

    def __init__(self, table: Table, values: dict[str, Value], place: DataPlace | Span) -> None:
        self.table = table
        self.values = values
        self.place = place
        self.key: tuple[Value, ...] = tuple(values[name] for name in table.key)
        self.links: dict[str, Row] = {}
        """The row that each reference field names."""

    @property
    def date(self) -> date | None:
        """The date that places the row: its own date, or the day from which it lasts."""
        name = self.table.dated or (self.table.lasts.start if self.table.lasts else None)
        value = self.values[name] if name else None
        return value if isinstance(value, date) else None
