"""The first day on which a condition holds."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from pbrlang.data.rows import Value
from pbrlang.interpret.aggregates import Aggregates
from pbrlang.interpret.elements import Element, row_part
from pbrlang.interpret.faults import Undefined, Unreadable
from pbrlang.interpret.members import Member
from pbrlang.interpret.paths import EVER
from pbrlang.interpret.stillness import Stillness
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import (
    Aggregate,
    Choose,
    Constant,
    Expr,
    FieldOf,
    FirstDay,
    InGroup,
    Members,
    OfSubject,
    ValueOf,
)
from pbrlang.ir.visit import of_members, of_subject, parts, walk


@frozen
class Found:
    """The first day, or none; or why it could not be told on a day, before which it had not come."""

    day: date | None = None
    failure: Undefined | Unreadable | None = None
    failed_on: date = EVER


class FirstDays:
    """Looks for first days, once for each element.

    The days that are tried are those on which something is dated that the condition counts: on other days it
    cannot come to hold. On each the condition is read as of that day, so later rows do not matter.
    """

    def __init__(self, world: World, aggregates: Aggregates) -> None:
        self._world = world
        self._aggregates = aggregates
        self._stillness = Stillness(world.program)
        self._found: dict[tuple[int, Element], Found] = {}
        self._alive: dict[int, FirstDay] = {}

    def evaluate(self, expr: FirstDay, element: Element, t: date) -> Value:
        """The first day, if it has come for a reader dated `t`; else a blank."""
        self._alive[id(expr)] = expr  # what is kept by identity must not be replaced in memory
        found = self._found.get((id(expr), element))
        if found is None:
            found = self._found[id(expr), element] = self._look(expr, element)
        if found.failure is not None and found.failed_on <= t:
            raise found.failure
        return found.day if found.day is not None and found.day <= t else None

    def _look(self, expr: FirstDay, element: Element) -> Found:
        for day in sorted(set(self._days(expr.condition, element))):
            if self._world.as_at is not None and day > self._world.as_at:
                break
            try:
                if self._world.evaluate(expr.condition, element, day):
                    return Found(day)
            except (Undefined, Unreadable) as failure:
                return Found(None, failure, day)
        return Found()

    def _days(self, expr: Expr, element: Element) -> Iterator[date]:
        """The days on which an expression may come to read otherwise."""
        if isinstance(expr, Aggregate):
            yield from self._days_of_members(expr, element)
        elif isinstance(expr, ValueOf):
            target = self._world.walker.walk(element, expr.path, EVER)
            if target is not None and expr.definition in self._world.program.timed:
                yield from self._days(self._world.program.definitions[expr.definition].body, target)
        elif isinstance(expr, InGroup):
            row = self._world.walker.walk(element, expr.path, EVER)
            if row is not None and expr.group in self._world.program.timed:
                yield from self._days(self._world.program.groups[expr.group].where, row)
        elif isinstance(expr, FieldOf) and not self._stillness.is_still(expr):
            ends = self._world.evaluate(expr, element, EVER)
            if isinstance(ends, date):
                yield ends
        elif not isinstance(expr, OfSubject):
            if isinstance(expr, Choose):
                whens = (each.value for each in walk(expr.when) if isinstance(each, Constant))
                yield from (each for each in whens if isinstance(each, date))
            for part in parts(expr):
                yield from self._days(part, element)

    def _days_of_members(self, aggregate: Aggregate, element: Element) -> Iterator[date]:
        for each in of_subject(aggregate):
            yield from self._days(each, element)
        changing = list(self._changing(aggregate))
        for member in self._aggregates.bucket(aggregate, element, EVER).members:
            if member.date is not None:
                yield member.date
            for inner in changing:
                yield from self._days(inner, _inside(member))

    def _changing(self, aggregate: Aggregate) -> Iterator[Expr]:
        """What is read of the members and may come to read otherwise."""
        program = self._world.program
        group = aggregate.over.group if isinstance(aggregate.over, Members) else None
        for name in (group, aggregate.that_are):
            if name is not None and name in program.timed:
                yield program.groups[name].where
        for each in of_members(aggregate):
            if not self._stillness.is_still(each):
                yield each


def _inside(member: Member) -> Element:
    """What a member's condition is read at."""
    return row_part(member) or member
