"""Rows read are rows used and rows outside every clause, by reason."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pbrlang.data.rows import Row
from pbrlang.interpret import Fate, Interpreter, Line, row_part
from pbrlang.interpret.elements import sort_key
from pbrlang.interpret.spans import clipped, span_of
from pbrlang.ir.tables import Lasting
from pbrlang.names.homes import CalendarHome, part_of
from pbrlang.settle.model import TableAccount


def account(
    interpreter: Interpreter, is_issued: Callable[[Line], bool], unknown: Mapping[str, Sequence[Row]]
) -> tuple[TableAccount, ...]:
    """What became of the rows of each table, in the order of the text; `unknown` are those that do not count yet.

    A row that earned lines in a period that is not yet settled counts as later, until it is. So does one that lasts, of
    which nothing was made, if some part of it lies in such a period, or in one that is measured and not over.
    """
    fates = _told(interpreter, is_issued)
    waiting = first_waiting(interpreter)
    accounts = []
    for name in interpreter.program.tables:
        rows = interpreter.rows[name]
        by_fate: dict[Fate, list[Row]] = {}
        for row in rows:
            fate = fates.get(row) or by_date(row, interpreter, waiting)
            by_fate.setdefault(fate, []).append(row)
        if unknown.get(name):
            by_fate[Fate.UNRECORDED] = sorted(unknown[name], key=sort_key)
        ordered = {fate: tuple(by_fate[fate]) for fate in sorted(by_fate, reverse=True)}
        accounts.append(TableAccount(name, ordered, {fate: len(those) for fate, those in ordered.items()}))
    return tuple(accounts)


def _told(interpreter: Interpreter, is_issued: Callable[[Line], bool]) -> dict[Row, Fate]:
    fates = interpreter.fates()
    issued: set[object] = set()
    waiting: dict[Row, Fate] = {}
    for clause in interpreter.program.clauses:
        for line in interpreter.lines(clause):
            if is_issued(line):
                issued.add(row_part(line.element))
            elif (row := row_part(line.element)) is not None:
                waiting[row] = Fate.LATER
    return fates | {row: fate for row, fate in waiting.items() if row not in issued}


def by_date(row: Row, interpreter: Interpreter, waiting: date | None) -> Fate:
    """Why a row of which nothing was made may have been passed over."""
    day, terms = row.date, interpreter.program.terms
    if day is None:
        return Fate.UNREAD
    if day > terms.settles_until:
        return Fate.AFTER_RUN_OFF
    if row.table.lasts is not None:
        return _by_span(row, row.table.lasts, interpreter, waiting)
    if interpreter.as_at is not None and day > interpreter.as_at:
        return Fate.LATER
    return Fate.BEFORE if day < terms.starts else Fate.UNREAD


def _by_span(row: Row, lasts: Lasting, interpreter: Interpreter, waiting: date | None) -> Fate:
    """The same of a row that lasts, by its nights or days."""
    terms, span = interpreter.program.terms, span_of(row, lasts)
    if span is None:
        return Fate.UNREAD
    if waiting and clipped(span, waiting, terms.settles_until):
        return Fate.LATER
    return Fate.UNREAD if clipped(span, terms.starts, terms.ends) else Fate.UNMEASURED


def first_waiting(interpreter: Interpreter) -> date | None:
    """The first day of the periods, settled or measured, that are not over."""
    as_at, program = interpreter.as_at, interpreter.program
    if as_at is None:
        return None
    calendars = (part_of(each.home, CalendarHome) for each in program.definitions.values())
    steps = {program.terms.step, *(each.step for each in calendars if each is not None)}
    periods = (each for step in steps for each in program.calendars[step].periods)
    return min((each.first for each in periods if each.last > as_at), default=None)
