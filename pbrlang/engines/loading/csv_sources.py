"""CSV files as sources: read by the database where it must find what the interpreter finds, else copied row by row."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field as attribute
from attrs import frozen

from pbrlang.data.errors import BrokenQuotation, DataDiagnostic, UnreadableCharacters
from pbrlang.data.formats import Record, Sheet
from pbrlang.data.formats.csv_files import BrokenCsv, numbered_records
from pbrlang.data.formats.sheet import drop_surplus, headed_sheet
from pbrlang.data.sheets import Opened, fit
from pbrlang.data.stored import text_of
from pbrlang.diagnostics import DataPlace
from pbrlang.engines.loading.plain import TEXT, literal
from pbrlang.engines.loading.sources import Source
from pbrlang.engines.loading.spool import create_from
from pbrlang.engines.naming import ROW, quoted
from pbrlang.ir.tables import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_CHUNK = 1 << 24
_LONGEST_LINE = 131_072
_GLOB = re.compile(r"[*?\[]")
# Where a quotation does not touch the commas around it, readers differ about what is meant.
_LOOSE = re.compile(rb'"[^\S\r\n]+(?:[,\r\n]|$)|(?:^|[,\r\n])[^\S\r\n]+"')


@frozen(eq=False)
class Looked:
    """What a look through the bytes of a file tells: its lines, and whether every reader takes it apart alike."""

    lines: int
    is_simple: bool


@frozen(eq=False)
class Copied:
    """A file copied row by row: the source, and the numbers of its ragged rows, which are not in it."""

    source: Source
    ragged: list[int] = attribute(factory=list)


def look(path: Path) -> Looked | DataDiagnostic:
    """Look through the bytes of a file; a character that is not in UTF-8 is told."""
    lines = ends = pairs = 0
    simple, last = True, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK) + file.readline():
            try:
                _ = None if chunk.isascii() else codecs.decode(chunk, "utf-8")
            except UnicodeDecodeError as wrong:
                return UnreadableCharacters(DataPlace(path.name, 0), lines + chunk.count(b"\n", 0, wrong.start) + 1)
            lines += chunk.count(b"\n")
            ends += chunk.count(b"\r")
            pairs += chunk.count(b"\r\n") if ends else 0
            simple = simple and b"\0" not in chunk and not (b'"' in chunk and _LOOSE.search(chunk))
            last = chunk[-1:]
    same_ends = not ends or ends == pairs == lines
    return Looked(lines + (last not in (b"", b"\n")), simple and same_ends)


def csv_source(path: Path, table: Table, looked: Looked) -> tuple[Opened, Source | None]:
    """A file as the database may read it, and what is wrong with its headings; no source where it may not."""
    try:
        with _opened(path) as file:
            first = file.readline()
            head = headed_sheet(path.name, list(numbered_records([first])))
            if not head.headings and looked.lines > 1:
                head = headed_sheet(path.name, _first(numbered_records([first, *file])))
    except BrokenCsv:
        return Opened(None, {}, ()), None
    opened = fit(head, table, is_csv=True)
    if opened.sheet is None or head.heading_row != 1 or not looked.is_simple or _GLOB.search(str(path)):
        return opened, None
    width = len(next(csv.reader([first], skipinitialspace=True)))
    if width > len(head.headings):
        return opened, None  # the cells beyond the headings are blank or make a row ragged
    columns = tuple(f"c{number}" for number in range(width))
    kinds = ", ".join(f"'{each}': 'VARCHAR'" for each in columns)
    scan = (
        f"read_csv({literal(str(path))}, columns={{{kinds}}}, auto_detect=false, header=false, skip=1, delim=',', "
        f"quote='\"', escape='\"', strict_mode=true, max_line_size={_LONGEST_LINE})"
    )
    return opened, Source(
        table=table,
        file=path.name,
        headings=head.headings,
        positions=opened.positions,
        scan=scan,
        columns=columns,
        types=(TEXT,) * len(columns),
        row=None,
        first=2,
        pick=picker(path),
        expected=looked.lines - 1,
    )


def copied_csv(connection: "Connection", path: Path, table: Table, name: str) -> tuple[Opened, Copied | None]:
    """A file copied row by row into a table of the database; no source where it cannot be read."""
    try:
        with _opened(path) as file:
            records = numbered_records(file)
            head = headed_sheet(path.name, _first(records))
            opened = fit(head, table, is_csv=True)
            if opened.sheet is None:
                # The rest may hold a quotation that spoils the whole file, and that is told first.
                for _ in records:
                    pass
                return opened, None
            ragged: list[int] = []
            columns = tuple(f"c{number}" for number in range(len(head.headings)))
            rows = _even(records, len(head.headings), ragged)
            create_from(connection, name, {ROW: "BIGINT"} | dict.fromkeys(columns, TEXT), rows)
    except BrokenCsv as broken:
        return Opened(None, {}, (BrokenQuotation(DataPlace(path.name, broken.row)),)), None
    source = Source(
        table=table,
        file=path.name,
        headings=head.headings,
        positions=opened.positions,
        scan=quoted(name),
        columns=columns,
        types=(TEXT,) * len(columns),
        row=quoted(ROW),
        first=0,
        pick=picker(path),
    )
    return opened, Copied(source, ragged)


def picker(path: Path) -> "_Picker":
    """Reads some of the records of a file as the interpreter does."""
    return _Picker(path)


@frozen
class _Picker:
    path: Path

    def __call__(self, _connection: "Connection", rows: Iterable[int]) -> Sheet:
        wanted = set(rows)
        last = max(wanted, default=0)
        kept: list[tuple[int, Record]] = []
        with _opened(self.path) as file:
            for number, record in numbered_records(file):
                if not kept or number in wanted:
                    kept.append((number, record))
                if number >= last and kept:
                    break
        return headed_sheet(self.path.name, kept)


def _opened(path: Path) -> codecs.StreamReaderWriter:
    return path.open(encoding="utf-8-sig", newline="")  # type: ignore[return-value]


def _first(records: Iterator[tuple[int, Record]]) -> list[tuple[int, Record]]:
    found = next(records, None)
    return [found] if found else []


def _even(records: Iterable[tuple[int, Record]], width: int, ragged: list[int]) -> Iterator[Sequence[object]]:
    """The rows that have a cell for each heading; the numbers of the others are noted."""
    for number, record in records:
        drop_surplus(record, width)
        if len(record) == width:
            yield number, *map(text_of, record)
        else:
            ragged.append(number)
