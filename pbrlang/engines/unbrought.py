"""Lines that are written where they lie: a database writes those of which nothing was cut, and they are never here.

A settlement with lines added up by day says for each clause and day what is paid. Where that is all that was due, so
much is paid of each line as is due of it, and what a line is for is in the database too. Such lines are written from
there, among those that were settled one by one. Clauses of which something was cut are settled line by line, as ever.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pbrlang.backends.sql.sheets import Sheet
from pbrlang.engines.loading.plain import literal
from pbrlang.engines.loading.spool import create_from
from pbrlang.engines.naming import quoted
from pbrlang.engines.planning import Plan
from pbrlang.engines.writing import LINE_COLUMNS, LINE_TYPES, as_row, write_lines
from pbrlang.interpret import Line
from pbrlang.interpret.bulk import Batch
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Quantity, YesNo
from pbrlang.lower.expressions import field_form
from pbrlang.settle import SettledLine, Settlement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_DAYS, _HERE = "_days of lines", "_lines settled here"
_ORDER = ("_statement", "_clause", "_day", "_turn")


def keep_keys(plan: Plan) -> None:
    """Have the statements of a plan keep what tells rows apart; to be done before they are run."""
    for clause in plan.needs:
        _key_columns(plan, clause)


def to_write_apart(settlement: Settlement, plan: Plan) -> set[str]:
    """The clauses of which lines cannot be written as they lie in the database."""
    found = {clause for clause in plan.needs if not all(map(_is_sayable, _key(plan, clause)))}
    for each in settlement.settled.values():
        found.update(_unlike(each))
    return found


def _unlike(each: SettledLine) -> Iterator[str]:
    """The clause of a sum, or of one that a line was made of, if single lines tell more than the sum does."""
    line = each.line
    if isinstance(line, Batch):
        if each.cut or each.told or each.whole_due is not None:
            yield line.clause
        return
    made_of = (line.element, *(getattr(line, name, None) for name in ("of", "paid", "against")))
    roots = [_root(one) for one in made_of if isinstance(one, Line)]
    yield from (one.clause for one in roots if isinstance(one, Batch))


def _root(line: Line) -> Line:
    while isinstance(line.element, Line):
        line = line.element
    return line


def write_settled(connection: "Connection", settlement: Settlement, plan: Plan, file: Path) -> None:
    """Write the lines of a settlement, of which some are added up and lie in the database, as `write_lines` does."""
    places = {name: place for place, name in enumerate(plan.program.clauses)}
    order = dict.fromkeys(("_statement", "_clause"), "INTEGER")
    days = {**order, "_day": "DATE", "_period": "VARCHAR", "_first": "DATE", "_last": "DATE"}
    create_from(connection, _DAYS, days, _days(settlement, places))
    create_from(connection, _HERE, {**order, "_turn": "INTEGER", **LINE_TYPES}, _here(settlement, places))
    summed = {each.clause.name for one in settlement.statements for each in one.lines if isinstance(each.line, Batch)}
    keys: dict[str, None] = {}
    parts = [f"SELECT *, NULL::DATE AS _day FROM {quoted(_HERE)}"]
    parts += [_of_clause(plan, name, place, keys) for name, place in places.items() if name in summed]
    by = ", ".join(f"{each} NULLS FIRST" for each in (*_ORDER, *keys))
    lines = "\nUNION ALL BY NAME\n".join(parts)
    write_lines(connection, f"{lines}\nORDER BY {by}", file, plan.program.terms.places)


def _days(settlement: Settlement, places: dict[str, int]) -> Iterator[tuple[object, ...]]:
    """Of which clauses and days the sums are in which statement."""
    for number, statement in enumerate(settlement.statements):
        stretch = statement.stretch
        found = {(places[each.clause.name], each.line.date) for each in statement.lines if isinstance(each.line, Batch)}
        for place, day in found:
            yield number, place, day, stretch.name, stretch.first, stretch.last


def _here(settlement: Settlement, places: dict[str, int]) -> Iterator[tuple[object, ...]]:
    coins = 10**settlement.program.terms.places
    for number, statement in enumerate(settlement.statements):
        for turn, each in enumerate(statement.lines):
            if not isinstance(each.line, Batch):
                yield number, places[each.clause.name], turn, *as_row(statement.stretch, each, coins)


def _of_clause(plan: Plan, clause: str, place: int, keys: dict[str, None]) -> str:
    """The query for the lines of a clause that are in the database; it takes note of the columns that order them."""
    own, sheet = plan.program.clauses[clause], _sheet(plan, clause)
    line = sheet.line(clause, _key_columns(plan, clause))
    names = [f"_key{plan.sheets.index(sheet)}_{number}" for number in range(len(line.columns))]
    keys.update(dict.fromkeys(names))
    fields = _key(plan, clause)
    whose = " || '; ' || ".join(_told(each, at) for each, at in zip(fields, line.columns, strict=True))
    due = f"CAST({line.due} AS HUGEINT)"
    values = {
        "Period": "d._period",
        "From": "d._first",
        "To": "d._last",
        "Clause": literal(own.name),
        "Number": literal(own.clause),
        "For": whose or "NULL",
        "Date": line.day,
        "Due": due,
        "Cut": "0",
        "Amount": due if own.sign > 0 else f"-{due}",
    }
    columns = [
        *("d._statement", "d._clause", "d._day", "0 AS _turn"),
        *(f"{at} AS {name}" for at, name in zip(line.columns, names, strict=True)),
        *(f"{values[each]} AS {quoted(each)}" for each in LINE_COLUMNS),
    ]
    days = f"JOIN {quoted(_DAYS)} AS d ON d._clause = {place} AND d._day = {line.day}"
    return f"SELECT {', '.join(columns)}\n{line.source}\n{days}\nWHERE {line.condition}"


def _told(field: Field, at: str) -> str:
    """A part of a key in words, as `whose` tells it."""
    text = f"CASE WHEN {at} THEN 'yes' ELSE 'no' END" if isinstance(field.kind, YesNo) else f"CAST({at} AS VARCHAR)"
    text = f"CASE WHEN {at} IS NULL THEN '' ELSE {text} END"
    name = literal(f"{field.name} ")
    return f"CASE WHEN starts_with({text}, {name}) THEN {text} ELSE {name} || {text} END"


def _is_sayable(field: Field) -> bool:
    """Whether a database writes a part of a key as it is written here: words, dates, and numbers that are whole."""
    return not isinstance(field.kind, Quantity) or field_form(field).scale == 1


def _sheet(plan: Plan, clause: str) -> Sheet:
    sheet = plan.sheet_of(clause)
    assert sheet is not None
    return sheet


def _table(plan: Plan, clause: str) -> Table:
    return plan.program.tables[plan.needs[clause].table]


def _key(plan: Plan, clause: str) -> list[Field]:
    table = _table(plan, clause)
    return [table.by_name[name] for name in table.key]


def _key_columns(plan: Plan, clause: str) -> list[str]:
    return [_sheet(plan, clause).keep_field(name) for name in _table(plan, clause).key]
