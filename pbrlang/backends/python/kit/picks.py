"""One of the values that members of something hold: of the latest, the earliest, the only, the greatest, the least."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import reduce
from typing import Any, Generic, TypeVar

from pbrlang.backends.python.kit.days import Stretch
from pbrlang.backends.python.kit.numbers import Ratio, Undefined, ratio_plus
from pbrlang.backends.python.kit.rows import RowAtFault, Workings
from pbrlang.backends.python.kit.tallies import NO_MEMBERS, Gathered, readable

M = TypeVar("M")
V = TypeVar("V")
N = TypeVar("N", int, date)


class Picks(Generic[M, V]):
    """What members of something hold, in a stretch of days; those that hold nothing do not count."""

    def __init__(self, books: Workings, members: Gathered[M], adds: Callable[[M, date], V | None]) -> None:
        self.members = members
        self.adds = adds
        self._parts: dict[object, Sequence[tuple[V | None, date | None, Exception | None]]] = {}
        self._read: dict[M, None] = {}
        books.tallies.append(self)

    def held(self, subject: object, days: Stretch, on: date) -> Sequence[tuple[M, V]]:
        """The members that count, by date and key, each with what it holds."""
        bucket = self.members.get(subject, NO_MEMBERS)
        start, end = bucket.between(days[0], min(days[1], on))
        values = zip(bucket.members[start:end], self.values(subject, start, end, on), strict=True)
        found = [(each, value) for each, value in values if value is not None]
        self._read.update((each, None) for each, _ in found)
        return found

    def values(self, subject: object, start: int, end: int, on: date) -> Sequence[V | None]:
        """What the members from one place up to, but not including, another hold."""
        if subject not in self._parts:
            members = self.members.get(subject, NO_MEMBERS).members
            self._parts[subject] = [readable(each, self.adds) for each in members]
        parts = self._parts[subject][start:end]
        for _, readable_from, failure in parts:
            if failure and (readable_from is None or on < readable_from):
                raise failure
        return [value for value, _, _ in parts]

    def rows_read(self) -> Sequence[object]:
        """The members that counted for some reader."""
        return list(self._read)


class MovingPicks(Picks[M, V]):
    """What members hold that may hold one thing on one day and another on the next."""

    def values(self, subject: object, start: int, end: int, on: date) -> Sequence[V | None]:
        """What the members from one place up to, but not including, another hold."""
        members = self.members.get(subject, NO_MEMBERS).members
        return [self.adds(each, on) for each in members[start:end]]


Held = Sequence[tuple[Any, V]]
"""Members by date and key, each with what it holds."""


def latest_of(held: Held[V]) -> V:
    """What is held on the latest day."""
    return of_one_day(list(reversed(held)))


def earliest_of(held: Held[V]) -> V:
    """What is held on the earliest day."""
    return of_one_day(held)


def of_one_day(held: Held[V]) -> V:
    """What is held on the day that comes first; those of that day have to hold the same."""
    if not held:
        raise Undefined("there is nothing to pick")
    first, value = held[0]
    for member, other in held:
        if member.day == first.day and other != value:
            raise RowAtFault(first, None, "another row of the same date holds another value")
    return value


def only_of(held: Held[V]) -> V:
    """What the only one holds."""
    if not held:
        raise Undefined("there is nothing to pick")
    if len(held) > 1:
        raise RowAtFault(held[1][0], None, "only one row may count here, and there are more")
    return held[0][1]


def greatest_of(held: Held[N]) -> N:
    """The greatest of what is held."""
    if not held:
        raise Undefined("there is nothing to pick")
    return max(value for _, value in held)


def least_of(held: Held[N]) -> N:
    """The least of what is held."""
    if not held:
        raise Undefined("there is nothing to pick")
    return min(value for _, value in held)


def total_of(held: Held[Ratio]) -> Ratio:
    """The sum of what is held, in its lowest terms."""
    return reduce(ratio_plus, (value for _, value in held), Ratio(0, 1))


def different_in(held: Held[Any]) -> int:
    """How many different values are held."""
    return len({value for _, value in held})
