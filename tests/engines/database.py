"""Rows as the interpreter reads them, put into a database as an engine finds them there."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import duckdb

from pbrlang.data.rows import Row
from pbrlang.engines.naming import column, quoted, relation
from pbrlang.engines.paying import Asked, settle_in
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Day, Quantity, YesNo
from pbrlang.lower.expressions import field_form
from pbrlang.settle import Settlement

Rows = Mapping[str, Sequence[Row]]


def put(connection: duckdb.DuckDBPyConnection, program: Program, rows: Rows) -> dict[tuple[str, str], tuple[int, int]]:
    """Fill the relations of a contract; the bounds of each number are given back."""
    seen: dict[tuple[str, str], tuple[int, int]] = {}
    for table in program.tables.values():
        columns = ", ".join(f"{quoted(column(each.name))} {_type(each)}" for each in table.fields)
        connection.execute(f"CREATE TABLE {quoted(relation(table.name))} ({columns}, _row BIGINT, _file VARCHAR)")
        those = [[_value(each, row.values[each.name]) for each in table.fields] for row in rows.get(table.name, ())]
        if those:
            marks = ", ".join("?" for _ in range(len(table.fields) + 2))
            connection.executemany(
                f"INSERT INTO {quoted(relation(table.name))} VALUES ({marks})",
                [[*values, place, "rows.csv"] for place, values in enumerate(those, start=2)],
            )
        for place, each in enumerate(table.fields):
            numbers = [values[place] for values in those if values[place] is not None]
            if isinstance(each.kind, Quantity) and numbers:
                seen[table.name, each.name] = (min(numbers), max(numbers))
    return seen


def settled(program: Program, rows: Rows, as_at: date, complete_to: date, lines: bool = True) -> Settlement:
    """What comes of a contract whose rows are in a database; Declined where it is declined."""
    with duckdb.connect() as connection:
        seen = put(connection, program, rows)
        return settle_in(connection, program, seen, Asked(as_at, complete_to, False, lines))


def _type(field: Field) -> str:
    match field.kind:
        case Quantity():
            return "BIGINT"
        case Day():
            return "DATE"
        case YesNo():
            return "BOOLEAN"
        case _:
            return "VARCHAR"


def _value(field: Field, value: Any) -> Any:
    if isinstance(value, Fraction):
        whole = value * field_form(field).scale
        assert whole.denominator == 1
        return int(whole)
    return value
