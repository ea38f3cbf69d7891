"""What members add to a total, kept so that any stretch of days is told in a few steps."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Any

from attrs import define, field

from pbrlang.interpret.windows import Days

Key = tuple[Any, ...]
Exact = int | Fraction
NONE = (0, 0)


@define(eq=False)
class Sums:
    """Counts and sums of what is dated, up to each day; what has no date counts in every stretch that is not empty."""

    days: list[date] = field(factory=list)
    counts: list[int] = field(factory=list)
    sums: list[Exact] = field(factory=list)
    undated: tuple[int, Exact] = NONE

    def between(self, days: Days) -> tuple[int, Exact]:
        """How many count in a stretch of days, and what they add."""
        first, last = days
        if first > last:
            return NONE
        start, end = bisect_left(self.days, first), bisect_right(self.days, last)
        count, total = self.counts[end] - self.counts[start], self.sums[end] - self.sums[start]
        return count + self.undated[0], total + self.undated[1]


def sums_by_key(rows: Iterable[Sequence[Any]], keys: int) -> dict[Key, Sums]:
    """Rows of keys, day, count and sum, by their keys."""
    gathered: dict[Key, list[Sequence[Any]]] = {}
    for row in rows:
        gathered.setdefault(tuple(row[:keys]), []).append(row[keys:])
    return {key: _sums(those) for key, those in gathered.items()}


def of_quotients(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Rows whose sums have a divisor, which stands before the count, as rows whose sums are exact fractions."""
    for *before, under, count, total in rows:
        yield *before, count, Fraction(int(total), int(under))


def _sums(rows: list[Sequence[Any]]) -> Sums:
    dated = sorted((row for row in rows if row[0] is not None), key=lambda row: row[0])
    undated = [row for row in rows if row[0] is None]
    return Sums(
        [row[0] for row in dated],
        [0, *accumulate(int(row[1]) for row in dated)],
        [0, *accumulate(exact(row[2]) for row in dated)],
        (sum(int(row[1]) for row in undated), sum(exact(row[2]) for row in undated)),
    )


def exact(total: Any) -> Exact:
    """A sum as a database gives it, which may be a decimal without a fraction, or as it was added up here."""
    return total if isinstance(total, Fraction) else int(total)


@define(eq=False)
class Lengths:
    """Nights or days of spans, of which only the starts and the ends are known, each with how many there are."""

    starts: list[tuple[int, int]] = field(factory=list)
    ends: list[tuple[int, int]] = field(factory=list)
    prepared: "tuple[_Before, _Before] | None" = None

    def between(self, days: Days) -> int:
        """The days of all spans in a stretch."""
        if days[0] > days[1]:
            return 0
        if self.prepared is None:
            self.prepared = (_Before.of(self.starts), _Before.of(self.ends))
        return self._up_to(days[1].toordinal() + 1) - self._up_to(days[0].toordinal())

    def _up_to(self, day: int) -> int:
        begun, over = self.prepared or (_Before.of(()), _Before.of(()))
        return begun.days_before(day) - over.days_before(day)


@define(eq=False)
class _Before:
    days: list[int]
    counts: list[int]
    sums: list[int]

    @classmethod
    def of(cls, points: Iterable[tuple[int, int]]) -> "_Before":
        ordered = sorted(points)
        counts = [0, *accumulate(count for _, count in ordered)]
        return cls([day for day, _ in ordered], counts, [0, *accumulate(day * count for day, count in ordered)])

    def days_before(self, day: int) -> int:
        """The days from each point to a day, of the points before it."""
        place = bisect_left(self.days, day)
        return self.counts[place] * day - self.sums[place]


def lengths_by_key(rows: Iterable[Sequence[Any]], keys: int) -> dict[Key, Lengths]:
    """Rows of keys, whether an end, day and count, by their keys; a blank end is never."""
    found: dict[Key, Lengths] = {}
    for row in rows:
        each = found.setdefault(tuple(row[:keys]), Lengths())
        is_end, day, count = row[keys:]
        if day is not None:
            (each.ends if is_end else each.starts).append((day.toordinal(), int(count)))
    return found
