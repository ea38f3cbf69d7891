"""What an aggregate takes from its subject: links to its members, values to try them with, and its date."""

from collections.abc import Iterator
from datetime import date

from pbrlang.data.rows import Row, Value
from pbrlang.interpret.elements import Element, own_date, row_part
from pbrlang.interpret.members import Bucket, Link, Member
from pbrlang.interpret.paths import EVER
from pbrlang.interpret.windows import Windows
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import Aggregate, Constant, Cover, Expr, OfSubject, Window
from pbrlang.ir.visit import asked_of_subject, replaced
from pbrlang.source.late import changed

Linked = Aggregate | Cover


def keys_of(linked: Linked) -> tuple[tuple[Expr, Expr], ...]:
    """The further links of an aggregate."""
    return linked.keys if isinstance(linked, Aggregate) else ()


def link_of_member(world: World, linked: Linked, member: Member) -> Link | None:
    """What a member shares with some subject; nothing where a way or a value is blank."""
    target = world.walker.walk(member, linked.member, EVER)
    return _link(target, [world.evaluate(each, member, EVER) for each, _ in keys_of(linked)])


def link_of_subject(world: World, linked: Linked, element: Element, t: date) -> Link | None:
    """What the members of a subject share with it; nothing where a way or a value is blank."""
    target = world.walker.walk(element, linked.subject, t)
    return _link(target, [world.evaluate(each, element, t) for _, each in keys_of(linked)])


def _link(target: Element | None, values: list[Value]) -> Link | None:
    return None if target is None or None in values else (target, tuple(values))


class Filled:
    """Puts values of the subject into what an aggregate's members are tried with."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._asked: dict[int, tuple[OfSubject, ...]] = {}
        self._made: dict[tuple[int, tuple[Value, ...]], Aggregate] = {}

    def at(self, aggregate: Aggregate, element: Element, t: date) -> Aggregate:
        """The aggregate as it is for a subject; the same object for all subjects of which the same is asked."""
        asked = self._asked.get(id(aggregate))
        if asked is None:
            asked = self._asked[id(aggregate)] = asked_of_subject(aggregate)
        if not asked:
            return aggregate
        values = tuple([self._world.evaluate(each.of, element, t) for each in asked])
        key = (id(aggregate), values)
        if key not in self._made:
            self._made[key] = filled(aggregate, dict(zip(asked, values, strict=True)))
        return self._made[key]


def filled(aggregate: Aggregate, values: dict[OfSubject, Value]) -> Aggregate:
    """An aggregate with values in the place of what is asked of its subject."""

    def constant(expr: Expr) -> Expr | None:
        if not isinstance(expr, OfSubject):
            return None
        return Constant(expr.kind, expr.span, values[expr])  # type: ignore[arg-type]

    where = replaced(aggregate.where, constant) if aggregate.where is not None else None
    body = replaced(aggregate.body, constant) if aggregate.body is not None else None
    return changed(aggregate, where=where, body=body)


def of_its_date(
    windows: Windows, aggregate: Aggregate, bucket: Bucket, element: Element, t: date
) -> Iterator[tuple[Row, Row]]:
    """The subject's row with each other one of its date, where rows before it are counted."""
    subject, day = row_part(element), own_date(element)
    if subject is None or day is None or day > t:
        return
    first, last = windows.days(_without_before(aggregate.window), element, t)
    if not first <= day <= last:
        return
    start, end = bucket.between((day, day))
    for member in bucket.members[start:end]:
        if isinstance(member, Row) and member is not subject:
            yield subject, member


def _without_before(window: Window | None) -> Window | None:
    """A window with its own day, and those after it, not cut off."""
    if window is None or window.word == "before this":
        return None
    return changed(window, parts=tuple(each for each in window.parts if each.word != "before this"))
