"""What ways from the lines of a clause read of the rows that these are for."""

from collections.abc import Collection, Iterable, Iterator

from attrs import define, field

from pbrlang.ir.program import Program
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import (
    ByDate,
    ByMembership,
    ByReference,
    ByWord,
    GroupHome,
    Path,
    Step,
    ToContract,
    ToElement,
    ToPair,
    ToRow,
    part_of,
    rows_of,
)
from pbrlang.settle.pools import pools


@define(eq=False)
class Need:
    """What is read of a row of a table: some fields, rows that it names, or which row it is (`whole`)."""

    table: str
    fields: set[str] = field(factory=set)
    rows: dict[str, "Need"] = field(factory=dict)
    whole: bool = False


def add_path(program: Program, need: Need, path: Path) -> None:
    """Note what a way reads that starts from a line for such a row."""
    _follow(program, need, path, is_line=True)


def _follow(program: Program, need: Need, path: Path, is_line: bool) -> None:
    here: Need | None = need
    for step in path:
        if here is None:
            return
        match step:
            case ToElement() | ToRow():
                is_line = False
            case ToContract():
                here = None
            case ToPair(ways=ways):
                for way in ways:
                    _follow(program, here, way, is_line)
                here = None
            case ByReference() | ByWord() | ByMembership() | ByDate():
                here = _one(program, here, step, is_line)
                is_line = False
            case _:
                raise Refusal("not in SQL", None, f"a way of the kind {type(step).__name__} from a line")
    if here is not None:
        here.whole = True


def _one(program: Program, here: Need, step: Step, is_line: bool) -> Need | None:
    table = program.tables[here.table]
    match step:
        case ByReference(field=name):
            return here.rows.setdefault(name, Need(table.by_name[name].refers_to or ""))
        case ByWord(field=name):
            here.fields.add(name)
        case ByMembership(cohort=cohort):
            if program.cohorts[cohort].group:
                raise Refusal("not in SQL", None, f"a cohort of a group, {cohort}")
            here.fields.add(program.cohorts[cohort].entry)
        case ByDate():
            dated = table.dated or (table.lasts.start if table.lasts else None)
            here.fields.update(() if is_line or dated is None else (dated,))
        case _:
            pass
    return None


def needs_of(program: Program, clause: str, settled: list[Path]) -> Need:
    """What is read of the rows that lines of a clause are for; `settled` are ways of totals of what is paid."""
    need = Need(table_of(program, clause))
    for ways in (_of_caps(program, clause), _of_recoveries(program, clause), _of_advances(program, clause), settled):
        for path in ways:
            add_path(program, need, path)
    return need


def table_of(program: Program, clause: str) -> str:
    """The table of the rows that a clause is for."""
    home = rows_of(program.clauses[clause].home)
    return home.table if home else ""


def whole_of(need: Need, tables: Collection[str]) -> Need:
    """The same where the rows of some tables are at hand: of these it matters which row it is, and no more."""
    if need.table in tables and need.whole:
        return Need(need.table, whole=True)
    rows = {name: whole_of(each, tables) for name, each in need.rows.items()}
    whole = {name: Need(each.table, whole=True) if each.table in tables else each for name, each in rows.items()}
    return Need(need.table, need.fields, whole, need.whole)


def _of_caps(program: Program, clause: str) -> Iterator[Path]:
    for cap in program.caps.values():
        if clause in cap.clauses and cap.each:
            if part_of(cap.home, GroupHome) is not None:
                raise Refusal("not in SQL", cap.span, f"a cap for each member of a group, {cap.name}")
            yield cap.each[clause]
        if clause in cap.taken:
            yield cap.taken[clause]


def _of_recoveries(program: Program, clause: str) -> Iterator[Path]:
    for pool in pools(program):
        if clause in pool.sources:
            yield pool.sources[clause]
    recovery = program.clauses[clause].recovery
    if recovery is not None:
        yield recovery.line
        yield from (each.line for each in recovery.within)


def _of_advances(program: Program, clause: str) -> Iterator[Path]:
    for each in program.clauses.values():
        if each.advance is not None and clause in each.advance.sources:
            yield each.advance.sources[clause]


def must_be_apart(program: Program, clause: str) -> bool:
    """Whether something asks for each line of a clause by itself.

    Lines that a limit takes by date, clause and key stand together where they have one clause and day, so that it comes
    to the same in all if they are added up first; so it does where only what is paid by a day is asked.
    """
    own = program.clauses[clause]
    if own.recovery is not None or own.advance is not None or own.to_date is not None:
        return True
    if any(each.advance is not None and clause in each.advance.clauses for each in program.clauses.values()):
        return True
    caps = [each for each in program.caps.values() if clause in each.clauses]
    return any(each.limits != "money" or "cut" in each.carried for each in caps)


def as_one(needs: Iterable[Need]) -> None:
    """Have all that is read of rows which are told apart read of each of them: one row is one thing everywhere."""
    while True:
        whole: dict[str, list[Need]] = {}
        for need in needs:
            for each in _whole(need, ()):
                whole.setdefault(each.table, []).append(each)
        before = [_size(need) for need in needs]
        for those in whole.values():
            fields = set[str]().union(*(each.fields for each in those))
            names = {name for each in those for name in each.rows}
            for each in those:
                each.fields |= fields
                for name in names:
                    inner = [one.rows[name] for one in those if name in one.rows]
                    each.rows.setdefault(name, Need(inner[0].table))
                    _take(each.rows[name], inner)
        if before == [_size(need) for need in needs]:
            return


def _take(need: Need, others: Iterable[Need]) -> None:
    for other in others:
        need.fields |= other.fields
        need.whole = need.whole or other.whole
        for name, inner in other.rows.items():
            _take(need.rows.setdefault(name, Need(inner.table)), (inner,))


def _whole(need: Need, above: tuple[str, ...]) -> Iterator[Need]:
    if need.table in above:
        raise Refusal("not in SQL", None, f"a {need.table} that names another")
    if need.whole:
        yield need
    for inner in need.rows.values():
        yield from _whole(inner, (*above, need.table))


def _size(need: Need) -> int:
    return 1 + need.whole + len(need.fields) + sum(map(_size, need.rows.values()))
