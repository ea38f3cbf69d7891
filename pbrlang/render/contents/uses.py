"""Where each name of a contract is used."""

from collections.abc import Iterator

from pbrlang.ir.expressions import (
    Aggregate,
    Banded,
    CellOf,
    Cover,
    Covered,
    Expr,
    FieldOf,
    FigureOf,
    IndexedBy,
    InGroup,
    Lines,
    Members,
    PreviousOf,
    Rows,
    ValueOf,
    Window,
    WordOf,
)
from pbrlang.ir.program import Program
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.names.homes import (
    ByMembership,
    ByReference,
    ByWord,
    CohortHome,
    GroupHome,
    Home,
    ListHome,
    Path,
    TableHome,
    parts_of,
    steps_of,
)
from pbrlang.render.contents.material import Material


def uses(material: Material) -> dict[str, dict[str, str]]:
    """For each name, the names of what uses it with the numbers of their clauses, in the order of the text."""
    found: dict[str, dict[str, str]] = {}
    for user, number, names in _users(material.program):
        for name in names:
            if name != user:
                found.setdefault(name, {}).setdefault(user, number)
    return {name: dict(sorted(users.items(), key=_in_the_text)) for name, users in found.items()}


def _in_the_text(user: tuple[str, str]) -> tuple[int, ...]:
    return tuple(int(part) for part in user[1].split(".") if part.isdigit())


def _users(program: Program) -> Iterator[tuple[str, str, set[str]]]:
    for each in program.definitions.values():
        own = _measure_of(each.name)
        yield own, each.clause, set(_of_home(each.home)) | set(reads(each.body)) - {own}
    for group in program.groups.values():
        yield group.name, group.clause, {group.table} | set(reads(group.where))
    for clause in program.clauses.values():
        parts = {name for part in clause_parts(clause) for name in reads(part)}
        named = set(clause.recovery.clauses if clause.recovery else ())
        named |= set(clause.advance.clauses if clause.advance else ())
        yield clause.name, clause.clause, parts | named | set(_of_home(clause.home))
    for cap in program.caps.values():
        yield cap.name, cap.clause, set(cap.clauses) | set(reads(cap.most)) | set(_of_home(cap.home))
    for cohort in program.cohorts.values():
        yield cohort.name, cohort.clause, {cohort.table, cohort.entry, cohort.observed_from}
    for found in program.breaks.values():
        yield found.name, found.clause, set(found.keeps) | set(reads(found.when) if found.when else ())


def _measure_of(name: str) -> str:
    """The measure that a baseline or a noise band belongs to, and the account of a balance; any other name as it is."""
    return name.removeprefix("baseline of ").removeprefix("noise of ").removesuffix(" outstanding")


def _of_home(home: Home) -> Iterator[str]:
    for part in parts_of(home):
        match part:
            case TableHome(table=name) | GroupHome(group=name) | CohortHome(cohort=name) | ListHome(list=name):
                yield name
            case _:
                pass


def reads(expr: Expr) -> Iterator[str]:
    """The names that an expression reads, those by way of which it finds what it reads among them."""
    for each in walk(expr):
        yield from _named(each)
        for path in _paths(each):
            for step in steps_of(path):
                match step:
                    case ByReference(field=name) | ByWord(field=name) | ByMembership(cohort=name):
                        yield name
                    case _:
                        pass


def _paths(expr: Expr) -> Iterator[Path]:
    for name in ("path", "member", "subject"):
        path = getattr(expr, name, None)
        if path:
            yield path


def _named(expr: Expr) -> Iterator[str]:
    match expr:
        case FieldOf(field=name) | InGroup(group=name) | WordOf(list=name):
            yield name
        case ValueOf(definition=name) | PreviousOf(definition=name):
            yield _measure_of(name)
        case CellOf(tariff=card, column=name):
            yield from (card, name)
        case FigureOf(table=card, column=name) | IndexedBy(table=card, column=name):
            yield from (card, name)
        case Banded(tariff=name):
            yield name
        case Aggregate(over=over, that_are=group, window=window):
            yield from _counted(over)
            yield from (group,) if group else ()
            yield from _cohorts(window)
        case Covered(by=by, without=without, window=window):
            for cover in (*by, *without):
                yield from _covering(cover)
            yield from _cohorts(window)
        case _:
            pass


def _counted(over: Rows | Members | Lines) -> Iterator[str]:
    match over:
        case Rows(table=name) | Members(group=name) | Lines(clause=name):
            yield name


def _covering(cover: Cover) -> Iterator[str]:
    yield cover.over.group if isinstance(cover.over, Members) else cover.over.table


def _cohorts(window: Window | None) -> Iterator[str]:
    if window is None:
        return
    if window.cohort:
        yield window.cohort
    for part in window.parts:
        yield from _cohorts(part)
