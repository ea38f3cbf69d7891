"""Rows as text that anybody can write: CSV files, and the values of a cell."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from pbrlang.data.rows import Row, Value
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Quantity
from pbrlang.values.wording import decimal

Cells = dict[str, str | None]
"""The text of each field of a row; nothing for a blank."""


def cell(field: Field, value: Value) -> str | None:
    """A value as it is written in a file: `2012-02-01`, `12.50`, `37.5%`, `yes`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction | int):
        share = isinstance(field.kind, Quantity) and field.kind.share
        return decimal(Fraction(value) * (100 if share else 1), field.places, separator="") + ("%" if share else "")
    return value.isoformat() if isinstance(value, date) else value


def cells(row: Row) -> Cells:
    """The text of each field of a row."""
    return {each.name: cell(each, row.values[each.name]) for each in row.table.fields}


def tables_of(program: Program, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Cells]]:
    """The rows of each table as text."""
    return {name: [cells(row) for row in rows.get(name, ())] for name in program.tables}


def files_of(program: Program, tables: Mapping[str, Iterable[Cells]]) -> dict[str, str]:
    """A CSV file for each table, its text by its name."""
    return {file_name(table.plural): _csv(table.fields, tables[name]) for name, table in program.tables.items()}


def file_name(plural: str) -> str:
    """The file of a table that has this plural."""
    return plural.lower().replace(" ", "_") + ".csv"


def _csv(fields: Sequence[Field], rows: Iterable[Cells]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = [each.name for each in fields]
    writer.writerow(names)
    writer.writerows([row[name] or "" for name in names] for row in rows)
    return text.getvalue()
