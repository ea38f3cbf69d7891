"""Rows read are rows used and rows outside every clause, by reason."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pbrlang.backends.python.kit.clauses import (
    AFTER_RUN_OFF,
    BEFORE,
    COUNTED,
    LATER,
    NAMED,
    UNMEASURED,
    UNREAD,
)
from pbrlang.backends.python.kit.days import Calendar
from pbrlang.backends.python.kit.rows import Line, Row, Workings
from pbrlang.backends.python.kit.statements import Clause, issued_or_waiting

REASONS = (
    "that no clause makes use of",
    "with a blank day of payment",
    "dated before the contract runs",
    "dated after the run-off",
    "with no night or day in the contract's term",
    "that met no clause's condition",
    "in a period that is not yet settled",
    "beyond a limit that was already reached",
)
"""Why a row was not used, in words."""


@dataclass(frozen=True, slots=True)
class Term:
    """When the contract runs, until when it settles, and the calendars by which it pays and measures."""

    starts: date
    ends: date
    settles_until: date
    calendars: Sequence[Calendar]


def account(
    books: Workings,
    tables: Mapping[str, Iterable[Row]],
    clauses: Iterable[Clause],
    term: Term,
    is_issued: Callable[[Line[Any]], bool],
) -> list[dict[str, Any]]:
    """How many rows of each data were read and used, and how many were not, by reason.

    A row that earned lines in a period that is not yet settled counts as later, until it is.
    """
    issued, waiting = issued_or_waiting(books, clauses, is_issued)
    fates = dict(books.fates)
    counted = {row for tally in books.tallies for row in tally.rows_read() if isinstance(row, Row)}
    for fate, those in ((NAMED, books.named), (COUNTED, counted)):
        fates.update((row, fate) for row in those if fates.get(row, UNREAD) < fate)
    fates.update((row, LATER) for row in waiting - issued if isinstance(row, Row))
    found = []
    for name, rows in tables.items():
        told: dict[int, int] = {}
        for row in rows:
            fate = fates.get(row) or fate_by_date(row, books.as_at, term)
            told[fate] = told.get(fate, 0) + 1
        found.append(
            {
                "data": name,
                "read": sum(told.values()),
                "used": sum(count for fate, count in told.items() if fate >= NAMED),
                "outside": [
                    {"reason": REASONS[fate], "count": told[fate]}
                    for fate in sorted(told, reverse=True)
                    if fate < NAMED
                ],
                "set_aside": 0,
            }
        )
    return found


def fate_by_date(row: Row, as_at: date, term: Term) -> int:
    """Why a row of which nothing was made may have been passed over."""
    day = row.day
    if day is None:
        return UNREAD
    if day > term.settles_until:
        return AFTER_RUN_OFF
    if row.span is not None:
        return fate_by_span(row.span, as_at, term)
    if day > as_at:
        return LATER
    return BEFORE if day < term.starts else UNREAD


def fate_by_span(span: tuple[int, int], as_at: date, term: Term) -> int:
    """The same of a row that lasts, by its nights or days."""
    start, end = span
    waiting = [each.first for calendar in term.calendars for each in calendar.periods if each.last > as_at]
    if waiting and min(end, term.settles_until.toordinal() + 1) > max(start, min(waiting).toordinal()):
        return LATER
    within = min(end, term.ends.toordinal() + 1) > max(start, term.starts.toordinal())
    return UNREAD if within else UNMEASURED
