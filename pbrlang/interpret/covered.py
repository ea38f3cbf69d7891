"""How many nights or days lasting rows cover, and the longest run of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from pbrlang.data.rows import Row
from pbrlang.interpret.aggregates import ONE, Aggregates
from pbrlang.interpret.coverage import Coverage, Interval, united, without
from pbrlang.interpret.elements import Element
from pbrlang.interpret.members import Bucket, Member
from pbrlang.interpret.paths import row_of
from pbrlang.interpret.series import Series, meets, merged
from pbrlang.interpret.spans import span_of
from pbrlang.interpret.windows import ALWAYS, Days, Windows
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import Cover, Covered, Members

Sides = tuple[tuple[Bucket, ...], tuple[Bucket, ...]]
"""The rows that cover, and those that take away, for one subject."""


class Covers:
    """Evaluates what lasting rows cover. What they cover is united once for a subject, and read for every stretch."""

    def __init__(self, world: World, aggregates: Aggregates) -> None:
        self._world = world
        self._aggregates = aggregates
        self._windows = Windows(world)
        self._series: dict[tuple[int, Bucket], Series] = {}
        self._coverages: dict[tuple[int, Sides, date | None], Coverage] = {}
        self._read: dict[Bucket, set[Days]] = {}
        self._alive: dict[int, Covered] = {}

    def evaluate(self, expr: Covered, element: Element, t: date) -> Fraction:
        """The number of nights or days, or the longest run, for a reader dated `t` at an element."""
        self._alive[id(expr)] = expr  # what is kept by identity must not be replaced in memory
        days = self._windows.days(expr.window, element, t)
        coverage = self._coverage(expr, element, t, days)
        if expr.word == "number":
            return Fraction(coverage.number(*days))
        return Fraction(coverage.longest(*days)[0])

    def rows_read(self) -> set[Row]:
        """The rows of which some night or day lay in a stretch that was read."""
        found: set[Row] = set()
        for bucket, days in self._read.items():
            stretches = merged(days)
            for member in bucket.members:
                span = _span(member)
                if span and any(meets(span, stretch) for stretch in stretches):
                    found.add(row_of(member))
        return found

    def _coverage(self, expr: Covered, element: Element, t: date, days: Days) -> Coverage:
        by = tuple([self._aggregates.bucket(cover, element, t) for cover in expr.by])
        not_by = tuple([self._aggregates.bucket(cover, element, t) for cover in expr.without])
        for cover, bucket in zip((*expr.by, *expr.without), (*by, *not_by), strict=True):
            self._must_be_readable(cover, bucket, days, t)
            self._read.setdefault(bucket, set()).add(days)
        still = all(self._is_still(cover) for cover in (*expr.by, *expr.without))
        key = (id(expr), (by, not_by), None if still else t)
        known = self._coverages.get(key)
        if known is None:
            covered = united(self._intervals(expr.by, by, t))
            taken = united(self._intervals(expr.without, not_by, t))
            known = self._coverages[key] = Coverage(without(covered, taken), expr.gap)
        return known

    def _intervals(self, covers: Iterable[Cover], found: Iterable[Bucket], t: date) -> Iterator[Interval]:
        for cover, bucket in zip(covers, found, strict=True):
            counted = self._of(cover, bucket).counted() if self._is_still(cover) else self._now(cover, bucket, t)
            yield from (span for member in counted if (span := _span(member)))

    def _must_be_readable(self, cover: Cover, bucket: Bucket, days: Days, t: date) -> None:
        if self._is_still(cover):
            self._of(cover, bucket).must_be_readable(*bucket.between((ALWAYS, days[1])), t)

    def _of(self, cover: Cover, bucket: Bucket) -> Series:
        series = self._series.get((id(cover), bucket))
        if series is None:
            series = Series(bucket, lambda member, t: ONE if self._counts(cover, member, t) else None)
            self._series[id(cover), bucket] = series
        return series

    def _now(self, cover: Cover, bucket: Bucket, t: date) -> Iterator[Member]:
        """The members that count for a reader dated `t`, where that may change; those to come are not asked about."""
        _, end = bucket.between((ALWAYS, t))
        return (member for member in bucket.members[:end] if self._counts(cover, member, t))

    def _counts(self, cover: Cover, member: Member, t: date) -> bool:
        return not isinstance(cover.over, Members) or self._world.in_group(cover.over.group, row_of(member), t)

    def _is_still(self, cover: Cover) -> bool:
        return not isinstance(cover.over, Members) or cover.over.group not in self._world.program.timed


def _span(member: Member) -> Interval | None:
    row = row_of(member)
    return span_of(row, row.table.lasts) if row.table.lasts else None
