"""The single-valued ways from one home to another: exactly one may be taken without saying which."""

from collections.abc import Iterator
from itertools import product

from pbrlang.names.homes import (
    CONTRACT,
    ByDate,
    ByMembership,
    ByReference,
    ByWord,
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    PairHome,
    Path,
    Step,
    TableHome,
    ToContract,
    ToElement,
    ToPair,
    ToPart,
    ToRow,
    part_of,
)
from pbrlang.names.symbols import Symbols

_COARSER = {"month": ("quarter", "year"), "quarter": ("year",), "year": ()}


def paths(symbols: Symbols, start: Home, goal: Home) -> list[Path]:
    """Every way from one home to another that passes no home twice."""
    if isinstance(goal, ContractHome):
        return [()] if start == CONTRACT else [(ToContract(),)]
    found = list(_search(symbols, start, goal, (start,), ()))
    if found or not isinstance(goal, PairHome):
        return found
    return [(ToPair(ways),) for ways in product(*(paths(symbols, start, each) for each in goal.parts))]


def _search(symbols: Symbols, here: Home, goal: Home, seen: tuple[Home, ...], taken: Path) -> Iterator[Path]:
    if here == goal:
        yield taken
        return
    for step, there in arrows(symbols, here):
        # A date is never borrowed: only a row's, a line's or a period's own leads to a calendar or a cohort.
        if isinstance(step, ByDate) and not _is_own(taken, seen):
            continue
        if there not in seen:
            yield from _search(symbols, there, goal, (*seen, there), (*taken, step))


def _is_own(taken: Path, seen: tuple[Home, ...]) -> bool:
    """Whether the date of what these steps led to is that of the start: its own, or that of the part that dates it."""
    if not all(isinstance(each, ToRow | ToPart) for each in taken):
        return False
    calendar = part_of(seen[0], CalendarHome) if isinstance(seen[0], PairHome) else None
    return calendar is None or seen[-1] == calendar


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
        own = part_of(clause.home, CalendarHome) if clause is not None else None
        for step in _COARSER:
            if own != CalendarHome(step):
                yield ByDate(step), CalendarHome(step)
    elif isinstance(home, CalendarHome):
        for step in _COARSER[home.step]:
            yield ByDate(step), CalendarHome(step)
    elif isinstance(home, PairHome):
        for number, part in enumerate(home.parts):
            yield ToPart(number), part


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
        words = symbols.list_of(field.kind)
        if words is not None:
            yield ByWord(field.name.text, words.name), words.home
    for cohort in symbols.cohorts.values():
        members = [symbols.rows_called(each.members.text) for each in cohort.node.groups]
        if any(each is not None and each.table == table.name for each in members):
            yield ByMembership(cohort.name), CohortHome(cohort.name)
    if table.node.dated:
        for step in _COARSER:
            yield ByDate(step), CalendarHome(step)
