"""A folder of data files, read as the tables of a contract."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pbrlang.data.completeness import read_completeness
from pbrlang.data.errors import DataDiagnostic
from pbrlang.data.files import is_data_folder, match_files
from pbrlang.data.formats import Record, Sheet
from pbrlang.data.linking import Keyed, link
from pbrlang.data.reading import BadRow, Reading
from pbrlang.data.rows import Row
from pbrlang.data.sheets import open_sheet
from pbrlang.data.sifting import Progress, Sifted, sift
from pbrlang.data.stored import text_of
from pbrlang.diagnostics import DataPlace
from pbrlang.ir.tables import Table


def read_folder(
    folder: Path,
    tables: Sequence[Table],
    *,
    symbol: str,
    plurals: Mapping[str, str] | None = None,
    complete_to: date | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read one file for each table; find every bad row; link the good ones.

    `symbol` is the sign of the contract's currency, `plurals` its irregular plurals by singular,
    `complete_to` a date for all data in the place of `complete.csv`. `progress` is told a table's
    name and the number of its rows read so far. Nothing is raised for a fault of the data: the
    `Reading` tells all of them. Each good row's links are filled, and it is in the order of its file.
    """
    with collector_at_rest():
        return _read(folder, tables, symbol, plurals or {}, complete_to, progress)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """What is read and made is kept, so to look through it for garbage meanwhile only doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    folder: Path,
    tables: Sequence[Table],
    symbol: str,
    plurals: Mapping[str, str],
    complete_to: date | None,
    progress: Progress | None,
) -> Reading:
    files = match_files(folder, tables)
    problems = list(files.problems)
    sheets: dict[str, Sheet] = {}
    sifted: dict[str, Sifted] = {}
    for table in tables:
        opened = open_sheet(files.by_table[table.name], table) if table.name in files.by_table else None
        problems += opened.problems if opened else ()
        if opened and opened.sheet:
            sheets[table.name] = opened.sheet
            sifted[table.name] = sift(table, opened.sheet, opened.positions, symbol, plurals, progress)
    days: dict[str, date] = {}
    if is_data_folder(folder):
        days, unsaid = read_completeness(folder, tables, complete_to)
        problems += unsaid
    return reading_of(tables, sheets, sifted, problems, days)


def reading_of(
    tables: Sequence[Table],
    sheets: Mapping[str, Sheet],
    sifted: Mapping[str, Sifted],
    problems: Sequence[DataDiagnostic],
    days: Mapping[str, date],
) -> Reading:
    """What comes of the sheets of tables, by table name, once their rows have been sifted: the rows are linked here."""
    faults = link(
        {name: each.rows for name, each in sifted.items()},
        {name: each.spoiled for name, each in sifted.items()},
        unread=[table.name for table in tables if table.name not in sifted],
        searched={name: sheet.file for name, sheet in sheets.items()},
    )
    unlinked = {id(keyed) for keyed, _ in faults}
    bad = [row for each in sifted.values() for row in each.bad] + _bad_rows(faults, sheets)
    order = {name: position for position, name in enumerate(sheets)}
    return Reading(
        rows={table.name: _good(sifted.get(table.name), unlinked) for table in tables},
        bad=tuple(sorted(bad, key=lambda each: (order[each.table], each.place.row))),
        problems=tuple(problems),
        read={name: sheet.count for name, sheet in sheets.items()},
        complete_to=days,
    )


def _good(sifted: Sifted | None, unlinked: set[int]) -> tuple[Row, ...]:
    return tuple(row for row in sifted.rows if id(row) not in unlinked) if sifted else ()


def _bad_rows(faults: Sequence[tuple[Keyed, DataDiagnostic]], sheets: Mapping[str, Sheet]) -> list[BadRow]:
    """The faults found while linking, each with its row as written."""
    records: dict[str, dict[int, Record]] = {}
    found = []
    for keyed, fault in faults:
        name, place = keyed.table.name, keyed.place
        sheet = sheets[name]
        record = records.setdefault(name, dict(sheet.records))
        if isinstance(place, DataPlace):
            found.append(BadRow(name, fault, sheet.headings, tuple(map(text_of, record[place.row]))))
    return found
