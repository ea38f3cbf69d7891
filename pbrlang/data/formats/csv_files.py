"""CSV files."""

import csv
import io
from pathlib import Path

from pbrlang.data.errors import BrokenQuotation, DataDiagnostic, UnreadableCharacters
from pbrlang.data.formats.sheet import Record, Sheet, headed_sheet
from pbrlang.diagnostics import DataPlace


def read_csv(path: Path) -> Sheet | DataDiagnostic:
    """A file with commas between its columns, in UTF-8 with or without a byte order mark."""
    written = path.read_bytes()
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return UnreadableCharacters(DataPlace(path.name, 0), written.count(b"\n", 0, wrong.start) + 1)
    numbered: list[tuple[int, Record]] = []
    number = 0
    records = csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)
    try:
        for number, record in enumerate(records, 1):
            if "".join(record).strip():
                numbered.append((number, [*record]))
    except csv.Error:
        return BrokenQuotation(DataPlace(path.name, number + 1))
    return headed_sheet(path.name, numbered)
