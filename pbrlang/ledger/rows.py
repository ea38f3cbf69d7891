"""The rows that statements rest on: written down once, then only what changed, so that each state can be had again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from pbrlang.data.linking import link, reference_fields
from pbrlang.data.rows import Row, Value
from pbrlang.diagnostics import DataPlace
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Day, Quantity, YesNo
from pbrlang.ledger.documents import compact
from pbrlang.source import Span

Cell = str | None
Record = tuple[Cell, ...]
RowKey = tuple[Cell, ...]


class Kept(NamedTuple):
    """A row as it is written down: its cells in the order of the fields, and where it stood when it was."""

    cells: Record
    file: str
    row: int


class State:
    """All rows of all data at one time: for each data its fields and its rows by key."""

    def __init__(self) -> None:
        self.fields: dict[str, tuple[str, ...]] = {}
        self.rows: dict[str, dict[RowKey, Kept]] = {}

    def apply(self, changes: Mapping[str, Any]) -> None:
        """Take in what one statement found changed."""
        for table, told in changes.items():
            if told["anew"]:
                self.rows[table] = {}
            self.fields[table] = tuple(told["fields"])
            rows = self.rows.setdefault(table, {})
            for key in told["gone"]:
                del rows[tuple(key)]
            size = len(told["key"])
            places = [told["fields"].index(name) for name in told["key"]]
            for file, row, *cells in told["rows"]:
                kept = Kept(tuple(cells), file, row)
                rows[tuple([kept.cells[place] for place in places]) if size else (str(row),)] = kept

    def hash(self) -> str:
        """The SHA-256 of all rows, whatever their order and wherever they stand."""
        digest = hashlib.sha256()
        for table in sorted(self.rows):
            digest.update(compact([table, *self.fields[table]]).encode() + b"\n")
            lines = sorted([compact(kept.cells) for kept in self.rows[table].values()])
            digest.update("\n".join([*lines, ""]).encode())
        return digest.hexdigest()


class Change(NamedTuple):
    """A row that is in one of two states only, or in both with different cells."""

    table: str
    key: RowKey
    before: Kept | None
    after: Kept | None


def state_of(tables: Iterable[Table], rows: Mapping[str, Sequence[Row]]) -> State:
    """The rows that were read, as they are written down."""
    state = State()
    for table in tables:
        names = state.fields[table.name] = tuple(each.name for each in table.fields)
        places = [names.index(name) for name in table.key]
        kept = state.rows[table.name] = {}
        for row in rows.get(table.name, ()):
            cells = tuple([cell_of(row.values[name]) for name in names])
            place = row.place
            file, number = (place.source.name, place.line) if isinstance(place, Span) else (place.file, place.row)
            kept[tuple([cells[each] for each in places]) or (str(number),)] = Kept(cells, file, number)
    return state


def cell_of(value: Value) -> Cell:
    """A value as it is written down: exact, and the same whatever way a file wrote it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def value_of(cell: Cell, field: Field) -> Value:
    """A value from what was written down of it."""
    if cell is None:
        return None
    match field.kind:
        case Quantity():
            return Fraction(cell)
        case Day():
            return date.fromisoformat(cell)
        case YesNo():
            return cell == "yes"
        case _:
            return cell


def changes_between(before: State, after: State) -> list[Change]:
    """The rows that differ, by data in the order of the contract; where they stand does not count."""
    found: list[Change] = []
    for table in [*after.rows, *(each for each in before.rows if each not in after.rows)]:
        old, new = before.rows.get(table, {}), after.rows.get(table, {})
        for key, kept in new.items():
            was = old.get(key)
            if was is None or was.cells != kept.cells:
                found.append(Change(table, key, was, kept))
        found += [Change(table, key, was, None) for key, was in old.items() if key not in new]
    return found


def changes_document(before: State, after: State, tables: Iterable[Table]) -> dict[str, Any]:
    """What is written down of a state, given the one before: for each data its new rows, and the keys that are gone.

    Where the fields of a data are others than before, all its rows are written `anew`.
    """
    told = {}
    for table in tables:
        name, fields = table.name, after.fields[table.name]
        anew = before.fields.get(name) != fields
        old, new = ({} if anew else before.rows[name]), after.rows[name]
        gone = [key for key in old if key not in new]
        rows = [
            [kept.file, kept.row, *kept.cells]
            for key, kept in new.items()
            if (was := old.get(key)) is None or was.cells != kept.cells
        ]
        if anew or gone or rows:
            told[name] = {"fields": fields, "key": table.key, "anew": anew, "gone": gone, "rows": rows}
    return told


def rows_of(state: State, tables: Iterable[Table], when: str) -> dict[str, list[Row]]:
    """The rows of a state to settle by, linked; `when` says in their places which file is meant."""
    made = {}
    for table in tables:
        names = state.fields.get(table.name, ())
        kept = state.rows.get(table.name, {}).values()
        made[table.name] = [_row(table, names, each, when) for each in kept]
    faults = link(made)
    if faults:
        raise ValueError(f"rows written down cannot be linked: {faults[0][1].message()}")
    return made


def _row(table: Table, names: Sequence[str], kept: Kept, when: str) -> Row:
    cells = dict(zip(names, kept.cells, strict=True))
    values = {each.name: value_of(cells.get(each.name), each) for each in table.fields}
    return Row(table, values, DataPlace(f"{kept.file}{when}", kept.row))


def named_by(table: Table, cells: Record, fields: Sequence[str]) -> Iterator[tuple[str, RowKey]]:
    """The rows that a row names, as data and key."""
    for field in reference_fields(table):
        if field.refers_to and field.name in fields:
            cell = cells[fields.index(field.name)]
            if cell is not None:
                yield field.refers_to, (cell,)
