"""The single-valued ways from one home to another: exactly one may be taken without saying which."""

from collections.abc import Iterator

from pbrlang.names.homes import (
    CONTRACT,
    ByDate,
    ByMembership,
    ByReference,
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    Path,
    Step,
    TableHome,
    ToContract,
    ToElement,
    ToRow,
)
from pbrlang.names.symbols import Symbols

_COARSER = {"month": ("quarter", "year"), "quarter": ("year",), "year": ()}


def paths(symbols: Symbols, start: Home, goal: Home) -> list[Path]:
    """Every way from one home to another that passes no home twice."""
    if isinstance(goal, ContractHome):
        return [()] if start == CONTRACT else [(ToContract(),)]
    return list(_search(symbols, start, goal, (start,), ()))


def _search(symbols: Symbols, here: Home, goal: Home, seen: tuple[Home, ...], taken: Path) -> Iterator[Path]:
    if here == goal:
        yield taken
        return
    for step, there in arrows(symbols, here):
        # A date is never borrowed: only a row's, a line's or a period's own leads to a calendar or a cohort.
        if isinstance(step, ByDate) and not all(isinstance(each, ToRow) for each in taken):
            continue
        if there not in seen:
            yield from _search(symbols, there, goal, (*seen, there), (*taken, step))


def arrows(symbols: Symbols, home: Home) -> Iterator[tuple[Step, Home]]:
    """The steps that lead from a home, each to exactly one element."""
    if isinstance(home, TableHome):
        yield from _from_table(symbols, home.table)
    elif isinstance(home, GroupHome):
        yield ToRow(), TableHome(home.table)
    elif isinstance(home, LineHome):
        clause = symbols.clauses.get(home.clause)
        if clause is not None and clause.home != CONTRACT:
            yield ToElement(home.clause), clause.home
        for step in _COARSER:
            if clause is None or clause.home != CalendarHome(step):
                yield ByDate(step), CalendarHome(step)
    elif isinstance(home, CalendarHome):
        for step in _COARSER[home.step]:
            yield ByDate(step), CalendarHome(step)


def _from_table(symbols: Symbols, name: str) -> Iterator[tuple[Step, Home]]:
    table = symbols.tables.get(name)
    if table is None:
        return
    for field in table.node.fields:
        if field.kind.table is not None:
            target = next(
                (each for each in symbols.tables.values() if field.kind.table.text in (each.name, each.plural)), None
            )
            if target is not None:
                yield ByReference(field.name.text), target.home
    for cohort in symbols.cohorts.values():
        if any(each.members.text in (table.name, table.plural) for each in cohort.node.groups):
            yield ByMembership(cohort.name), CohortHome(cohort.name)
    if table.node.dated:
        for step in _COARSER:
            yield ByDate(step), CalendarHome(step)
