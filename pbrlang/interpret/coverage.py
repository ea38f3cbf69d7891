"""Nights and days that at least one of several lasting rows covers: each of them counts once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate

Interval = tuple[int, int]
"""A first day and the day after the last, as numbers."""


def united(intervals: Iterable[Interval]) -> list[Interval]:
    """The same days in as few intervals as can be, in their order."""
    found: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(intervals: Sequence[Interval], others: Sequence[Interval]) -> list[Interval]:
    """The days of some intervals that are in none of others; both are united and in order."""
    found: list[Interval] = []
    at = 0
    for start, end in intervals:
        while at < len(others) and others[at][1] <= start:
            at += 1
        found += _cut(start, end, others, at)
    return found


def _cut(start: int, end: int, others: Sequence[Interval], at: int) -> Iterator[Interval]:
    while at < len(others) and others[at][0] < end:
        if others[at][0] > start:
            yield start, others[at][0]
        start = max(start, others[at][1])
        at += 1
    if start < end:
        yield start, end


class Coverage:
    """Days that are covered, so prepared that those of any stretch are told in a few steps."""

    def __init__(self, intervals: Sequence[Interval], gap: int = 0) -> None:
        """`intervals` are united and in order; a `gap` of up to so many days between two does not end a run."""
        self._starts = [start for start, _ in intervals]
        self._ends = [end for _, end in intervals]
        self._sums = [0, *accumulate(end - start for start, end in intervals)]
        self._runs: list[Interval] = []
        for start, end in intervals:
            if self._runs and start - self._runs[-1][1] <= gap:
                self._runs[-1] = (self._runs[-1][0], end)
            else:
                self._runs.append((start, end))
        self._run_starts = [start for start, _ in self._runs]

    def number(self, first: date, last: date) -> int:
        """How many days are covered from one day to another, both included."""
        return self._between(first.toordinal(), last.toordinal() + 1)

    def longest(self, first: date, last: date) -> tuple[int, Interval | None]:
        """Of the runs from one day to another, the most covered days of one, and that run as cut to these days."""
        start, end = first.toordinal(), last.toordinal() + 1
        best: tuple[int, Interval | None] = (0, None)
        for at in range(max(0, bisect_right(self._run_starts, start) - 1), bisect_left(self._run_starts, end)):
            run = max(start, self._runs[at][0]), min(end, self._runs[at][1])
            covered = self._between(*run)
            if covered > best[0]:
                best = covered, run
        return best

    def _between(self, start: int, end: int) -> int:
        return self._before(end) - self._before(start) if start < end else 0

    def _before(self, day: int) -> int:
        """The covered days before a day."""
        begun = bisect_left(self._starts, day)
        if not begun:
            return 0
        return self._sums[begun - 1] + min(day, self._ends[begun - 1]) - self._starts[begun - 1]
