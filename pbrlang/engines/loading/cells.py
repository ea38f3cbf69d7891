"""Cells that a database cannot read at once: each different one is read once, by the interpreter's own reader."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from pbrlang.data.cells import Misread, column_reader
from pbrlang.data.databases import cell_of
from pbrlang.data.rows import Value
from pbrlang.engines.loading.plain import Plain
from pbrlang.engines.loading.spool import create_from
from pbrlang.engines.naming import quoted
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Quantity

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_AT_ONCE = 20_000
_WIDE, _WIDEST = 2**63, 2**127


class BeyondWholeNumbers(Exception):
    """A number of a field is longer than any whole number of the database."""

    def __init__(self, field: Field) -> None:
        super().__init__(field.name)
        self.field = field


@frozen
class Readings:
    """The table of a column's readings, `cell`, `value` and `bad`, and the type of the values."""

    name: str
    kind: str


def whole(value: Value, field: Field) -> object:
    """A value as it is held: a number as a whole number over its field's scale."""
    if not isinstance(value, Fraction):
        return value
    share = isinstance(field.kind, Quantity) and field.kind.share
    number = value * 10 ** (field.places + (2 if share else 0))
    if abs(number) >= _WIDEST:
        raise BeyondWholeNumbers(field)
    return number.numerator


def read_others(
    connection: "Connection",
    name: str,
    scan: str,
    column: tuple[str, str, Plain],
    field: Field,
    words: tuple[str, Mapping[str, str]],
) -> Readings | None:
    """Read each different cell of a column that is not plain; none if there is no such cell.

    `words` are the sign of the currency and the irregular plurals. Raises BeyondWholeNumbers.
    """
    at, _, column_plain = column
    cells = quoted(f"{name} cells")
    connection.execute(
        f"CREATE TEMP TABLE {cells} AS SELECT row_number() OVER () AS number, cell FROM "
        f"(SELECT DISTINCT {at} AS cell FROM {scan} WHERE {at} IS NOT NULL AND NOT {column_plain.test})"
    )
    if not _count(connection, cells):
        connection.execute(f"DROP TABLE {cells}")
        return None
    reader = _Reader(field, words)
    values = quoted(f"{name} values")
    kind = "HUGEINT" if column_plain.kind == "BIGINT" else column_plain.kind
    types = {"number": "BIGINT", "value": kind, "bad": "BOOLEAN"}
    create_from(connection, f"{name} values", types, reader.rows(connection, cells))
    kind = kind if reader.is_wide else column_plain.kind
    connection.execute(
        f"CREATE TEMP TABLE {quoted(name)} AS SELECT cell, CAST(value AS {kind}) AS value, bad "
        f"FROM {cells} JOIN {values} USING (number)"
    )
    connection.execute(f"DROP TABLE {cells}; DROP TABLE {values}")
    return Readings(name, kind)


class _Reader:
    """Reads cells, and remembers whether a number was too long for the usual type."""

    def __init__(self, field: Field, words: tuple[str, Mapping[str, str]]) -> None:
        self._field = field
        self._read = column_reader(field, *words)
        self.is_wide = False

    def rows(self, connection: "Connection", cells: str) -> Iterator[tuple[int, object, bool]]:
        """The number of each cell, its value, and whether it is bad."""
        last = _count(connection, cells)
        for first in range(1, last + 1, _AT_ONCE):
            some = f"SELECT number, cell FROM {cells} WHERE number BETWEEN {first} AND {first + _AT_ONCE - 1}"
            for number, cell in connection.execute(some).fetchall():
                yield number, *self._reading(cell)

    def _reading(self, cell: object) -> tuple[object, bool]:
        found = self._read(cell_of(cell))
        if isinstance(found, Misread):
            return None, True
        value = whole(found, self._field)
        if isinstance(value, int) and not isinstance(value, bool) and not -_WIDE <= value < _WIDE:
            self.is_wide = True
        return value, False


def _count(connection: "Connection", name: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
    return int(found[0]) if found else 0
