"""One folder read by the interpreter's reader and into a database, and all that both say of it."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import duckdb

from pbrlang.data.folder import read_folder
from pbrlang.data.reading import Reading
from pbrlang.data.rows import Value
from pbrlang.data.set_aside import write_set_aside
from pbrlang.diagnostics import DataPlace
from pbrlang.engines.loading import Loaded, load
from pbrlang.engines.naming import FILE, ROW, column, quoted, relation
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Quantity

Rows = dict[str, list[tuple[object, ...]]]


def loaded(
    folder: Path, tables: Sequence[Table], plurals: Mapping[str, str] | None = None, complete_to: date | None = None
) -> tuple[Loaded, Rows]:
    """What loading says, and the rows of each relation in the order of their file."""
    with duckdb.connect() as connection:
        found = load(connection, folder, tables, symbol="£", plurals=plurals, complete_to=complete_to)
        rows = {each.name: rows_of(connection, each) for each in tables if each.name in found.reading.read}
    return found, rows


def rows_of(connection: duckdb.DuckDBPyConnection, table: Table) -> list[tuple[object, ...]]:
    fields = ", ".join(quoted(column(each.name)) for each in table.fields)
    query = f"SELECT {FILE}, {ROW}, {fields} FROM {quoted(relation(table.name))} ORDER BY {ROW}"
    return connection.execute(query).fetchall()


def expected(reading: Reading, tables: Sequence[Table]) -> Rows:
    """The rows of a reading as they have to lie in the database."""
    return {
        table.name: [
            (
                row.place.file if isinstance(row.place, DataPlace) else "",
                row.place.row if isinstance(row.place, DataPlace) else 0,
                *(held(row.values[each.name], each) for each in table.fields),
            )
            for row in reading.rows[table.name]
        ]
        for table in tables
        if table.name in reading.read
    }


def held(value: Value, field: Field) -> object:
    if not isinstance(value, Fraction):
        return value
    assert isinstance(field.kind, Quantity)
    number = value * 10 ** (field.places + (2 if field.kind.share else 0))
    assert number.denominator == 1
    return number.numerator


def assert_alike(
    folder: Path,
    tables: Sequence[Table],
    plurals: Mapping[str, str] | None = None,
    complete_to: date | None = None,
) -> Reading:
    """Both readers give the same rows, messages, counts, days of completeness and rows set aside."""
    reading = read_folder(folder, tables, symbol="£", plurals=plurals, complete_to=complete_to)
    found, rows = loaded(folder, tables, plurals, complete_to)
    assert found.reading.problems == reading.problems
    assert found.reading.bad == reading.bad
    assert found.reading.read == reading.read
    assert found.reading.complete_to == reading.complete_to
    assert rows == expected(reading, tables)
    assert set_aside(found.reading) == set_aside(reading)
    return reading


def set_aside(reading: Reading) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "set-aside.csv"
        write_set_aside(path, reading.bad)
        return path.read_bytes()
