"""Rows written in each format as its users would: numbers as numbers, dates as dates."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
from openpyxl.worksheet.worksheet import Worksheet
from pyarrow import parquet

from pbrlang.data.folder import read_folder
from pbrlang.data.reading import Reading
from pbrlang.diagnostics import DataPlace
from tests.data.tables import CLAIM, GOOD_FILES, PARTICIPANT, SURVEY, TABLES, write_files

Value = str | int | Decimal | float | date | bool | None
Rows = Sequence[Sequence[Any]]
Writer = Callable[[Path, Sequence[str], Rows], None]

CLAIM_HEADINGS = tuple(each.name for each in CLAIM.fields)
PARTICIPANT_HEADINGS = tuple(each.name for each in PARTICIPANT.fields)
SURVEY_HEADINGS = tuple(each.name for each in SURVEY.fields)


def as_csv(path: Path, headings: Sequence[str], rows: Rows) -> None:
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *([_in_csv(each) for each in row] for row in rows)])


def _in_csv(value: Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case None:
            return ""
        case _:
            return str(value)


def as_json_lines(path: Path, headings: Sequence[str], rows: Rows) -> None:
    lines = []
    for row in rows:
        pairs = (f"{json.dumps(name)}: {_in_json(value)}" for name, value in zip(headings, row, strict=True))
        lines.append(f"{{{', '.join(pairs)}}}\n")
    path.with_suffix(".jsonl").write_text("".join(lines), encoding="utf-8")


def _in_json(value: Value) -> str:
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value.isoformat() if isinstance(value, date) else value)


def as_parquet(path: Path, headings: Sequence[str], rows: Rows, types: Mapping[str, pa.DataType] | None = None) -> None:
    columns = {
        name: pa.array([row[position] for row in rows], (types or {}).get(name))
        for position, name in enumerate(headings)
    }
    parquet.write_table(pa.table(columns), path.with_suffix(".parquet"), row_group_size=3)


def as_parquet_of_doubles(path: Path, headings: Sequence[str], rows: Rows) -> None:
    as_parquet(path, headings, [[float(each) if isinstance(each, Decimal) else each for each in row] for row in rows])


def as_workbook(path: Path, headings: Sequence[str], rows: Rows) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    fill(sheet, [headings, *rows])
    workbook.save(path.with_suffix(".xlsx"))


def fill(sheet: Worksheet, rows: Rows) -> None:
    """Fill a sheet from its first row; a text such as `37.5%` becomes a number that is shown so."""
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, str) and value.endswith("%"):
                cell.value, cell.number_format = float(Decimal(value[:-1]) / 100), "0.0%"
            else:
                cell.value = float(value) if isinstance(value, Decimal) else value


WRITERS: Mapping[str, Writer] = {
    "CSV": as_csv,
    "JSON lines": as_json_lines,
    "Parquet": as_parquet,
    "Parquet of doubles": as_parquet_of_doubles,
    "workbook": as_workbook,
}


def with_file(folder: Path, name: str) -> Path:
    """A folder of good files, without the one whose place a test fills."""
    files = {file: text for file, text in GOOD_FILES.items() if file != f"{name}.csv"}
    return write_files(folder, files) / name


def read(folder: Path) -> Reading:
    return read_folder(folder, TABLES, symbol="£")


def claims(path: Path, write: Writer, rows: Rows, headings: Sequence[str] = CLAIM_HEADINGS) -> Reading:
    """What is read where the employment claims are those rows."""
    write(with_file(path, "employment_claims"), headings, rows)
    return read(path)


def surveys(path: Path, write: Writer, rows: Rows, headings: Sequence[str] = SURVEY_HEADINGS) -> Reading:
    """What is read where the surveys are those rows."""
    write(with_file(path, "surveys"), headings, rows)
    return read(path)


def faults(reading: Reading) -> list[tuple[str, DataPlace]]:
    return [(each.fault.name, each.place) for each in reading.bad] + [
        (each.name, each.place) for each in reading.problems
    ]


def values(reading: Reading, table: str) -> list[list[object]]:
    return [list(row.values.values()) for row in reading.rows[table]]
