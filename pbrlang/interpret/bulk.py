"""What a database has worked out from rows that are not here: lines, and what rows add.

An engine keeps rows in a database and answers for them, so that what does not grow with the data, all that is homed at
the contract, a calendar, a cohort or a list, is read here as ever, and by the same code.
"""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from pbrlang.data.rows import Row, Value
from pbrlang.interpret.coverage import Interval
from pbrlang.interpret.elements import Element, Line
from pbrlang.interpret.faults import Undefined
from pbrlang.interpret.subjects import link_of_subject
from pbrlang.interpret.windows import Days, Windows
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import PICKS, Aggregate, Cover, Covered
from pbrlang.ir.tables import Table
from pbrlang.source import Span

NOUGHT = Fraction(0)
T = TypeVar("T")
Read = tuple[Aggregate | Cover, Element, Days, date]
"""An aggregate, or what covers, that was read: at what element, for which days, and on which date."""


class Bulk(Protocol):
    """What is asked of a database that has the rows."""

    def lines(self, clause: str, last: date) -> Sequence[Line] | None:
        """The lines of a clause up to a day, by date and key; nothing for a clause that is worked out here."""

    def answers(self, aggregate: Aggregate) -> bool:
        """Whether an aggregate ranges over what is not here."""

    def add_up(self, aggregate: Aggregate, subject: Element, days: Days, t: date) -> tuple[int, Fraction]:
        """How many things that belong to an element count in a stretch of days for a reader, and what they add."""

    def pick(self, aggregate: Aggregate, subject: Element, days: Days, t: date) -> tuple[int, Value]:
        """How many things count as for `add_up`, and which of the values that they hold, or how many different ones."""

    def covers(self, covered: Covered) -> bool:
        """Whether rows that are not here cover what is asked for."""

    def intervals(self, cover: Cover, subject: Element) -> Sequence[Interval]:
        """The stretches that rows which belong to an element cover, each day once."""


class PartRow(Row):
    """As much of a row, or of all rows that have it in common, as ways from a line read of it.

    Its key is empty where it stands for several rows.
    """

    __slots__ = ()

    def __init__(self, table: Table, values: dict[str, object], place: Span, links: dict[str, Row]) -> None:
        self.table = table
        self.values = values  # type: ignore[assignment]
        self.place = place
        self.key = tuple(values[name] for name in table.key) if values.keys() >= set(table.key) else ()  # type: ignore[misc]
        self.links = links

    @property
    def date(self) -> date | None:
        """The date that places it, where that is read of it."""
        name = self.table.dated or (self.table.lasts.start if self.table.lasts else None)
        value = self.values.get(name) if name else None
        return value if isinstance(value, date) else None


class Batch(Line):
    """Several lines of one clause and day together: `count` of them, and what is due of all.

    What they are for has no more in common than the ways from a line of the clause read.
    """

    __slots__ = ("_count",)

    def __init__(self, clause: str, element: Element, day: date, due: Fraction, count: int) -> None:
        super().__init__(clause, element, day, due)
        self._count = count

    @property
    def count(self) -> int:
        """How many lines it stands for."""
        return self._count


class BulkAggregates:
    """Evaluates aggregates over what a database has; `reads` are those that were, each once."""

    def __init__(self, world: World, bulk: Bulk) -> None:
        self._world = world
        self._bulk = bulk
        self._windows = Windows(world)
        self._known: dict[tuple[int, Element, Days, date], tuple[int, Any]] = {}
        self._alive: dict[int, Aggregate] = {}
        self.reads: list[Read] = []

    def evaluate(self, aggregate: Aggregate, element: Element, t: date) -> Value:
        """The value of an aggregate for a reader dated `t` at an element; Undefined where there is nothing to give."""
        if aggregate.word in PICKS or aggregate.word == "different":
            count, picked = self._read(aggregate, element, t, self._bulk.pick)
            if not count and aggregate.word in PICKS:
                raise Undefined(f"the {aggregate.word} of nothing")
            return picked
        count, total = self._read(aggregate, element, t, self._bulk.add_up)
        return self._summed(aggregate, count, total)

    def _read(
        self, aggregate: Aggregate, element: Element, t: date, asked: Callable[..., tuple[int, T]]
    ) -> tuple[int, T]:
        self._alive[id(aggregate)] = aggregate  # what is kept by identity must not be replaced in memory
        link = link_of_subject(self._world, aggregate, element, t)
        if link is None:
            return 0, NOUGHT  # type: ignore[return-value]
        days = self._windows.days(aggregate.window, element, t)
        key = (id(aggregate), link[0], days, t)
        if key not in self._known:
            self.reads.append((aggregate, link[0], days, t))
            self._known[key] = asked(aggregate, link[0], days, t)
        return self._known[key]

    @staticmethod
    def _summed(aggregate: Aggregate, count: int, total: Fraction) -> Fraction:
        if aggregate.word == "number" and not aggregate.length:
            return Fraction(count)
        if aggregate.word != "share":
            return total
        if not count:
            raise Undefined("a share of nothing")
        return total / count
