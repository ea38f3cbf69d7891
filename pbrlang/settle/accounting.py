"""Rows read are rows used and rows outside every clause, by reason."""

from collections.abc import Callable

from pbrlang.data.rows import Row
from pbrlang.interpret import Fate, Interpreter, Line
from pbrlang.settle.model import TableAccount


def account(interpreter: Interpreter, is_issued: Callable[[Line], bool]) -> tuple[TableAccount, ...]:
    """What became of the rows of each table, in the order of the text.

    A row that earned lines in a period that is not yet settled counts as later, until it is.
    """
    fates = _told(interpreter, is_issued)
    accounts = []
    for name in interpreter.program.tables:
        rows = interpreter.rows[name]
        by_fate: dict[Fate, list[Row]] = {}
        for row in rows:
            fate = fates.get(row) or _by_date(row, interpreter)
            by_fate.setdefault(fate, []).append(row)
        ordered = {fate: tuple(by_fate[fate]) for fate in sorted(by_fate, reverse=True)}
        accounts.append(TableAccount(name, ordered))
    return tuple(accounts)


def _told(interpreter: Interpreter, is_issued: Callable[[Line], bool]) -> dict[Row, Fate]:
    fates = interpreter.fates()
    issued: set[object] = set()
    waiting: dict[Row, Fate] = {}
    for clause in interpreter.program.clauses:
        for line in interpreter.lines(clause):
            if is_issued(line):
                issued.add(line.element)
            elif isinstance(line.element, Row):
                waiting[line.element] = Fate.LATER
    return fates | {row: fate for row, fate in waiting.items() if row not in issued}


def _by_date(row: Row, interpreter: Interpreter) -> Fate:
    """Why a row of which nothing was made may have been passed over."""
    day, terms = row.date, interpreter.program.terms
    if day is None:
        return Fate.UNREAD
    if day > terms.settles_until:
        return Fate.AFTER_RUN_OFF
    if interpreter.as_at is not None and day > interpreter.as_at:
        return Fate.LATER
    if row.table.lasts is not None:
        return Fate.UNMEASURED
    return Fate.BEFORE if day < terms.starts else Fate.UNREAD
