"""Days on which a condition first holds: whether there can be one, and whether what is read moves with the reader."""

from collections.abc import Iterator

from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.errors import ChangesByItself, NothingComes
from pbrlang.ir.expressions import (
    Aggregate,
    Covered,
    Expr,
    FirstDay,
    IndexedBy,
    InGroup,
    Members,
    PreviousOf,
    ReadOn,
    ValueOf,
)
from pbrlang.ir.program import Program
from pbrlang.ir.visit import clause_parts, parts, walk
from pbrlang.kinds.model import UNKNOWN


def check_first_days(program: Program) -> Iterator[Diagnostic]:
    """What is wrong with the first days that a contract looks for."""
    for expr in _everything(program):
        for each in walk(expr):
            if isinstance(each, FirstDay) and UNKNOWN not in {part.kind for part in walk(each)}:
                yield from _check(program, each)


def moving(program: Program, expr: Expr, seen: frozenset[str] = frozenset()) -> Iterator[Expr]:
    """What may read otherwise for a later reader. A first day does not, once it has come."""
    if isinstance(expr, FirstDay):
        return
    if isinstance(expr, Aggregate | Covered | ReadOn | IndexedBy):
        yield expr
    elif isinstance(expr, InGroup):
        yield from [expr] if expr.group in program.timed else []
    elif isinstance(expr, ValueOf | PreviousOf) and expr.definition in program.timed - seen:
        body = program.definitions[expr.definition].body
        if isinstance(expr, PreviousOf) or any(moving(program, body, seen | {expr.definition})):
            yield expr
    else:
        for part in parts(expr):
            yield from moving(program, part, seen)


def _everything(program: Program) -> Iterator[Expr]:
    for definition in program.definitions.values():
        yield definition.body
    for group in program.groups.values():
        yield group.where
    for clause in program.clauses.values():
        yield from clause_parts(clause)
    for cap in program.caps.values():
        yield cap.most


def _check(program: Program, first: FirstDay) -> Iterator[Diagnostic]:
    reached = list(_reached(program, first.condition, set()))
    gliding = next((each for each, _ in reached if isinstance(each, Covered) or each.length), None)
    if gliding is not None:
        place = next(outer for each, outer in reached if each is gliding)
        yield ChangesByItself(place.span, counted=gliding.span)
    elif not any(_is_dated(program, each) for each, _ in reached):
        yield NothingComes(first.condition.span)


def _reached(program: Program, expr: Expr, seen: set[str]) -> Iterator[tuple[Aggregate | Covered, Expr]]:
    """Everything counted on which a condition rests, each with the words of the condition that lead to it."""
    for each in walk(expr):
        if isinstance(each, Aggregate | Covered):
            yield each, each
        for name in _names(each):
            if name not in seen:
                seen.add(name)
                definition, group = program.definitions.get(name), program.groups.get(name)
                inner = definition.body if definition else group.where if group else None
                yield from ((found, each) for found, _ in (_reached(program, inner, seen) if inner else ()))


def _names(expr: Expr) -> tuple[str, ...]:
    """The definitions and groups that an expression reads."""
    if isinstance(expr, ValueOf | PreviousOf):
        return (expr.definition,)
    if isinstance(expr, InGroup):
        return (expr.group,)
    if not isinstance(expr, Aggregate):
        return ()
    group = expr.over.group if isinstance(expr.over, Members) else None
    return tuple(each for each in (group, expr.that_are) if each is not None)


def _is_dated(program: Program, counted: Aggregate | Covered) -> bool:
    table = getattr(counted.over, "table", None) if isinstance(counted, Aggregate) else None
    if table is None:
        return True
    known = program.tables[table]
    return bool(known.dated or known.lasts)
