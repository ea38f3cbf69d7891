"""Keys and references: each key once, each reference to a row that is there and good."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from pbrlang.data.checks import data_place, spoken, written
from pbrlang.data.errors import DanglingReference, DataDiagnostic, DuplicateKey, RefersToBadRow
from pbrlang.data.matching import name_key
from pbrlang.data.rows import Row, Value
from pbrlang.data.sifting import Spoiled
from pbrlang.ir.tables import Field, Table

Keyed = Row | Spoiled
Fault = tuple[Keyed, DataDiagnostic]


def link(
    rows: Mapping[str, Sequence[Row]],
    spoiled: Mapping[str, Sequence[Spoiled]] | None = None,
    *,
    unread: Collection[str] = (),
    searched: Mapping[str, str] | None = None,
) -> list[Fault]:
    """Link the rows of several tables, by table name, and tell every row that must not be used.

    Fills `Row.links`. A row is at fault when it shares its key with another (each of them is),
    when it names a row that is not there, or one that is bad itself. `spoiled` are rows found bad
    before; `unread` names tables that nothing can be said about; `searched` says of each table
    where its rows were looked for.
    """
    before = spoiled or {}
    faults: list[Fault] = []
    registers: dict[str, _Register] = {}
    for name, members in rows.items():
        everyone: list[Keyed] = [*members, *before.get(name, ())]
        faults += _duplicates(everyone)
        registers[name] = _Register(name, everyone, (searched or {}).get(name, "the rows given"))
    for members in rows.values():
        fields = reference_fields(members[0].table) if members else ()
        for row in members if fields else ():
            faults += _references(row, fields, registers, unread)
    return faults + _spread(rows, [keyed for keyed, _ in faults if isinstance(keyed, Row)])


def _duplicates(everyone: Sequence[Keyed]) -> Iterator[Fault]:
    """Both of two rows are at fault: to keep the first would let the order of rows decide."""
    by_key: dict[tuple[Value, ...], list[Keyed]] = {}
    for keyed in everyone:
        if keyed.key is not None:
            by_key.setdefault(keyed.key, []).append(keyed)
    for key, sharing in by_key.items():
        if len(sharing) > 1:
            sharing.sort(key=_row_number)
            for keyed in sharing:
                yield keyed, _duplicate(keyed, key, sharing)


def _duplicate(keyed: Keyed, key: tuple[Value, ...], sharing: Sequence[Keyed]) -> DuplicateKey:
    is_first = keyed is sharing[0]
    names = keyed.table.key
    place = data_place(keyed.place, " and ".join(names), ", ".join(map(written, key)))
    return DuplicateKey(place, names, spoken(sharing[1 if is_first else 0].place), is_first)


def _row_number(keyed: Keyed) -> int:
    return data_place(keyed.place).row


class _Register:
    """The rows of one table by the name that references use."""

    def __init__(self, table: str, everyone: Sequence[Keyed], searched: str) -> None:
        self.table = table
        self.searched = searched
        self.entries: dict[Value, Keyed] = {}
        self._near: dict[str, str] | None = None
        for keyed in everyone:
            if keyed.key is not None and len(keyed.key) == 1:
                self.entries.setdefault(keyed.key[0], keyed)

    def nearest(self, name: str) -> str | None:
        """A name that differs only in case, spaces, hyphens or leading noughts."""
        if self._near is None:
            self._near = {loose_name(each): each for each in sorted(map(str, self.entries), reverse=True)}
        return self._near.get(loose_name(name))


def loose_name(name: str) -> str:
    """What two names share that differ only in case, spaces, hyphens or leading noughts."""
    return name_key(name).lstrip("0")


def reference_fields(table: Table) -> tuple[Field, ...]:
    """The fields that name other rows; an identifier in the key of its own table is the row's own name."""
    return tuple(
        each
        for each in table.fields
        if each.refers_to and not (each.refers_to == table.name and each.name in table.key)
    )


def _references(
    row: Row, fields: Sequence[Field], registers: Mapping[str, _Register], unread: Collection[str]
) -> Iterator[Fault]:
    for field in fields:
        name, table = row.values[field.name], field.refers_to
        if name is None or table is None or table in unread:
            continue
        register = registers.get(table) or _Register(table, (), "the rows given")
        entry = register.entries.get(name)
        place = data_place(row.place, field.name, written(name))
        if entry is None:
            yield row, DanglingReference(place, table, register.searched, register.nearest(written(name)))
        elif isinstance(entry, Spoiled):
            yield row, RefersToBadRow(place, table, spoken(entry.place))
        else:
            row.links[field.name] = entry


def _spread(rows: Mapping[str, Sequence[Row]], bad: Sequence[Row]) -> list[Fault]:
    """The rows that name a bad one, directly or through others."""
    if not bad:
        return []
    dependents: dict[int, list[tuple[Row, str]]] = {}
    for members in rows.values():
        for row in members:
            for field, target in row.links.items():
                dependents.setdefault(id(target), []).append((row, field))
    known = {id(row) for row in bad}
    waiting = list({id(row): row for row in bad}.values())
    faults: list[Fault] = []
    while waiting:
        target = waiting.pop()
        for row, field in dependents.get(id(target), ()):
            place = data_place(row.place, field, written(row.values[field]))
            faults.append((row, RefersToBadRow(place, target.table.name, spoken(target.place))))
            if id(row) not in known:
                known.add(id(row))
                waiting.append(row)
    return faults
