"""Excel workbooks."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from pbrlang.data.errors import BrokenFile, DataDiagnostic, MissingLibrary, SpreadsheetLeftover, UnclearSheet
from pbrlang.data.formats.sheet import Record, Sheet, headed_sheet, is_blank
from pbrlang.data.formats.workbook_marks import Marks, marks_in, may_have_marks
from pbrlang.data.matching import Matcher
from pbrlang.data.stored import (
    DOUBLE_FIGURES,
    NO,
    YES,
    Cell,
    Stored,
    binary_number,
    plain,
    stored_date,
    stored_moment,
    text_of,
)
from pbrlang.diagnostics import DataPlace
from pbrlang.ir.tables import Table

# Errors of XML are kinds of SyntaxError.
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, SyntaxError, ValueError, LookupError)
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^]]*\]')
_ERROR = "it is the mark of a formula that failed: mend the formula and save the workbook again"
_MERGED = "the cell is merged with others: take the merging off and write the value in each row"
_UNFILLED = "the formula has no result in the file: open the workbook in a spreadsheet and save it again"
_ADVICE = "save it again as an Excel workbook (.xlsx) without a password, or as CSV"


def read_workbook(path: Path, table: Table) -> Sheet | DataDiagnostic:
    """The sheet of a workbook that holds a table: the only one that is filled, or else the one named for the table.

    Formulas are read by the results that the workbook keeps; numbers by the shortest decimal that stands for them.
    """
    try:
        import openpyxl
    except ImportError:
        return MissingLibrary(DataPlace(path.name, 0), "openpyxl")
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about looks and checks that a workbook has and the library does not keep
        try:
            return _read(openpyxl.load_workbook(file, read_only=True, data_only=True), path.name, table)
        except _BROKEN:
            return BrokenFile(DataPlace(path.name, 0), "an Excel workbook", _ADVICE)


def _read(workbook: Any, file: str, table: Table) -> Sheet | DataDiagnostic:
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()  # some programs write wrong ones, and cells beyond them would be lost
    sheet = _choose(workbook.worksheets, file, table)
    if isinstance(sheet, DataDiagnostic):
        return sheet
    with sheet._get_source() as part:
        marked = may_have_marks(part)
    with sheet._get_source() as part:
        marks = marks_in(part) if marked else Marks({}, {})
    numbered = []
    width = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        record = _marked([_cell(cell) for cell in row], number, marks)
        if not is_blank(record):
            width = width or len(record)
            record.extend([""] * (width - len(record)))
            numbered.append((number, record))
    return headed_sheet(file, numbered)


def _choose(sheets: Sequence[Any], file: str, table: Table) -> Any:
    """The sheet to read; a fault where several may be meant."""
    matcher = Matcher({table.name: (table.name, table.plural)})
    named = [sheet for sheet in sheets if matcher.find(sheet.title)]
    candidates = named or [sheet for sheet in sheets if _is_filled(sheet)] or sheets[:1]
    if len(candidates) == 1:
        return candidates[0]
    return UnclearSheet(DataPlace(file, 0), table.name, table.plural, tuple(each.title for each in candidates))


def _is_filled(sheet: Any) -> bool:
    return any(value is not None for row in sheet.iter_rows(values_only=True) for value in row)


def _marked(record: Record, number: int, marks: Marks) -> Record:
    """A record in which merged cells and formulas without a result are bad values."""
    for column, formula in marks.unfilled.get(number, {}).items():
        record.extend([""] * (column - len(record)))
        record[column - 1] = Stored(formula, _UNFILLED, fault=SpreadsheetLeftover)
    for first, last in () if is_blank(record) else marks.merged.get(number, ()):
        record.extend([""] * (last - len(record)))
        for position in range(first - 1, last):
            record[position] = Stored(text_of(record[position]), _MERGED)
    return record


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return Stored(str(value), _ERROR, fault=SpreadsheetLeftover)
    match value:
        case str():
            return value
        case bool():
            return YES if value else NO
        case int() | float():
            return _number(value, cell.number_format)
        case datetime() if value.time() == time():
            return stored_date(value.date())
        case _:
            return stored_moment(str(value))


def _number(value: object, shown_as: str) -> Cell:
    """A number; one that is shown in per cent is read as it is shown, with all its decimals."""
    found = binary_number(repr(value), DOUBLE_FIGURES)
    if isinstance(found, Stored) or "%" not in shown_as or "%" not in _NOT_SHOWN.sub("", shown_as):
        return found
    return f"{plain(str(Decimal(found) * 100))}%"
