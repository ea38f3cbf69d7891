"""Totals, numbers and shares over what belongs to something."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, Generic, Protocol, TypeVar

from pbrlang.backends.python.kit.days import ALWAYS, Stretch
from pbrlang.backends.python.kit.numbers import Ratio, Undefined
from pbrlang.backends.python.kit.rows import Row, RowAtFault, Workings, by_day

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


class MovingTally(Tally[M]):
    """A tally of members that may add one thing on one day and another on the next: each reader goes through them."""

    def __init__(self, books: Workings, members: Gathered[M], adds: Callable[[M, date], int | None]) -> None:
        super().__init__(books, members, adds)
        self._known: dict[object, tuple[int, int]] = {}
        self._read: dict[object, None] = {}

    def within(self, subject: object, days: Stretch, on: date) -> tuple[int, int]:
        """How many count, and what they add."""
        key = (subject, days[0], min(days[1], on), on)
        if key not in self._known:
            bucket = self.members.get(subject, NO_MEMBERS)
            start, end = bucket.between(days[0], min(days[1], on))
            added = [(each, self.adds(each, on)) for each in bucket.members[start:end]]
            counted = [(each, adds) for each, adds in added if adds is not None]
            self._read.update((each, None) for each, _ in counted)
            self._known[key] = len(counted), sum(adds for _, adds in counted)
        return self._known[key]

    def rows_read(self) -> Iterator[object]:
        """The rows that counted for some reader."""
        return iter(self._read)


class Spans:
    """Many spans of days, so prepared that the days of all of them in any stretch are told in a few steps."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        spans = list(spans)
        self._starts = sorted(start for start, _ in spans)
        self._ends = sorted(end for _, end in spans)
        self._start_sums = [0, *accumulate(self._starts)]
        self._end_sums = [0, *accumulate(self._ends)]

    def between(self, first: int, after: int) -> int:
        """The days of all spans from one day up to, not including, another."""
        return self._before(after) - self._before(first) if first < after else 0

    def _before(self, day: int) -> int:
        begun, over = bisect_left(self._starts, day), bisect_left(self._ends, day)
        return begun * day - self._start_sums[begun] - (over * day - self._end_sums[over])


class Lengths(Generic[M]):
    """The nights or days of what lasts and belongs to something, in a stretch of days."""

    def __init__(self, books: Workings, members: Gathered[M], adds: Callable[[M, date], int | None]) -> None:
        self.members = members
        self.adds = adds
        self._known: dict[object, tuple[Sums[M], Spans, set[tuple[int, int]]]] = {}
        books.tallies.append(self)

    def total(self, subject: object, days: Stretch, on: date) -> int:
        """The nights or days."""
        if subject not in self._known:
            sums = Sums(self.members.get(subject, NO_MEMBERS), self.adds)
            spans = (each.span for each in sums.counted() if isinstance(each, Row))
            self._known[subject] = sums, Spans(each for each in spans if each is not None), set()
        sums, prepared, read = self._known[subject]
        last = min(days[1], on)
        sums.must_be_readable(*sums.bucket.between(ALWAYS, last), on)
        stretch = (days[0].toordinal(), last.toordinal() + 1)
        read.add(stretch)
        return prepared.between(*stretch)

    def rows_read(self) -> Iterator[object]:
        """The rows of which some night or day counted for some reader."""
        for sums, _, read in self._known.values():
            stretches = joined(read)
            for member in sums.counted():
                span = member.span if isinstance(member, Row) else None
                if span and any(max(span[0], first) < min(span[1], after) for first, after in stretches):
                    yield member


class MovingLengths(Lengths[M]):
    """Nights or days of what may count on one day and not on the next: each reader goes through all of it."""

    def __init__(self, books: Workings, members: Gathered[M], adds: Callable[[M, date], int | None]) -> None:
        super().__init__(books, members, adds)
        self._read: dict[object, None] = {}

    def total(self, subject: object, days: Stretch, on: date) -> int:
        """The nights or days."""
        bucket = self.members.get(subject, NO_MEMBERS)
        last = min(days[1], on)
        start, end = bucket.between(ALWAYS, last)
        total = 0
        for member in bucket.members[start:end]:
            span = member.span if isinstance(member, Row) else None
            length = max(0, min(span[1], last.toordinal() + 1) - max(span[0], days[0].toordinal())) if span else 0
            if length and self.adds(member, on) is not None:
                total += length
                self._read[member] = None
        return total

    def rows_read(self) -> Iterator[object]:
        """The rows of which some night or day counted for some reader."""
        return iter(self._read)


def joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same days in as few stretches as can be."""
    found: list[tuple[int, int]] = []
    for first, after in sorted(stretches):
        if first >= after:
            continue
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], after))
        else:
            found.append((first, after))
    return found


class Counted(Protocol):
    """What counts members of something."""

    members: Gathered[Any]
    adds: Callable[[Any, date], Any]


C = TypeVar("C", bound=Counted)


def in_known_order(counted: C, row: Row, subject: object, days: Stretch, on: date) -> C:
    """What is counted, unless another that counts has the date of a row, so that nobody knows which came first."""
    day, bucket = row.day, counted.members.get(subject, NO_MEMBERS)
    if day is None or not days[0] <= day <= min(days[1], on):
        return counted
    start, end = bucket.between(day, day)
    for other in bucket.members[start:end]:
        if other is not row and counted.adds(other, on) is not None:
            raise RowAtFault(row, None, f"row {other.row} has the same date, and it is not known which came first")
    return counted
