"""Rows brought out of a database, as the interpreter has them."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import frozen

from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.naming import column, relation
from pbrlang.data.linking import reference_fields
from pbrlang.data.rows import Row
from pbrlang.engines.databases import Database
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Quantity
from pbrlang.lower.expressions import field_form

Key = tuple[Any, ...]


@frozen
class Brought:
    """Rows by table: all of them, by their key as a database has it, and by what tells them apart there."""

    rows: dict[str, list[Row]]
    by_key: dict[str, dict[Key, Row]]
    by_id: dict[str, dict[Any, Row]]


NOTHING = Brought({}, {}, {})


def bring(database: Database, dialect: Dialect, program: Program, tables: Iterable[str]) -> Brought:
    """The rows of some tables with all their fields; each table that one of them names is among them."""
    found = Brought({}, {}, {})
    for name in tables:
        _bring(database, dialect, program.tables[name], found)
    for name, rows in found.rows.items():
        fields = reference_fields(program.tables[name])
        for row in rows:
            for each in fields:
                value = row.values[each.name]
                if value is not None:
                    row.links[each.name] = found.by_key[each.refers_to or name][(value,)]
    return found


def _bring(database: Database, dialect: Dialect, table: Table, found: Brought) -> None:
    alias = "r"
    columns = [f"{alias}.{dialect.named(column(each.name))}" for each in table.fields]
    wanted = ", ".join([dialect.row.format(alias), *columns])
    answer = database.execute(f"SELECT {wanted} FROM {dialect.named(relation(table.name))} AS {alias}").fetchall()
    scales = [_scale(each) for each in table.fields]
    places = [[each.name for each in table.fields].index(name) for name in table.key]
    rows, by_key, by_id = [], {}, {}
    for own, *values in answer:
        told = {
            each.name: value if scale is None or value is None else Fraction(int(value), scale)
            for each, scale, value in zip(table.fields, scales, values, strict=True)
        }
        row = Row(table, told, table.span)
        rows.append(row)
        by_key[tuple([values[place] for place in places])] = row
        by_id[own] = row
    found.rows[table.name], found.by_key[table.name], found.by_id[table.name] = rows, by_key, by_id


def _scale(field: Field) -> int | None:
    return field_form(field).scale if isinstance(field.kind, Quantity) else None
