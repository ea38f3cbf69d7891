"""The latest, the earliest, the only, the greatest and the least of what rows hold; how many different values."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import accumulate
from typing import Any

from pbrlang.data.checks import written
from pbrlang.data.rows import Row, Value
from pbrlang.interpret.aggregates import Aggregates
from pbrlang.interpret.elements import Element
from pbrlang.interpret.errors import BlankWhereNeeded, NotTheOnlyOne, TiedValues
from pbrlang.interpret.faults import Fault, Undefined, Unreadable, place_of
from pbrlang.interpret.members import Bucket, Member
from pbrlang.interpret.paths import row_of
from pbrlang.interpret.series import Part, part_of, raise_failures
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import Aggregate, FieldOf

Held = tuple[Member, Value]
"""A member that counts, and the value that it holds."""


class Values:
    """What the members of a bucket hold, by date and key, so prepared that one is picked in a few steps."""

    def __init__(self, aggregate: Aggregate, held: Sequence[Held]) -> None:
        self._aggregate = aggregate
        self._held = held
        self._extremes: list[Any] = []
        self._different: list[int] = []

    def of(self, start: int, end: int) -> Value:
        """The value that is asked for of those from `start` up to but not including `end`; Undefined if none is."""
        word = self._aggregate.word
        if word == "different":
            return Fraction(self._number_of_different(start, end))
        if start >= end:
            raise Undefined(f"the {word} of nothing")
        if word == "only":
            return self._only(start, end)
        return self._extreme(start, end) if word in ("greatest", "least") else self._by_date(start, end)

    def _only(self, start: int, end: int) -> Value:
        if end - start > 1:
            member, _ = self._held[start + 1]
            row = row_of(member)
            raise Unreadable([Fault(row, NotTheOnlyOne(place_of(row, None), end - start, row.table.plural))])
        return self._held[start][1]

    def _by_date(self, start: int, end: int) -> Value:
        """Of the latest, or earliest, day; rows of one day that hold different values are at fault."""
        late = self._aggregate.word == "latest"
        at = end - 1 if late else start
        member, value = self._held[at]
        step = -1 if late else 1
        while start <= at + step < end and self._held[at + step][0].date == member.date:
            at += step
            if self._held[at][1] != value:
                raise self._tied(member, value, self._held[at])
        return value

    def _tied(self, member: Member, value: Value, other: Held) -> Unreadable:
        row = row_of(member)
        place = place_of(row, _column(self._aggregate))
        day = written(member.date) if member.date else ""
        values = (written(value), written(other[1])) if value is not None and other[1] is not None else ("", "")
        return Unreadable([Fault(row, TiedValues(place, self._aggregate.word, day, *values))])

    def _extreme(self, start: int, end: int) -> Value:
        best = max if self._aggregate.word == "greatest" else min
        if start:
            found: Value = best(_plain(value) for _, value in self._held[start:end])
            return found
        if not self._extremes:
            self._extremes = list(accumulate((_plain(value) for _, value in self._held), best))
        last: Value = self._extremes[end - 1]
        return last

    def _number_of_different(self, start: int, end: int) -> int:
        if start:
            return len({value for _, value in self._held[start:end]})
        if not self._different:
            seen: set[Value] = set()
            self._different = [0]
            for _, value in self._held:
                seen.add(value)
                self._different.append(len(seen))
        return self._different[end]


class Prepared:
    """The values of a bucket where no reader's date matters, with what cannot be read, and what was."""

    def __init__(self, aggregate: Aggregate, bucket: Bucket, parts: Sequence[Part[Value]]) -> None:
        self._parts = parts
        self._failing = [at for at, part in enumerate(parts) if part.failure]
        self._places = [at for at, part in enumerate(parts) if part.adds is not None]
        self._held = [(bucket.members[at], parts[at].adds) for at in self._places]
        self._values = Values(aggregate, self._held)
        self._reads = [0] * (len(self._held) + 1)

    def of(self, start: int, end: int, t: date) -> Value:
        """The value asked for of the members between two positions of the bucket, for a reader dated `t`."""
        for at in self._failing:
            part = self._parts[at]
            if start <= at < end and part.failure and (part.readable_from is None or t < part.readable_from):
                raise_failures([part.failure])
        first, last = bisect_left(self._places, start), bisect_left(self._places, end)
        self._reads[first] += 1
        self._reads[last] -= 1
        return self._values.of(first, last)

    def rows_read(self) -> set[Row]:
        """The rows that counted for some reader."""
        read = accumulate(self._reads)
        return {row_of(member) for (member, _), reads in zip(self._held, read, strict=False) if reads}


class Picks:
    """Evaluates what is picked from rows."""

    def __init__(self, world: World, aggregates: Aggregates) -> None:
        self._world = world
        self._aggregates = aggregates
        self._prepared: dict[tuple[int, Bucket], Prepared] = {}
        self._rows_read: set[Row] = set()

    def evaluate(self, aggregate: Aggregate, element: Element, t: date) -> Value:
        """The value picked for a reader dated `t` at an element; raises Undefined where there is nothing to pick."""
        aggregate, bucket, days = self._aggregates.at(aggregate, element, t)
        start, end = bucket.between(days)
        if not self._aggregates.is_still(aggregate):
            held = self._read(aggregate, bucket.members[start:end], t)
            self._rows_read.update(row_of(member) for member, _ in held)
            return Values(aggregate, held).of(0, len(held))
        prepared = self._prepared.get((id(aggregate), bucket))
        if prepared is None:
            holds: Callable[[Member, date], Value] = partial(self._value, aggregate)
            parts: list[Part[Value]] = [part_of(member, holds) for member in bucket.members]
            prepared = self._prepared[id(aggregate), bucket] = Prepared(aggregate, bucket, parts)
        return prepared.of(start, end, t)

    def rows_read(self) -> set[Row]:
        """All rows among which something was picked."""
        return self._rows_read.union(*(each.rows_read() for each in self._prepared.values()))

    def _read(self, aggregate: Aggregate, members: Sequence[Member], t: date) -> list[Held]:
        held: list[Held] = []
        failures: list[Undefined | Unreadable] = []
        for member in members:
            try:
                value = self._value(aggregate, member, t)
            except (Undefined, Unreadable) as failure:
                failures.append(failure)
                continue
            if value is not None:
                held.append((member, value))
        raise_failures(failures)
        return held

    def _value(self, aggregate: Aggregate, member: Member, t: date) -> Value:
        """What a member holds; nothing if it does not count, or holds a blank where different values are counted."""
        if not self._aggregates.counts(aggregate, member, t) or aggregate.body is None:
            return None
        value = self._world.evaluate(aggregate.body, member, t)
        if value is None and aggregate.word != "different":
            row = row_of(member)
            raise Unreadable([Fault(row, BlankWhereNeeded(place_of(row, _column(aggregate))))])
        return value


def _column(aggregate: Aggregate) -> str | None:
    body = aggregate.body
    return body.field if isinstance(body, FieldOf) and not body.path else None


def _plain(value: Value) -> Any:
    """A value that can be put in order: the kinds see to it that all are numbers, or all dates."""
    return value
