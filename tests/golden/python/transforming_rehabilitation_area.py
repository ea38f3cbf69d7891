"""Transforming Rehabilitation Area: what is due under the contract, worked out from data.

Written by `pbr build --to python`. It needs Python 3.11 or later and nothing else.

    python transforming_rehabilitation_area.py DATA_FOLDER

prints the statements as JSON, and `settle` gives them to a program. What one clause makes due for one
record is said by `…_due`, all its lines by `…_lines`, and what is left of them after caps and bounds by
`…_paid`, `…_deducted` and `…_recovered`. An amount is a whole number of coins; it is divided once, where
it is rounded.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import accumulate, pairwise
from math import gcd
from pathlib import Path
from typing import Any, ClassVar, Concatenate, Generic, NamedTuple, ParamSpec, TypeVar, TypeVarTuple

# --- Dates, periods and rows: the same in every module that is written so


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


def observed_months(start: date | None, months: int, missing: str) -> Stretch:
    """So many months from the first day of an observation."""
    return (start, months_later(start, months, missing) - timedelta(days=1)) if start is not None else NEVER


E = TypeVar("E")


T = TypeVar("T")


P = ParamSpec("P")


Ts = TypeVarTuple("Ts")


class Row:
    """One row of data; `row` is where it stands in its file, counted as a spreadsheet does."""

    __slots__ = ()
    TABLE: ClassVar[str]
    FILE: ClassVar[str]
    KEY: ClassVar[Mapping[str, int]]
    """The names of the fields that no two rows share, each with its decimal places."""
    row: int

    @property
    def key(self) -> tuple[Any, ...]:
        """What no two rows share."""
        raise NotImplementedError

    @property
    def day(self) -> date | None:
        """The date that places the row: its own, or the first of those that it lasts."""
        return None

    @property
    def span(self) -> tuple[int, int] | None:
        """The numbers of the first of its days or nights and of the day after the last, where it lasts."""
        return None


class TheContract:
    """The contract itself, of which there is one."""

    day = None


THE_CONTRACT = TheContract()


@dataclass(eq=False, slots=True)
class Line(Generic[E]):
    """One amount that a clause makes due for one element, before caps."""

    clause: str
    element: E
    day: date
    due: int
    part: int = 0
    parts: int = 0
    """Which of how many instalments it is, counted from 1."""

    @property
    def falls_with(self) -> Any:
        """The line in whose statement it is."""
        return self

    @property
    def takes_back(self) -> bool:
        """Whether it takes back what was paid under its own clause."""
        return False

    def told(self) -> dict[str, Any]:
        """What it is, besides a sum."""
        return {"instalment": self.part, "instalments": self.parts} if self.parts else {}


class RowAtFault(ValueError):
    """What a row says cannot be reckoned with. `readable_from` is the day from which it can, where there is one."""

    def __init__(self, row: Any, column: str | None, reason: str, readable_from: date | None = None) -> None:
        self.row = row_part(row)
        self.column = column
        self.reason = reason
        self.readable_from = readable_from
        where = f"{self.row.FILE}, row {self.row.row}" if self.row else "the contract"
        super().__init__(where + (f", column {column}" if column else "") + f": {reason}")


class DataAtFault(ValueError):
    """Nothing is paid, because of the data. `faults` says of each fault where it is and what is wrong."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a list; `number` is its place there, from 1."""

    of: str
    number: int
    word: str


@dataclass(frozen=True, slots=True)
class Pair(Generic[*Ts]):
    """One combination of elements."""

    parts: tuple[*Ts]


def row_part(element: Any) -> Row | None:
    """The row that an element is, combines with others, or was earned for."""
    while isinstance(element, Line):
        element = element.element
    parts = element.parts if isinstance(element, Pair) else (element,)
    return next((each for each in parts if isinstance(each, Row)), None)


def need(value: T | None, row: Any, column: str | None) -> T:
    """A value that must not be blank."""
    if value is None:
        raise RowAtFault(row, column, "it is blank on the day on which it is read, and the contract reckons with it")
    return value


def sort_key(element: Any) -> tuple[tuple[bool, Any], ...]:
    """What orders elements that share a date: the key of a row, the number of a period, cohort or word."""
    if isinstance(element, Row):
        return tuple((value is not None, value) for value in element.key)
    if isinstance(element, Line):
        return ((True, element.day), *sort_key(element.element), (True, element.part))
    if isinstance(element, Pair):
        return tuple(key for part in element.parts for key in sort_key(part))
    return ((True, element.number),) if isinstance(element, Period | Cohort | Word) else ()


@dataclass(eq=False)
class Workings:
    """What has been worked out so far, and which rows took part in it."""

    as_at: date
    memory: dict[str, dict[Any, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    named: set[Any] = field(default_factory=set)
    fates: dict[Any, int] = field(default_factory=dict)
    tallies: list[Any] = field(default_factory=list)

    def read(self, target: E, reader: Any, column: str, on: date) -> E:
        """The row that another names, as far as it can be read on a day: nothing is foreseen."""
        day = target.day if isinstance(target, Row) else None
        if day is not None and day > on:
            raise RowAtFault(reader, column, f"it names a row dated {day}, which cannot be read on {on}", day)
        if on != EVER:
            self.named.add(target)
        return target

    def note(self, element: object, fate: int) -> None:
        """Note what became of an element, if it is a row or combines one with others; the greatest counts."""
        row = None if isinstance(element, Line) else row_part(element)
        if row is not None and self.fates.get(row, 0) < fate:
            self.fates[row] = fate


W = TypeVar("W", bound=Workings)


def remembered(work: Callable[Concatenate[W, P], T]) -> Callable[Concatenate[W, P], T]:
    """Work something out once for each of what it is asked for."""
    name = work.__qualname__

    def recall(books: W, /, *args: P.args, **named: P.kwargs) -> T:
        known = books.memory.setdefault(name, {})
        if args not in known:
            known[args] = work(books, *args, **named)
        found: T = known[args]
        return found

    return recall


def by_day(elements: Iterable[E]) -> Sequence[E]:
    """Elements by date and key; those without a date come first."""
    return sorted(elements, key=lambda each: (getattr(each, "day", None) or ALWAYS, sort_key(each)))


class KnownWorkings(Workings):
    """What has been worked out from what was known on a day; `settled_to` is the last day that is settled."""

    def __init__(self, as_at: date, settled_to: date | None = None) -> None:
        super().__init__(as_at)
        self.settled_to = settled_to or as_at
        self.figures: dict[tuple[Figures, int], int] = {}


def month_number(year: int, month: int) -> int:
    """A number for each month, one more than that of the month before."""
    return year * 12 + month - 1


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the number and the name of its period, the figure, and when it was published, if that is said."""

    number: int
    period: str
    value: int
    published: date | None = None


class Figures:
    """Figures by month, quarter or year: those published by the day of a statement, the last of them first.

    With `stands`, the latest earlier figure stands for one that is not published yet. A month has no calendar.
    """

    def __init__(self, name: str, stands: bool, calendar: Calendar | None, figures: Iterable[Figure]) -> None:
        self.name = name
        self.stands = stands
        self.calendar = calendar
        self.by_number: dict[int, list[Figure]] = {}
        for each in figures:
            self.by_number.setdefault(each.number, []).append(each)

    @property
    def published(self) -> set[date]:
        """The days on which figures are published."""
        return {each.published for those in self.by_number.values() for each in those if each.published}

    def of(self, books: KnownWorkings, number: int) -> int:
        """The figure for a period, or what stands for it.

        Where none that can stand is known yet, it is read as on the first day on which one was: until then nothing
        could be settled that reads it.
        """
        key = self, number
        if key not in books.figures:
            books.figures[key] = self.found(books, number)
        return books.figures[key]

    def found(self, books: KnownWorkings, number: int) -> int:
        """The same, looked up."""
        serving = list(self.serving(number))
        days = [each.published for each in serving if each.published]
        for day in (books.as_at, min([*days, EVER])):
            for each in serving if day <= books.settled_to else ():
                if each.published is None or each.published <= day:
                    return each.value
        raise RowAtFault(None, None, self.missing(number))

    def serving(self, number: int) -> Iterator[Figure]:
        """The figures that may stand for a period, its own first, and of one period the last published first."""
        for each in sorted(self.by_number, reverse=True):
            if each == number or (self.stands and each < number):
                yield from reversed(self.by_number[each])

    def missing(self, number: int) -> str:
        """What is told where there is no figure for a period."""
        days = [each.published for each in self.by_number.get(number, ()) if each.published]
        late = f" yet: it is published on {in_words(min(days))}" if days else ""
        month = f"{MONTH_NAMES[number % 12]} {number // 12}"
        period = self.calendar.periods[number - 1].name if self.calendar else month
        return f"there is no figure of `{self.name}` for {period}{late}"

    def index(self, books: KnownWorkings, on: date, base: int, each: int, never_falls: bool = False) -> Ratio:
        """By what an amount is multiplied: the figure of the latest month `each` over that of the month `base`.

        Before `base` it is 1. With `never_falls` it is the highest so far, and at least 1.
        """
        month = month_number(on.year if on.month >= each else on.year - 1, each)
        if month < base:
            return Ratio(1, 1)
        start = self.of(books, base)
        first = base + (each - 1 - base) % 12
        latest = [self.of(books, one) for one in (range(first, month + 1, 12) if never_falls else [month])]
        return Ratio(max([*latest, start] if never_falls else latest), start)


# --- The contract


STARTS, ENDS = date(2015, 2, 1), date(2022, 1, 31)
SETTLES_UNTIL = date(2024, 1, 31)

MONTHS = Calendar(
    [
        Period("month", 1, "February 2015", date(2015, 2, 1), date(2015, 2, 28), 28),
        Period("month", 2, "March 2015", date(2015, 3, 1), date(2015, 3, 31), 31),
        Period("month", 3, "April 2015", date(2015, 4, 1), date(2015, 4, 30), 30),
        Period("month", 4, "May 2015", date(2015, 5, 1), date(2015, 5, 31), 31),
        Period("month", 5, "June 2015", date(2015, 6, 1), date(2015, 6, 30), 30),
        Period("month", 6, "July 2015", date(2015, 7, 1), date(2015, 7, 31), 31),
        Period("month", 7, "August 2015", date(2015, 8, 1), date(2015, 8, 31), 31),
        Period("month", 8, "September 2015", date(2015, 9, 1), date(2015, 9, 30), 30),
        Period("month", 9, "October 2015", date(2015, 10, 1), date(2015, 10, 31), 31),
        Period("month", 10, "November 2015", date(2015, 11, 1), date(2015, 11, 30), 30),
        Period("month", 11, "December 2015", date(2015, 12, 1), date(2015, 12, 31), 31),
        Period("month", 12, "January 2016", date(2016, 1, 1), date(2016, 1, 31), 31),
        Period("month", 13, "February 2016", date(2016, 2, 1), date(2016, 2, 29), 29),
        Period("month", 14, "March 2016", date(2016, 3, 1), date(2016, 3, 31), 31),
        Period("month", 15, "April 2016", date(2016, 4, 1), date(2016, 4, 30), 30),
        Period("month", 16, "May 2016", date(2016, 5, 1), date(2016, 5, 31), 31),
        Period("month", 17, "June 2016", date(2016, 6, 1), date(2016, 6, 30), 30),
        Period("month", 18, "July 2016", date(2016, 7, 1), date(2016, 7, 31), 31),
        Period("month", 19, "August 2016", date(2016, 8, 1), date(2016, 8, 31), 31),
        Period("month", 20, "September 2016", date(2016, 9, 1), date(2016, 9, 30), 30),
        Period("month", 21, "October 2016", date(2016, 10, 1), date(2016, 10, 31), 31),
        Period("month", 22, "November 2016", date(2016, 11, 1), date(2016, 11, 30), 30),
        Period("month", 23, "December 2016", date(2016, 12, 1), date(2016, 12, 31), 31),
        Period("month", 24, "January 2017", date(2017, 1, 1), date(2017, 1, 31), 31),
        Period("month", 25, "February 2017", date(2017, 2, 1), date(2017, 2, 28), 28),
        Period("month", 26, "March 2017", date(2017, 3, 1), date(2017, 3, 31), 31),
        Period("month", 27, "April 2017", date(2017, 4, 1), date(2017, 4, 30), 30),
        Period("month", 28, "May 2017", date(2017, 5, 1), date(2017, 5, 31), 31),
        Period("month", 29, "June 2017", date(2017, 6, 1), date(2017, 6, 30), 30),
        Period("month", 30, "July 2017", date(2017, 7, 1), date(2017, 7, 31), 31),
        Period("month", 31, "August 2017", date(2017, 8, 1), date(2017, 8, 31), 31),
        Period("month", 32, "September 2017", date(2017, 9, 1), date(2017, 9, 30), 30),
        Period("month", 33, "October 2017", date(2017, 10, 1), date(2017, 10, 31), 31),
        Period("month", 34, "November 2017", date(2017, 11, 1), date(2017, 11, 30), 30),
        Period("month", 35, "December 2017", date(2017, 12, 1), date(2017, 12, 31), 31),
        Period("month", 36, "January 2018", date(2018, 1, 1), date(2018, 1, 31), 31),
        Period("month", 37, "February 2018", date(2018, 2, 1), date(2018, 2, 28), 28),
        Period("month", 38, "March 2018", date(2018, 3, 1), date(2018, 3, 31), 31),
        Period("month", 39, "April 2018", date(2018, 4, 1), date(2018, 4, 30), 30),
        Period("month", 40, "May 2018", date(2018, 5, 1), date(2018, 5, 31), 31),
        Period("month", 41, "June 2018", date(2018, 6, 1), date(2018, 6, 30), 30),
        Period("month", 42, "July 2018", date(2018, 7, 1), date(2018, 7, 31), 31),
        Period("month", 43, "August 2018", date(2018, 8, 1), date(2018, 8, 31), 31),
        Period("month", 44, "September 2018", date(2018, 9, 1), date(2018, 9, 30), 30),
        Period("month", 45, "October 2018", date(2018, 10, 1), date(2018, 10, 31), 31),
        Period("month", 46, "November 2018", date(2018, 11, 1), date(2018, 11, 30), 30),
        Period("month", 47, "December 2018", date(2018, 12, 1), date(2018, 12, 31), 31),
        Period("month", 48, "January 2019", date(2019, 1, 1), date(2019, 1, 31), 31),
        Period("month", 49, "February 2019", date(2019, 2, 1), date(2019, 2, 28), 28),
        Period("month", 50, "March 2019", date(2019, 3, 1), date(2019, 3, 31), 31),
        Period("month", 51, "April 2019", date(2019, 4, 1), date(2019, 4, 30), 30),
        Period("month", 52, "May 2019", date(2019, 5, 1), date(2019, 5, 31), 31),
        Period("month", 53, "June 2019", date(2019, 6, 1), date(2019, 6, 30), 30),
        Period("month", 54, "July 2019", date(2019, 7, 1), date(2019, 7, 31), 31),
        Period("month", 55, "August 2019", date(2019, 8, 1), date(2019, 8, 31), 31),
        Period("month", 56, "September 2019", date(2019, 9, 1), date(2019, 9, 30), 30),
        Period("month", 57, "October 2019", date(2019, 10, 1), date(2019, 10, 31), 31),
        Period("month", 58, "November 2019", date(2019, 11, 1), date(2019, 11, 30), 30),
        Period("month", 59, "December 2019", date(2019, 12, 1), date(2019, 12, 31), 31),
        Period("month", 60, "January 2020", date(2020, 1, 1), date(2020, 1, 31), 31),
        Period("month", 61, "February 2020", date(2020, 2, 1), date(2020, 2, 29), 29),
        Period("month", 62, "March 2020", date(2020, 3, 1), date(2020, 3, 31), 31),
        Period("month", 63, "April 2020", date(2020, 4, 1), date(2020, 4, 30), 30),
        Period("month", 64, "May 2020", date(2020, 5, 1), date(2020, 5, 31), 31),
        Period("month", 65, "June 2020", date(2020, 6, 1), date(2020, 6, 30), 30),
        Period("month", 66, "July 2020", date(2020, 7, 1), date(2020, 7, 31), 31),
        Period("month", 67, "August 2020", date(2020, 8, 1), date(2020, 8, 31), 31),
        Period("month", 68, "September 2020", date(2020, 9, 1), date(2020, 9, 30), 30),
        Period("month", 69, "October 2020", date(2020, 10, 1), date(2020, 10, 31), 31),
        Period("month", 70, "November 2020", date(2020, 11, 1), date(2020, 11, 30), 30),
        Period("month", 71, "December 2020", date(2020, 12, 1), date(2020, 12, 31), 31),
        Period("month", 72, "January 2021", date(2021, 1, 1), date(2021, 1, 31), 31),
        Period("month", 73, "February 2021", date(2021, 2, 1), date(2021, 2, 28), 28),
        Period("month", 74, "March 2021", date(2021, 3, 1), date(2021, 3, 31), 31),
        Period("month", 75, "April 2021", date(2021, 4, 1), date(2021, 4, 30), 30),
        Period("month", 76, "May 2021", date(2021, 5, 1), date(2021, 5, 31), 31),
        Period("month", 77, "June 2021", date(2021, 6, 1), date(2021, 6, 30), 30),
        Period("month", 78, "July 2021", date(2021, 7, 1), date(2021, 7, 31), 31),
        Period("month", 79, "August 2021", date(2021, 8, 1), date(2021, 8, 31), 31),
        Period("month", 80, "September 2021", date(2021, 9, 1), date(2021, 9, 30), 30),
        Period("month", 81, "October 2021", date(2021, 10, 1), date(2021, 10, 31), 31),
        Period("month", 82, "November 2021", date(2021, 11, 1), date(2021, 11, 30), 30),
        Period("month", 83, "December 2021", date(2021, 12, 1), date(2021, 12, 31), 31),
        Period("month", 84, "January 2022", date(2022, 1, 1), date(2022, 1, 31), 31),
        Period("month", 85, "February 2022", date(2022, 2, 1), date(2022, 2, 28), 28),
        Period("month", 86, "March 2022", date(2022, 3, 1), date(2022, 3, 31), 31),
        Period("month", 87, "April 2022", date(2022, 4, 1), date(2022, 4, 30), 30),
        Period("month", 88, "May 2022", date(2022, 5, 1), date(2022, 5, 31), 31),
        Period("month", 89, "June 2022", date(2022, 6, 1), date(2022, 6, 30), 30),
        Period("month", 90, "July 2022", date(2022, 7, 1), date(2022, 7, 31), 31),
        Period("month", 91, "August 2022", date(2022, 8, 1), date(2022, 8, 31), 31),
        Period("month", 92, "September 2022", date(2022, 9, 1), date(2022, 9, 30), 30),
        Period("month", 93, "October 2022", date(2022, 10, 1), date(2022, 10, 31), 31),
        Period("month", 94, "November 2022", date(2022, 11, 1), date(2022, 11, 30), 30),
        Period("month", 95, "December 2022", date(2022, 12, 1), date(2022, 12, 31), 31),
        Period("month", 96, "January 2023", date(2023, 1, 1), date(2023, 1, 31), 31),
        Period("month", 97, "February 2023", date(2023, 2, 1), date(2023, 2, 28), 28),
        Period("month", 98, "March 2023", date(2023, 3, 1), date(2023, 3, 31), 31),
        Period("month", 99, "April 2023", date(2023, 4, 1), date(2023, 4, 30), 30),
        Period("month", 100, "May 2023", date(2023, 5, 1), date(2023, 5, 31), 31),
        Period("month", 101, "June 2023", date(2023, 6, 1), date(2023, 6, 30), 30),
        Period("month", 102, "July 2023", date(2023, 7, 1), date(2023, 7, 31), 31),
        Period("month", 103, "August 2023", date(2023, 8, 1), date(2023, 8, 31), 31),
        Period("month", 104, "September 2023", date(2023, 9, 1), date(2023, 9, 30), 30),
        Period("month", 105, "October 2023", date(2023, 10, 1), date(2023, 10, 31), 31),
        Period("month", 106, "November 2023", date(2023, 11, 1), date(2023, 11, 30), 30),
        Period("month", 107, "December 2023", date(2023, 12, 1), date(2023, 12, 31), 31),
        Period("month", 108, "January 2024", date(2024, 1, 1), date(2024, 1, 31), 31),
    ],
)
"""The months of the contract."""

QUARTERS = Calendar(
    [
        Period("quarter", 1, "quarter 1 of year 1", date(2015, 2, 1), date(2015, 4, 30), 89),
        Period("quarter", 2, "quarter 2 of year 1", date(2015, 5, 1), date(2015, 7, 31), 92),
        Period("quarter", 3, "quarter 3 of year 1", date(2015, 8, 1), date(2015, 10, 31), 92),
        Period("quarter", 4, "quarter 4 of year 1", date(2015, 11, 1), date(2016, 1, 31), 92),
        Period("quarter", 5, "quarter 1 of year 2", date(2016, 2, 1), date(2016, 4, 30), 90),
        Period("quarter", 6, "quarter 2 of year 2", date(2016, 5, 1), date(2016, 7, 31), 92),
        Period("quarter", 7, "quarter 3 of year 2", date(2016, 8, 1), date(2016, 10, 31), 92),
        Period("quarter", 8, "quarter 4 of year 2", date(2016, 11, 1), date(2017, 1, 31), 92),
        Period("quarter", 9, "quarter 1 of year 3", date(2017, 2, 1), date(2017, 4, 30), 89),
        Period("quarter", 10, "quarter 2 of year 3", date(2017, 5, 1), date(2017, 7, 31), 92),
        Period("quarter", 11, "quarter 3 of year 3", date(2017, 8, 1), date(2017, 10, 31), 92),
        Period("quarter", 12, "quarter 4 of year 3", date(2017, 11, 1), date(2018, 1, 31), 92),
        Period("quarter", 13, "quarter 1 of year 4", date(2018, 2, 1), date(2018, 4, 30), 89),
        Period("quarter", 14, "quarter 2 of year 4", date(2018, 5, 1), date(2018, 7, 31), 92),
        Period("quarter", 15, "quarter 3 of year 4", date(2018, 8, 1), date(2018, 10, 31), 92),
        Period("quarter", 16, "quarter 4 of year 4", date(2018, 11, 1), date(2019, 1, 31), 92),
        Period("quarter", 17, "quarter 1 of year 5", date(2019, 2, 1), date(2019, 4, 30), 89),
        Period("quarter", 18, "quarter 2 of year 5", date(2019, 5, 1), date(2019, 7, 31), 92),
        Period("quarter", 19, "quarter 3 of year 5", date(2019, 8, 1), date(2019, 10, 31), 92),
        Period("quarter", 20, "quarter 4 of year 5", date(2019, 11, 1), date(2020, 1, 31), 92),
        Period("quarter", 21, "quarter 1 of year 6", date(2020, 2, 1), date(2020, 4, 30), 90),
        Period("quarter", 22, "quarter 2 of year 6", date(2020, 5, 1), date(2020, 7, 31), 92),
        Period("quarter", 23, "quarter 3 of year 6", date(2020, 8, 1), date(2020, 10, 31), 92),
        Period("quarter", 24, "quarter 4 of year 6", date(2020, 11, 1), date(2021, 1, 31), 92),
        Period("quarter", 25, "quarter 1 of year 7", date(2021, 2, 1), date(2021, 4, 30), 89),
        Period("quarter", 26, "quarter 2 of year 7", date(2021, 5, 1), date(2021, 7, 31), 92),
        Period("quarter", 27, "quarter 3 of year 7", date(2021, 8, 1), date(2021, 10, 31), 92),
        Period("quarter", 28, "quarter 4 of year 7", date(2021, 11, 1), date(2022, 1, 31), 92),
        Period("quarter", 29, "quarter 1 of year 8", date(2022, 2, 1), date(2022, 4, 30), 89),
        Period("quarter", 30, "quarter 2 of year 8", date(2022, 5, 1), date(2022, 7, 31), 92),
        Period("quarter", 31, "quarter 3 of year 8", date(2022, 8, 1), date(2022, 10, 31), 92),
        Period("quarter", 32, "quarter 4 of year 8", date(2022, 11, 1), date(2023, 1, 31), 92),
        Period("quarter", 33, "quarter 1 of year 9", date(2023, 2, 1), date(2023, 4, 30), 89),
        Period("quarter", 34, "quarter 2 of year 9", date(2023, 5, 1), date(2023, 7, 31), 92),
        Period("quarter", 35, "quarter 3 of year 9", date(2023, 8, 1), date(2023, 10, 31), 92),
        Period("quarter", 36, "quarter 4 of year 9", date(2023, 11, 1), date(2024, 1, 31), 92),
    ],
)
"""The quarters of the contract."""

YEARS = Calendar(
    [
        Period("year", 1, "year 1", date(2015, 2, 1), date(2016, 1, 31), 365),
        Period("year", 2, "year 2", date(2016, 2, 1), date(2017, 1, 31), 366),
        Period("year", 3, "year 3", date(2017, 2, 1), date(2018, 1, 31), 365),
        Period("year", 4, "year 4", date(2018, 2, 1), date(2019, 1, 31), 365),
        Period("year", 5, "year 5", date(2019, 2, 1), date(2020, 1, 31), 365),
        Period("year", 6, "year 6", date(2020, 2, 1), date(2021, 1, 31), 366),
        Period("year", 7, "year 7", date(2021, 2, 1), date(2022, 1, 31), 365),
        Period("year", 8, "year 8", date(2022, 2, 1), date(2023, 1, 31), 365),
        Period("year", 9, "year 9", date(2023, 2, 1), date(2024, 1, 31), 365),
    ],
)
"""The years of the contract."""

QUARTERLY_COHORT_COHORTS = Cohorts(
    [
        Cohort("Quarterly Cohort", 1, date(2015, 2, 1), date(2015, 4, 30), date(2016, 10, 30)),
        Cohort("Quarterly Cohort", 2, date(2015, 5, 1), date(2015, 7, 31), date(2017, 1, 31)),
        Cohort("Quarterly Cohort", 3, date(2015, 8, 1), date(2015, 10, 31), date(2017, 4, 30)),
        Cohort("Quarterly Cohort", 4, date(2015, 11, 1), date(2016, 1, 31), date(2017, 7, 31)),
        Cohort("Quarterly Cohort", 5, date(2016, 2, 1), date(2016, 4, 30), date(2017, 10, 30)),
        Cohort("Quarterly Cohort", 6, date(2016, 5, 1), date(2016, 7, 31), date(2018, 1, 31)),
        Cohort("Quarterly Cohort", 7, date(2016, 8, 1), date(2016, 10, 31), date(2018, 4, 30)),
        Cohort("Quarterly Cohort", 8, date(2016, 11, 1), date(2017, 1, 31), date(2018, 7, 31)),
        Cohort("Quarterly Cohort", 9, date(2017, 2, 1), date(2017, 4, 30), date(2018, 10, 30)),
        Cohort("Quarterly Cohort", 10, date(2017, 5, 1), date(2017, 7, 31), date(2019, 1, 31)),
        Cohort("Quarterly Cohort", 11, date(2017, 8, 1), date(2017, 10, 31), date(2019, 4, 30)),
        Cohort("Quarterly Cohort", 12, date(2017, 11, 1), date(2018, 1, 31), date(2019, 7, 31)),
        Cohort("Quarterly Cohort", 13, date(2018, 2, 1), date(2018, 4, 30), date(2019, 10, 30)),
        Cohort("Quarterly Cohort", 14, date(2018, 5, 1), date(2018, 7, 31), date(2020, 1, 31)),
        Cohort("Quarterly Cohort", 15, date(2018, 8, 1), date(2018, 10, 31), date(2020, 4, 30)),
        Cohort("Quarterly Cohort", 16, date(2018, 11, 1), date(2019, 1, 31), date(2020, 7, 31)),
        Cohort("Quarterly Cohort", 17, date(2019, 2, 1), date(2019, 4, 30), date(2020, 10, 30)),
        Cohort("Quarterly Cohort", 18, date(2019, 5, 1), date(2019, 7, 31), date(2021, 1, 31)),
        Cohort("Quarterly Cohort", 19, date(2019, 8, 1), date(2019, 10, 31), date(2021, 4, 30)),
        Cohort("Quarterly Cohort", 20, date(2019, 11, 1), date(2020, 1, 31), date(2021, 7, 31)),
        Cohort("Quarterly Cohort", 21, date(2020, 2, 1), date(2020, 4, 30), date(2021, 10, 30)),
        Cohort("Quarterly Cohort", 22, date(2020, 5, 1), date(2020, 7, 31), date(2022, 1, 31)),
        Cohort("Quarterly Cohort", 23, date(2020, 8, 1), date(2020, 10, 31), date(2022, 4, 30)),
        Cohort("Quarterly Cohort", 24, date(2020, 11, 1), date(2021, 1, 31), date(2022, 7, 31)),
        Cohort("Quarterly Cohort", 25, date(2021, 2, 1), date(2021, 4, 30), date(2022, 10, 30)),
        Cohort("Quarterly Cohort", 26, date(2021, 5, 1), date(2021, 7, 31), date(2023, 1, 31)),
        Cohort("Quarterly Cohort", 27, date(2021, 8, 1), date(2021, 10, 31), date(2023, 4, 30)),
        Cohort("Quarterly Cohort", 28, date(2021, 11, 1), date(2022, 1, 31), date(2023, 7, 31)),
    ],
)
"""Quarterly Cohort (clause 10): who enters when, and when that is confirmed."""

ANNUAL_FEE = Figures(
    "Annual Fee",
    False,
    YEARS,
    [
        Figure(1, "year 1", 960_000_000),
        Figure(2, "year 2", 930_000_000),
        Figure(3, "year 3", 900_000_000),
        Figure(4, "year 4", 880_000_000),
        Figure(5, "year 5", 860_000_000),
        Figure(6, "year 6", 850_000_000),
        Figure(7, "year 7", 840_000_000),
    ],
)
"""Annual Fee in Yearly Terms (clause 4), in pence, by year."""

EXPECTED_VOLUME = Figures(
    "Expected Volume",
    False,
    YEARS,
    [
        Figure(1, "year 1", 1000),
        Figure(2, "year 2", 1000),
        Figure(3, "year 3", 1000),
        Figure(4, "year 4", 950),
        Figure(5, "year 5", 950),
        Figure(6, "year 6", 900),
        Figure(7, "year 7", 900),
    ],
)
"""Expected Volume in Yearly Terms (clause 4), in points, by year."""

CONSUMER_PRICES = Figures(
    "Consumer Prices",
    True,
    None,
    [
        Figure(24181, "February 2015", 995, date(2015, 3, 16)),
        Figure(24182, "March 2015", 995, date(2015, 4, 17)),
        Figure(24183, "April 2015", 998, date(2015, 5, 14)),
        Figure(24184, "May 2015", 997, date(2015, 6, 20)),
        Figure(24185, "June 2015", 999, date(2015, 7, 14)),
        Figure(24186, "July 2015", 1000, date(2015, 8, 18)),
        Figure(24187, "August 2015", 999, date(2015, 9, 18)),
        Figure(24188, "September 2015", 999, date(2015, 10, 14)),
        Figure(24189, "October 2015", 998, date(2015, 11, 17)),
        Figure(24190, "November 2015", 1000, date(2015, 12, 14)),
        Figure(24191, "December 2015", 1000, date(2016, 1, 14)),
        Figure(24192, "January 2016", 1002, date(2016, 2, 17)),
        Figure(24193, "February 2016", 1001, date(2016, 3, 20)),
        Figure(24194, "March 2016", 1003, date(2016, 4, 14)),
        Figure(24195, "April 2016", 1003, date(2016, 5, 19)),
        Figure(24196, "May 2016", 1006, date(2016, 6, 18)),
        Figure(24197, "June 2016", 1005, date(2016, 7, 18)),
        Figure(24198, "July 2016", 1007, date(2016, 8, 17)),
        Figure(24199, "August 2016", 1006, date(2016, 9, 15)),
        Figure(24200, "September 2016", 1005, date(2016, 10, 18)),
        Figure(24201, "October 2016", 1005, date(2016, 11, 16)),
        Figure(24202, "November 2016", 1007, date(2016, 12, 15)),
        Figure(24203, "December 2016", 1009, date(2017, 1, 14)),
        Figure(24204, "January 2017", 1011, date(2017, 2, 16)),
        Figure(24205, "February 2017", 1013, date(2017, 3, 20)),
        Figure(24206, "March 2017", 1016, date(2017, 4, 15)),
        Figure(24207, "April 2017", 1015, date(2017, 5, 18)),
        Figure(24208, "May 2017", 1017, date(2017, 6, 19)),
        Figure(24209, "June 2017", 1017, date(2017, 7, 16)),
        Figure(24210, "July 2017", 1016, date(2017, 8, 18)),
        Figure(24211, "August 2017", 1019, date(2017, 9, 14)),
        Figure(24212, "September 2017", 1021, date(2017, 10, 14)),
        Figure(24213, "October 2017", 1023, date(2017, 11, 15)),
        Figure(24214, "November 2017", 1025, date(2017, 12, 19)),
        Figure(24215, "December 2017", 1027, date(2018, 1, 17)),
        Figure(24216, "January 2018", 1028, date(2018, 2, 17)),
        Figure(24217, "February 2018", 1030, date(2018, 3, 17)),
        Figure(24218, "March 2018", 1031, date(2018, 4, 16)),
        Figure(24219, "April 2018", 1031, date(2018, 5, 20)),
        Figure(24220, "May 2018", 1031, date(2018, 6, 19)),
        Figure(24221, "June 2018", 1031, date(2018, 7, 14)),
        Figure(24222, "July 2018", 1033, date(2018, 8, 16)),
        Figure(24223, "August 2018", 1035, date(2018, 9, 17)),
        Figure(24224, "September 2018", 1036, date(2018, 10, 19)),
        Figure(24225, "October 2018", 1038, date(2018, 11, 16)),
        Figure(24226, "November 2018", 1040, date(2018, 12, 14)),
        Figure(24227, "December 2018", 1039, date(2019, 1, 18)),
        Figure(24228, "January 2019", 1041, date(2019, 2, 15)),
        Figure(24229, "February 2019", 1042, date(2019, 3, 15)),
        Figure(24230, "March 2019", 1044, date(2019, 4, 17)),
        Figure(24231, "April 2019", 1043, date(2019, 5, 19)),
        Figure(24232, "May 2019", 1042, date(2019, 6, 20)),
        Figure(24233, "June 2019", 1044, date(2019, 7, 18)),
        Figure(24234, "July 2019", 1045, date(2019, 8, 16)),
        Figure(24235, "August 2019", 1048, date(2019, 9, 16)),
        Figure(24236, "September 2019", 1050, date(2019, 10, 17)),
        Figure(24237, "October 2019", 1052, date(2019, 11, 20)),
        Figure(24238, "November 2019", 1054, date(2019, 12, 14)),
        Figure(24239, "December 2019", 1053, date(2020, 1, 16)),
        Figure(24240, "January 2020", 1055, date(2020, 2, 19)),
        Figure(24241, "February 2020", 1058, date(2020, 3, 14)),
        Figure(24242, "March 2020", 1057, date(2020, 4, 19)),
        Figure(24243, "April 2020", 1060, date(2020, 5, 16)),
        Figure(24244, "May 2020", 1063, date(2020, 6, 18)),
        Figure(24245, "June 2020", 1066, date(2020, 7, 20)),
        Figure(24246, "July 2020", 1068, date(2020, 8, 16)),
        Figure(24247, "August 2020", 1071, date(2020, 9, 17)),
        Figure(24248, "September 2020", 1074, date(2020, 10, 16)),
        Figure(24249, "October 2020", 1073, date(2020, 11, 17)),
        Figure(24250, "November 2020", 1074, date(2020, 12, 15)),
        Figure(24251, "December 2020", 1076, date(2021, 1, 14)),
        Figure(24252, "January 2021", 1078, date(2021, 2, 14)),
        Figure(24253, "February 2021", 1078, date(2021, 3, 20)),
        Figure(24254, "March 2021", 1079, date(2021, 4, 15)),
        Figure(24255, "April 2021", 1082, date(2021, 5, 15)),
        Figure(24256, "May 2021", 1084, date(2021, 6, 17)),
        Figure(24257, "June 2021", 1086, date(2021, 7, 14)),
        Figure(24258, "July 2021", 1086, date(2021, 8, 17)),
        Figure(24259, "August 2021", 1088, date(2021, 9, 18)),
        Figure(24260, "September 2021", 1089, date(2021, 10, 15)),
        Figure(24261, "October 2021", 1091, date(2021, 11, 20)),
        Figure(24262, "November 2021", 1093, date(2021, 12, 16)),
        Figure(24263, "December 2021", 1096, date(2022, 1, 17)),
        Figure(24264, "January 2022", 1097, date(2022, 2, 19)),
    ],
)
"""Consumer Prices (clause 5), a number, in tenths, by month."""


# --- The data


@dataclass(frozen=True, eq=False, slots=True)
class Offender(Row):
    """Offender (clause 2). One row for each Offender; dated Started On."""

    TABLE = "Offender"
    FILE = "offenders.csv"
    KEY = {"Offender": 0}

    offender: str
    started_on: date
    first_seen_on: date | None
    weight: int  # in tenths of points
    row: int = 0

    @property
    def key(self) -> tuple[Any, ...]:
        """What no two rows share."""
        return (self.offender,)

    @property
    def day(self) -> date:
        """The date that places it: Started On."""
        return self.started_on


@dataclass(frozen=True, eq=False, slots=True)
class Reoffence(Row):
    """Reoffence (clause 3). One row for each Reoffence; dated Committed On."""

    TABLE = "Reoffence"
    FILE = "reoffences.csv"
    KEY = {"Reoffence": 0}

    reoffence: str
    offender: str
    committed_on: date
    row: int = 0

    @property
    def key(self) -> tuple[Any, ...]:
        """What no two rows share."""
        return (self.reoffence,)

    @property
    def day(self) -> date:
        """The date that places it: Committed On."""
        return self.committed_on


@dataclass(frozen=True, eq=False, slots=True)
class Data:
    """All rows, and the date to which they are complete."""

    offenders: Sequence[Offender]
    reoffences: Sequence[Reoffence]
    complete_to: date


class Books(KnownWorkings):
    """The data, and what has been worked out from it so far."""

    def __init__(self, data: Data, as_at: date, settled_to: date | None = None) -> None:
        """Nothing is worked out yet; what is dated or published after `as_at` makes nothing due."""
        super().__init__(as_at, settled_to)
        self.data = data
        self.offenders = {each.offender: each for each in data.offenders}


def offender_of(books: Books, reoffence: Reoffence, on: date) -> Offender:
    """The Offender that Offender of a Reoffence names, as far as it is known on a day."""
    return books.read(books.offenders[reoffence.offender], reoffence, "Offender", on)


# --- What words of the contract mean


def reoffender(books: Books, offender: Offender, on: date) -> bool:
    """Whether a row is in the group Reoffender (clause 12.2).

        Reoffender means each Offender where Reoffences In The Year is at least 1
    """
    return reoffences_in_the_year(books, offender, on) >= 1


@remembered
def all_offenders(books: Books) -> Gathered[Offender]:
    """The Offenders, by what they belong to."""
    return gather(books.data.offenders, lambda _: THE_CONTRACT)


@remembered
def total_of_weight_of_offenders(books: Books) -> Tally[Offender]:
    """What Offenders come to."""

    def adds(offender: Offender, on: date) -> int:
        return offender.weight

    return Tally(books, all_offenders(books), adds)


@remembered
def volume_share(books: Books, year: Period, on: date) -> Ratio:
    """Volume Share (clause 7): a quotient.

        Volume Share for each year means total of Weight of Offenders in the year / Expected Volume
    """
    return Ratio(
        total_of_weight_of_offenders(books).total(THE_CONTRACT, during(year), on),
        10 * EXPECTED_VOLUME.of(books, number_of(year)),
    )


AREA_BASELINE = 95
"""Area Baseline (clause 11): in parts of 2 of a per cent."""


@remembered
def reoffences_by_offender(books: Books) -> Gathered[Reoffence]:
    """The Reoffences, by what they belong to."""
    return gather(books.data.reoffences, lambda reoffence: offender_of(books, reoffence, EVER))


@remembered
def number_of_reoffences(books: Books) -> Tally[Reoffence]:
    """How many Reoffences there are."""

    def adds(reoffence: Reoffence, on: date) -> int:
        return 1

    return Tally(books, reoffences_by_offender(books), adds)


@remembered
def reoffences_in_the_year(books: Books, offender: Offender, on: date) -> int:
    """Reoffences In The Year (clause 12.1): in Reoffences.

        Reoffences In The Year for each Offender means number of Reoffences while observed
    """
    return number_of_reoffences(books).total(offender, observed_months(offender.started_on, 12, "last"), on)


@remembered
def offenders_by_quarterly_cohort(books: Books) -> Gathered[Offender]:
    """The Offenders, by what they belong to."""
    return gather(books.data.offenders, lambda offender: QUARTERLY_COHORT_COHORTS.at(offender.started_on))


@remembered
def share_of_offenders(books: Books) -> Tally[Offender]:
    """Of Offenders, those that are Reoffenders."""

    def adds(offender: Offender, on: date) -> int:
        return int(reoffender(books, offender, on))

    return MovingTally(books, offenders_by_quarterly_cohort(books), adds)


@remembered
def reoffending_rate(books: Books, quarterly_cohort: Cohort, on: date) -> Ratio:
    """Reoffending Rate (clause 12.3): a quotient.

        measure Reoffending Rate for each Quarterly Cohort
            means share of Offenders that are Reoffenders, or Area Baseline where there are no Offenders
            lower is better
            baseline Area Baseline, historical "Proven reoffending of the area's 2011 cohort"
            noise within 1.5 percentage points "Confidence interval for the area"
    """
    try:
        return share_of_offenders(books).share(quarterly_cohort, to_date(on), on)
    except Undefined:
        return Ratio(AREA_BASELINE, 200)


def baseline_of_reoffending_rate(quarterly_cohort: Cohort) -> int:
    """baseline of Reoffending Rate (clause 12.3): in parts of 2 of a per cent.

        measure Reoffending Rate for each Quarterly Cohort
            means share of Offenders that are Reoffenders, or Area Baseline where there are no Offenders
            lower is better
            baseline Area Baseline, historical "Proven reoffending of the area's 2011 cohort"
            noise within 1.5 percentage points "Confidence interval for the area"
    """
    return AREA_BASELINE


NOISE_OF_REOFFENDING_RATE = 3
"""noise of Reoffending Rate (clause 12.3): in parts of 2 of a per cent."""


@remembered
def total_of_reoffenders(books: Books) -> Tally[Offender]:
    """What Reoffenders come to."""

    def adds(offender: Offender, on: date) -> int | None:
        if reoffender(books, offender, on):
            return reoffences_in_the_year(books, offender, on)
        return None

    return MovingTally(books, offenders_by_quarterly_cohort(books), adds)


@remembered
def number_of_reoffenders(books: Books) -> Tally[Offender]:
    """How many Reoffenders there are."""

    def adds(offender: Offender, on: date) -> int | None:
        if reoffender(books, offender, on):
            return 1
        return None

    return MovingTally(books, offenders_by_quarterly_cohort(books), adds)


@remembered
def reoffences_per_reoffender(books: Books, quarterly_cohort: Cohort, on: date) -> Ratio:
    """Reoffences Per Reoffender (clause 12.4): a quotient.

        measure Reoffences Per Reoffender for each Quarterly Cohort
            means total of Reoffences In The Year of Reoffenders / number of Reoffenders,
                or 0 Reoffences per person where there are no Reoffenders
            lower is better
            baseline 3.2 Reoffences per person, historical "Proven reoffending of the area's 2011 cohort"
    """
    try:
        return ratio(
            total_of_reoffenders(books).total(quarterly_cohort, to_date(on), on),
            number_of_reoffenders(books).total(quarterly_cohort, to_date(on), on),
        )
    except Undefined:
        return Ratio(0, 1)


BASELINE_OF_REOFFENCES_PER_REOFFENDER = 16
"""baseline of Reoffences Per Reoffender (clause 12.4): in parts of 5 of Reoffences per person."""


@remembered
def fall_in_points(books: Books, quarterly_cohort: Cohort, on: date) -> Ratio:
    """Fall In Points (clause 12.5): a quotient.

        Fall In Points for each Quarterly Cohort means reduction in Reoffending Rate in percentage points
    """
    return ratio_minus(
        Ratio(baseline_of_reoffending_rate(quarterly_cohort), 200),
        reoffending_rate(books, quarterly_cohort, on),
    )


@remembered
def relative_fall(books: Books, quarterly_cohort: Cohort, on: date) -> Ratio:
    """Relative Fall (clause 12.6): a quotient.

        Relative Fall for each Quarterly Cohort means reduction in Reoffending Rate as a share of the baseline
    """
    return ratio_over(
        ratio_minus(
            Ratio(baseline_of_reoffending_rate(quarterly_cohort), 200),
            reoffending_rate(books, quarterly_cohort, on),
        ),
        Ratio(baseline_of_reoffending_rate(quarterly_cohort), 200),
    )


def rise_in_frequency(books: Books, quarterly_cohort: Cohort, on: date) -> Ratio:
    """Rise In Frequency (clause 12.7): a quotient.

        Rise In Frequency for each Quarterly Cohort means increase in Reoffences Per Reoffender as a share of the baseline
    """
    return ratio_times(
        ratio_minus(
            reoffences_per_reoffender(books, quarterly_cohort, on),
            Ratio(BASELINE_OF_REOFFENCES_PER_REOFFENDER, 5),
        ),
        Ratio(5, 16),
    )


# --- What is due


def fee_for_service_due(books: Books, month: Period, on: date) -> int:
    """What Fee For Service (clause 6) makes due for one month, in pence, before limits and caps.

        fee Fee For Service
            for each month of the term
            pays (Annual Fee / 12) indexed by Consumer Prices from February 2015 each February
    """
    return of_ratio(
        half_up,
        ratio_times(
            Ratio(ANNUAL_FEE.of(books, number_of(YEARS.of(month.last))), 1200),
            CONSUMER_PRICES.index(books, on, month_number(2015, 2), 2),
        ),
        100,
        1,
    )


@remembered
def fee_for_service_lines(books: Books) -> Sequence[Line[Period]]:
    """The lines of Fee For Service (clause 6) by date and key."""
    return make_lines(
        books,
        "Fee For Service",
        WINDOW,
        MONTHS.begun_by(date(2022, 1, 31)),
        lambda month: min(month.last, date(2022, 1, 31)),
        lambda month, on: fee_for_service_due(books, month, on),
    )


@remembered
def fee_for_service_paid(books: Books) -> Amounts:
    """What is paid of each line of Fee For Service (clause 6), in pence."""
    return dues(fee_for_service_lines(books))


@remembered
def all_fee_for_service_lines(books: Books) -> Gathered[Line[Period]]:
    """The lines of Fee For Service, by what they belong to."""
    return gather(fee_for_service_lines(books), lambda _: THE_CONTRACT)


@remembered
def total_of_fee_for_services(books: Books) -> Tally[Line[Period]]:
    """What Fee For Services come to."""

    def adds(fee_for_service_line: Line[Period], on: date) -> int:
        return fee_for_service_line.due

    return Tally(books, all_fee_for_service_lines(books), adds)


def volume_reconciliation_due(books: Books, year: Period, on: date) -> int:
    """What Volume Reconciliation (clause 9) makes due for one year, in pence, before limits and caps.

        fee Volume Reconciliation
            "The fees of the year, put right once its volume is known and lies outside 90 to 110 per cent."
            for each year of the term
            pays (Volume Factor - 100%) * total of Fee For Services in the year
            may be negative
    """
    return half_up(
        (
            (
                (
                    105
                    if compare(volume_share(books, year, on), Ratio(110, 100)) >= 0
                    else 100
                    if compare(volume_share(books, year, on), Ratio(90, 100)) >= 0
                    else 96
                    if compare(volume_share(books, year, on), Ratio(80, 100)) >= 0
                    else 92
                )
                - 100
            )
            * total_of_fee_for_services(books).total(THE_CONTRACT, during(year), on)
        ),
        100,
    )


@remembered
def volume_reconciliation_lines(books: Books) -> Sequence[Line[Period]]:
    """The lines of Volume Reconciliation (clause 9) by date and key."""
    return make_lines(
        books,
        "Volume Reconciliation",
        WINDOW,
        YEARS.begun_by(date(2022, 1, 31)),
        lambda year: min(year.last, date(2022, 1, 31)),
        lambda year, on: volume_reconciliation_due(books, year, on),
    )


@remembered
def volume_reconciliation_paid(books: Books) -> Amounts:
    """What is paid of each line of Volume Reconciliation (clause 9), in pence."""
    return dues(volume_reconciliation_lines(books))


@remembered
def number_of_offenders(books: Books) -> Tally[Offender]:
    """How many Offenders there are."""

    def adds(offender: Offender, on: date) -> int:
        return 1

    return Tally(books, offenders_by_quarterly_cohort(books), adds)


def binary_payment_due(books: Books, quarterly_cohort: Cohort, on: date) -> int | None:
    """What Binary Payment (clause 12.8) makes due for one Quarterly Cohort, in pence, before limits and caps.

        payment Binary Payment
            for each Quarterly Cohort
            when Reoffending Rate is better than the baseline by more than the noise
            pays £4,000 per person * number of Offenders * Fall In Points
            not less than £0
    """
    if (
        compare(
            ratio_minus(
                Ratio(baseline_of_reoffending_rate(quarterly_cohort), 200),
                reoffending_rate(books, quarterly_cohort, on),
            ),
            Ratio(NOISE_OF_REOFFENDING_RATE, 200),
        )
        > 0
    ):
        return of_ratio(
            half_up,
            ratio_greater(
                ratio_times(
                    Ratio(400_000 * number_of_offenders(books).total(quarterly_cohort, to_date(on), on), 100),
                    fall_in_points(books, quarterly_cohort, on),
                ),
                Ratio(0, 100),
            ),
            100,
            1,
        )
    return None


@remembered
def binary_payment_lines(books: Books) -> Sequence[Line[Cohort]]:
    """The lines of Binary Payment (clause 12.8) by date and key."""
    return make_lines(
        books,
        "Binary Payment",
        WINDOW,
        QUARTERLY_COHORT_COHORTS.cohorts,
        lambda quarterly_cohort: quarterly_cohort.confirmed,
        lambda quarterly_cohort, on: binary_payment_due(books, quarterly_cohort, on),
    )


@remembered
def binary_payment_paid(books: Books) -> Amounts:
    """What is paid of each line of Binary Payment (clause 12.8), in pence."""
    return of_lines(after_annual_ceiling(books), binary_payment_lines(books))


def frequency_payment_due(books: Books, quarterly_cohort: Cohort, on: date) -> int | None:
    """What Frequency Payment (clause 12.9) makes due for one Quarterly Cohort, in pence, before limits and caps.

        payment Frequency Payment
            "Only where fewer people reoffend, or as many: the hurdle."
            for each Quarterly Cohort
            when Reoffending Rate is at most the baseline of Reoffending Rate
                and Reoffences Per Reoffender is better than the baseline
            pays £1,000 per Reoffence * reduction in Reoffences Per Reoffender as an amount * number of Reoffenders
            not less than £0
    """
    if (
        (
            compare(
                reoffending_rate(books, quarterly_cohort, on),
                Ratio(baseline_of_reoffending_rate(quarterly_cohort), 200),
            )
            <= 0
        )
        and (
            compare(
                reoffences_per_reoffender(books, quarterly_cohort, on),
                Ratio(BASELINE_OF_REOFFENCES_PER_REOFFENDER, 5),
            )
            < 0
        )
    ):
        return of_ratio(
            half_up,
            ratio_greater(
                ratio_times(
                    ratio_times(
                        Ratio(100_000, 100),
                        ratio_minus(
                            Ratio(BASELINE_OF_REOFFENCES_PER_REOFFENDER, 5),
                            reoffences_per_reoffender(books, quarterly_cohort, on),
                        ),
                    ),
                    Ratio(number_of_reoffenders(books).total(quarterly_cohort, to_date(on), on), 1),
                ),
                Ratio(0, 100),
            ),
            100,
            1,
        )
    return None


@remembered
def frequency_payment_lines(books: Books) -> Sequence[Line[Cohort]]:
    """The lines of Frequency Payment (clause 12.9) by date and key."""
    return make_lines(
        books,
        "Frequency Payment",
        WINDOW,
        QUARTERLY_COHORT_COHORTS.cohorts,
        lambda quarterly_cohort: quarterly_cohort.confirmed,
        lambda quarterly_cohort, on: frequency_payment_due(books, quarterly_cohort, on),
    )


@remembered
def frequency_payment_paid(books: Books) -> Amounts:
    """What is paid of each line of Frequency Payment (clause 12.9), in pence."""
    return of_lines(after_annual_ceiling(books), frequency_payment_lines(books))


def foundation_payment_due(quarterly_cohort: Cohort) -> int:
    """What Foundation Payment (clause 13) makes due for one Quarterly Cohort, in pence, before limits and caps.

        advance Foundation Payment against Binary Payment, Frequency Payment
            "Part of the expected payment by results, paid while results are awaited."
            for each Quarterly Cohort
            on the first day of the Quarterly Cohort
            pays £10,000
            unearned on the confirmation of the Quarterly Cohort is recovered, by deduction from the next sums due, otherwise as a debt
    """
    return 1_000_000


@remembered
def foundation_payment_lines(books: Books) -> Sequence[Line[Cohort]]:
    """The lines of Foundation Payment (clause 13) by date and key."""
    return make_lines(
        books,
        "Foundation Payment",
        WINDOW,
        QUARTERLY_COHORT_COHORTS.cohorts,
        lambda quarterly_cohort: quarterly_cohort.first,
        lambda quarterly_cohort, _on: foundation_payment_due(quarterly_cohort),
    )


@remembered
def foundation_payment_paid(books: Books) -> Amounts:
    """What is paid of each line of Foundation Payment (clause 13), in pence."""
    return dues(foundation_payment_lines(books))


def late_first_appointment_due(offender: Offender) -> int | None:
    """What Late First Appointment (clause 14) makes due for one Offender, in pence, before limits and caps.

        deduction Late First Appointment
            for each Offender
            when First Seen On is not blank and First Seen On is after Started On + 5 days
            deducts £150
    """
    if (
        offender.first_seen_on is not None
        and need(offender.first_seen_on, offender, "First Seen On") > days_later(offender.started_on, 5)
    ):
        return 15_000
    return None


@remembered
def late_first_appointment_lines(books: Books) -> Sequence[Line[Offender]]:
    """The lines of Late First Appointment (clause 14) by date and key."""
    return make_lines(
        books,
        "Late First Appointment",
        WINDOW,
        books.data.offenders,
        lambda offender: offender.started_on,
        lambda offender, _on: late_first_appointment_due(offender),
    )


@remembered
def late_first_appointment_deducted(books: Books) -> Amounts:
    """What is deducted of each line of Late First Appointment (clause 14), in pence."""
    return of_lines(after_deduction_ceiling(books), late_first_appointment_lines(books))


# --- Caps, clawbacks and advances


@remembered
def after_deduction_ceiling(books: Books) -> Amounts:
    """What is left of each line after Deduction Ceiling (clause 15), in pence.

        cap Deduction Ceiling
            limits Late First Appointment to 2% of Annual Fee for each year, for the term only
            cutting the latest first
            unused room is lost
            money cut is lost
    """
    return limited(
        [
            (
                5,
                dues(late_first_appointment_lines(books)),
                lambda late_first_appointment_line: YEARS.of(late_first_appointment_line.day),
            ),
        ],
        date(2022, 1, 31),
        lambda year, _on: down(2 * ANNUAL_FEE.of(books, number_of(year)), 100),
        latest_first,
    )


@remembered
def after_annual_ceiling(books: Books) -> Amounts:
    """What is left of each line after Annual Ceiling (clause 16), in pence.

        cap Annual Ceiling
            limits Binary Payment, Frequency Payment to £400,000 for each year, including results settled after the term
            cutting the latest first
            unused room is lost
            money cut is lost
    """
    return limited(
        [
            (
                2,
                dues(binary_payment_lines(books)),
                lambda binary_payment_line: YEARS.of(binary_payment_line.day),
            ),
            (
                3,
                dues(frequency_payment_lines(books)),
                lambda frequency_payment_line: YEARS.of(frequency_payment_line.day),
            ),
        ],
        date(2024, 1, 31),
        lambda year, _on: 40_000_000,
        latest_first,
    )


@remembered
def taken_back_of_advances(books: Books) -> Mapping[str, Amounts]:
    """What is set off against each advance, and what is recovered of it because it was not earned."""
    return take_back(
        [
            Advance(
                "Foundation Payment",
                4,
                foundation_payment_paid(books),
                lambda foundation_payment_line: foundation_payment_line.element,
                lambda quarterly_cohort: quarterly_cohort.confirmed,
                [
                    (
                        "Binary Payment",
                        2,
                        binary_payment_paid(books),
                        lambda binary_payment_line: binary_payment_line.element,
                    ),
                    (
                        "Frequency Payment",
                        3,
                        frequency_payment_paid(books),
                        lambda frequency_payment_line: frequency_payment_line.element,
                    ),
                ],
            ),
        ],
        WINDOW,
        books.as_at,
    )


def foundation_payment_taken_back(books: Books) -> Amounts:
    """What is set off against Foundation Payment (clause 13), and recovered of it."""
    return taken_back_of_advances(books)["Foundation Payment"]


# --- Sums, statements and files: the same in every module that is written so


class Undefined(ArithmeticError):
    """There is no value, because it divides by nought."""


def half_up(over: int, under: int) -> int:
    """The nearest whole number to a quotient; a half goes away from nought."""
    whole = (2 * abs(over) + under) // (2 * under)
    return whole if over >= 0 else -whole


def down(over: int, under: int) -> int:
    """The whole number next to a quotient, towards nought."""
    whole = abs(over) // under
    return whole if over >= 0 else -whole


class Ratio(NamedTuple):
    """A quotient of two whole numbers, the second above nought."""

    over: int
    under: int


def ratio(over: int, under: int) -> Ratio:
    """A quotient; there is none by nought."""
    if under == 0:
        raise Undefined("divided by nought")
    return Ratio(over, under) if under > 0 else Ratio(-over, -under)


def shortened(over: int, under: int) -> Ratio:
    """A quotient in its lowest terms."""
    shared = gcd(over, under)
    return Ratio(over // shared, under // shared)


def ratio_minus(one: Ratio, other: Ratio) -> Ratio:
    """The difference of two quotients."""
    return shortened(one.over * other.under - other.over * one.under, one.under * other.under)


def ratio_times(one: Ratio, other: Ratio) -> Ratio:
    """The product of two quotients."""
    return Ratio(one.over * other.over, one.under * other.under)


def ratio_over(one: Ratio, other: Ratio) -> Ratio:
    """One quotient divided by another."""
    return ratio(one.over * other.under, one.under * other.over)


def compare(one: Ratio, other: Ratio) -> int:
    """Above, below or at nought as one quotient is more than, less than or the same as the other."""
    return one.over * other.under - other.over * one.under


def ratio_greater(one: Ratio, other: Ratio) -> Ratio:
    """The greater of two quotients."""
    return one if compare(one, other) >= 0 else other


def of_ratio(way: Callable[[int, int], int], number: Ratio, times: int, under: int) -> int:
    """A quotient, so many times, over a further divisor, rounded in some way."""
    return way(number.over * times, number.under * under)


M = TypeVar("M")


A = TypeVar("A")


class Bucket(Generic[M]):
    """What belongs to one thing, by date and key."""

    def __init__(self, members: Iterable[M]) -> None:
        self.members: Sequence[M] = by_day(members)
        self.days = [getattr(each, "day", None) or ALWAYS for each in self.members]

    def between(self, first: date, last: date) -> tuple[int, int]:
        """From which position, and up to but not including which, lies what is dated in a stretch of days."""
        if first > last:
            return 0, 0
        if self.days and self.days[-1] == ALWAYS:
            return 0, len(self.days)
        return bisect_left(self.days, first), bisect_right(self.days, last)


Gathered = Mapping[object, Bucket[M]]


NO_MEMBERS: Bucket[Any] = Bucket(())


def gather(members: Iterable[M], belongs_to: Callable[[M], Hashable | None]) -> Gathered[M]:
    """Members by what they belong to; one that belongs to nothing is left out."""
    found: dict[object, list[M]] = {}
    for member in members:
        subject = belongs_to(member)
        if subject is not None:
            found.setdefault(subject, []).append(member)
    return {subject: Bucket(those) for subject, those in found.items()}


def readable(member: Any, adds: Callable[[Any, date], A | None]) -> tuple[A | None, date | None, Exception | None]:
    """What a member adds as soon as it can be read; the day from which it can; and what stands in the way before."""
    on = getattr(member, "day", None) or ALWAYS
    failure: Exception | None = None
    while True:
        try:
            return adds(member, on), on, failure
        except RowAtFault as met:
            failure = failure or met
            if met.readable_from is None:
                return None, None, met
            on = met.readable_from
        except Undefined as met:
            return None, None, met


class Sums(Generic[M]):
    """What the members of a bucket add, summed from the first on."""

    def __init__(self, bucket: Bucket[M], adds: Callable[[M, date], int | None]) -> None:
        self.bucket = bucket
        self.parts = [readable(each, adds) for each in bucket.members]
        self.counts = [0, *accumulate(0 if added is None else 1 for added, _, _ in self.parts)]
        self.sums = [0, *accumulate(added or 0 for added, _, _ in self.parts)]
        self.failing = [place for place, (_, _, failure) in enumerate(self.parts) if failure]
        self.reads = [0] * (len(self.parts) + 1)

    def within(self, days: Stretch, on: date) -> tuple[int, int]:
        """How many members count in a stretch of days, and what they add, for a reader on a day."""
        start, end = self.bucket.between(days[0], min(days[1], on))
        self.must_be_readable(start, end, on)
        self.reads[start] += 1
        self.reads[end] -= 1
        return self.counts[end] - self.counts[start], self.sums[end] - self.sums[start]

    def must_be_readable(self, start: int, end: int, on: date) -> None:
        """Raise what prevents members from being read on a day."""
        for place in self.failing:
            _, readable_from, failure = self.parts[place]
            if start <= place < end and failure and (readable_from is None or on < readable_from):
                raise failure

    def counted(self) -> Iterator[M]:
        """The members that count."""
        parts = zip(self.bucket.members, self.parts, strict=True)
        return (member for member, (added, _, _) in parts if added is not None)

    def rows_read(self) -> Iterator[object]:
        """The members that counted for some reader."""
        reads = list(accumulate(self.reads))[:-1]
        for member, (added, _, _), read in zip(self.bucket.members, self.parts, reads, strict=True):
            if read and added is not None:
                yield member


class Tally(Generic[M]):
    """How many of what belongs to something count in a stretch of days, and what they add."""

    def __init__(self, books: Workings, members: Gathered[M], adds: Callable[[M, date], int | None]) -> None:
        self.members = members
        self.adds = adds
        self._sums: dict[object, Sums[M]] = {}
        books.tallies.append(self)

    def within(self, subject: object, days: Stretch, on: date) -> tuple[int, int]:
        """How many count, and what they add."""
        sums = self._sums.get(subject)
        if sums is None:
            sums = self._sums[subject] = Sums(self.members.get(subject, NO_MEMBERS), self.adds)
        return sums.within(days, on)

    def total(self, subject: object, days: Stretch, on: date) -> int:
        """What they add."""
        return self.within(subject, days, on)[1]

    def share(self, subject: object, days: Stretch, on: date) -> Ratio:
        """What they add for each of them; of nothing there is no share."""
        count, total = self.within(subject, days, on)
        if count == 0:
            raise Undefined("a share of nothing")
        return Ratio(total, count)

    def rows_read(self) -> Iterator[object]:
        """The rows that counted for some reader."""
        for sums in self._sums.values():
            yield from sums.rows_read()


class MovingTally(Tally[M]):
    """A tally of members that may add one thing on one day and another on the next: each reader goes through them."""

    def __init__(self, books: Workings, members: Gathered[M], adds: Callable[[M, date], int | None]) -> None:
        super().__init__(books, members, adds)
        self._known: dict[object, tuple[int, int]] = {}
        self._read: dict[object, None] = {}

    def within(self, subject: object, days: Stretch, on: date) -> tuple[int, int]:
        """How many count, and what they add."""
        key = (subject, days[0], min(days[1], on), on)
        if key not in self._known:
            bucket = self.members.get(subject, NO_MEMBERS)
            start, end = bucket.between(days[0], min(days[1], on))
            added = [(each, self.adds(each, on)) for each in bucket.members[start:end]]
            counted = [(each, adds) for each, adds in added if adds is not None]
            self._read.update((each, None) for each, _ in counted)
            self._known[key] = len(counted), sum(adds for _, adds in counted)
        return self._known[key]

    def rows_read(self) -> Iterator[object]:
        """The rows that counted for some reader."""
        return iter(self._read)


# What became of a row, the less telling first; of several that hold for one row the greatest is told.
UNREAD, UNDATED, BEFORE, AFTER_RUN_OFF, UNMEASURED, CONDITION, LATER, LIMIT, NAMED, COUNTED, EARNED = range(11)


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a line can be dated: those of the contract and its run-off, as far as it is settled."""

    starts: date
    settles_until: date


@dataclass(frozen=True, slots=True)
class First(Generic[E]):
    """Only the first lines count for each of something: as long as `has_room` for one more than so many."""

    of: Callable[[E], tuple[object, ...]]
    has_room: Callable[[E, date, int], bool]


def make_lines(
    books: Workings,
    clause: str,
    window: Window,
    elements: Iterable[E],
    day_of: Callable[[E], date | None],
    due: Callable[[E, date], int | None],
    limit: First[E] | None = None,
    instalments: Callable[[Sequence[Line[E]], date], Sequence[Line[E]]] | None = None,
) -> Sequence[Line[E]]:
    """The lines of a clause by date and key. `due` gives nothing where the clause makes nothing due.

    `instalments` gives those of some lines that have fallen due by a day.
    """
    lines: list[Line[E]] = []
    for day, element in candidates(books, window, elements, day_of):
        try:
            amount = due(element, day)
        except (RowAtFault, Undefined) as fault:
            books.faults.append(str(fault))
            continue
        if amount is None:
            books.note(element, CONDITION)
        else:
            lines.append(Line(clause, element, day, amount))
    kept = first_of(books, limit, lines) if limit else lines
    found = instalments(kept, min(books.as_at, window.settles_until)) if instalments else kept
    for fate, those in ((LATER, kept), (EARNED, found)):
        for line in those:
            books.note(line.element, fate)
    return found


def candidates(
    books: Workings, window: Window, elements: Iterable[E], day_of: Callable[[E], date | None]
) -> list[tuple[date, E]]:
    """The elements that may have a line, with its date, in the order of dates and keys."""
    last = min(books.as_at, window.settles_until)
    found: list[tuple[date, E]] = []
    for element in elements:
        try:
            day = day_of(element)
        except (RowAtFault, Undefined) as fault:
            books.faults.append(str(fault))
            continue
        if day is None:
            books.note(element, UNDATED)
        elif day < window.starts:
            books.note(element, BEFORE)
        elif day > window.settles_until:
            books.note(element, AFTER_RUN_OFF)
        elif day > last:
            books.note(element, LATER)
        else:
            found.append((day, element))
    return sorted(found, key=lambda each: (each[0], sort_key(each[1])))


def first_of(books: Workings, limit: First[E], lines: Iterable[Line[E]]) -> list[Line[E]]:
    """The first lines of each that the limit is for; a line that leads to none is not limited."""
    kept: list[Line[E]] = []
    counts: dict[tuple[object, ...], int] = {}
    for line in lines:
        group = limit.of(line.element)
        count = counts.get(group, 0)
        try:
            stands = None in group or limit.has_room(line.element, line.day, count)
        except (RowAtFault, Undefined) as fault:
            books.faults.append(str(fault))
            continue
        if stands:
            counts[group] = count + 1
            kept.append(line)
        else:
            books.note(line.element, LIMIT)
    return kept


@dataclass(frozen=True, slots=True)
class Instalments:
    """So many equal sums, some months apart, from a day on, or from that of the sum; the last takes the rest.

    `missing` says which day is meant where a month has no such day. None falls due after the run-off.
    """

    count: int
    months: int
    missing: str
    window: Window
    first: date | None = None

    def shares(self, day: date, whole: int) -> Iterator[tuple[int, date, int]]:
        """The number of each instalment, counted from 1, its day and its amount."""
        each = whole // self.count
        for number in range(self.count):
            falls = months_later(self.first or day, self.months * number, self.missing)
            amount = each if number < self.count - 1 else whole - each * number
            yield number + 1, min(max(falls, day), self.window.settles_until), amount

    def of_lines(self, lines: Sequence[Line[Any]], until: date) -> list[Line[Any]]:
        """The instalments of some lines that have fallen due by a day, by date and key."""
        found = [
            Line(line.clause, line.element, day, amount, part, self.count)
            for line in lines
            for part, day, amount in self.shares(line.day, line.due)
            if day <= until
        ]
        return sorted(found, key=lambda each: (each.day, sort_key(each)))


Amounts = Mapping[Line[Any], int]
"""So many coins for each line."""


Room = Callable[[date], int]
"""How many coins may be paid in all, for a reader on a day."""


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """A line under a limit, what is left of it so far, and its place among the clauses and their elements."""

    line: Line[Any]
    amount: int
    place: tuple[int, Any]


def dues(lines: Iterable[Line[Any]]) -> dict[Line[Any], int]:
    """What is due of each line."""
    return {line: line.due for line in lines}


def of_lines(amounts: Amounts, lines: Iterable[Line[Any]]) -> dict[Line[Any], int]:
    """What is left of some lines, of all that shared a limit or a bound."""
    return {line: amounts[line] for line in lines}


def limited(
    parts: Sequence[tuple[int, Amounts, Callable[[Any], object]]],
    until: date,
    room: Callable[[Any, date], int],
    cut: Callable[[Sequence[Entry], Room], dict[Line[Any], int]],
) -> dict[Line[Any], int]:
    """What is left of each line after a cap.

    Each part is a clause: its place in the text, its lines, and what a line is limited for. Recoveries and negative
    lines free no room; lines after `until` do not count and are not cut.
    """
    left = {line: amount for _, amounts, _ in parts for line, amount in amounts.items()}
    windows: dict[object, list[Entry]] = {}
    for place, amounts, limited_for in parts:
        for line, amount in amounts.items():
            element = limited_for(line)
            if element is not None and amount > 0 and line.day <= until:
                windows.setdefault(element, []).append(Entry(line, amount, (place, sort_key(line.element))))
    for element, entries in windows.items():
        left.update(cut(entries, partial(room, element)))
    return left


def latest_first(entries: Sequence[Entry], room: Room) -> dict[Line[Any], int]:
    """What is paid where the latest lose: each line, by date, clause and key, takes what room is left."""
    paid: dict[Line[Any], int] = {}
    so_far = 0
    for entry in sorted(entries, key=lambda each: (each.line.day, *each.place)):
        amount = max(0, min(entry.amount, room(entry.line.day) - so_far))
        paid[entry.line] = amount
        so_far += amount
    return paid


@dataclass(frozen=True, slots=True)
class Statement:
    """The days that one statement covers: a settlement period, or the one day of what is payable on its date."""

    name: str
    first: date
    last: date

    @property
    def order(self) -> tuple[date, int]:
        """Statements come by their last day; of two with the same, what is payable on its date comes first."""
        return self.last, -self.first.toordinal()


@dataclass(frozen=True, eq=False, slots=True)
class Clause:
    """A clause: its name, its number, whether it pays (1) or takes (-1), and how its lines are found."""

    name: str
    number: str
    sign: int
    is_clawback: bool
    on_its_date: bool
    lines: Callable[[Any], Sequence[Line[Any]]]
    settled: Callable[[Any], Amounts]
    taken_back: Callable[[Any], Amounts] | None = None
    """What was set off against an advance, and recovered of it."""

    def amount(self, line: Line[Any], settled: int) -> int:
        """What the provider receives of what is settled of a line, or, below nought, gives back."""
        return -settled if line.takes_back else settled * self.sign

    def all_lines(self, books: Any) -> Sequence[tuple[Line[Any], int]]:
        """Its lines, and what is settled of each; last what takes back what was paid under it."""
        settled = self.settled(books)
        back = self.taken_back(books) if self.taken_back else {}
        return [*settled.items(), *back.items()]


def statement_of(clauses: Mapping[str, Clause], calendar: Calendar, line: Line[Any]) -> Statement:
    """The statement that a line belongs to, issued or not."""
    line = line.falls_with
    if clauses[line.clause].on_its_date and not line.takes_back:
        return Statement(in_words(line.day), line.day, line.day)
    return of_period(calendar.of(line.day))


def of_period(period: Period) -> Statement:
    """The statement of a settlement period."""
    return Statement(period.name, period.first, period.last)


def money(coins: int, places: int) -> str:
    """An amount of coins as a decimal number of the currency's main unit."""
    whole, rest = divmod(abs(coins), 10**places)
    return ("-" if coins < 0 else "") + str(whole) + (f".{rest:0{places}d}" if places else "")


def plain(value: Any, places: int) -> str:
    """A part of a key as text; a number has so many decimal places, of which those that say nothing are left out."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, int):
        return str(value)
    text = money(value, places)
    return text.rstrip("0").removesuffix(".") if places else text


def key_in_words(element: Any) -> dict[str, str]:
    """The key of an element, by what each part of it is called; empty for the contract."""
    match element:
        case Row():
            names = element.KEY.items()
            return {name: plain(value, places) for (name, places), value in zip(names, element.key, strict=True)}
        case Period():
            return {element.step: element.name}
        case Cohort():
            return {element.cohort: str(element.number)}
        case Word():
            return {element.of: element.word}
        case Pair():
            return {name: value for part in element.parts for name, value in key_in_words(part).items()}
        case Line():
            return key_in_words(element.element)
        case _:
            return {}


@dataclass(eq=False, slots=True)
class Made:
    """A statement as it is made: its lines, each with its clause and what is settled of it, and what they come to.

    `shares` tells what of it falls on whom.
    """

    statement: Statement
    lines: Sequence[tuple[Clause, Line[Any], int]]
    total: int
    to_date: int
    shares: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class Terms:
    """What a statement says of the contract: its name, its currency and how many decimal places that has.

    `due_by` gives the day by which a statement that ends on a day is to be paid, and `share` says who bears what of
    the statements.
    """

    name: str
    currency: str
    places: int
    due_by: Callable[[date], date] | None = None
    share: Callable[[Sequence[Made]], None] | None = None


def as_told(made: Made, terms: Terms, so_far: dict[str, int]) -> dict[str, Any]:
    """A statement as it is told; `so_far` is what each clause came to earlier, and is carried on."""
    statement, places = made.statement, terms.places
    due_by = {"due_by": terms.due_by(statement.last).isoformat()} if terms.due_by else {}
    return {
        "period": statement.name,
        "from": statement.first.isoformat(),
        "to": statement.last.isoformat(),
        **due_by,
        "total": money(made.total, places),
        "to_date": money(made.to_date, places),
        **made.shares,
        "clauses": [
            clause_total(clause, made.lines, so_far, places)
            for clause in dict.fromkeys(clause for clause, _, _ in made.lines)
        ],
        "lines": [one_line(clause, line, settled, places) for clause, line, settled in made.lines],
    }


def clause_total(
    clause: Clause, lines: Sequence[tuple[Clause, Line[Any], int]], so_far: dict[str, int], places: int
) -> dict[str, Any]:
    """What one clause comes to in a statement."""
    those = [(line, amount) for of, line, amount in lines if of is clause]
    due = sum(line.due for line, _ in those if not line.takes_back)
    kept = sum(settled for line, settled in those if not line.takes_back)
    recovered = sum(settled for line, settled in those if line.takes_back or clause.is_clawback)
    total = sum(clause.amount(line, settled) for line, settled in those)
    so_far[clause.name] += total
    return {
        "clause": clause.name,
        "number": clause.number,
        "count": len(those),
        "due": money(due, places),
        "cut": money(due - kept, places),
        "recovered": money(recovered, places),
        "total": money(total, places),
        "to_date": money(so_far[clause.name], places),
    }


def one_line(clause: Clause, line: Line[Any], settled: int, places: int) -> dict[str, Any]:
    """A line of a statement; only its amount has a sign."""
    return {
        "clause": clause.name,
        "number": clause.number,
        "for": key_in_words(line.element),
        "date": line.day.isoformat(),
        "due": money(line.due, places),
        "cut": money(line.due - settled, places),
        "amount": money(clause.amount(line, settled), places),
        **line.told(),
    }


def not_settled(calendar: Calendar, settled_to: date) -> list[str]:
    """The settlement periods that have no statement yet."""
    return [each.name for each in calendar.periods if each.last > settled_to]


def issued_or_waiting(
    books: Any, clauses: Iterable[Clause], is_issued: Callable[[Line[Any]], bool]
) -> tuple[set[object], set[object]]:
    """The rows of lines in statements that are issued, and of those in statements that are not."""
    issued: set[object] = set()
    waiting: set[object] = set()
    for clause in clauses:
        for line in clause.lines(books):
            (issued if is_issued(line) else waiting).add(row_part(line.element))
    return issued, waiting


# What happens on one day happens in this order: advances are paid, sums are set off, the rest is recovered.
PAID, EARNED_AGAINST, CLOSED = range(3)


class SetOff(Line[Any]):
    """What of a line of another clause is set off against `paid`, a line of an advance."""

    def __init__(self, paid: Line[Any], due: int, against: Line[Any], part: int) -> None:
        super().__init__(paid.clause, paid.element, against.day, due, part)
        self.against = against

    @property
    def falls_with(self) -> Any:
        """The line in whose statement it is."""
        return self.against

    @property
    def takes_back(self) -> bool:
        """Whether it takes back what was paid under its own clause."""
        return True

    def told(self) -> dict[str, Any]:
        """What it is, besides a sum."""
        return {"sets_off": {"clause": self.against.clause, "for": key_in_words(self.against.element)}}


class Unearned(Line[Any]):
    """What is left of a line of an advance on the day on which that is recovered, or an instalment of it."""

    @property
    def takes_back(self) -> bool:
        """Whether it takes back what was paid under its own clause."""
        return True

    def told(self) -> dict[str, Any]:
        """What it is, besides a sum."""
        return {"unearned": True, **super().told()}


@dataclass(frozen=True, eq=False, slots=True)
class Advance:
    """An advance: its place in the text, what is paid of its lines, and what each line is kept for.

    `closes` gives, for what a line is for, the day on which what is left of it is recovered, in instalments where there
    are some.
    `against` has the clauses that earn it: for each its place in the text, what is paid of its lines, and what such
    a line is set off for.
    """

    name: str
    place: int
    paid: Amounts
    kept_for: Callable[[Any], object | None]
    closes: Callable[[Any], date | None]
    against: Sequence[tuple[str, int, Amounts, Callable[[Any], object | None]]]
    instalments: Instalments | None = None


@dataclass(eq=False, slots=True)
class Tranche:
    """One line of an advance, what is left of it, and the day on which that is recovered, if it is known."""

    advance: Advance
    line: Line[Any]
    pool: object
    left: int
    closes: date | None


Open = dict[tuple[str, object], dict[Tranche, None]]
"""By advance and by what it is kept for, the sums that are not used up, the earliest first."""


def take_back(advances: Sequence[Advance], window: Window, as_at: date) -> Mapping[str, Amounts]:
    """What is set off against each advance and recovered of it, by date, until it is used up.

    A line is set off against the advances that name its clause in the order of the text, and of one advance against
    the earliest sum that was paid for the same.
    """
    found: dict[str, list[Line[Any]]] = {each.name: [] for each in advances}
    open_now: Open = {}
    for _, kind, _, _, happens in sorted(events(advances, window), key=lambda each: each[:4]):
        if isinstance(happens, Tranche):
            waiting = open_now.setdefault((happens.advance.name, happens.pool), {})
            if kind == PAID:
                waiting[happens] = None
            else:
                waiting.pop(happens, None)
                found[happens.advance.name] += unearned(happens)
        else:
            for each in set_off(advances, happens, open_now):
                found[each.clause].append(each)
    last = min(as_at, window.settles_until)
    return {
        name: {line: line.due for line in in_their_order(lines) if line.day <= last} for name, lines in found.items()
    }


def in_their_order(lines: Sequence[Line[Any]]) -> Sequence[Line[Any]]:
    """Lines by date and key, those that share these in the order in which they happened."""
    return sorted(lines, key=lambda each: (each.day, sort_key(each.element)))


def events(advances: Sequence[Advance], window: Window) -> Iterator[tuple[date, int, int, Any, Any]]:
    """What happens on which day: its kind, and what orders it among others of its kind."""
    earning: dict[str, tuple[int, Amounts]] = {}
    for advance in advances:
        for line, amount in advance.paid.items():
            pool, closes = advance.kept_for(line), advance.closes(line.element)
            if pool is None or amount <= 0:
                continue
            day = None if closes is None else min(max(closes, line.day), window.settles_until)
            tranche = Tranche(advance, line, pool, amount, day)
            yield line.day, PAID, advance.place, sort_key(line), tranche
            if day is not None:
                yield day, CLOSED, advance.place, sort_key(line), tranche
        earning |= {name: (place, paid) for name, place, paid, _ in advance.against}
    for place, paid in earning.values():
        for line, amount in paid.items():
            if amount > 0:
                yield line.day, EARNED_AGAINST, place, sort_key(line), (line, amount)


def set_off(advances: Sequence[Advance], earned: tuple[Line[Any], int], open_now: Open) -> Iterator[SetOff]:
    """What of a sum is set off against the advances on it."""
    line, left = earned
    part = 0
    for advance in advances:
        leads_to = next((led for name, _, _, led in advance.against if name == line.clause), None)
        pool = leads_to(line) if leads_to else None
        waiting = open_now.get((advance.name, pool), {}) if pool is not None else {}
        while left and waiting:
            tranche = next(iter(waiting))
            amount = min(left, tranche.left)
            tranche.left -= amount
            left -= amount
            if not tranche.left:
                del waiting[tranche]
            yield SetOff(tranche.line, amount, line, part)
            part += 1


def unearned(tranche: Tranche) -> Iterator[Unearned]:
    """What is recovered of what is left of a line of an advance."""
    line, how, day = tranche.line, tranche.advance.instalments, tranche.closes
    if day is None or not tranche.left:
        return
    if how is None:
        yield Unearned(line.clause, line.element, day, tranche.left)
        return
    for part, falls, amount in how.shares(day, tranche.left):
        yield Unearned(line.clause, line.element, falls, amount, part, how.count)


@dataclass(frozen=True, eq=False, slots=True)
class Break:
    """The term ends on a day, if a condition holds then: it is read on that day, as if there were no break."""

    name: str
    number: str
    day: date
    holds: Callable[[Any, date], bool]


def ended(breaks: Iterable[Break], as_at: date, books_on: Callable[[date], Any]) -> dict[str, Any]:
    """By which break, and on which day, the term has ended early by a day; empty where it has not."""
    for each in sorted(breaks, key=lambda each: each.day):
        if each.day > as_at:
            break
        try:
            holds = each.holds(books_on(each.day), each.day)
        except Undefined:
            holds = False
        if holds:
            return {"term_ended": {"break": each.name, "number": each.number, "on": each.day.isoformat()}}
    return {}


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


NOT_RECORDED = "not recorded by the last day that is settled"


class Correction(Line[Any]):
    """What a statement has of a line of which earlier ones had something else: the difference."""

    def __init__(self, of: Line[Any], due: int, corrects: Statement | None) -> None:
        super().__init__(of.clause, of.element, of.day, due, of.part, of.parts)
        self.of = of
        self.corrects = corrects

    @property
    def follows(self) -> bool:
        """Whether a cap made the line of another on a later day."""
        return hasattr(self.of, "cap")

    @property
    def falls_with(self) -> Any:
        """The line in whose statement it is."""
        return self.of.falls_with

    @property
    def takes_back(self) -> bool:
        """Whether it takes back what was paid under its own clause."""
        return self.of.takes_back

    def told(self) -> dict[str, Any]:
        """What it is, besides a sum."""
        return {**self.of.told(), **({"corrects": self.corrects.name} if self.corrects else {})}


def identity(line: Any) -> Any:
    """What makes a line, or what it is for, the same when the contract is worked out again on what is known later."""
    if isinstance(line, Pair):
        return tuple(map(identity, line.parts))
    if not isinstance(line, Line):
        return line
    against = None if line.falls_with is line else identity(line.falls_with)
    cap = getattr(line, "cap", None)
    follows = (identity(getattr(line, "of", None)), cap, line.day) if cap else None
    return line.clause, identity(line.element), line.part, line.takes_back, against, follows


@dataclass(eq=False, slots=True)
class Stated:
    """A line, what is settled of it, and the statement that it belongs to by its date."""

    clause: Clause
    line: Line[Any]
    settled: int
    own: Statement
    due: int = 0
    """What is due of it, or, of a line that was issued, what statements so far have of that."""


@dataclass(eq=False, slots=True)
class Known:
    """A contract on what was known on a day: what was worked out, its lines, and the break that has ended its term."""

    books: Any
    lines: list[Stated]
    ended: dict[str, Any]


class LateStatements:
    """Makes statements one after the other; `books_on` gives the contract on what was known on a day.

    `term_ended` gives, on what was known on a day, the break that has ended the term; `never_back` are the clauses of
    which nothing is taken back once it is paid.
    """

    def __init__(
        self,
        books_on: Callable[[date], Any],
        settled_to: date,
        clauses: Mapping[str, Clause],
        calendar: Calendar,
        term_ended: Callable[[Any], dict[str, Any]] | None = None,
        never_back: Collection[str] = (),
    ) -> None:
        self.books_on = books_on
        self.never_back = never_back
        self.term_ended = term_ended
        self.settled_to = settled_to
        self.clauses = clauses
        self.calendar = calendar
        self.faults: list[str] = []
        self.known: dict[date, Known] = {}
        self.issued: dict[object, Stated] = {}

    def at(self, day: date) -> Known:
        """What was worked out on what was known on a day; that of the last day and of one more is kept."""
        if day not in self.known:
            self.known = {each: known for each, known in self.known.items() if each == self.settled_to}
            books, lines, ended = self.books_on(day), list[Stated](), dict[str, Any]()
            try:
                ended = self.term_ended(books) if self.term_ended else {}
                lines = [
                    Stated(clause, line, settled, statement_of(self.clauses, self.calendar, line), line.due)
                    for clause in self.clauses.values()
                    for line, settled in clause.all_lines(books)
                ]
            except (RowAtFault, Undefined) as fault:
                books.faults.append(str(fault))
            self.faults += books.faults
            self.known[day] = Known(books, lines, ended)
        return self.known[day]

    def statements(self, changes: Iterable[date]) -> list[Statement]:
        """The statements to make: for each period that is over, and for each day of sums payable by themselves.

        `changes` are the days on which something becomes known.
        """
        found = {of_period(each) for each in self.calendar.periods if each.last <= self.settled_to}
        if any(clause.on_its_date for clause in self.clauses.values()):
            days = sorted({day for day in changes if ALWAYS < day <= self.settled_to})
            for first, after in pairwise([ALWAYS, *days, days_later(self.settled_to, 1)]):
                last = days_later(after, -1)
                for each in self.at(last).lines:
                    if each.clause.on_its_date and not each.line.takes_back and first <= each.line.day <= last:
                        found.add(each.own)
        return sorted(found, key=lambda each: each.order)

    def made(self, statement: Statement) -> list[tuple[Clause, Correction, int]]:
        """The lines of one statement, by clause, date and key."""
        current: dict[object, list[Stated]] = {}
        for each in self.at(statement.last).lines:
            if each.own.order <= statement.order:
                current.setdefault(self.key(each.line), []).append(each)
        found = [self.changed(key, those, statement) for key, those in current.items()]
        for key in [each for each in self.issued if each not in current]:
            gone = self.issued[key]
            if gone.clause.name not in self.never_back or gone.line.takes_back:
                found.append(self.changed(key, [Stated(gone.clause, gone.line, 0, gone.own)], statement))
                del self.issued[key]
        places = {name: place for place, name in enumerate(self.clauses)}

        def order(each: tuple[Clause, Correction, int]) -> tuple[Any, ...]:
            clause, line, _ = each
            return places[clause.name], line.takes_back, line.day, not line.follows, sort_key(line.element)

        return sorted((each for each in found if each), key=order)

    def key(self, line: Line[Any]) -> object:
        """What makes a line the same; what is not taken back is one sum for each element, whatever adds to it."""
        if line.clause in self.never_back and not line.takes_back:
            return line.clause, identity(line.element)
        return identity(line)

    def changed(
        self, key: object, those: Sequence[Stated], statement: Statement
    ) -> tuple[Clause, Correction, int] | None:
        """What a statement has of some lines that are one sum: all if none was issued before, else what changed."""
        now, before = those[-1], self.issued.get(key)
        due, settled = sum(each.due for each in those), sum(each.settled for each in those)
        if before and now.clause.name in self.never_back and not now.line.takes_back:
            due, settled = max(due, before.due), max(settled, before.settled)
        self.issued[key] = Stated(now.clause, now.line, settled, now.own, due)
        is_new = before is None and now.own == statement and len(those) == 1
        due -= before.due if before else 0
        settled -= before.settled if before else 0
        if not (is_new or due or settled):
            return None
        return now.clause, Correction(now.line, due, now.own if now.own != statement else None), settled


def late_settlement(
    late: LateStatements,
    terms: Terms,
    term: Term,
    tables: Callable[[Any], Mapping[str, Sequence[Row]]],
    data: Any,
    as_at: date,
    changes: Iterable[date] = (),
) -> dict[str, Any]:
    """The result as it is written as JSON, where some data or figures become known later than they are for.

    `tables` gives the rows of data by name; `changes` are the days on which something becomes known, where sums are
    payable on their dates. Raises DataAtFault where the contract cannot be applied to some row; nothing is paid then.
    """
    clauses, calendar, settled_to = late.clauses, late.calendar, late.settled_to
    now = late.at(settled_to)
    made: list[Made] = []
    to_date = 0
    for statement in late.statements(changes):
        lines = late.made(statement)
        total = sum(clause.amount(line, settled) for clause, line, settled in lines)
        to_date += total
        made.append(Made(statement, lines, total, to_date))
    if late.faults:
        raise DataAtFault(late.faults)
    if terms.share:
        terms.share(made)
    so_far = dict.fromkeys(clauses, 0)
    known = account(
        now.books,
        tables(now.books.data),
        clauses.values(),
        term,
        lambda line: statement_of(clauses, calendar, line).last <= settled_to,
    )
    return {
        "format": 1,
        "contract": terms.name,
        "currency": terms.currency,
        "as_at": as_at.isoformat(),
        "complete_to": data.complete_to.isoformat(),
        "provisional": False,
        **now.ended,
        "total": money(sum(each.total for each in made), terms.places),
        "statements": [as_told(each, terms, so_far) for each in made],
        "not_settled": not_settled(calendar, settled_to),
        "accounting": [
            with_unrecorded(each, len(rows)) for each, rows in zip(known, tables(data).values(), strict=True)
        ],
    }


def with_unrecorded(known: dict[str, Any], read: int) -> dict[str, Any]:
    """What became of the rows of one data, with those that do not count yet, in their place among the reasons."""
    waiting = read - known["read"]
    if not waiting:
        return known
    outside = list(known["outside"])
    place = sum(each["reason"] == REASONS[LIMIT] for each in outside)
    outside.insert(place, {"reason": NOT_RECORDED, "count": waiting})
    return {**known, "read": read, "outside": outside}


PLAIN = str.maketrans({**dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), **dict.fromkeys("\u2011\u2013\u2212", "-")})


MONTH_NUMBERS = {
    **{name[:length].lower(): n for n, name in enumerate(MONTH_NAMES, 1) for length in (3, len(name))},
    "sept": 9,
}


FIGURE = r"([0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,30})(?:\.([0-9]{1,30}))?"


SPOILT = re.compile(
    r"#{2,}|#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|-?[0-9](?:\.[0-9]+)?E\+[0-9]+", re.I
)


Read = Callable[[str], Any]
"""Reads the text of a cell that is not empty; ValueError where it is not what the column holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what its cells hold in words, how one is read, and whether one may be empty."""

    name: str
    holds: str
    read: Read
    optional: bool = False
    is_text: bool = False
    """Text is kept as it is written; elsewhere several kinds of spaces and dashes count as one."""

    def value(self, cell: str) -> Any:
        """The value of a cell; ValueError, saying what is wrong, where it cannot be read."""
        text = (cell if self.is_text else cell.translate(PLAIN)).strip()
        if not text:
            if self.optional:
                return None
            raise ValueError(f"it is blank; it should be {self.holds}")
        try:
            return self.read(text)
        except ValueError as wrong:
            raise ValueError(str(wrong) or f"`{' '.join(cell.split())}` is not {self.holds}") from None


def number(
    places: int,
    *,
    least: int | None = None,
    most: int | None = None,
    sign: str = "",
    units: Sequence[str] = (),
    share: bool = False,
) -> Read:
    """A reader of numbers of so many decimal places, as whole numbers of the last; a share has a per cent sign."""
    words = "|".join(re.escape(each).replace(r"\ ", " +") for each in units)
    after = " ?%" if share else f"(?: *(?:{words}))?" if words else ""
    before = f"(?:{re.escape(sign)} ?)?" if sign and not share else ""
    pattern = re.compile(rf"(-?){before}{FIGURE}{after}", re.IGNORECASE)

    def read(text: str) -> int:
        found = pattern.fullmatch(text)
        if found is None:
            raise ValueError
        decimals = found[3] or ""
        if len(decimals) > places:
            raise ValueError(f"`{text}` has too many decimal places; there may be {places}")
        size = int(found[2].replace(",", "") + decimals.ljust(places, "0"))
        value = -size if found[1] else size
        if (least is not None and value < least) or (most is not None and value > most):
            raise ValueError(f"`{text}` is out of bounds")
        return value

    return read


def day(text: str) -> date:
    """A date as in 2012-02-01, 1 February 2012 or 1 Feb 2012, from 1900 to 2199."""
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
        year, month, number = int(found[1]), int(found[2]), int(found[3])
    elif found := re.fullmatch(r"([0-9]{1,2}) +([A-Za-z]+) +([0-9]{4})", text):
        year, month, number = int(found[3]), MONTH_NUMBERS.get(found[2].lower(), 0), int(found[1])
    else:
        raise ValueError
    if not 1900 <= year <= 2199:
        raise ValueError(f"`{text}` is not a date from 1900 to 2199")
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(f"`{text}` is no day of the calendar") from None


def name(text: str) -> str:
    """A name that stands for a row; what a spreadsheet leaves in the place of a value is none."""
    if SPOILT.fullmatch(text) and (text.startswith("#") or "E+" in text):
        raise ValueError
    return text


OTHER_FORMATS = frozenset((".jsonl", ".ndjson", ".parquet", ".xlsx"))


DROPPED = str.maketrans("", "", " -_\u00a0\u2010\u2011\u2013\t\n\r")


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """A kind of row: what it and many of it are called, its columns, how a row is made, and whom its columns name.

    `refers` gives, by column, the table whose rows it names by their key.
    """

    name: str
    plural: str
    columns: Sequence[Column]
    key: Sequence[str]
    make: Callable[..., Row]
    refers: Mapping[str, str]
    lasts: tuple[str, str] | None = None


@dataclass(eq=False, slots=True)
class Record:
    """A row as it was read: the row itself where it is good, its key where that is known."""

    table: Table
    file: str
    number: int
    values: dict[str, Any]
    row: Row | None
    key: tuple[Any, ...] | None


@dataclass(eq=False)
class Reader:
    """Reads the files of a folder, and gathers what is wrong with them."""

    folder: Path
    tables: Sequence[Table]
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def rows(self) -> dict[str, list[Row]]:
        """The rows of each table, by its name, in the order of their files; DataAtFault where something is wrong."""
        records: dict[str, list[Record]] = {}
        for table, path in self.files().items():
            records[table.name] = self.records(table, path)
        self.check(records)
        if self.faults:
            raise DataAtFault(self.faults)
        return {table: [each.row for each in those if each.row] for table, those in records.items()}

    def files(self) -> dict[Table, Path]:
        """The file of each table."""
        check_folder(self.folder)
        found: dict[str, list[Path]] = {}
        for path in sorted(self.folder.iterdir()):
            is_other = path.name.startswith((".", "~$")) or name_key(path.stem) in ("readme", "complete")
            if not path.is_file() or is_other:
                continue
            meant = find({each.name: (each.name, each.plural) for each in self.tables}, path.stem)
            if meant is None:
                self.notes.append(f"{path.name} is not read: no data of the contract has that name")
            else:
                found.setdefault(meant, []).append(path)
        files = {}
        for table in self.tables:
            paths = found.get(table.name, [])
            expected = table.plural.lower().replace(" ", "_") + ".csv"
            if len(paths) != 1:
                named = ", ".join(each.name for each in paths)
                several = f"several files are named for {table.name}: {named}"
                self.faults.append(several if paths else f"there is no file for {table.name}; {expected} is expected")
            elif paths[0].suffix.lower() != ".csv":
                self.faults.append(f"{paths[0].name} is no CSV file: save it as {expected}")
            else:
                files[table] = paths[0]
        return files

    def records(self, table: Table, path: Path) -> list[Record]:
        """The records of a file."""
        numbered = self.cells(path)
        if not numbered:
            return []
        heading, *rest = numbered
        positions = self.positions(table, path.name, [each.strip() for each in heading[1]])
        if positions is None:
            return []
        return [self.record(table, path.name, number, cells, positions) for number, cells in rest]

    def cells(self, path: Path) -> list[tuple[int, list[str]]]:
        """The rows of a file that are not blank, each with its number; empty columns without a heading are dropped."""
        numbered: list[tuple[int, list[str]]] = []
        number = 0
        try:
            text = path.read_bytes().decode("utf-8-sig")
            for number, cells in enumerate(
                csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True), 1
            ):
                if "".join(cells).strip():
                    numbered.append((number, cells))
        except UnicodeDecodeError:
            self.faults.append(f'{path.name} is not in UTF-8: save it as "CSV UTF-8 (comma delimited)"')
            return []
        except csv.Error:
            self.faults.append(f"{path.name}, row {number + 1}: a quotation mark is not closed as it should be")
            return []
        if not numbered:
            self.faults.append(f"{path.name} is empty: write its headings, even if there are no rows")
            return []
        headings = numbered[0][1]
        while not headings[-1].strip():
            headings.pop()
        for _, cells in numbered:
            if len(cells) > len(headings) and not "".join(cells[len(headings) :]).strip():
                del cells[len(headings) :]
        return numbered

    def positions(self, table: Table, file: str, headings: Sequence[str]) -> dict[str, int] | None:
        """Which column of the file is which column of the table; nothing where one is missing or stands twice."""
        found: dict[str, list[int]] = {}
        for position, heading in enumerate(headings):
            meant = find({each.name: (each.name,) for each in table.columns}, heading)
            if meant is None:
                self.notes.append(f"{file}: the column `{heading}` is not used")
            else:
                found.setdefault(meant, []).append(position)
        before = len(self.faults)
        for column in table.columns:
            places = found.get(column.name, [])
            if not places:
                self.faults.append(f"{file} has no column {column.name}")
            elif len(places) > 1:
                self.faults.append(f"{file} has {len(places)} columns {column.name}")
        found[""] = [len(headings)]
        return {each: places[0] for each, places in found.items()} if len(self.faults) == before else None

    def record(
        self, table: Table, file: str, number: int, cells: Sequence[str], positions: Mapping[str, int]
    ) -> Record:
        """One row of a file."""
        record = Record(table, file, number, {}, None, None)
        width = positions[""]
        if len(cells) != width:
            self.fault(record, None, f"the row has {len(cells)} cells and the file {width} headings")
            return record
        before = len(self.faults)
        for column in table.columns:
            try:
                record.values[column.name] = column.value(cells[positions[column.name]])
            except ValueError as wrong:
                self.fault(record, column.name, str(wrong))
        if all(each in record.values for each in table.key):
            record.key = tuple(record.values[each] for each in table.key)
        if len(self.faults) == before and not self.ends_early(record):
            record.row = table.make(*record.values.values(), row=number)
        return record

    def ends_early(self, record: Record) -> bool:
        """Whether a row ends before it starts, which is told."""
        if record.table.lasts is None:
            return False
        start, end = (record.values[each] for each in record.table.lasts)
        early = start is not None and end is not None and end < start
        if early:
            self.fault(record, record.table.lasts[1], f"{end} is before {start}")
        return early

    def check(self, records: Mapping[str, Sequence[Record]]) -> None:
        """Tell each key that stands twice, and each name that leads to no row that is there and good."""
        by_name: dict[str, dict[Any, Record]] = {}
        for table, those in records.items():
            by_key: dict[tuple[Any, ...], list[Record]] = {}
            for record in those:
                if record.key is not None:
                    by_key.setdefault(record.key, []).append(record)
            by_name[table] = {key[0]: sharing[0] for key, sharing in by_key.items() if len(key) == 1}
            for sharing in by_key.values():
                for record in sharing if len(sharing) > 1 else ():
                    self.fault(record, " and ".join(record.table.key), "another row has the same")
        for those in records.values():
            for record in those:
                for column, table in record.table.refers.items() if record.row else ():
                    named = record.values[column]
                    if named is not None and table in by_name and named not in by_name[table]:
                        self.fault(record, column, f"`{named}` names no {table}")

    def fault(self, record: Record, column: str | None, reason: str) -> None:
        """Note a fault of a row."""
        where = f"{record.file}, row {record.number}" + (f", column {column}" if column else "")
        self.faults.append(f"{where}: {reason}")


def gathered(*ways: Callable[[], Any]) -> list[Any]:
    """What each of several ways of reading gives; DataAtFault, with what all of them found wrong, where one did."""
    found: list[Any] = []
    faults: list[str] = []
    for way in ways:
        try:
            found.append(way())
        except DataAtFault as met:
            faults += met.faults
    if faults:
        raise DataAtFault(faults)
    return found


def check_folder(folder: Path) -> None:
    """DataAtFault where there is no such folder."""
    if not folder.is_dir():
        raise DataAtFault([f"there is no folder {folder}"])


def complete_to(folder: Path, tables: Sequence[Table]) -> date:
    """The date to which all data is complete, by the folder's file of completeness; DataAtFault where it is unclear."""
    check_folder(folder)
    faults: list[str] = []
    files = [
        path
        for path in sorted(folder.iterdir())
        if path.is_file() and name_key(path.stem) == "complete" and path.suffix.lower() in {".csv", *OTHER_FORMATS}
    ]
    if len(files) != 1 or files[0].suffix.lower() != ".csv":
        told = ", ".join(each.name for each in files) or "nothing"
        raise DataAtFault([f"one file complete.csv, or --complete-to, says how far data is complete; here is {told}"])
    columns = (Column("Data", "words", str, is_text=True), Column("Complete To", "a date", day))
    reader = Reader(folder, ())
    records = reader.records(Table("Complete", "Complete", columns, (), lambda *_values, **_row: Row(), {}), files[0])
    days: dict[str, date] = {}
    for record in records if not reader.faults else ():
        meant = find({each.name: (each.name, each.plural) for each in tables}, record.values["Data"])
        if meant is None or meant in days:
            faults.append(f"{record.file}, row {record.number}: `{record.values['Data']}` is no data, or stands twice")
        else:
            days[meant] = record.values["Complete To"]
    missing = [each.plural for each in tables if each.name not in days]
    if reader.faults or faults or missing:
        unsaid = [f"nothing says to which date {each} are complete" for each in missing if not reader.faults]
        raise DataAtFault([*reader.faults, *faults, *unsaid])
    return min(days.values())


def name_key(text: str) -> str:
    """The letters of a name that matter."""
    return text.translate(DROPPED).casefold()


def singular(text: str) -> str:
    """The noun of which this is the regular plural; any other as it is."""
    if re.search(r"[^aeiou]ies$", text, re.IGNORECASE) and len(text) > len("ties"):
        return text[:-3] + "y"
    if re.search(r"(ss|x|z|ch|sh)es$", text, re.IGNORECASE):
        return text[:-2]
    return text[:-1] if re.search(r"[^su]s$", text, re.IGNORECASE) and len(text) > len("gas") else text


def find(spellings: Mapping[str, Sequence[str]], written: str) -> str | None:
    """The thing that a written name stands for; case, spaces, hyphens, underscores and plural make no difference."""
    key = name_key(written)
    for meant, spelt in spellings.items():
        if key in map(name_key, spelt):
            return meant
    loose = {meant for meant, spelt in spellings.items() for each in spelt if singular(name_key(each)) == singular(key)}
    return loose.pop() if len(loose) == 1 else None


def as_json(result: Any) -> str:
    """The result as JSON: two spaces for each step in, a line end at the end."""
    return json.dumps(result, indent=2, ensure_ascii=False) + "\n"


def read_day(text: str) -> date:
    """A date on the command line."""
    try:
        return day(" ".join(text.translate(PLAIN).split()))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date: write it as in 2012-02-01") from None


def run(
    about: str, settle_folder: Callable[[Path, date | None, date | None], Any], words: Sequence[str] | None = None
) -> int:
    """Print what is due on the data of a folder, as JSON; the exit status."""
    command = argparse.ArgumentParser(description=about)
    command.add_argument("folder", type=Path, metavar="DATA_FOLDER", help="a CSV file for each kind of data")
    command.add_argument("--as-at", type=read_day, metavar="DATE", help="settle up to this day")
    command.add_argument("--complete-to", type=read_day, metavar="DATE", help="the date to which all data is complete")
    asked = command.parse_args(words)
    if not asked.folder.is_dir():
        command.error(f"there is no folder {asked.folder}")
    try:
        result = settle_folder(asked.folder, asked.as_at, asked.complete_to)
    except DataAtFault as faults:
        print(faults, "Nothing is paid.", sep="\n", file=sys.stderr)
        return 1
    sys.stdout.flush()
    sys.stdout.buffer.write(as_json(result).encode())
    return 0


# --- The result


TERMS = Terms("Transforming Rehabilitation Area", "GBP", 2)
WINDOW = Window(STARTS, SETTLES_UNTIL)
TERM = Term(STARTS, ENDS, SETTLES_UNTIL, (QUARTERS, YEARS))
CLAUSES: Mapping[str, Clause] = {
    each.name: each
    for each in (
        Clause("Fee For Service", "6", 1, False, False, fee_for_service_lines, fee_for_service_paid),
        Clause(
            "Volume Reconciliation",
            "9",
            1,
            False,
            False,
            volume_reconciliation_lines,
            volume_reconciliation_paid,
        ),
        Clause("Binary Payment", "12.8", 1, False, False, binary_payment_lines, binary_payment_paid),
        Clause("Frequency Payment", "12.9", 1, False, False, frequency_payment_lines, frequency_payment_paid),
        Clause(
            "Foundation Payment",
            "13",
            1,
            False,
            False,
            foundation_payment_lines,
            foundation_payment_paid,
            foundation_payment_taken_back,
        ),
        Clause(
            "Late First Appointment",
            "14",
            -1,
            False,
            False,
            late_first_appointment_lines,
            late_first_appointment_deducted,
        ),
    )
}


def settle(data: Data, as_at: date | None = None) -> dict[str, Any]:
    """The statements of the contract, as JSON holds them.

    `as_at` is the day up to which to settle, by default the date to which the data is complete. Raises
    DataAtFault where the contract cannot be applied to some row: nothing is paid then.
    """
    day = data.complete_to if as_at is None else as_at
    settled_to = min(day, data.complete_to)
    late = LateStatements(
        lambda on: Books(data, on, settled_to),
        settled_to,
        CLAUSES,
        QUARTERS,
    )
    return late_settlement(
        late,
        TERMS,
        TERM,
        lambda rows: {"Offender": rows.offenders, "Reoffence": rows.reoffences},
        data,
        day,
    )


TABLES = (
    Table(
        "Offender",
        "Offenders",
        (
            Column("Offender", "an identifier", name, is_text=True),
            Column("Started On", "a date", day),
            Column("First Seen On", "a date or blank", day, optional=True),
            Column(
                "Weight",
                "a number of points with at most 1 decimal place",
                number(1, least=0, units=("points", "point")),
            ),
        ),
        ("Offender",),
        Offender,
        {},
    ),
    Table(
        "Reoffence",
        "Reoffences",
        (
            Column("Reoffence", "an identifier", name, is_text=True),
            Column("Offender", "an identifier", name, is_text=True),
            Column("Committed On", "a date", day),
        ),
        ("Reoffence",),
        Reoffence,
        {"Offender": "Offender"},
    ),
)
"""How the files of a folder are read."""


def read(folder: Path | str, complete: date | None = None) -> Data:
    """The data in the files of a folder; DataAtFault, with all that is wrong, where something is."""
    rows, until = gathered(
        lambda: Reader(Path(folder), TABLES).rows(),
        lambda: complete or complete_to(Path(folder), TABLES),
    )
    return Data(
        offenders=[each for each in rows["Offender"] if isinstance(each, Offender)],
        reoffences=[each for each in rows["Reoffence"] if isinstance(each, Reoffence)],
        complete_to=until,
    )


def main() -> int:
    """Print what is due on the data of a folder; the exit status."""
    return run(
        "What is due under Transforming Rehabilitation Area, as JSON.",
        lambda folder, as_at, complete: settle(read(folder, complete), as_at),
    )


if __name__ == "__main__":
    sys.exit(main())
