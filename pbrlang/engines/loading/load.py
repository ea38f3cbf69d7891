"""A folder of data into a database."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from pbrlang.data.completeness import read_completeness
from pbrlang.data.errors import DataDiagnostic
from pbrlang.data.files import is_data_folder, match_files
from pbrlang.data.folder import reading_of
from pbrlang.data.formats import Sheet
from pbrlang.data.reading import BadRow, Reading
from pbrlang.data.sheets import Opened, open_sheet
from pbrlang.data.sifting import Progress, Sifted, sift
from pbrlang.diagnostics import DataPlace
from pbrlang.engines.loading.csv_sources import copied_csv, csv_source, look
from pbrlang.engines.loading.database_sources import attach, database_source
from pbrlang.engines.loading.parquet_sources import parquet_source
from pbrlang.engines.loading.sources import Sorted, Source
from pbrlang.engines.loading.suspects import Suspects
from pbrlang.engines.loading.tables import (
    Extreme,
    Made,
    NotAsExpected,
    Words,
    faulty_name,
    finished,
    made_at_once,
    made_cell_by_cell,
    made_from_rows,
)
from pbrlang.engines.naming import column, quoted, relation
from pbrlang.ir.tables import Table
from pbrlang.kinds.model import Day, Quantity

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


@frozen(eq=False)
class Loaded:
    """What came of loading a folder of data.

    `reading` tells what `read_folder` would, but for the rows themselves: those are in the database. `extremes` has,
    by table and field, the least and the most of each number (whole, over its field's scale) and date that is there.
    """

    reading: Reading
    extremes: Mapping[tuple[str, str], tuple[Extreme, Extreme]]


@frozen(eq=False)
class _Table:
    """A table whose file could be read: its relation, where its records are, and rows that the relation lacks."""

    made: Made
    records: Source | Sorted
    ragged: list[int] = field(factory=list)


def load(
    connection: "Connection",
    folder: Path,
    tables: Sequence[Table],
    *,
    symbol: str,
    plurals: Mapping[str, str] | None = None,
    complete_to: date | None = None,
    progress: Progress | None = None,
) -> Loaded:
    """Read one file for each table into the relations that `naming` names; find every bad row.

    The arguments are as for `read_folder`, which reads the same folder (or database) to the same values, messages and
    counts. A table whose file cannot be used has no relation. A relation may be a view; `ROW` tells its rows apart.
    Raises BeyondWholeNumbers where a number is too long.
    """
    words: Words = (symbol, plurals or {})
    with _in_order(connection):
        return _load(connection, folder, tables, words, complete_to, progress)


@contextmanager
def _in_order(connection: "Connection") -> Iterator[None]:
    """Rows of a file are counted as they come, whatever order the connection keeps otherwise."""
    setting = "preserve_insertion_order"
    found = connection.execute(f"SELECT current_setting('{setting}')").fetchone()
    connection.execute(f"SET {setting} = true")
    try:
        yield
    finally:
        connection.execute(f"SET {setting} = {str(bool(found and found[0])).lower()}")


def _load(
    connection: "Connection",
    folder: Path,
    tables: Sequence[Table],
    words: Words,
    complete_to: date | None,
    progress: Progress | None,
) -> Loaded:
    files = match_files(folder, tables)
    problems = list(files.problems)
    found: dict[str, _Table] = {}
    attached = attach(connection, folder)
    for table in tables:
        path = files.by_table.get(table.name)
        if path is None:
            continue
        opened, loaded = _table(connection, path, table, words, attached)
        problems += opened.problems
        if loaded:
            found[table.name] = loaded
            if progress:
                progress(table.name, loaded.made.read + len(loaded.ragged))
    days: dict[str, date] = {}
    if is_data_folder(folder):
        days, unsaid = read_completeness(folder, tables, complete_to)
        problems += unsaid
    bad = _bad_rows(connection, tables, found, words)
    for each in found.values():
        finished(connection, each.made, bool(bad))
    reading = Reading(
        rows={},
        bad=bad,
        problems=tuple(problems),
        read={name: each.made.read + len(each.ragged) for name, each in found.items()},
        complete_to=days,
    )
    return Loaded(reading, _extremes(connection, [each.made.table for each in found.values()]))


def _table(
    connection: "Connection", path: Path, table: Table, words: Words, attached: bool
) -> tuple[Opened, _Table | None]:
    if path.suffix.lower() == ".csv" and not path.parent.is_file():
        return _csv(connection, path, table, words)
    opened: Opened | None = None
    source: Source | None = None
    if attached:
        opened, source = database_source(connection, path, table)
    elif path.suffix.lower() == ".parquet":
        opened, source = parquet_source(connection, path, table)
    if opened is None:
        return _read_by_python(connection, path, table, words)
    if source is None:
        return opened, None
    return opened, _Table(made_at_once(connection, source) or made_cell_by_cell(connection, source, words), source)


def _csv(connection: "Connection", path: Path, table: Table, words: Words) -> tuple[Opened, _Table | None]:
    looked = look(path)
    if isinstance(looked, DataDiagnostic):
        return Opened(None, {}, (looked,)), None
    opened, source = csv_source(path, table, looked)
    if source:
        try:
            made = made_at_once(connection, source) or made_cell_by_cell(connection, source, words)
            return opened, _Table(made, source)
        except NotAsExpected:
            pass  # a record that the interpreter takes apart in another way, or cannot; it says which
    opened, copied = copied_csv(connection, path, table, f"_copied {relation(table.name)}")
    if copied is None:
        return opened, None
    return opened, _Table(made_cell_by_cell(connection, copied.source, words), copied.source, copied.ragged)


def _read_by_python(connection: "Connection", path: Path, table: Table, words: Words) -> tuple[Opened, _Table | None]:
    opened = open_sheet(path, table)
    if opened.sheet is None:
        return opened, None
    sifted = sift(table, opened.sheet, opened.positions, *words, None)
    read = Sorted(table, opened.sheet, sifted)
    return opened, _Table(made_from_rows(connection, read), read)


# --- bad rows


def _bad_rows(
    connection: "Connection", tables: Sequence[Table], found: Mapping[str, _Table], words: Words
) -> tuple[BadRow, ...]:
    unread = [table.name for table in tables if table.name not in found]
    suspects = Suspects(connection, {name: each.made for name, each in found.items()}, unread)
    apart = any(
        each.ragged or (isinstance(each.records, Sorted) and each.records.sifted.spoiled) for each in found.values()
    )
    if not suspects.found(apart):
        return ()
    needed = suspects.needed()
    sheets: dict[str, Sheet] = {}
    sifted: dict[str, Sifted] = {}
    for name, each in found.items():
        sheets[name], sifted[name] = _needed(connection, each, needed[name], words)
    bad = reading_of(tables, sheets, sifted, (), {}).bad
    _compare(connection, found, bad)
    return bad


def _needed(connection: "Connection", each: _Table, rows: Sequence[int], words: Words) -> tuple[Sheet, Sifted]:
    """The records of these rows, read by the interpreter's own reader."""
    records = each.records
    if isinstance(records, Source):
        sheet = records.pick(connection, [*rows, *each.ragged])
        return sheet, sift(records.table, sheet, records.positions, *words, None)
    wanted = set(rows)
    sifted = records.sifted
    good = [row for row in sifted.rows if isinstance(row.place, DataPlace) and row.place.row in wanted]
    return records.sheet, Sifted(good, sifted.spoiled, sifted.bad)


def _compare(connection: "Connection", found: Mapping[str, _Table], bad: Sequence[BadRow]) -> None:
    """Raise RuntimeError unless the rows found in bulk are those that the interpreter calls bad."""
    told: dict[str, set[int]] = {name: set() for name in found}
    for fault in bad:
        told[fault.table].add(fault.place.row)
    for name, each in found.items():
        query = f"FROM {quoted(faulty_name(each.made.table))}"
        seen = {row for (row,) in connection.execute(query).fetchall()} | set(each.ragged)
        if isinstance(each.records, Sorted):
            seen |= {spoiled.place.row for spoiled in each.records.sifted.spoiled}
        if seen != told[name]:
            raise RuntimeError(f"{each.made.file}: rows {sorted(seen ^ told[name])[:5]} are bad to one reader alone")


# --- extremes


def _extremes(connection: "Connection", tables: Sequence[Table]) -> dict[tuple[str, str], tuple[Extreme, Extreme]]:
    extremes: dict[tuple[str, str], tuple[Extreme, Extreme]] = {}
    for table in tables:
        fields = [each.name for each in table.fields if isinstance(each.kind, Quantity | Day)]
        if not fields:
            continue
        asked = ", ".join(f"min({quoted(column(each))}), max({quoted(column(each))})" for each in fields)
        found = connection.execute(f"SELECT {asked} FROM {quoted(relation(table.name))}").fetchone() or ()
        for number, name in enumerate(fields):
            if found[2 * number] is not None:
                extremes[table.name, name] = (found[2 * number], found[2 * number + 1])
    return extremes


__all__ = ["Loaded", "load"]
