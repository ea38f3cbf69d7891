"""Files of data as headings and records: one function for each format.

A further format is a function from a path and the table that is wanted to a `Sheet`, and a line in `FORMATS`. A
library that a format needs is imported when the first file of that format is met.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from pbrlang.data.errors import DataDiagnostic
from pbrlang.data.formats.csv_files import read_csv
from pbrlang.data.formats.sheet import Record, Sheet
from pbrlang.ir.tables import Table

__all__ = ["FORMATS", "Record", "Sheet", "read_csv"]


def _csv(path: Path, _table: Table) -> Sheet | DataDiagnostic:
    return read_csv(path)


def _json_lines(path: Path, _table: Table) -> Sheet | DataDiagnostic:
    from pbrlang.data.formats.json_lines import read_json_lines

    return read_json_lines(path)


def _parquet(path: Path, _table: Table) -> Sheet | DataDiagnostic:
    from pbrlang.data.formats.parquet import read_parquet

    return read_parquet(path)


def _workbook(path: Path, table: Table) -> Sheet | DataDiagnostic:
    from pbrlang.data.formats.workbooks import read_workbook

    return read_workbook(path, table)


FORMATS: Final[Mapping[str, Callable[[Path, Table], Sheet | DataDiagnostic]]] = {
    ".csv": _csv,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".parquet": _parquet,
    ".xlsx": _workbook,
}
"""The function that reads each format, by the end of the file's name; of a workbook, the sheet for the table."""
