"""Dates, periods and cohorts."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

ALWAYS = date.min
"""The first day of a stretch that has no first day."""

EVER = date.max
"""The day of a reader who only asks what belongs to what."""

Stretch = tuple[date, date]
"""First and last day, both included; empty where the last comes first."""

NEVER: Stretch = (date.max, date.min)


@dataclass(frozen=True, slots=True)
class Period:
    """A month, quarter or year of the contract; `whole` is how many days it has when nothing is cut off."""

    step: str
    number: int
    name: str
    first: date
    last: date
    whole: int

    @property
    def day(self) -> date:
        """The day that places it among others."""
        return self.last

    def paid_days(self, until: date) -> int:
        """How many of its days, up to a last day, are paid for."""
        return (min(self.last, until) - self.first).days + 1


class Calendar:
    """The periods of one length, from the first day of the contract to the end of the run-off."""

    def __init__(self, periods: Sequence[Period]) -> None:
        self.periods = tuple(periods)
        self._starts = [each.first for each in periods]

    def at(self, day: date | None) -> Period | None:
        """The period that a day lies in, if it lies in the contract or its run-off."""
        index = -1 if day is None else bisect_right(self._starts, day) - 1
        return self.periods[index] if index >= 0 and day is not None and day <= self.periods[index].last else None

    def begun_by(self, day: date) -> Sequence[Period]:
        """The periods that have begun by a day."""
        return [each for each in self.periods if each.first <= day]

    def of(self, day: date) -> Period:
        """The period that a day of the contract lies in."""
        found = self.at(day)
        if found is None:
            raise ValueError(f"{day} is outside the contract and its run-off")
        return found


@dataclass(frozen=True, slots=True)
class Cohort:
    """Rows that enter in a stretch of days, and the day on which their result is confirmed."""

    cohort: str
    number: int
    first: date
    last: date
    confirmed: date

    @property
    def day(self) -> date:
        """The day that places it among others."""
        return self.confirmed


class Cohorts:
    """The cohorts of one block."""

    def __init__(self, cohorts: Sequence[Cohort]) -> None:
        self.cohorts = tuple(cohorts)
        self._starts = [each.first for each in cohorts]

    def at(self, day: date | None) -> Cohort | None:
        """The cohort of a row that enters on a day, if it belongs to one."""
        index = -1 if day is None else bisect_right(self._starts, day) - 1
        return self.cohorts[index] if index >= 0 and day is not None and day <= self.cohorts[index].last else None


def number_of(period: Period) -> int:
    """The number of a period among those of its length."""
    return period.number


def in_words(day: date) -> str:
    """A date as it is read aloud."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def days_later(day: date, days: int) -> date:
    """Some days after a date, or before it; no further than the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def days_between(later: date, earlier: date) -> int:
    """The number of days from one date to another."""
    return (later - earlier).days


def months_later(day: date, months: int, missing: str) -> date:
    """Some months after a day, or before it; no further than the years 1 to 9999.

    A day that is missing there is the `last` of its month or the `next` month's first.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    length = monthrange(year, month + 1)[1]
    if day.day <= length:
        return date(year, month + 1, day.day)
    last = date(year, month + 1, length)
    return last if missing == "last" else last + timedelta(days=1)


def to_date(on: date) -> Stretch:
    """Everything up to a day."""
    return ALWAYS, on


def during(period: Period | None) -> Stretch:
    """The days of a period."""
    return (period.first, period.last) if period is not None else NEVER


def before(day: date | None, on: date) -> Stretch:
    """Everything before a day; up to the reader's where there is no such day."""
    return (ALWAYS, day - timedelta(days=1)) if day is not None else (ALWAYS, on)


def common_days(*stretches: Stretch) -> Stretch:
    """The days that lie in each of some stretches."""
    return max(first for first, _ in stretches), min(last for _, last in stretches)


def observed_days(start: date | None, days: int) -> Stretch:
    """So many days from the first of an observation."""
    return (start, start + timedelta(days=days - 1)) if start is not None else NEVER


def observed_months(start: date | None, months: int, missing: str) -> Stretch:
    """So many months from the first day of an observation."""
    return (start, months_later(start, months, missing) - timedelta(days=1)) if start is not None else NEVER


def lies_within(day: date, first: date, last: date) -> bool:
    """Whether a day comes neither before one day nor after another."""
    return first <= day <= last


def known_by(day: date | None, on: date) -> date | None:
    """The end of what lasts, as far as it is known on a day: what is still to come is blank."""
    return day if day is not None and day <= on else None
