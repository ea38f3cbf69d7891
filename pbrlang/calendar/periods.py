"""Months, quarters and years of a contract."""

from bisect import bisect_right
from calendar import monthrange
from datetime import date, timedelta

from attrs import evolve, frozen

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@frozen
class Period:
    """A stretch of days, both ends included. `number` counts from 1; `whole` is its length when nothing is cut off."""

    step: str
    number: int
    first: date
    last: date
    name: str
    whole: int

    @property
    def days(self) -> int:
        """How many days of it lie in the contract."""
        return (self.last - self.first).days + 1


@frozen(eq=False)
class Calendar:
    """The periods of one length, from the first day of a contract to the end of its run-off, without gaps."""

    step: str
    periods: tuple[Period, ...]

    def at(self, day: date) -> Period | None:
        """The period that a day lies in, if it lies in the contract or its run-off."""
        index = bisect_right(self.periods, day, key=lambda each: each.first) - 1
        if index < 0 or day > self.periods[index].last:
            return None
        return self.periods[index]


def make_calendar(step: str, anchor: tuple[int, int], first: date, last: date) -> Calendar:
    """The periods of `step` between two dates, counted from `anchor` (day, month), the day on which years start."""
    periods: list[Period] = []
    start = _anchor_before(step, anchor, first)
    while start <= last:
        after = _add(start, _MONTHS[step])
        here, there = max(start, first), min(after - timedelta(days=1), last)
        name = _name(step, len(periods) + 1, here, start)
        periods.append(Period(step, len(periods) + 1, here, there, name, (after - start).days))
        start = after
    return Calendar(step, tuple(periods))


def make_years(anchor: tuple[int, int], first: date, last: date, first_ends: date) -> Calendar:
    """Contract years: the first runs from `first` to `first_ends`, the others from the anchor."""
    after = first_ends + timedelta(days=1)
    whole = (after - _add(after, -12)).days
    years = [Period("year", 1, first, min(first_ends, last), "year 1", whole)]
    if first_ends < last:
        later = make_calendar("year", anchor, first_ends + timedelta(days=1), last)
        years += [
            Period("year", each.number + 1, each.first, each.last, f"year {each.number + 1}", each.whole)
            for each in later.periods
        ]
    return Calendar("year", tuple(years))


def _anchor_before(step: str, anchor: tuple[int, int], day: date) -> date:
    """The latest start of a period of this length that is not after a day."""
    start = date(day.year - 1, anchor[1], anchor[0])
    while (after := _add(start, _MONTHS[step])) <= day:
        start = after
    return start


def _add(day: date, months: int) -> date:
    """Some months later, for anchors, which never fall after the 28th of a month or are moved to its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _name(step: str, number: int, here: date, start: date) -> str:
    if step == "year":
        return f"year {number}"
    if step == "month" and start.day == 1:
        return f"{here:%B} {here.year}"
    return f"{step} {number}"


def name_quarters(quarters: Calendar, years: Calendar) -> Calendar:
    """The quarters, each named within its contract year: `quarter 2 of year 1`."""
    named: list[Period] = []
    counts: dict[int, int] = {}
    for quarter in quarters.periods:
        year = years.at(quarter.first)
        number = year.number if year else 0
        counts[number] = counts.get(number, 0) + 1
        named.append(evolve(quarter, name=f"quarter {counts[number]} of year {number}"))
    return Calendar("quarter", tuple(named))


def shift_months(day: date, months: int, missing: str | None) -> date | None:
    """Some months after a day. Where that day does not exist: `last` of its month, `next` month's first, or nothing."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    length = monthrange(year, month + 1)[1]
    if day.day <= length:
        return date(year, month + 1, day.day)
    if missing == "last":
        return date(year, month + 1, length)
    if missing == "next":
        return date(year, month + 1, length) + timedelta(days=1)
    return None
