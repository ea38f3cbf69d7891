"""A file as a sheet whose headings fit a table."""

from pathlib import Path

from attrs import frozen

from pbrlang.data.columns import match_columns
from pbrlang.data.errors import DataDiagnostic, EmptyFile, WrongSeparator
from pbrlang.data.formats import FORMATS, Sheet
from pbrlang.diagnostics import DataPlace, Severity
from pbrlang.ir.tables import Table

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}


@frozen(eq=False)
class Opened:
    """A sheet and the position of each field's column, if the file can be used; and all remarks about the file."""

    sheet: Sheet | None
    positions: dict[str, int]
    problems: tuple[DataDiagnostic, ...]


def open_sheet(path: Path, table: Table) -> Opened:
    """Open the file of a table, or a table of a database, and match its headings."""
    if path.parent.is_file():
        from pbrlang.data.databases import read_database_table

        held = read_database_table(path)
        return Opened(None, {}, (held,)) if isinstance(held, DataDiagnostic) else fit(held, table)
    suffix = path.suffix.lower()
    sheet = FORMATS[suffix](path, table)
    return Opened(None, {}, (sheet,)) if isinstance(sheet, DataDiagnostic) else fit(sheet, table, suffix == ".csv")


def fit(sheet: Sheet, table: Table, is_csv: bool = False) -> Opened:
    """Match the headings of a sheet; its records are not looked at."""
    place = DataPlace(sheet.file, sheet.heading_row)
    if not sheet.headings:
        return Opened(None, {}, (EmptyFile(DataPlace(sheet.file, 0), tuple(each.name for each in table.fields)),))
    separator = _other_separator(sheet, table) if is_csv else None
    if separator:
        return Opened(None, {}, (WrongSeparator(place, separator),))
    columns = match_columns(table, sheet.headings, place)
    problems = tuple(each.fault for each in columns.faults)
    failed = any(each.severity is Severity.ERROR for each in problems)
    return Opened(None if failed else sheet, columns.positions, problems)


def _other_separator(sheet: Sheet, table: Table) -> str | None:
    if len(sheet.headings) > 1 or len(table.fields) < 2:
        return None
    return next((name for mark, name in _SEPARATORS.items() if mark in sheet.headings[0]), None)
