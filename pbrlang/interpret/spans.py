"""Nights and days of lasting rows, clipped to a stretch of days."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from itertools import accumulate

from pbrlang.data.rows import Row
from pbrlang.ir.tables import Lasting

_UNENDING = date.max.toordinal()


def span_of(row: Row, lasts: Lasting) -> tuple[int, int] | None:
    """The first day of a row and the day after its last, as numbers; nothing where it has no first day.

    A night belongs to the day on which it begins, so the day of leaving has none; a row counted
    in days has its last day. A blank end is never.
    """
    start, end = row.values[lasts.start], row.values[lasts.end]
    if not isinstance(start, date):
        return None
    if not isinstance(end, date):
        return start.toordinal(), _UNENDING
    return start.toordinal(), end.toordinal() + (1 if lasts.noun == "day" else 0)


def clipped(span: tuple[int, int], first: date, last: date) -> int:
    """How many days of a span lie from `first` to `last`, both included."""
    start, end = span
    return max(0, min(end, last.toordinal() + 1) - max(start, first.toordinal()))


class Spans:
    """Many spans, so prepared that the days of all of them in any stretch are told in a few steps."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        spans = list(spans)
        self._starts = sorted(start for start, _ in spans)
        self._ends = sorted(end for _, end in spans)
        self._start_sums = [0, *accumulate(self._starts)]
        self._end_sums = [0, *accumulate(self._ends)]

    def between(self, first: date, last: date) -> int:
        """The days of all spans from `first` to `last`, both included."""
        return self._before(last.toordinal() + 1) - self._before(first.toordinal()) if first <= last else 0

    def _before(self, day: int) -> int:
        """The days before a day: each span that has begun counts from its start, less what follows its end."""
        begun, over = bisect_left(self._starts, day), bisect_left(self._ends, day)
        return begun * day - self._start_sums[begun] - (over * day - self._end_sums[over])
