"""Drug And Alcohol Recovery: what is due under the contract, worked out from data.

Written by `pbr build --to python`. It needs Python 3.11 or later and nothing else.

    python drug_and_alcohol_recovery.py DATA_FOLDER

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
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
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


def before(day: date | None, on: date) -> Stretch:
    """Everything before a day; up to the reader's where there is no such day."""
    return (ALWAYS, day - timedelta(days=1)) if day is not None else (ALWAYS, on)


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


class Words:
    """The words of one list."""

    def __init__(self, of: str, words: Iterable[str]) -> None:
        self.words = tuple(Word(of, number, word) for number, word in enumerate(words, 1))
        self._by_word = {each.word: each for each in self.words}

    def at(self, word: str | None) -> Word | None:
        """The element that a word is."""
        return None if word is None else self._by_word[word]


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


def contract_year(years: Calendar, day: date, row: Any, column: str | None) -> int:
    """The number of the contract year that a day lies in; the row that says it is at fault where it lies in none."""
    year = years.at(day)
    if year is None:
        raise RowAtFault(row, column, f"{day} is in no contract year")
    return year.number


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


# --- The contract


STARTS, ENDS = date(2012, 4, 1), date(2016, 3, 31)
SETTLES_UNTIL = date(2018, 3, 31)

QUARTERS = Calendar(
    [
        Period("quarter", 1, "quarter 1 of year 1", date(2012, 4, 1), date(2012, 6, 30), 91),
        Period("quarter", 2, "quarter 2 of year 1", date(2012, 7, 1), date(2012, 9, 30), 92),
        Period("quarter", 3, "quarter 3 of year 1", date(2012, 10, 1), date(2012, 12, 31), 92),
        Period("quarter", 4, "quarter 4 of year 1", date(2013, 1, 1), date(2013, 3, 31), 90),
        Period("quarter", 5, "quarter 1 of year 2", date(2013, 4, 1), date(2013, 6, 30), 91),
        Period("quarter", 6, "quarter 2 of year 2", date(2013, 7, 1), date(2013, 9, 30), 92),
        Period("quarter", 7, "quarter 3 of year 2", date(2013, 10, 1), date(2013, 12, 31), 92),
        Period("quarter", 8, "quarter 4 of year 2", date(2014, 1, 1), date(2014, 3, 31), 90),
        Period("quarter", 9, "quarter 1 of year 3", date(2014, 4, 1), date(2014, 6, 30), 91),
        Period("quarter", 10, "quarter 2 of year 3", date(2014, 7, 1), date(2014, 9, 30), 92),
        Period("quarter", 11, "quarter 3 of year 3", date(2014, 10, 1), date(2014, 12, 31), 92),
        Period("quarter", 12, "quarter 4 of year 3", date(2015, 1, 1), date(2015, 3, 31), 90),
        Period("quarter", 13, "quarter 1 of year 4", date(2015, 4, 1), date(2015, 6, 30), 91),
        Period("quarter", 14, "quarter 2 of year 4", date(2015, 7, 1), date(2015, 9, 30), 92),
        Period("quarter", 15, "quarter 3 of year 4", date(2015, 10, 1), date(2015, 12, 31), 92),
        Period("quarter", 16, "quarter 4 of year 4", date(2016, 1, 1), date(2016, 3, 31), 91),
        Period("quarter", 17, "quarter 1 of year 5", date(2016, 4, 1), date(2016, 6, 30), 91),
        Period("quarter", 18, "quarter 2 of year 5", date(2016, 7, 1), date(2016, 9, 30), 92),
        Period("quarter", 19, "quarter 3 of year 5", date(2016, 10, 1), date(2016, 12, 31), 92),
        Period("quarter", 20, "quarter 4 of year 5", date(2017, 1, 1), date(2017, 3, 31), 90),
        Period("quarter", 21, "quarter 1 of year 6", date(2017, 4, 1), date(2017, 6, 30), 91),
        Period("quarter", 22, "quarter 2 of year 6", date(2017, 7, 1), date(2017, 9, 30), 92),
        Period("quarter", 23, "quarter 3 of year 6", date(2017, 10, 1), date(2017, 12, 31), 92),
        Period("quarter", 24, "quarter 4 of year 6", date(2018, 1, 1), date(2018, 3, 31), 90),
    ],
)
"""The quarters of the contract."""

YEARS = Calendar(
    [
        Period("year", 1, "year 1", date(2012, 4, 1), date(2013, 3, 31), 365),
        Period("year", 2, "year 2", date(2013, 4, 1), date(2014, 3, 31), 365),
        Period("year", 3, "year 3", date(2014, 4, 1), date(2015, 3, 31), 365),
        Period("year", 4, "year 4", date(2015, 4, 1), date(2016, 3, 31), 366),
        Period("year", 5, "year 5", date(2016, 4, 1), date(2017, 3, 31), 365),
        Period("year", 6, "year 6", date(2017, 4, 1), date(2018, 3, 31), 365),
    ],
)
"""The years of the contract."""

DOMAIN_WORDS = Words("Domain", ["Free From Dependence", "Offending", "Health And Wellbeing"])
"""The words of Domain."""

STAGE_WORDS = Words("Outcome Check.Stage", ["Interim", "Final"])
"""The words of Outcome Check.Stage."""

FULL_PRICE = {
    "Very Low": 60_000,
    "Low": 90_000,
    "Medium": 150_000,
    "High": 240_000,
    "Very High": 360_000,
}
"""Full Price (clause 5), in pence, by Complexity."""

WEIGHT = {
    "Free From Dependence": 2,
    "Offending": 1,
    "Health And Wellbeing": 1,
}
"""Weight in Domain Weights (clause 6), a number, in parts of 4, by Domain."""

STAGE_SHARE = {
    "Interim": 2,
    "Final": 3,
}
"""Stage Share in Stage Shares (clause 7), a number, in parts of 5, by Stage."""

SHARE_BY_RESULTS = {
    1: 5,
    2: 8,
    3: 10,
    4: 12,
}
"""Share By Results in Results Shares (clause 8), a number, in parts of 20, by Contract Year."""


# --- The data


@dataclass(frozen=True, eq=False, slots=True)
class Person(Row):
    """Person (clause 2). One row for each Person; dated Started On."""

    TABLE = "Person"
    FILE = "people.csv"
    KEY = {"Person": 0}

    person: str
    complexity: str
    started_on: date
    completed_on: date | None
    row: int = 0

    @property
    def key(self) -> tuple[Any, ...]:
        """What no two rows share."""
        return (self.person,)

    @property
    def day(self) -> date:
        """The date that places it: Started On."""
        return self.started_on


@dataclass(frozen=True, eq=False, slots=True)
class OutcomeCheck(Row):
    """Outcome Check (clause 3). One row for each Person and Domain and Stage; dated Checked On."""

    TABLE = "Outcome Check"
    FILE = "outcome_checks.csv"
    KEY = {"Person": 0, "Domain": 0, "Stage": 0}

    person: str
    domain: str
    stage: str
    achieved: bool
    checked_on: date
    row: int = 0

    @property
    def key(self) -> tuple[Any, ...]:
        """What no two rows share."""
        return (self.person, self.domain, self.stage)

    @property
    def day(self) -> date:
        """The date that places it: Checked On."""
        return self.checked_on


@dataclass(frozen=True, eq=False, slots=True)
class Presentation(Row):
    """Presentation (clause 4). One row for each Presentation; dated Presented On."""

    TABLE = "Presentation"
    FILE = "presentations.csv"
    KEY = {"Presentation": 0}

    presentation: str
    person: str
    presented_on: date
    row: int = 0

    @property
    def key(self) -> tuple[Any, ...]:
        """What no two rows share."""
        return (self.presentation,)

    @property
    def day(self) -> date:
        """The date that places it: Presented On."""
        return self.presented_on


@dataclass(frozen=True, eq=False, slots=True)
class Data:
    """All rows, and the date to which they are complete."""

    people: Sequence[Person]
    outcome_checks: Sequence[OutcomeCheck]
    presentations: Sequence[Presentation]
    complete_to: date


class Books(Workings):
    """The data, and what has been worked out from it so far."""

    def __init__(self, data: Data, as_at: date) -> None:
        """Nothing is worked out yet; what is dated after `as_at` makes nothing due."""
        super().__init__(as_at)
        self.data = data
        self.people = {each.person: each for each in data.people}


def person_of_outcome_check(books: Books, outcome_check: OutcomeCheck, on: date) -> Person:
    """The Person that Person of an Outcome Check names, as far as it is known on a day."""
    return books.read(books.people[outcome_check.person], outcome_check, "Person", on)


def person_of_presentation(books: Books, presentation: Presentation, on: date) -> Person:
    """The Person that Person of a Presentation names, as far as it is known on a day."""
    return books.read(books.people[presentation.person], presentation, "Person", on)


# --- What words of the contract mean


@remembered
def recovery_service_fee_lines_by_person(books: Books) -> Gathered[Line[Person]]:
    """The lines of Recovery Service Fee, by what they belong to."""
    return gather(
        recovery_service_fee_lines(books),
        lambda recovery_service_fee_line: recovery_service_fee_line.element,
    )


@remembered
def total_of_recovery_service_fees(books: Books) -> Tally[Line[Person]]:
    """What Recovery Service Fees come to."""

    def adds(recovery_service_fee_line: Line[Person], on: date) -> int:
        return recovery_service_fee_line.due

    return Tally(books, recovery_service_fee_lines_by_person(books), adds)


@remembered
def outcome_payment_lines_by_person(books: Books) -> Gathered[Line[OutcomeCheck]]:
    """The lines of Outcome Payment, by what they belong to."""
    return gather(
        outcome_payment_lines(books),
        lambda outcome_payment_line: person_of_outcome_check(books, outcome_payment_line.element, EVER),
    )


@remembered
def total_of_outcome_payments(books: Books) -> Tally[Line[OutcomeCheck]]:
    """What Outcome Payments come to."""

    def adds(outcome_payment_line: Line[OutcomeCheck], on: date) -> int:
        return outcome_payment_line.due

    return Tally(books, outcome_payment_lines_by_person(books), adds)


@remembered
def lasting_outcome_payment_lines_by_person(books: Books) -> Gathered[Line[OutcomeCheck]]:
    """The lines of Lasting Outcome Payment, by what they belong to."""
    return gather(
        lasting_outcome_payment_lines(books),
        lambda lasting_outcome_payment_line: person_of_outcome_check(
            books,
            lasting_outcome_payment_line.element,
            EVER,
        ),
    )


@remembered
def total_of_lasting_outcome_payments(books: Books) -> Tally[Line[OutcomeCheck]]:
    """What Lasting Outcome Payments come to."""

    def adds(lasting_outcome_payment_line: Line[OutcomeCheck], on: date) -> int:
        return lasting_outcome_payment_line.due

    return Tally(books, lasting_outcome_payment_lines_by_person(books), adds)


@remembered
def paid_for_one_person(books: Books, person: Person, on: date) -> int:
    """Paid For One Person (clause 11): in pence.

        Paid For One Person for each Person means Recovery Service Fee + Outcome Payment + Lasting Outcome Payment
    """
    return (
        total_of_recovery_service_fees(books).total(person, to_date(on), on)
        + total_of_outcome_payments(books).total(person, to_date(on), on)
        + total_of_lasting_outcome_payments(books).total(person, to_date(on), on)
    )


# --- What is due


def recovery_service_fee_due(person: Person) -> int:
    """What Recovery Service Fee (clause 9) makes due for one Person, in pence, before limits and caps.

        fee Recovery Service Fee
            "For each person who starts, the part of the price that does not depend on results."
            for each Person
            pays Full Price * (100% - Share By Results)
    """
    return half_up(
        (
            FULL_PRICE[person.complexity]
            * (20 - SHARE_BY_RESULTS[min(contract_year(YEARS, person.started_on, person, "Started On"), 4)])
        ),
        20,
    )


@remembered
def recovery_service_fee_lines(books: Books) -> Sequence[Line[Person]]:
    """The lines of Recovery Service Fee (clause 9) by date and key."""
    return make_lines(
        books,
        "Recovery Service Fee",
        WINDOW,
        books.data.people,
        lambda person: person.started_on,
        lambda person, _on: recovery_service_fee_due(person),
    )


@remembered
def recovery_service_fee_paid(books: Books) -> Amounts:
    """What is paid of each line of Recovery Service Fee (clause 9), in pence."""
    return of_lines(after_person_ceiling(books), recovery_service_fee_lines(books))


def outcome_payment_due(books: Books, outcome_check: OutcomeCheck, on: date) -> int | None:
    """What Outcome Payment (clause 10.1) makes due for one Outcome Check, in pence, before limits and caps.

        payment Outcome Payment
            for each Outcome Check
            when Stage is Interim and Achieved is yes
            pays Full Price * Share By Results * Weight * Stage Share
            once for each Person and Domain and Stage
    """
    if outcome_check.stage == "Interim" and outcome_check.achieved is True:
        return half_up(
            (
                FULL_PRICE[person_of_outcome_check(books, outcome_check, on).complexity]
                * SHARE_BY_RESULTS[
                    min(
                        contract_year(
                            YEARS,
                            person_of_outcome_check(books, outcome_check, on).started_on,
                            person_of_outcome_check(books, outcome_check, on),
                            "Started On",
                        ),
                        4,
                    )
                ]
                * WEIGHT[outcome_check.domain]
                * STAGE_SHARE[outcome_check.stage]
            ),
            400,
        )
    return None


@remembered
def outcome_payment_lines(books: Books) -> Sequence[Line[OutcomeCheck]]:
    """The lines of Outcome Payment (clause 10.1) by date and key."""
    return make_lines(
        books,
        "Outcome Payment",
        WINDOW,
        books.data.outcome_checks,
        lambda outcome_check: outcome_check.checked_on,
        lambda outcome_check, on: outcome_payment_due(books, outcome_check, on),
        First(
            lambda outcome_check: (
                person_of_outcome_check(books, outcome_check, EVER),
                DOMAIN_WORDS.at(outcome_check.domain),
                STAGE_WORDS.at(outcome_check.stage),
            ),
            lambda outcome_check, on, count: count < 1,
        ),
    )


@remembered
def outcome_payment_paid(books: Books) -> Amounts:
    """What is paid of each line of Outcome Payment (clause 10.1), in pence."""
    return of_lines(after_person_ceiling(books), outcome_payment_lines(books))


@remembered
def presentations_by_person(books: Books) -> Gathered[Presentation]:
    """The Presentations, by what they belong to."""
    return gather(
        books.data.presentations,
        lambda presentation: person_of_presentation(books, presentation, EVER),
    )


@remembered
def number_of_presentations(books: Books) -> Tally[Presentation]:
    """How many Presentations there are."""

    def adds(presentation: Presentation, on: date) -> int:
        return 1

    return Tally(books, presentations_by_person(books), adds)


def lasting_outcome_payment_due(books: Books, outcome_check: OutcomeCheck, on: date) -> int | None:
    """What Lasting Outcome Payment (clause 10.2) makes due for one Outcome Check, in pence, before limits and
    caps.

        payment Lasting Outcome Payment
            "The final part is paid when twelve months have passed and the person has not come back."
            for each Outcome Check
            on Completed On + 12 months
            when Stage is Final and Achieved is yes and Completed On is not blank
                and number of Presentations of the same Person in the 12 months after Completed On is 0 Presentations
            pays Full Price * Share By Results * Weight * Stage Share
            once for each Person and Domain and Stage
    """
    if (
        outcome_check.stage == "Final"
        and outcome_check.achieved is True
        and person_of_outcome_check(books, outcome_check, on).completed_on is not None
        and (
            number_of_presentations(books).total(
                person_of_outcome_check(books, outcome_check, on),
                (
                    days_later(
                        need(
                            person_of_outcome_check(books, outcome_check, on).completed_on,
                            person_of_outcome_check(books, outcome_check, on),
                            "Completed On",
                        ),
                        1,
                    ),
                    months_later(
                        need(
                            person_of_outcome_check(books, outcome_check, on).completed_on,
                            person_of_outcome_check(books, outcome_check, on),
                            "Completed On",
                        ),
                        12,
                        "last",
                    ),
                ),
                on,
            )
            == 0
        )
    ):
        return half_up(
            (
                FULL_PRICE[person_of_outcome_check(books, outcome_check, on).complexity]
                * SHARE_BY_RESULTS[
                    min(
                        contract_year(
                            YEARS,
                            person_of_outcome_check(books, outcome_check, on).started_on,
                            person_of_outcome_check(books, outcome_check, on),
                            "Started On",
                        ),
                        4,
                    )
                ]
                * WEIGHT[outcome_check.domain]
                * STAGE_SHARE[outcome_check.stage]
            ),
            400,
        )
    return None


@remembered
def lasting_outcome_payment_lines(books: Books) -> Sequence[Line[OutcomeCheck]]:
    """The lines of Lasting Outcome Payment (clause 10.2) by date and key."""
    return make_lines(
        books,
        "Lasting Outcome Payment",
        WINDOW,
        books.data.outcome_checks,
        lambda outcome_check: (
            None
            if person_of_outcome_check(books, outcome_check, EVER).completed_on is None
            else months_later(
                need(
                    person_of_outcome_check(books, outcome_check, EVER).completed_on,
                    person_of_outcome_check(books, outcome_check, EVER),
                    "Completed On",
                ),
                12,
                "last",
            )
        ),
        lambda outcome_check, on: lasting_outcome_payment_due(books, outcome_check, on),
        First(
            lambda outcome_check: (
                person_of_outcome_check(books, outcome_check, EVER),
                DOMAIN_WORDS.at(outcome_check.domain),
                STAGE_WORDS.at(outcome_check.stage),
            ),
            lambda outcome_check, on, count: count < 1,
        ),
    )


@remembered
def lasting_outcome_payment_paid(books: Books) -> Amounts:
    """What is paid of each line of Lasting Outcome Payment (clause 10.2), in pence."""
    return of_lines(after_person_ceiling(books), lasting_outcome_payment_lines(books))


# --- Caps, clawbacks and advances


@remembered
def after_person_ceiling(books: Books) -> Amounts:
    """What is left of each line after Person Ceiling (clause 12), in pence.

        cap Person Ceiling
            limits all sums due to £3,600 for each Person, including results settled after the term
            cutting the latest first
    """
    return limited(
        [
            (
                0,
                dues(recovery_service_fee_lines(books)),
                lambda recovery_service_fee_line: recovery_service_fee_line.element,
            ),
            (
                1,
                dues(outcome_payment_lines(books)),
                lambda outcome_payment_line: person_of_outcome_check(
                    books,
                    outcome_payment_line.element,
                    EVER,
                ),
            ),
            (
                2,
                dues(lasting_outcome_payment_lines(books)),
                lambda lasting_outcome_payment_line: person_of_outcome_check(
                    books,
                    lasting_outcome_payment_line.element,
                    EVER,
                ),
            ),
        ],
        date(2018, 3, 31),
        lambda person, _on: 360_000,
        latest_first,
    )


# --- Sums, statements and files: the same in every module that is written so


class Undefined(ArithmeticError):
    """There is no value, because it divides by nought."""


def half_up(over: int, under: int) -> int:
    """The nearest whole number to a quotient; a half goes away from nought."""
    whole = (2 * abs(over) + under) // (2 * under)
    return whole if over >= 0 else -whole


class Ratio(NamedTuple):
    """A quotient of two whole numbers, the second above nought."""

    over: int
    under: int


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


def make_statements(books: Any, clauses: Mapping[str, Clause], calendar: Calendar, settled_to: date) -> list[Made]:
    """A statement for each settlement period that is over and each day of its own."""
    issued: dict[Statement, list[tuple[Clause, Line[Any], int]]] = {of_period(each): [] for each in calendar.periods}
    for clause in clauses.values():
        for line, settled in clause.all_lines(books):
            issued.setdefault(statement_of(clauses, calendar, line), []).append((clause, line, settled))
    found: list[Made] = []
    to_date = 0
    for statement in sorted(issued, key=lambda each: each.order):
        if statement.last <= settled_to:
            total = sum(clause.amount(line, settled) for clause, line, settled in issued[statement])
            to_date += total
            found.append(Made(statement, issued[statement], total, to_date))
    return found


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


def settlement(
    books: Workings,
    terms: Terms,
    term: Term,
    clauses: Mapping[str, Clause],
    tables: Mapping[str, Iterable[Row]],
    as_at: date,
    complete_to: date,
    term_ended: Callable[[], dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """The result as it is written as JSON; the first calendar of the term is the one by which it settles.

    Raises DataAtFault where the contract cannot be applied to some row; nothing is paid then.
    """
    calendar = term.calendars[0]
    try:
        ended_early = term_ended() if term_ended else {}
        made = make_statements(books, clauses, calendar, books.as_at)
    except (RowAtFault, Undefined) as fault:
        raise DataAtFault([*books.faults, str(fault)]) from None
    if books.faults:
        raise DataAtFault(books.faults)
    if terms.share:
        terms.share(made)
    so_far = dict.fromkeys(clauses, 0)
    return {
        "format": 1,
        "contract": terms.name,
        "currency": terms.currency,
        "as_at": as_at.isoformat(),
        "complete_to": complete_to.isoformat(),
        "provisional": False,
        **ended_early,
        "total": money(sum(each.total for each in made), terms.places),
        "statements": [as_told(each, terms, so_far) for each in made],
        "not_settled": not_settled(calendar, books.as_at),
        "accounting": account(
            books,
            tables,
            clauses.values(),
            term,
            lambda line: statement_of(clauses, calendar, line).last <= books.as_at,
        ),
    }


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


def yes_or_no(text: str) -> bool:
    """Yes or no, in any case of letters."""
    if text.lower() not in ("yes", "no"):
        raise ValueError
    return text.lower() == "yes"


def one_of(*choices: str) -> Read:
    """A reader of words from a list; case and extra spaces make no difference."""
    by_key = {choice_key(each): each for each in choices}

    def read(text: str) -> str:
        found = by_key.get(choice_key(text))
        if found is None:
            raise ValueError(f"`{text}` is none of {', '.join(choices)}")
        return found

    return read


def choice_key(text: str) -> str:
    """What counts of a word in a list."""
    return " ".join(text.translate(PLAIN).split()).casefold()


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


TERMS = Terms("Drug And Alcohol Recovery", "GBP", 2)
WINDOW = Window(STARTS, SETTLES_UNTIL)
TERM = Term(STARTS, ENDS, SETTLES_UNTIL, (QUARTERS,))
CLAUSES: Mapping[str, Clause] = {
    each.name: each
    for each in (
        Clause(
            "Recovery Service Fee",
            "9",
            1,
            False,
            False,
            recovery_service_fee_lines,
            recovery_service_fee_paid,
        ),
        Clause("Outcome Payment", "10.1", 1, False, False, outcome_payment_lines, outcome_payment_paid),
        Clause(
            "Lasting Outcome Payment",
            "10.2",
            1,
            False,
            False,
            lasting_outcome_payment_lines,
            lasting_outcome_payment_paid,
        ),
    )
}


def settle(data: Data, as_at: date | None = None) -> dict[str, Any]:
    """The statements of the contract, as JSON holds them.

    `as_at` is the day up to which to settle, by default the date to which the data is complete. Raises
    DataAtFault where the contract cannot be applied to some row: nothing is paid then.
    """
    day = data.complete_to if as_at is None else as_at
    books = Books(data, min(day, data.complete_to))
    return settlement(
        books,
        TERMS,
        TERM,
        CLAUSES,
        {
            "Person": data.people,
            "Outcome Check": data.outcome_checks,
            "Presentation": data.presentations,
        },
        day,
        data.complete_to,
    )


TABLES = (
    Table(
        "Person",
        "People",
        (
            Column("Person", "an identifier", name, is_text=True),
            Column(
                "Complexity",
                "one of the words listed",
                one_of("Very Low", "Low", "Medium", "High", "Very High"),
            ),
            Column("Started On", "a date", day),
            Column("Completed On", "a date or blank", day, optional=True),
        ),
        ("Person",),
        Person,
        {},
    ),
    Table(
        "Outcome Check",
        "Outcome Checks",
        (
            Column("Person", "an identifier", name, is_text=True),
            Column(
                "Domain",
                "one of the words listed",
                one_of("Free From Dependence", "Offending", "Health And Wellbeing"),
            ),
            Column("Stage", "one of the words listed", one_of("Interim", "Final")),
            Column("Achieved", "yes or no", yes_or_no),
            Column("Checked On", "a date", day),
        ),
        ("Person", "Domain", "Stage"),
        OutcomeCheck,
        {"Person": "Person"},
    ),
    Table(
        "Presentation",
        "Presentations",
        (
            Column("Presentation", "an identifier", name, is_text=True),
            Column("Person", "an identifier", name, is_text=True),
            Column("Presented On", "a date", day),
        ),
        ("Presentation",),
        Presentation,
        {"Person": "Person"},
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
        people=[each for each in rows["Person"] if isinstance(each, Person)],
        outcome_checks=[each for each in rows["Outcome Check"] if isinstance(each, OutcomeCheck)],
        presentations=[each for each in rows["Presentation"] if isinstance(each, Presentation)],
        complete_to=until,
    )


def main() -> int:
    """Print what is due on the data of a folder; the exit status."""
    return run(
        "What is due under Drug And Alcohol Recovery, as JSON.",
        lambda folder, as_at, complete: settle(read(folder, complete), as_at),
    )


if __name__ == "__main__":
    sys.exit(main())
