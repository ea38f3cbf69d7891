"""What a row must satisfy by itself, and how its values and place are written in messages."""

from datetime import date
from fractions import Fraction

from pbrlang.data.errors import EndsBeforeItStarts
from pbrlang.data.expected import decimal_text
from pbrlang.data.rows import Row, Value
from pbrlang.diagnostics import DataPlace
from pbrlang.source import Span


def ends_early(row: Row) -> EndsBeforeItStarts | None:
    """The fault of a row that ends before it starts."""
    lasts = row.table.lasts
    if lasts is None:
        return None
    start, end = row.values[lasts.start], row.values[lasts.end]
    if not (isinstance(start, date) and isinstance(end, date) and end < start):
        return None
    return EndsBeforeItStarts(data_place(row.place, lasts.end, written(end)), lasts.start, written(start))


def written(value: Value) -> str:
    """A value as it may be written in a cell."""
    match value:
        case None:
            return "blank"
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return ("-" if value < 0 else "") + decimal_text(abs(value))
        case _:
            return str(value)


def data_place(place: DataPlace | Span, column: str | None = None, value: str | None = None) -> DataPlace:
    """A row's place, narrowed to one cell; a row of a contract is placed by its line."""
    if isinstance(place, Span):
        return DataPlace(place.source.name, place.line, column, value)
    return DataPlace(place.file, place.row, column, value)


def spoken(place: DataPlace | Span) -> str:
    """A row's place in words."""
    if isinstance(place, Span):
        return f"line {place.line} of {place.source.name}"
    return f"row {place.row} of {place.file}"
