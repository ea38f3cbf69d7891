"""Groups whose members must not change: those of which cohorts are made."""

from collections.abc import Iterator

from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.expressions import Expr, FieldOf, InGroup, PreviousOf, ValueOf
from pbrlang.ir.program import Program
from pbrlang.ir.visit import walk
from pbrlang.kinds.errors import WrongKind, instead
from pbrlang.names.symbols import Symbols


def moving_cohorts(program: Program, symbols: Symbols) -> Iterator[Diagnostic]:
    """Cohorts of a group that rows come into or leave: who is observed would depend on when that is asked."""
    for cohort in program.cohorts.values():
        if cohort.group is not None and _moves(program, cohort.group):
            members = symbols.cohorts[cohort.name].node.groups[0].members
            wanted, found = "a group that is fixed by what rows say", "one that changes with what happens in time"
            fixes = instead(members.span, [symbols.tables[cohort.table].plural])
            yield WrongKind(members.span, wanted=wanted, found=found, where="what a cohort groups", fixes=fixes)


def _moves(program: Program, group: str) -> bool:
    return group in program.timed or any(_is_end(program, each) for each in _read(program, program.groups[group].where))


def _is_end(program: Program, expr: Expr) -> bool:
    """Whether this is the end of what lasts, which is blank until its day."""
    if not isinstance(expr, FieldOf):
        return False
    lasts = program.tables[expr.table].lasts
    return lasts is not None and lasts.end == expr.field


def _read(program: Program, expr: Expr) -> Iterator[Expr]:
    """Everything that an expression reads, by way of definitions and groups too; there is no circle in them."""
    for each in walk(expr):
        yield each
        if isinstance(each, ValueOf | PreviousOf):
            yield from _read(program, program.definitions[each.definition].body)
        elif isinstance(each, InGroup):
            yield from _read(program, program.groups[each.group].where)
