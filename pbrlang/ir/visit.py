"""Walking over compiled expressions."""

from collections.abc import Iterator, Mapping

from pbrlang.ir.expressions import (
    Aggregate,
    Apply,
    CellOf,
    Choose,
    Covered,
    Expr,
    FieldOf,
    PreviousOf,
    RoundedTo,
    ValueOf,
    Window,
    WordOf,
    YearOf,
)
from pbrlang.ir.program import Clause, Definition
from pbrlang.names.homes import ByWord, steps_of


def parts(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside another."""
    match expr:
        case Apply():
            return expr.arguments
        case CellOf():
            return expr.keys
        case YearOf():
            return (expr.day,)
        case RoundedTo():
            return (expr.of,)
        case Choose():
            return (expr.when, expr.then, expr.otherwise)
        case Aggregate():
            return (*days_of(expr.window), *of_members(expr))
        case Covered():
            return days_of(expr.window)
        case _:
            return ()


def of_members(aggregate: Aggregate) -> tuple[Expr, ...]:
    """The expressions of an aggregate that are read at its members; those of its window are read at the subject."""
    return tuple(each for each in (aggregate.where, aggregate.body) if each is not None)


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
        if isinstance(each, Aggregate | Covered | FieldOf):
            return True
        if isinstance(each, WordOf) and any(isinstance(step, ByWord) for step in steps_of(each.path)):
            return True
        if isinstance(each, ValueOf | PreviousOf):
            definition = definitions.get(each.definition)
            others = {name: known for name, known in definitions.items() if name != each.definition}
            if definition is not None and depends_on_data(definition.body, others):
                return True
    return False
