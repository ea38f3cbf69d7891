"""From which day each row counts and each figure is known, where these say when they were recorded or published."""

from collections.abc import Iterable, Mapping
from datetime import date

from pbrlang.data.rows import Row
from pbrlang.ir.lateness import published_on
from pbrlang.ir.program import Program
from pbrlang.settle.reckoning import Rows

ALWAYS, NEVER = date.min, date.max
Known = Mapping[Row, date]
"""The day from which each row counts."""


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
