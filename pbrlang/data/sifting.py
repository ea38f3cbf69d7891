"""From the records of one file to rows, good and bad."""

from collections.abc import Callable, Mapping

from attrs import field as attribute
from attrs import frozen

from pbrlang.data.cells import CellReader, Misread, column_reader
from pbrlang.data.checks import ends_early
from pbrlang.data.errors import DataDiagnostic, RaggedRow
from pbrlang.data.formats import Record, Sheet
from pbrlang.data.reading import BadRow
from pbrlang.data.rows import Row, Value
from pbrlang.data.stored import text_of
from pbrlang.diagnostics import DataPlace
from pbrlang.ir.tables import Table

Progress = Callable[[str, int], None]
"""Told the name of a table and how many of its rows have been read so far."""

_PROGRESS_EVERY = 10_000


@frozen(eq=False)
class Spoiled:
    """A bad row of which the key, at least, may be known; other rows may name it."""

    table: Table
    key: tuple[Value, ...] | None
    place: DataPlace


@frozen(eq=False)
class Sifted:
    """The rows of one file that can be read, and what is wrong with the others."""

    rows: list[Row] = attribute(factory=list)
    spoiled: list[Spoiled] = attribute(factory=list)
    bad: list[BadRow] = attribute(factory=list)


def sift(
    table: Table,
    sheet: Sheet,
    positions: Mapping[str, int],
    symbol: str,
    plurals: Mapping[str, str],
    progress: Progress | None,
) -> Sifted:
    """Read each record of a sheet by the readers of its columns."""
    readers = [(each.name, positions[each.name], column_reader(each, symbol, plurals)) for each in table.fields]
    sifted = Sifted()
    for fault in sheet.broken:
        _reject(table, sheet, [], None, [fault], sifted)
    width = len(sheet.headings)
    for count, (number, record) in enumerate(sheet.records, 1):
        if progress and not count % _PROGRESS_EVERY:
            progress(table.name, count)
        place = DataPlace(sheet.file, number)
        if len(record) != width:
            _reject(table, sheet, record, None, [RaggedRow(place, len(record), width)], sifted)
            continue
        values, faults = _values(readers, record, place)
        row = None if faults else Row(table, values, place)
        early = ends_early(row) if row else None
        if row is None or early:
            _reject(table, sheet, record, values, [early] if early else faults, sifted)
        else:
            sifted.rows.append(row)
    if progress:
        progress(table.name, sheet.count)
    return sifted


def _values(
    readers: list[tuple[str, int, CellReader]], record: Record, place: DataPlace
) -> tuple[dict[str, Value], list[DataDiagnostic]]:
    values: dict[str, Value] = {}
    faults: list[DataDiagnostic] = []
    for name, position, read in readers:
        value = read(record[position])
        if isinstance(value, Misread):
            at = DataPlace(place.file, place.row, name, text_of(record[position]))
            faults.append(value.fault(at, value.expected, value.hint))
        else:
            values[name] = value
    return values, faults


def _reject(
    table: Table,
    sheet: Sheet,
    record: Record,
    values: Mapping[str, Value] | None,
    faults: list[DataDiagnostic],
    sifted: Sifted,
) -> None:
    known = values is not None and all(name in values for name in table.key)
    key = tuple(values[name] for name in table.key) if values is not None and known else None
    sifted.spoiled.append(Spoiled(table, key, faults[0].place))
    sifted.bad.extend(BadRow(table.name, fault, sheet.headings, tuple(map(text_of, record))) for fault in faults)
