"""What is paid to date: at the end of each settlement period what has been added to the entitlement so far."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from pbrlang.backends.python.kit.clauses import AFTER_RUN_OFF, BEFORE, CONDITION, EARNED, LATER, UNDATED, Window
from pbrlang.backends.python.kit.days import Calendar, Cohort, Period
from pbrlang.backends.python.kit.numbers import Undefined
from pbrlang.backends.python.kit.rows import Line, Pair, Row, RowAtFault, Workings, sort_key

E = TypeVar("E")


def lines_to_date(
    books: Workings,
    clause: str,
    window: Window,
    settles: Calendar,
    elements: Iterable[E],
    due: Callable[[E, date], int | None],
    may_fall: bool,
) -> Sequence[Line[E]]:
    """The lines of a clause that pays to date, by date and key: what each settlement period adds.

    `due` is the entitlement so far, nothing where its condition does not hold. Unless it `may_fall`, what was the most
    so far stays due.
    """
    last = min(books.as_at, window.settles_until)
    found: list[Line[E]] = []
    for element in elements:
        begins = begins_on(element, window.starts)
        periods = [each for each in settles.periods if begins and each.last >= begins and each.last <= last]
        lines: list[Line[E]] = []
        before = 0
        try:
            for period in periods:
                entitled = due(element, period.last) or 0
                reached = entitled if may_fall else max(before, entitled)
                if reached != before:
                    lines.append(Line(clause, element, period.last, reached - before, period.number))
                before = reached
        except (RowAtFault, Undefined) as fault:
            books.faults.append(str(fault))
            continue
        found += lines
        books.note(element, EARNED if lines else fate_of(element, window, last))
    return sorted(found, key=lambda each: (each.day, sort_key(each)))


def begins_on(element: Any, starts: date) -> date | None:
    """The day from which there can be an entitlement: a cohort's is the one on which its result is confirmed."""
    match element:
        case Row() | Line():
            return element.day if element.day is not None and element.day >= starts else None
        case Period():
            return element.first
        case Cohort():
            return element.confirmed
        case Pair():
            days = [begins_on(part, starts) for part in element.parts]
            known = [day for day in days if day is not None]
            return max(known) if len(known) == len(days) else None
        case _:
            return starts


def fate_of(element: Any, window: Window, last: date) -> int:
    """Why an element has no line."""
    if not isinstance(element, Row):
        return CONDITION
    day = element.day
    if day is None:
        return UNDATED
    if day < window.starts:
        return BEFORE
    if day > window.settles_until:
        return AFTER_RUN_OFF
    return LATER if day > last else CONDITION
