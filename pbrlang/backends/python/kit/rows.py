"""Rows, lines, and what is known of them while a contract is settled."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Concatenate, Generic, ParamSpec, TypeVar

from pbrlang.backends.python.kit.days import ALWAYS, EVER, Calendar, Cohort, Period

E = TypeVar("E")
T = TypeVar("T")
P = ParamSpec("P")


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


class RowAtFault(ValueError):
    """What a row says cannot be reckoned with. `readable_from` is the day from which it can, where there is one."""

    def __init__(self, row: Any, column: str | None, reason: str, readable_from: date | None = None) -> None:
        self.row = row_of(row)
        self.column = column
        self.reason = reason
        self.readable_from = readable_from
        where = f"{self.row.FILE}, row {self.row.row}" + (f", column {column}" if column else "")
        super().__init__(f"{where}: {reason}")


class DataAtFault(ValueError):
    """Nothing is paid, because of the data. `faults` says of each fault where it is and what is wrong."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("\n".join(self.faults))


def row_of(element: Any) -> Row:
    """The row that an element is, or that a line was earned for."""
    while isinstance(element, Line):
        element = element.element
    if not isinstance(element, Row):
        raise TypeError(f"{element} is no row")
    return element


def through(value: T | None, then: Callable[[T], E | None]) -> E | None:
    """What follows from a value, where there is one."""
    return None if value is None else then(value)


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
    """What orders elements that share a date: the key of a row, the number of a period or cohort."""
    if isinstance(element, Row):
        return tuple((value is not None, value) for value in element.key)
    if isinstance(element, Line):
        return ((True, element.day), *sort_key(element.element))
    return ((True, element.number),) if isinstance(element, Period | Cohort) else ()


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
        """Note what became of an element, if it is a row; the greatest counts."""
        if isinstance(element, Row) and self.fates.get(element, 0) < fate:
            self.fates[element] = fate


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
