"""Files of data as headings and records of text: one function for each format.

A further format is a function from a path to a `Sheet`, and a line in `FORMATS`.
"""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from pbrlang.data.errors import BrokenQuotation, DataDiagnostic, UnreadableCharacters
from pbrlang.diagnostics import DataPlace

Record = list[str]


@frozen(eq=False)
class Sheet:
    """A file as text. Each record has the row number that a spreadsheet shows beside it; blank ones are left out.

    A record counts as one row even where a quoted cell runs over several lines. A sheet of an
    empty file has no headings.
    """

    file: str
    headings: tuple[str, ...]
    heading_row: int
    records: list[tuple[int, Record]]


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
                numbered.append((number, record))
    except csv.Error:
        return BrokenQuotation(DataPlace(path.name, number + 1))
    return _sheet(path.name, numbered)


def _sheet(file: str, numbered: list[tuple[int, Record]]) -> Sheet:
    if not numbered:
        return Sheet(file, (), 1, [])
    heading_row, headings = numbered[0]
    while not headings[-1].strip():
        headings.pop()
    width = len(headings)
    for _, record in numbered:
        if len(record) > width and not "".join(record[width:]).strip():
            del record[width:]
    return Sheet(file, tuple(heading.strip() for heading in headings), heading_row, numbered[1:])


FORMATS: Final[Mapping[str, Callable[[Path], Sheet | DataDiagnostic]]] = {".csv": read_csv}
"""The function that reads each format, by the end of the file's name."""
