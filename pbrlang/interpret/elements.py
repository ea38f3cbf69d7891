"""The elements of homes: what a value is read at and what a line is earned for."""

from datetime import date
from fractions import Fraction

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


class Line:
    """One amount for one element of a clause's home, compared by identity; `due` is the amount before caps."""

    __slots__ = ("clause", "date", "due", "element")

    def __init__(self, clause: str, element: "Element", day: date, due: Fraction) -> None:
        self.clause = clause
        self.element = element
        self.date = day
        self.due = due

    def __repr__(self) -> str:
        return f"<{self.clause} {key_in_words(self.element)} {self.date} {self.due}>"


Element = Row | Period | CohortElement | TheContract | Line

SortKey = tuple[tuple[bool, Value | int], ...]


def own_date(element: Element) -> date | None:
    """The date that an element itself has: a period's is its last day, a cohort's its confirmation."""
    match element:
        case Row() | Line():
            return element.date
        case Period():
            return element.last
        case CohortElement():
            return element.confirmed
        case TheContract():
            return None


def sort_key(element: Element) -> SortKey:
    """What orders the elements of one home that share a date: the key of a row, the number of a period or cohort."""
    match element:
        case Row():
            return tuple([(value is not None, value) for value in element.key])
        case Period() | CohortElement():
            return ((True, element.number),)
        case Line():
            return ((True, element.date), *sort_key(element.element))
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
        case Line():
            return key_in_words(element.element)
        case TheContract():
            return {}


def _plain(value: Value) -> str:
    if value is None:
        return ""
    text = written(value)
    return text.replace(",", "") if isinstance(value, Fraction) else text
