"""Parquet files as sources."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from pbrlang.data.formats import Record, Sheet
from pbrlang.data.formats.sheet import is_blank
from pbrlang.data.sheets import Opened, fit
from pbrlang.engines.loading.cells import cell_of
from pbrlang.engines.loading.plain import is_held, literal
from pbrlang.engines.loading.sources import Source
from pbrlang.engines.naming import quoted
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Identifier, Text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_ROW = "file_row_number"


def parquet_source(connection: "Connection", path: Path, table: Table) -> tuple[Opened | None, Source | None]:
    """A file as a source, and what is wrong with its headings; neither where the interpreter has to read the file."""
    from duckdb import Error

    if any(mark in str(path) for mark in "*?["):
        return None, None
    plain = f"read_parquet({literal(str(path))})"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {plain}").fetchall()
    except Error:
        return None, None
    names, types = [row[0] for row in described], [row[1] for row in described]
    if _ROW in names or not all(map(is_held, types)) or len({name.lower() for name in names}) < len(names):
        return None, None
    headings = tuple(name.strip() for name in names)
    opened = fit(Sheet(path.name, headings, 0, []), table)
    if opened.sheet is None:
        return opened, None
    if any(_is_doubtful(field, types[opened.positions[field.name]]) for field in table.fields):
        return None, None
    scan = f"read_parquet({literal(str(path))}, file_row_number=true) AS held"
    columns = tuple(f"held.{quoted(name)}" for name in names)
    row = f"(held.{_ROW} + 1)"
    source = Source(
        table=table,
        file=path.name,
        headings=headings,
        positions=opened.positions,
        scan=scan,
        columns=columns,
        types=tuple(types),
        row=row,
        first=1,
        pick=RowPicker(path.name, headings, scan, columns, row),
    )
    return opened, source


def _is_doubtful(field: Field, kind: str) -> bool:
    """Minus nought is one double and nought another, and their names would differ."""
    return kind == "DOUBLE" and isinstance(field.kind, Identifier | Text)


@frozen
class RowPicker:
    """Reads some of the records of a relation as the interpreter reads those of a file."""

    file: str
    headings: tuple[str, ...]
    scan: str
    columns: tuple[str, ...]
    row: str

    def __call__(self, connection: "Connection", rows: Iterable[int]) -> Sheet:
        """A sheet of the records of these row numbers, in their order."""
        wanted = quoted("_wanted rows")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {wanted} (number BIGINT)")
        listed = [str(each) for each in rows]
        for first in range(0, len(listed), 10_000):
            connection.execute(f"INSERT INTO {wanted} SELECT unnest([{', '.join(listed[first : first + 10_000])}])")
        query = (
            f"SELECT {self.row} AS number, {', '.join(self.columns)} FROM {self.scan} "
            f"WHERE {self.row} IN (FROM {wanted}) ORDER BY 1"
        )
        numbered: list[tuple[int, Record]] = []
        for number, *values in connection.execute(query).fetchall():
            record = [cell_of(each) for each in values]
            if not is_blank(record):
                numbered.append((number, record))
        return Sheet(self.file, self.headings, 0, numbered)
