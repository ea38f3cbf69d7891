"""Where a path leads, and whether a blank can break it off."""

from pbrlang.ir.program import Program
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import (
    CONTRACT,
    ByDate,
    ByMembership,
    ByReference,
    ByWord,
    CalendarHome,
    CohortHome,
    GroupHome,
    Home,
    LineHome,
    Path,
    Step,
    TableHome,
    ToContract,
    ToElement,
    ToPair,
    ToPart,
    ToRow,
)


def step_from(program: Program, home: Home, step: Step) -> tuple[Home, bool]:
    """The home that a step leads to from a home, and whether there may be nothing there."""
    match step:
        case ToContract():
            return CONTRACT, False
        case ToRow():
            return TableHome(table_of(home)), False
        case ToElement(clause=clause):
            return (program.clauses[clause].home, False) if isinstance(home, LineHome) else (home, False)
        case ByReference(field=name):
            field = program.tables[table_of(home)].by_name[name]
            return TableHome(field.refers_to or ""), field.optional
        case ByMembership(cohort=name):
            return CohortHome(name), True
        case ByDate(step=word):
            return CalendarHome(word), not isinstance(home, LineHome | CalendarHome)
        case ByWord() | ToPart() | ToPair():
            raise Refusal("unknown part", None, f"a way of the kind {type(step).__name__}")
    raise Refusal("unknown part", None, f"a way of the kind {type(step).__name__}")


def leads(program: Program, home: Home, path: Path) -> tuple[Home, bool]:
    """The home that a path leads to, and whether a blank can break it off on the way."""
    broken = False
    for step in path:
        home, may_be_nothing = step_from(program, home, step)
        broken = broken or may_be_nothing
    return home, broken


def table_of(home: Home) -> str:
    """The table of which a home has rows."""
    if isinstance(home, TableHome | GroupHome):
        return home.table
    raise Refusal("unknown part", None, f"a field of {home!r}")
