"""Totals, numbers and shares of what belongs to an element."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from pbrlang.data.checks import spoken
from pbrlang.data.rows import Row
from pbrlang.interpret.elements import Element, Line
from pbrlang.interpret.errors import BlankWhereNeeded, OfOneDate
from pbrlang.interpret.faults import Fault, Undefined, Unreadable, place_of
from pbrlang.interpret.members import NOTHING, Bucket, Link, Member, buckets
from pbrlang.interpret.paths import row_of
from pbrlang.interpret.series import LengthSeries, Series, raise_failures
from pbrlang.interpret.spans import clipped, span_of
from pbrlang.interpret.stillness import Stillness
from pbrlang.interpret.subjects import Filled, keys_of, link_of_member, link_of_subject, of_its_date
from pbrlang.interpret.windows import ALWAYS, Days, Windows
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import Aggregate, Collection, Cover, Expr, FieldOf, Lines, Members
from pbrlang.names.homes import Path

ONE, NOUGHT = Fraction(1), Fraction(0)


class Aggregates:
    """Evaluates aggregates, each thing being looked up by what it belongs to and by its date.

    Where no reader's date can change what a member adds, sums are prepared once; elsewhere the
    members in question are gone through for each reader.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._windows = Windows(world)
        self._stillness = Stillness(world.program)
        self._filled = Filled(world)
        self._buckets: dict[tuple[Collection, Path, tuple[Expr, ...]], dict[Link, Bucket]] = {}
        self._series: dict[tuple[int, Bucket], Series] = {}
        self._lengths: dict[tuple[int, Bucket], LengthSeries] = {}
        self._gone_through: dict[tuple[int, Bucket, Days, date], tuple[int, Fraction]] = {}
        self._still: dict[int, bool] = {}
        self._alive: dict[int, Aggregate] = {}
        self._rows_read: set[Row] = set()

    def evaluate(self, aggregate: Aggregate, element: Element, t: date) -> Fraction:
        """The value of an aggregate for a reader dated `t` at an element; raises Undefined for a share of nothing."""
        aggregate, bucket, days = self.at(aggregate, element, t)
        if aggregate.length:
            return self._length(aggregate, bucket, days, t)
        count, total = self._count_and_sum(aggregate, bucket, days, t)
        if aggregate.word != "share":
            return total
        if not count:
            raise Undefined("a share of nothing")
        return total / count

    def at(self, aggregate: Aggregate, element: Element, t: date) -> tuple[Aggregate, Bucket, Days]:
        """What there is to an aggregate for a subject: its own form, the things that belong to it, and their days."""
        self._alive[id(aggregate)] = aggregate  # what is kept by identity must not be replaced in memory
        bucket = self.bucket(aggregate, element, t)
        days = self._windows.days(aggregate.window, element, t)
        own = self._filled.at(aggregate, element, t)
        if own is not aggregate:
            aggregate = own
            self._still[id(own)] = False  # prepared sums would be as many as there are subjects
        if aggregate.ties:
            self._must_come_before(aggregate, bucket, element, t)
        return aggregate, bucket, days

    def rows_read(self) -> set[Row]:
        """All rows that counted in some aggregate."""
        read = set(self._rows_read)
        for series in self._series.values():
            read.update(series.rows_read())
        for lengths in self._lengths.values():
            read.update(lengths.rows_read())
        return read

    def bucket(self, linked: Aggregate | Cover, element: Element, t: date) -> Bucket:
        """The things that belong to an element."""
        subject = link_of_subject(self._world, linked, element, t)
        if subject is None:
            return NOTHING
        key = (linked.over, linked.member, tuple([each for each, _ in keys_of(linked)]))
        found = self._buckets.get(key)
        if found is None:
            found = buckets(self._all(linked.over), lambda member: link_of_member(self._world, linked, member))
            self._buckets[key] = found
        return found.get(subject, NOTHING)

    def _must_come_before(self, aggregate: Aggregate, bucket: Bucket, element: Element, t: date) -> None:
        """Of rows that count and have the subject's date nobody knows which comes first."""
        for subject, other in of_its_date(self._windows, aggregate, bucket, element, t):
            if self.counts(aggregate, other, t):
                table = subject.table
                column = table.dated or (table.lasts.start if table.lasts else None)
                told = OfOneDate(place_of(subject, column), table.name, spoken(other.place))
                raise Unreadable([Fault(subject, told)])

    def _all(self, over: Collection) -> Sequence[Member]:
        return self._world.lines_of(over) if isinstance(over, Lines) else self._world.rows_of(over.table)

    def is_still(self, aggregate: Aggregate) -> bool:
        """Whether no reader's date changes what each member adds or holds."""
        still = self._still.get(id(aggregate))
        if still is None:
            still = self._still[id(aggregate)] = self._stillness.members_are_still(aggregate)
        return still

    def _adds(self, aggregate: Aggregate) -> Callable[[Member, date], Fraction | None]:
        return lambda member, t: self._added(aggregate, member, t)

    def counts(self, aggregate: Aggregate, member: Member, t: date) -> bool:
        """Whether a member is in the group that is counted, and meets the condition, for a reader dated `t`."""
        world, over = self._world, aggregate.over
        if isinstance(over, Members) and not world.in_group(over.group, row_of(member), t):
            return False
        return aggregate.where is None or bool(world.evaluate(aggregate.where, member, t))

    def _added(self, aggregate: Aggregate, member: Member, t: date) -> Fraction | None:
        if not self.counts(aggregate, member, t):
            return None
        if aggregate.that_are is not None:
            return ONE if self._world.in_group(aggregate.that_are, row_of(member), t) else NOUGHT
        if aggregate.word == "number" or aggregate.length:
            return Fraction(member.count) if isinstance(member, Line) else ONE
        return self._measured(aggregate, member, t)

    def _measured(self, aggregate: Aggregate, member: Member, t: date) -> Fraction:
        body = aggregate.body
        if body is None:
            if not (isinstance(member, Line) and isinstance(aggregate.over, Lines)):
                raise TypeError("only lines have an amount of their own")
            return self._world.amount(member, aggregate.over.amount)
        value = self._world.evaluate(body, member, t)
        if not isinstance(value, Fraction):
            row = row_of(member)
            place = place_of(row, body.field if isinstance(body, FieldOf) and not body.path else None)
            raise Unreadable([Fault(row, BlankWhereNeeded(place))])
        return value

    def _count_and_sum(self, aggregate: Aggregate, bucket: Bucket, days: Days, t: date) -> tuple[int, Fraction]:
        if self.is_still(aggregate):
            series = self._series.get((id(aggregate), bucket))
            if series is None:
                series = self._series[id(aggregate), bucket] = Series(bucket, self._adds(aggregate))
            return series.over(days, t)
        key = (id(aggregate), bucket, days, t)
        known = self._gone_through.get(key)
        if known is None:
            start, end = bucket.between(days)
            added = self._go_through(aggregate, bucket.members[start:end], t)
            known = self._gone_through[key] = (len(added), sum(added, NOUGHT))
        return known

    def _go_through(self, aggregate: Aggregate, members: Sequence[Member], t: date) -> list[Fraction]:
        added: list[Fraction] = []
        failures: list[Undefined | Unreadable] = []
        for member in members:
            try:
                adds = self._added(aggregate, member, t)
            except (Undefined, Unreadable) as failure:
                failures.append(failure)
                continue
            if adds is not None:
                added.append(adds)
                if isinstance(member, Row):
                    self._rows_read.add(member)
        raise_failures(failures)
        return added

    def _length(self, aggregate: Aggregate, bucket: Bucket, days: Days, t: date) -> Fraction:
        if self.is_still(aggregate):
            series = self._lengths.get((id(aggregate), bucket))
            if series is None:
                series = LengthSeries(bucket, self._adds(aggregate), self._span)
                self._lengths[id(aggregate), bucket] = series
            return series.over(days, t)
        return Fraction(self._sum_of_lengths(aggregate, bucket, days, t))

    def _sum_of_lengths(self, aggregate: Aggregate, bucket: Bucket, days: Days, t: date) -> int:
        start, end = bucket.between((ALWAYS, days[1]))
        total = 0
        for member in bucket.members[start:end]:
            span = self._span(member)
            length = clipped(span, *days) if span else 0
            if length and self._added(aggregate, member, t) is not None:
                total += length
                self._rows_read.add(row_of(member))
        return total

    @staticmethod
    def _span(member: Member) -> tuple[int, int] | None:
        row = row_of(member)
        return span_of(row, row.table.lasts) if row.table.lasts else None
