"""From which day each row counts and each figure is known, where these say when they were recorded or published."""

from collections.abc import Iterable, Mapping
from datetime import date

from pbrlang.data.rows import Row
from pbrlang.ir.program import Program
from pbrlang.settle.reckoning import Rows

ALWAYS, NEVER = date.min, date.max
Known = Mapping[Row, date]
"""The day from which each row counts."""


def is_late(program: Program) -> bool:
    """Whether anything may become known in the term: rows that are recorded, or figures that are published, then."""
    return is_recorded(program) or any(day > program.terms.starts for day in published_on(program))


def is_recorded(program: Program) -> bool:
    """Whether any data say when their rows were recorded."""
    return any(table.recorded for table in program.tables.values())


def published_on(program: Program) -> set[date]:
    """The days on which figures of the contract's tables are published."""
    return {
        figure.published
        for table in program.date_tables.values()
        for column in table.figures.values()
        for figures in column.values()
        for figure in figures
        if figure.published is not None
    }


def known_from(rows: Rows) -> Known:
    """The day on which each row, and every row that it names, is recorded; a blank is never."""
    found = {row: _own(row) for members in rows.values() for row in members}
    naming: dict[Row, list[Row]] = {}
    for row in found:
        for target in row.links.values():
            naming.setdefault(target, []).append(row)
    waiting = [row for row, day in found.items() if day is not ALWAYS]
    while waiting:
        target = waiting.pop()
        for row in naming.get(target, ()):
            if found[row] < found[target]:
                found[row] = found[target]
                waiting.append(row)
    return found


def _own(row: Row) -> date:
    name = row.table.recorded
    if name is None:
        return ALWAYS
    day = row.values[name]
    return day if isinstance(day, date) else NEVER


def rows_known(rows: Rows, known: Known, t: date) -> Rows:
    """The rows that count on a day."""
    return {name: [row for row in members if known[row] <= t] for name, members in rows.items()}


def rows_unknown(rows: Rows, known: Known, t: date) -> Rows:
    """The rows that do not count yet on a day."""
    return {name: [row for row in members if known[row] > t] for name, members in rows.items()}


def days_of_change(program: Program, known: Known, until: date) -> Iterable[date]:
    """The days, up to one, on which some row begins to count or some figure is published, the earliest first."""
    return sorted(day for day in {*known.values(), *published_on(program)} if ALWAYS < day <= until)
