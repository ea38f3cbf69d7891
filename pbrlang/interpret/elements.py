"""The elements of homes: what a value is read at and what a line is earned for."""

from datetime import date
from fractions import Fraction
from typing import TypeVar

from attrs import frozen

from pbrlang.calendar.periods import Period
from pbrlang.data.checks import written
from pbrlang.data.rows import Row, Value


@frozen
class TheContract:
    """The contract itself, the only element of its home."""


THE_CONTRACT = TheContract()


@frozen(cache_hash=True)
class CohortElement:
    """One cohort: its number, counted from 1, the days on which its members enter, and when its result is confirmed."""

    cohort: str
    number: int
    period: Period
    confirmed: date


@frozen(cache_hash=True)
class ListElement:
    """One word of a list, or of a field with words of its own; `number` is its place, from 1."""

    list: str
    number: int
    word: str


@frozen(cache_hash=True)
class PairElement:
    """One combination of elements."""

    parts: "tuple[Element, ...]"


class Line:
    """One amount for one element of a clause's home, compared by identity; `due` is the amount before caps.

    Where an element has several lines, as of instalments, `part` counts them from 1; it is 0 where it has one.
    """

    __slots__ = ("clause", "date", "due", "element", "part")

    def __init__(self, clause: str, element: "Element", day: date, due: Fraction, part: int = 0) -> None:
        self.clause = clause
        self.element = element
        self.date = day
        self.due = due
        self.part = part

    @property
    def count(self) -> int:
        """How many lines it stands for."""
        return 1

    def __repr__(self) -> str:
        return f"<{self.clause} {key_in_words(self.element)} {self.date} {self.due}>"


class SetOff(Line):
    """What of a line of another clause is set off against `paid`, a line of an advance, and for the same as that.

    A line may be set off against several sums one after the other: `part` counts them from 0.
    """

    __slots__ = ("against", "paid")

    def __init__(self, paid: Line, due: Fraction, against: Line, part: int = 0) -> None:
        super().__init__(paid.clause, paid.element, against.date, due, part)
        self.against = against
        self.paid = paid


class Unearned(Line):
    """What is left of a line of an advance on the day on which that is recovered, or an instalment of it."""

    __slots__ = ("paid",)

    def __init__(self, paid: Line, day: date, due: Fraction, part: int = 0) -> None:
        super().__init__(paid.clause, paid.element, day, due, part)
        self.paid = paid


Element = Row | Period | CohortElement | TheContract | Line | ListElement | PairElement
E = TypeVar("E")

SortKey = tuple[tuple[bool, Value | int], ...]


def part_of(element: Element, kind: type[E]) -> E | None:
    """The part of an element that is of a kind: itself, or one of those that it combines."""
    if not isinstance(element, PairElement):
        return element if isinstance(element, kind) else None
    for each in element.parts:
        if isinstance(each, kind):
            return each
    return None


def row_part(element: Element) -> Row | None:
    """The row that an element is, combines with others, or was earned for."""
    while isinstance(element, Line):
        element = element.element
    row = part_of(element, Row)
    line = part_of(element, Line) if row is None else None
    return row if line is None else row_part(line)


def own_date(element: Element) -> date | None:
    """The date that an element itself has: a period's is its last day, a cohort's its confirmation.

    A combination is dated by its period; without one, by its row or cohort.
    """
    match element:
        case Row() | Line():
            return element.date
        case Period():
            return element.last
        case CohortElement():
            return element.confirmed
        case PairElement():
            period = part_of(element, Period)
            dates = [own_date(each) for each in ((period,) if period else element.parts)]
            return next((each for each in dates if each is not None), None)
        case TheContract() | ListElement():
            return None


def sort_key(element: Element) -> SortKey:
    """What orders the elements of one home that share a date: the key of a row, the number of a period or a word."""
    match element:
        case Row():
            return tuple([(value is not None, value) for value in element.key])
        case Period() | CohortElement() | ListElement():
            return ((True, element.number),)
        case PairElement():
            return tuple([key for part in element.parts for key in sort_key(part)])
        case Line():
            return ((True, element.date), *sort_key(element.element), (True, element.part))
        case TheContract():
            return ()


def key_in_words(element: Element) -> dict[str, str]:
    """The key of an element, by what each part of it is called; empty for the contract."""
    match element:
        case Row():
            return {name: _plain(value) for name, value in zip(element.table.key, element.key, strict=True)}
        case Period():
            return {element.step: element.name}
        case CohortElement():
            return {element.cohort: str(element.number)}
        case ListElement():
            return {element.list: element.word}
        case PairElement():
            return {name: value for part in element.parts for name, value in key_in_words(part).items()}
        case Line():
            return key_in_words(element.element)
        case TheContract():
            return {}


def _plain(value: Value) -> str:
    if value is None:
        return ""
    text = written(value)
    return text.replace(",", "") if isinstance(value, Fraction) else text
