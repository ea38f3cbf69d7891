"""Columns that have types, those of a Parquet file or of a table in a database, as a source."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from pbrlang.data.databases import cell_of
from pbrlang.data.formats import Record, Sheet
from pbrlang.data.formats.sheet import is_blank
from pbrlang.data.sheets import Opened, fit
from pbrlang.engines.loading.plain import is_held
from pbrlang.engines.loading.sources import Source
from pbrlang.engines.naming import quoted
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Identifier, Text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


def typed_source(
    file: str, table: Table, described: Sequence[tuple[str, str]], scan: str, row: str
) -> tuple[Opened | None, Source | None]:
    """A source of the columns that are `described` by name and type, and what is wrong with the headings.

    `scan` calls what it selects from `held`; `row` is the number of a row. Neither is given where the interpreter's
    own reader has to read the columns.
    """
    names, types = [name for name, _ in described], tuple(kind for _, kind in described)
    if not all(map(is_held, types)) or len({name.lower() for name in names}) < len(names):
        return None, None
    headings = tuple(name.strip() for name in names)
    opened = fit(Sheet(file, headings, 0, []), table)
    if opened.sheet is None:
        return opened, None
    if any(_is_doubtful(field, types[opened.positions[field.name]]) for field in table.fields):
        return None, None
    columns = tuple(f"held.{quoted(name)}" for name in names)
    source = Source(
        table=table,
        file=file,
        headings=headings,
        positions=opened.positions,
        scan=scan,
        columns=columns,
        types=types,
        row=row,
        first=1,
        pick=RowPicker(file, headings, scan, columns, row),
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
