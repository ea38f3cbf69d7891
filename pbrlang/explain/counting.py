"""What an aggregate counted, member by member: gone through one by one, so that it can be shown."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from pbrlang.data.rows import Row
from pbrlang.explain.model import Counted
from pbrlang.interpret import Element, Interpreter, Line, Undefined
from pbrlang.interpret.elements import sort_key
from pbrlang.interpret.paths import row_of
from pbrlang.interpret.picks import Held, Values
from pbrlang.interpret.spans import clipped, span_of
from pbrlang.interpret.subjects import Filled, link_of_member, link_of_subject
from pbrlang.interpret.windows import ALWAYS, Days, Windows
from pbrlang.ir.expressions import PICKS, Aggregate, Lines, Members
from pbrlang.ir.visit import days_of

Member = Row | Line
ONE, NOUGHT = Fraction(1), Fraction(0)


def count(interpreter: Interpreter, aggregate: Aggregate, element: Element, t: date) -> Counted:
    """The members that count for a reader dated `t` at an element; raises as `Interpreter.evaluate` does."""
    days = Windows(interpreter).days(aggregate.window, element, t)
    aggregate = Filled(interpreter).at(aggregate, element, t)
    if aggregate.word in PICKS or aggregate.word == "different":
        return _picked(interpreter, aggregate, element, days, t)
    found = []
    for member in _within(interpreter, aggregate, element, days, t):
        adds = _adds(interpreter, aggregate, member, days, t)
        if adds is not None:
            found.append((member, adds))
    total = sum((adds for _, adds in found), NOUGHT)
    said = days if days_of(aggregate.window) else None
    if aggregate.word != "share":
        return Counted(tuple(found), total, said)
    if not found:
        raise Undefined("a share of nothing")
    return Counted(tuple(found), total / len(found), said)


def _picked(interpreter: Interpreter, aggregate: Aggregate, element: Element, days: Days, t: date) -> Counted:
    """The members that count and hold a value, of which the first is the one that is picked; or all of them."""
    held: list[Held] = []
    for member in _within(interpreter, aggregate, element, days, t):
        if aggregate.body is not None and _counts(interpreter, aggregate, member, t):
            value = interpreter.evaluate(aggregate.body, member, t)
            held += [(member, value)] if value is not None else []
    value = Values(aggregate, held).of(0, len(held))
    order = held[::-1] if aggregate.word == "latest" else held
    members = order if aggregate.word == "different" else sorted(order, key=lambda each: each[1] != value)
    said = days if days_of(aggregate.window) else None
    return Counted(tuple((each, ONE) for each, _ in members), value, said)


def _within(interpreter: Interpreter, aggregate: Aggregate, element: Element, days: Days, t: date) -> Iterator[Member]:
    """The members that belong to the subject and are dated in a stretch of days, by date and key."""
    subject = link_of_subject(interpreter, aggregate, element, t)
    first, last = days
    if subject is None or first > last:
        return
    over = aggregate.over
    everything = interpreter.lines_of(over) if isinstance(over, Lines) else interpreter.rows_of(over.table)
    members = [each for each in everything if link_of_member(interpreter, aggregate, each) == subject]
    undated = all(each.date is None for each in members)
    for member in sorted(members, key=lambda each: (each.date or ALWAYS, sort_key(each))):
        day = member.date or ALWAYS
        if undated or (day <= last and (aggregate.length or day >= first)):
            yield member


def _adds(interpreter: Interpreter, aggregate: Aggregate, member: Member, days: Days, t: date) -> Fraction | None:
    length = _length(member, days) if aggregate.length else None
    if length == 0 or not _counts(interpreter, aggregate, member, t):
        return None
    if length is not None:
        return length
    if aggregate.that_are is not None:
        return ONE if interpreter.in_group(aggregate.that_are, row_of(member), t) else NOUGHT
    return ONE if aggregate.word == "number" else _measured(interpreter, aggregate, member, t)


def _counts(interpreter: Interpreter, aggregate: Aggregate, member: Member, t: date) -> bool:
    over = aggregate.over
    if isinstance(over, Members) and not interpreter.in_group(over.group, row_of(member), t):
        return False
    return aggregate.where is None or bool(interpreter.evaluate(aggregate.where, member, t))


def _measured(interpreter: Interpreter, aggregate: Aggregate, member: Member, t: date) -> Fraction:
    if aggregate.body is None:
        if not (isinstance(member, Line) and isinstance(aggregate.over, Lines)):
            raise TypeError("only lines have an amount of their own")
        return interpreter.amount(member, aggregate.over.amount)
    value = interpreter.evaluate(aggregate.body, member, t)
    if not isinstance(value, Fraction):
        raise TypeError(f"{aggregate.body.span!r} adds no number")
    return value


def _length(member: Member, days: Days) -> Fraction:
    row = row_of(member)
    span = span_of(row, row.table.lasts) if row.table.lasts else None
    return Fraction(clipped(span, *days)) if span else NOUGHT
