"""Where a path leads, and whether a blank can break it off."""

from pbrlang.ir.expressions import Window
from pbrlang.ir.program import Program
from pbrlang.kinds.model import Category
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
    ListHome,
    PairHome,
    Path,
    Step,
    TableHome,
    ToContract,
    ToElement,
    ToPair,
    ToPart,
    ToRow,
    as_rows,
    part_of,
)
from pbrlang.source.late import changed


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
            return CalendarHome(word), not surely_dated(home)
        case ByWord(field=name, list=words):
            return ListHome(words), program.tables[table_of(home)].by_name[name].optional
        case ToPart(number=place) if isinstance(home, PairHome):
            return home.parts[place], False
        case ToPair(ways=ways):
            ends = [leads(program, home, way) for way in ways]
            return as_rows(PairHome(tuple(end for end, _ in ends))), any(broken for _, broken in ends)
        case _:
            pass
    raise Refusal("unknown part", None, f"a way of the kind {type(step).__name__}")


def surely_dated(home: Home) -> bool:
    """Whether every element of a home has a date that lies in the contract or its run-off."""
    return isinstance(home, LineHome) or part_of(home, CalendarHome) is not None


def leads(program: Program, home: Home, path: Path) -> tuple[Home, bool]:
    """The home that a path leads to, and whether a blank can break it off on the way."""
    broken = False
    for step in path:
        home, may_be_nothing = step_from(program, home, step)
        broken = broken or may_be_nothing
    return home, broken


def words_of(program: Program, name: str) -> tuple[str, ...]:
    """The words of a list, in its order; a field's own words are a list too."""
    if name in program.lists:
        return tuple(program.lists[name])
    kinds = (each.kind for table in program.tables.values() for each in table.fields)
    return next(tuple(kind.values) for kind in kinds if isinstance(kind, Category) and kind.field == name)


def table_of(home: Home) -> str:
    """The table of which a home has rows."""
    if isinstance(home, TableHome | GroupHome):
        return home.table
    raise Refusal("unknown part", None, f"a field of {home!r}")


def without_before(window: Window | None) -> Window | None:
    """A window with its own day, and those after it, not cut off."""
    if window is None or window.word == "before this":
        return None
    return changed(window, parts=tuple(each for each in window.parts if each.word != "before this"))
