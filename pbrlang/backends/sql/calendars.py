"""Periods and cohorts of days, as SQL."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from pbrlang.backends.sql.dialects import Dialect
from pbrlang.calendar.periods import Period

_YEAR = 12


def number_of(dialect: Dialect, periods: Sequence[Period], day: str) -> str:
    """The number of the period that a day lies in, from 1; null where it lies in none."""
    if not periods:
        return "NULL"
    within = f"{day} BETWEEN {dialect.literal(periods[0].first)} AND {dialect.literal(periods[-1].last)}"
    months = _regular(periods)
    found = _searched(dialect, periods, day, [str(number) for number in range(1, len(periods) + 1)])
    if months is not None and len(periods) > 2:
        first = periods[1].first
        # Counted so that the second period begins at one length: the first may be shorter, and is nought.
        before = first.year * _YEAR + first.month - months
        index = f"({dialect.month_of(day)} - {before})"
        found = index if months == 1 else dialect.divided(index, str(months), fits=True)
        found = f"({found} + 1)"
    return f"(CASE WHEN {within} THEN {found} END)"


def first_day(dialect: Dialect, periods: Sequence[Period], day: str) -> str:
    """The first day of the period that a day lies in; null where it lies in none."""
    return told_of(dialect, periods, day, [dialect.literal(each.first) for each in periods])


def last_day(dialect: Dialect, periods: Sequence[Period], day: str) -> str:
    """The last day of the period that a day lies in; null where it lies in none."""
    return told_of(dialect, periods, day, [dialect.literal(each.last) for each in periods])


def months_later(dialect: Dialect, day: str, months: int, missing: str) -> str:
    """The day so many months after a date; where the month has no such day its last, or the first of the next."""
    later = dialect.months_later.format(day, months)
    if missing != "next":
        return later
    moved = f"(EXTRACT(DAY FROM {later}) <> EXTRACT(DAY FROM {day}))"
    return f"(CASE WHEN {moved} THEN {dialect.days_later(later, '1')} ELSE {later} END)"


def told_of(dialect: Dialect, periods: Sequence[Period], day: str, told: list[str]) -> str:
    """One of several dates, by the period that a day lies in; null where it lies in none."""
    if not periods:
        return "CAST(NULL AS DATE)"
    within = f"{day} BETWEEN {dialect.literal(periods[0].first)} AND {dialect.literal(periods[-1].last)}"
    return f"(CASE WHEN {within} THEN {_searched(dialect, periods, day, told)} END)"


def _searched(dialect: Dialect, periods: Sequence[Period], day: str, told: list[str]) -> str:
    """What is told of the period that a day lies in, found by halves; the periods have no gaps."""
    if len(periods) == 1:
        return told[0]
    middle = len(periods) // 2
    left = _searched(dialect, periods[:middle], day, told[:middle])
    right = _searched(dialect, periods[middle:], day, told[middle:])
    return f"CASE WHEN {day} < {dialect.literal(periods[middle].first)} THEN {left} ELSE {right} END"


def _regular(periods: Sequence[Period]) -> int | None:
    """How many months each period but the first and the last has, if all of these begin on the first of a month."""
    starts = [each.first for each in periods[1:]]
    if any(each.day != 1 for each in starts) or len(starts) < 2:
        return None
    gaps = {_months(after) - _months(before) for before, after in pairwise(starts)}
    if len(gaps) != 1:
        return None
    (months,) = gaps
    begins_in_time = 0 < _months(starts[0]) - _months(periods[0].first) <= months
    ends_in_time = _months(periods[-1].last) - _months(starts[-1]) < months
    return months if begins_in_time and ends_in_time else None


def _months(day: date) -> int:
    return day.year * _YEAR + day.month
