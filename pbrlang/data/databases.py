"""A database in a file as a folder of data: each of its tables is read like a file of that name."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from pbrlang.data.errors import BrokenFile, DataDiagnostic, MissingLibrary
from pbrlang.data.formats.sheet import Record, Sheet, is_blank
from pbrlang.data.stored import (
    DOUBLE_FIGURES,
    NO,
    SINGLE_FIGURES,
    YES,
    Cell,
    Stored,
    binary_number,
    plain,
    stored_date,
    stored_moment,
)
from pbrlang.diagnostics import DataPlace

_MARKS = {"SQLite": (0, b"SQLite format 3\0"), "DuckDB": (8, b"DUCK")}
_LONGEST_MARK = 16
SINGLE = "FLOAT"
ZONED = "TIMESTAMP WITH TIME ZONE"


def kind_of_database(path: Path) -> str | None:
    """Whether a file is a database of SQLite or of DuckDB, told by its first bytes."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        first = file.read(_LONGEST_MARK)
    return next((kind for kind, (at, mark) in _MARKS.items() if first[at:].startswith(mark)), None)


def tables_of(path: Path) -> list[Path] | DataDiagnostic:
    """The tables and views of a database, each as a path below that of the database."""
    names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY 1"
    if kind_of_database(path) == "DuckDB":
        names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1"
    found = _asked(path, names)
    return found if isinstance(found, DataDiagnostic) else [path / str(row[0]) for row in found[1]]


def read_database_table(table: Path) -> Sheet | DataDiagnostic:
    """A table of a database; its records are counted from 1, or in DuckDB by their row numbers."""
    database, name = table.parent, '"' + table.name.replace('"', '""') + '"'
    return (
        _duckdb_table(database, table.name, name) if _is_duckdb(database) else _sqlite_table(database, table.name, name)
    )


def cell_of(value: object) -> Cell:
    """A value from a database as the cell that is read in its place."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case str() | int():
            return str(value)
        case datetime() if value.tzinfo is None:
            return _moment(value)
        case date() if not isinstance(value, datetime):
            return stored_date(value)
        case Decimal():
            return plain(str(value))
        case float():
            return binary_number(repr(value), DOUBLE_FIGURES)
        case _:
            hint = "a column of that type holds no single text, number or date: store one value in each record"
            return Stored(f"({type(value).__name__})", hint)


def _moment(value: datetime) -> Cell:
    if value.time() == time():
        return stored_date(value.date())
    since = value - datetime.combine(value.date(), time())
    return stored_moment(f"{value.date().isoformat()} {timedelta(seconds=since.seconds)}")


def _is_duckdb(database: Path) -> bool:
    return kind_of_database(database) == "DuckDB"


def _sqlite_table(database: Path, file: str, name: str) -> Sheet | DataDiagnostic:
    found = _asked(database, f"SELECT * FROM {name}")
    if isinstance(found, DataDiagnostic):
        return found
    headings, rows = found
    return _sheet(file, headings, enumerate(([*map(cell_of, row)] for row in rows), 1))


def _duckdb_table(database: Path, file: str, name: str) -> Sheet | DataDiagnostic:
    described = _asked(database, f"DESCRIBE {name}")
    if isinstance(described, DataDiagnostic):
        return described
    columns = [('"' + row[0].replace('"', '""') + '"', str(row[1])) for row in described[1]]
    # A single is shown by the shortest decimal that stands for it; no moment in a zone is one day alone.
    texts = [f"CAST({at} AS VARCHAR)" if kind in (SINGLE, ZONED) else at for at, kind in columns]
    found = _asked(database, f"SELECT {_row_number(database, file)}, {', '.join(texts)} FROM {name}")
    if isinstance(found, DataDiagnostic):
        return found
    kinds = [kind for _, kind in columns]
    records = ((row[0], [_typed(cell, kind) for cell, kind in zip(row[1:], kinds, strict=True)]) for row in found[1])
    return _sheet(file, [row[0] for row in described[1]], records)


def _row_number(database: Path, file: str) -> str:
    kind = _asked(database, "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'main'")
    views = [] if isinstance(kind, DataDiagnostic) else [name for name, type_ in kind[1] if type_ == "VIEW"]
    return "row_number() OVER ()" if file in views else "rowid + 1"


def _typed(value: object, kind: str) -> Cell:
    if value is not None and kind == SINGLE:
        return binary_number(str(value), SINGLE_FIGURES)
    if value is not None and kind == ZONED:
        return Stored(str(value), "it holds a time of day: store the date alone")
    return cell_of(value)


def _sheet(file: str, headings: Iterable[str], numbered: Iterable[tuple[int, Record]]) -> Sheet:
    records = [(number, record) for number, record in numbered if not is_blank(record)]
    return Sheet(file, tuple(each.strip() for each in headings), 0, records)


def _asked(database: Path, query: str) -> tuple[list[str], list[Any]] | DataDiagnostic:
    """The headings and rows that a database gives."""
    return _asked_duckdb(database, query) if _is_duckdb(database) else _asked_sqlite(database, query)


def _asked_sqlite(database: Path, query: str) -> tuple[list[str], list[Any]] | DataDiagnostic:
    import sqlite3

    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            cursor = connection.execute(query)
            return [column[0] for column in cursor.description], cursor.fetchall()
    except sqlite3.Error:
        return BrokenFile(DataPlace(database.name, 0), "an SQLite database", "mend it, or save its tables as CSV")


def _asked_duckdb(database: Path, query: str) -> tuple[list[str], list[Any]] | DataDiagnostic:
    try:
        import duckdb
    except ImportError:
        return MissingLibrary(DataPlace(database.name, 0), "duckdb", "bulk")
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            result = connection.execute(query)
            return [column[0] for column in result.description or ()], result.fetchall()
    except duckdb.Error:
        advice = "close it where it is open elsewhere, or save its tables as Parquet or CSV"
        return BrokenFile(DataPlace(database.name, 0), "a DuckDB database", advice)
