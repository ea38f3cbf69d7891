"""Which changed rows a correction rests on."""

from collections.abc import Iterator, Sequence

from pbrlang.data.checks import written
from pbrlang.data.rows import Row
from pbrlang.interpret import Element, Line, PairElement
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Table
from pbrlang.ledger.model import LineKey, RowChange
from pbrlang.ledger.rows import Cell, Change, Kept, RowKey, State, cell_of, named_by, value_of
from pbrlang.names.homes import GroupHome, Home, LineHome, TableHome

MOST_NAMED = 3
Place = tuple[str, RowKey]


class Causes:
    """Finds, for a line that earlier statements had otherwise, the changed rows nearest to it.

    Nearest are the row that the line is for and those that it names; then those that name one of the same, the
    fewest. If none of these changed, any that did, since limits and totals lead from all rows to all lines.
    """

    def __init__(self, program: Program, before: State, after: State, changes: Sequence[Change]) -> None:
        self._program = program
        self._states = (after, before)
        self._changes = changes
        self._by_place = {(each.table, each.key): each for each in changes}
        self._gone = {
            (each.table, tuple(value for _, value in self._key(each))): (each.table, each.key)
            for each in changes
            if each.before
        }
        self._near: dict[Place, list[Change]] = {}
        for each in changes:
            for place in self._around([(each.table, each.key)]):
                self._near.setdefault(place, []).append(each)

    def of(self, line: LineKey, element: Element | None, *, near: bool = False) -> tuple[tuple[RowChange, ...], int]:
        """The changed rows nearest to a line, and how many more may bear on it; only those `near` it, if so asked.

        `element` is what the line is for, unless that is gone.
        """
        found = self._nearest(line, element) or ([] if near else self._changes)
        return tuple(self._told(each) for each in found[:MOST_NAMED]), len(found[MOST_NAMED:])

    def _nearest(self, line: LineKey, element: Element | None) -> list[Change]:
        own = self._places(line, element)
        around = list(self._around(own))
        first = [self._by_place[each] for each in around if each in self._by_place]
        shared = [self._near[named] for named in around[len(own) :] if named in self._near]
        return first or min(shared, key=len, default=[])

    def _places(self, line: LineKey, element: Element | None) -> list[Place]:
        """Where the rows that a line is for are, or were, among those written down."""
        while isinstance(element, Line):
            element = element.element
        parts = element.parts if isinstance(element, PairElement) else (element,)
        rows = [each for each in parts if isinstance(each, Row)]
        if rows:
            return [(each.table.name, tuple([cell_of(value) for value in each.key])) for each in rows]
        clause = self._program.clauses.get(line.clause)
        table = self._table(clause.home) if clause and element is None else None
        gone = self._gone.get((table, tuple(value for _, value in line.key))) if table else None
        return [gone] if gone else []

    def _table(self, home: Home) -> str | None:
        match home:
            case TableHome(table=table) | GroupHome(table=table):
                return table
            case LineHome(clause=clause):
                return self._table(self._program.clauses[clause].home)
            case _:
                return None

    def _around(self, places: Sequence[Place]) -> Iterator[Place]:
        """Rows and those that they name, directly or through others, as they are now or were before."""
        seen = set(places)
        waiting = list(places)
        for here in waiting:
            yield here
            for each in self._named(here):
                if each not in seen:
                    seen.add(each)
                    waiting.append(each)

    def _named(self, place: Place) -> Iterator[Place]:
        name, key = place
        table = self._program.tables.get(name)
        if table is None:
            return
        for state in self._states:
            kept = state.rows.get(name, {}).get(key)
            if kept is not None:
                yield from named_by(table, kept.cells, state.fields[name])

    def _told(self, change: Change) -> RowChange:
        what = "added" if change.before is None else "withdrawn" if change.after is None else "changed"
        kept = change.after or change.before
        place = f"{kept.file}, row {kept.row}" if kept else ""
        return RowChange(change.table, self._key(change), what, tuple(self._fields(change)), place)

    def _key(self, change: Change) -> tuple[tuple[str, str], ...]:
        """The key of a changed row, as a line that is for it would say it."""
        table = self._program.tables.get(change.table)
        if table is None:
            return ()
        pairs = zip(table.key, change.key, strict=False)
        return tuple((name, _in_words(table, name, cell).replace(",", "")) for name, cell in pairs)

    def _fields(self, change: Change) -> Iterator[tuple[str, str, str]]:
        """The fields that changed; of a row that was added or withdrawn, what it says beside its key."""
        table = self._program.tables.get(change.table)
        old, new = (self._values(state, change.table, kept) for state, kept in self._pairs(change))
        for name in dict.fromkeys([*old, *new]):
            if table is None or name in table.key or old.get(name) == new.get(name):
                continue
            was, now = (_in_words(table, name, values[name]) if values else "" for values in (old, new))
            yield name, was, now

    def _pairs(self, change: Change) -> tuple[tuple[State, Kept | None], tuple[State, Kept | None]]:
        after, before = self._states
        return (before, change.before), (after, change.after)

    def _values(self, state: State, table: str, kept: Kept | None) -> dict[str, Cell]:
        return dict(zip(state.fields[table], kept.cells, strict=True)) if kept else {}


def _in_words(table: Table, name: str, cell: Cell) -> str:
    field = table.by_name.get(name)
    return written(value_of(cell, field)) if field else cell or "blank"
