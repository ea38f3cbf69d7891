"""Walking over compiled expressions."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import attrs

from pbrlang.ir.expressions import (
    Aggregate,
    Apply,
    Banded,
    CellOf,
    Choose,
    Covered,
    Expr,
    FieldOf,
    FirstDay,
    IndexedBy,
    OfSubject,
    PreviousOf,
    RoundedTo,
    ValueOf,
    Window,
    WordOf,
    YearOf,
)
from pbrlang.ir.program import Clause, Definition
from pbrlang.names.homes import ByWord, steps_of
from pbrlang.source.late import changed


def parts(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside another."""
    match expr:
        case Apply():
            return expr.arguments
        case CellOf():
            return expr.keys
        case YearOf():
            return (expr.day,)
        case Banded():
            keys = (expr.quantity,) if expr.key is None else (expr.quantity, expr.key)
            return (*keys, *(part for band in expr.bands for part in (band.bound, *band.prices)))
        case RoundedTo() | OfSubject() | IndexedBy():
            return (expr.of,)
        case FirstDay():
            return (expr.condition,)
        case Choose():
            return (expr.when, expr.then, expr.otherwise)
        case Aggregate():
            return (*of_subject(expr), *of_members(expr))
        case Covered():
            return days_of(expr.window)
        case _:
            return ()


def of_members(aggregate: Aggregate) -> tuple[Expr, ...]:
    """The expressions of an aggregate that are read at its members."""
    own = tuple(each for each in (aggregate.where, aggregate.body) if each is not None)
    return (*(member for member, _ in aggregate.keys), *own)


def of_subject(aggregate: Aggregate) -> tuple[Expr, ...]:
    """The expressions of an aggregate that are read at its subject: the dates of its window, and its further links."""
    return (*days_of(aggregate.window), *(subject for _, subject in aggregate.keys))


def asked_of_subject(aggregate: Aggregate) -> tuple[OfSubject, ...]:
    """The values of its subject that an aggregate's members are tried with, each once."""
    return tuple(dict.fromkeys(found for each in of_members(aggregate) for found in _asked(each)))


def _asked(expr: Expr) -> Iterator[OfSubject]:
    if isinstance(expr, OfSubject):
        yield expr
        return
    for part in of_subject(expr) if isinstance(expr, Aggregate) else parts(expr):
        yield from _asked(part)


def days_of(window: Window | None) -> tuple[Expr, ...]:
    """The dates from which and to which a window runs, where expressions say them."""
    if window is None:
        return ()
    own = tuple(each for each in (window.first, window.last) if each is not None)
    return own + tuple(day for part in window.parts for day in days_of(part))


def walk(expr: Expr) -> Iterator[Expr]:
    """An expression and all inside it."""
    yield expr
    for part in parts(expr):
        yield from walk(part)


def clause_parts(clause: Clause) -> list[Expr]:
    """The expressions of a clause, in the order in which they are looked at."""
    found = [each for each in (clause.day, clause.when, clause.amount) if each is not None]
    found += [each.value for each in clause.clamps]
    return found + ([clause.often.most] if clause.often else [])


def depends_on_data(expr: Expr, definitions: Mapping[str, Definition]) -> bool:
    """Whether a value is worked out from rows, directly or by way of definitions."""
    for each in walk(expr):
        if isinstance(each, Aggregate | Covered | FieldOf | FirstDay):
            return True
        if isinstance(each, WordOf) and any(isinstance(step, ByWord) for step in steps_of(each.path)):
            return True
        if isinstance(each, ValueOf | PreviousOf):
            definition = definitions.get(each.definition)
            others = {name: known for name, known in definitions.items() if name != each.definition}
            if definition is not None and depends_on_data(definition.body, others):
                return True
    return False


def replaced(expr: Expr, found: Callable[[Expr], Expr | None]) -> Expr:
    """An expression with some of those inside it replaced; inside an aggregate only what is read at its subject."""
    other = found(expr)
    if other is not None:
        return other
    kept = ("where", "body") if isinstance(expr, Aggregate) else ()
    names = [each.name for each in attrs.fields(cast(type[attrs.AttrsInstance], type(expr))) if each.name not in kept]
    changes = {name: _replaced(getattr(expr, name), found) for name in names}
    return changed(expr, **{name: value for name, value in changes.items() if value is not getattr(expr, name)})


def _replaced(value: Any, found: Callable[[Expr], Expr | None]) -> Any:
    if isinstance(value, Expr):
        return replaced(value, found)
    if isinstance(value, Window):
        first, last = (_replaced(each, found) for each in (value.first, value.last))
        return changed(value, first=first, last=last, parts=_replaced(value.parts, found))
    if isinstance(value, tuple) and any(isinstance(each, Expr | Window | tuple) for each in value):
        return tuple([_replaced(each, found) for each in value])
    return value
