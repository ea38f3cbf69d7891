"""CSV files."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from pbrlang.data.errors import BrokenQuotation, DataDiagnostic, UnreadableCharacters
from pbrlang.data.formats.sheet import Record, Sheet, headed_sheet
from pbrlang.diagnostics import DataPlace


class BrokenCsv(Exception):
    """A file cannot be taken apart into cells; `row` is the row at which that is found."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def read_csv(path: Path) -> Sheet | DataDiagnostic:
    """A file with commas between its columns, in UTF-8 with or without a byte order mark."""
    written = path.read_bytes()
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return UnreadableCharacters(DataPlace(path.name, 0), written.count(b"\n", 0, wrong.start) + 1)
    try:
        return headed_sheet(path.name, list(numbered_records(io.StringIO(text, newline=""))))
    except BrokenCsv as broken:
        return BrokenQuotation(DataPlace(path.name, broken.row))


def numbered_records(lines: Iterable[str]) -> Iterator[tuple[int, Record]]:
    """The records of a file by their numbers, blank ones left out; `lines` keep their ends. Raises BrokenCsv."""
    number = 0
    try:
        for number, record in enumerate(csv.reader(lines, strict=True, skipinitialspace=True), 1):
            if "".join(record).strip():
                yield number, [*record]
    except csv.Error:
        raise BrokenCsv(number + 1) from None
