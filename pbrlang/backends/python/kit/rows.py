"""Rows, lines, and what is known of them while a contract is settled."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any, ClassVar, Concatenate, Generic, NoReturn, ParamSpec, TypeVar, TypeVarTuple

from pbrlang.backends.python.kit.days import ALWAYS, EVER, Calendar, Cohort, Period

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


def pair_of(*parts: *Ts) -> Pair[*Ts]:
    """The combination of some elements."""
    return Pair(parts)


def pair_if(*parts: object) -> Any:
    """The combination of some elements, where each of them is there."""
    return None if None in parts else Pair(parts)


def pairs_of(*homes: Iterable[Any]) -> Sequence[Any]:
    """All combinations of one element from each of several lists."""
    return [Pair(parts) for parts in product(*homes)]


def row_part(element: Any) -> Row | None:
    """The row that an element is, combines with others, or was earned for."""
    while isinstance(element, Line):
        element = element.element
    parts = element.parts if isinstance(element, Pair) else (element,)
    return next((each for each in parts if isinstance(each, Row)), None)


def through(value: T | None, then: Callable[[T], E | None]) -> E | None:
    """What follows from a value, where there is one."""
    return None if value is None else then(value)


def need(value: T | None, row: Any, column: str | None) -> T:
    """A value that must not be blank."""
    if value is None:
        raise RowAtFault(row, column, "it is blank on the day on which it is read, and the contract reckons with it")
    return value


def within_term(value: T | None, row: Any, column: str | None) -> T:
    """What is told of a period, which a row must lie in."""
    if value is None:
        raise RowAtFault(row, column, "it lies outside the contract and its run-off")
    return value


def at_fault(element: Any, reason: str) -> NoReturn:
    """There is no value, because of what the row that an element is, or has, says."""
    raise RowAtFault(element, None, reason)


def contract_year(years: Calendar, day: date, row: Any, column: str | None) -> int:
    """The number of the contract year that a day lies in; the row that says it is at fault where it lies in none."""
    year = years.at(day)
    if year is None:
        raise RowAtFault(row, column, f"{day} is in no contract year")
    return year.number


def link(*things: object) -> tuple[object, ...] | None:
    """What members and a subject share; nothing where a way or a value is blank."""
    return None if None in things else things


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
