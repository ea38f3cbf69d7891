"""What the members of a bucket add to an aggregate, summed from the first on."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Generic, TypeVar

from attrs import frozen

from pbrlang.data.rows import Row
from pbrlang.interpret.faults import Undefined, Unreadable
from pbrlang.interpret.members import Bucket, Member
from pbrlang.interpret.spans import Spans
from pbrlang.interpret.windows import ALWAYS, Days

T = TypeVar("T")
Adds = Callable[[Member, date], Fraction | None]
"""What a member adds for a reader of a date; nothing if it does not count."""


@frozen
class Part(Generic[T]):
    """What is known of a member: what it adds, or why that cannot be read before a day, or ever."""

    adds: T | None = None
    readable_from: date | None = ALWAYS
    failure: Undefined | Unreadable | None = None


def part_of(member: Member, adds: Callable[[Member, date], T | None]) -> Part[T]:
    """What a member adds, or holds, as soon as it can be read."""
    t = member.date or ALWAYS
    failure: Unreadable | None = None
    while True:
        try:
            return Part(adds(member, t), t, failure)
        except Unreadable as met:
            failure = failure or met
            if met.readable_from is None:
                return Part(None, None, met)
            t = met.readable_from
        except Undefined as met:
            return Part(None, None, met)


class Series:
    """Sums over any run of a bucket's members, in a few steps, where no reader's date can change what each adds."""

    def __init__(self, bucket: Bucket, adds: Adds) -> None:
        self._bucket = bucket
        self._parts = [part_of(member, adds) for member in bucket.members]
        self._counts = [0, *accumulate(0 if part.adds is None else 1 for part in self._parts)]
        self._sums = [Fraction(0), *accumulate(part.adds or Fraction(0) for part in self._parts)]
        self._failing = [position for position, part in enumerate(self._parts) if part.failure]
        self._reads = [0] * (len(self._parts) + 1)

    def over(self, days: Days, t: date) -> tuple[int, Fraction]:
        """How many members count in a stretch of days for a reader dated `t`, and what they add up to."""
        start, end = self._bucket.between(days)
        self.must_be_readable(start, end, t)
        self._reads[start] += 1
        self._reads[end] -= 1
        return self._counts[end] - self._counts[start], self._sums[end] - self._sums[start]

    def must_be_readable(self, start: int, end: int, t: date) -> None:
        """Raise what prevents the members of a run from being read on a day."""
        if self._failing:
            raise_failures(self._failures(start, end, t))

    def _failures(self, start: int, end: int, t: date) -> Iterator[Undefined | Unreadable]:
        for position in self._failing:
            part = self._parts[position]
            late = part.readable_from is None or t < part.readable_from
            if start <= position < end and late and part.failure:
                yield part.failure

    def counted(self) -> Iterator[Member]:
        """The members that count."""
        return (member for member, part in zip(self._bucket.members, self._parts, strict=True) if part.adds is not None)

    def rows_read(self) -> Iterator[Row]:
        """The rows that counted for some reader."""
        for member, part, read in zip(self._bucket.members, self._parts, accumulate(self._reads), strict=False):
            if read and part.adds is not None and isinstance(member, Row):
                yield member


def raise_failures(failures: Iterable[Undefined | Unreadable]) -> None:
    """Raise all faults of the data at once, else that there is no value."""
    met = list(failures)
    faults = [fault for each in met if isinstance(each, Unreadable) for fault in each.faults]
    if faults:
        heals = [each.readable_from for each in met if isinstance(each, Unreadable)]
        days = [day for day in heals if day is not None]
        raise Unreadable(faults, max(days) if len(days) == len(met) else None)
    if met:
        raise Undefined("a member divides by nought")


class LengthSeries:
    """Nights or days over any stretch of days, of the lasting rows that count."""

    def __init__(self, bucket: Bucket, adds: Adds, span: Callable[[Member], tuple[int, int] | None]) -> None:
        self._bucket = bucket
        self._series = Series(bucket, adds)
        self._span = span
        self._spans = Spans(found for member in self._series.counted() if (found := span(member)))
        self._read: set[Days] = set()

    def over(self, days: Days, t: date) -> Fraction:
        """The nights or days in a stretch, for a reader dated `t`."""
        self._series.must_be_readable(*self._bucket.between((ALWAYS, days[1])), t)
        self._read.add(days)
        return Fraction(self._spans.between(*days))

    def rows_read(self) -> Iterator[Row]:
        """The rows of which some night or day counted for some reader."""
        stretches = merged(self._read)
        for member in self._series.counted():
            span = self._span(member)
            if isinstance(member, Row) and span and any(meets(span, stretch) for stretch in stretches):
                yield member


def meets(span: tuple[int, int], stretch: Days) -> bool:
    """Whether some day of a span lies in a stretch of days."""
    start, end = span
    return max(start, stretch[0].toordinal()) < min(end, stretch[1].toordinal() + 1)


def merged(stretches: Iterable[Days]) -> list[Days]:
    """The same days in as few stretches as can be, those that touch or overlap joined."""
    merged: list[Days] = []
    for first, last in sorted(stretches):
        if first > last:
            continue
        if merged and first.toordinal() <= merged[-1][1].toordinal() + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
