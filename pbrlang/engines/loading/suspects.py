"""Which rows must not be used, found in bulk; the interpreter's own reader then says of those alone what is wrong.

A row is faulty if a cell is bad, if it shares its key, if it names a row that is not there, or one that is faulty.
To say so of a row takes others: those that share its key, those that it names, and those whose names are like the one
that it gives. All of these are *needed*; of no other row does a message depend.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pbrlang.data.linking import loose_name, reference_fields
from pbrlang.engines.loading.tables import BAD, Made, faulty_name
from pbrlang.engines.naming import ROW, column, quoted, relation
from pbrlang.ir.tables import Field, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_AT_ONCE = 100_000


class Suspects:
    """Looks through the relations of all tables that could be read, by the tables' names."""

    def __init__(self, connection: "Connection", made: Mapping[str, Made], unread: Sequence[str]) -> None:
        self._connection = connection
        self._made = made
        self._unread = unread

    def found(self, ragged: bool) -> bool:
        """Find the faulty rows; whether there are any. `ragged` says that there are some that no relation has."""
        for made in self._made.values():
            self._run(f"CREATE TABLE {quoted(faulty_name(made.table))} ({quoted(ROW)} BIGINT)")
            self._add(
                made, f"SELECT {quoted(ROW)} FROM {quoted(made.name)} WHERE {quoted(BAD)} > 0" if made.has_bad else None
            )
            self._add(made, self._doubled(made))
            for field, target in self._references(made.table):
                self._add(made, f"SELECT {quoted(ROW)} FROM ({self._dangling(made, field, target)})")
        if not ragged and not any(self._count(made) for made in self._made.values()):
            return False
        while any(self._spread(made, field, target) for made, field, target in self._links()):
            pass
        return True

    def needed(self) -> dict[str, list[int]]:
        """The numbers of all rows on which a message can depend, by table."""
        for made in self._made.values():
            faulty = quoted(faulty_name(made.table))
            self._run(f"CREATE TEMP TABLE {_needed(made.table)} AS FROM {faulty}")
        for made, field, target in self._links():
            self._near(made, field, target)
        while any(self._climb(made, field, target) for made, field, target in self._links()):
            pass
        return {
            name: [
                row for (row,) in self._run(f"SELECT {quoted(ROW)} FROM {_needed(made.table)} ORDER BY 1").fetchall()
            ]
            for name, made in self._made.items()
        }

    # --- what makes a row faulty

    def _doubled(self, made: Made) -> str | None:
        """The rows that share their key; where no two keys have one hash there is no need to compare keys."""
        keys = [quoted(column(each)) for each in made.table.key]
        if not keys:
            return None
        listed = ", ".join(keys)
        known = f"{quoted(BAD)} < 2" if made.has_bad else "true"
        hashes = f"SELECT hash({listed}) AS one FROM {quoted(made.name)} WHERE {known}"
        alike = quoted(f"_alike {relation(made.table.name)}")
        self._run(
            f"CREATE TEMP TABLE {alike} AS SELECT DISTINCT one FROM "
            f"(SELECT one, lag(one) OVER (ORDER BY one) AS other FROM ({hashes})) WHERE one = other"
        )
        if not (self._run(f"SELECT count(*) FROM {alike}").fetchone() or (0,))[0]:
            return None
        some = f"{known} AND hash({listed}) IN (FROM {alike})"
        double = f"SELECT {listed} FROM {quoted(made.name)} WHERE {some} GROUP BY {listed} HAVING count(*) > 1"
        same = " AND ".join(f"o.{each} IS NOT DISTINCT FROM d.{each}" for each in keys)
        rows = f"(SELECT * FROM {quoted(made.name)} WHERE {some})"
        return f"SELECT o.{quoted(ROW)} FROM {rows} o JOIN ({double}) d ON {same}"

    def _references(self, table: Table) -> list[tuple[Field, Made | None]]:
        return [
            (field, self._made.get(field.refers_to))
            for field in reference_fields(table)
            if field.refers_to and field.refers_to not in self._unread
        ]

    def _links(self) -> list[tuple[Made, Field, Made]]:
        return [
            (made, field, target)
            for made in self._made.values()
            for field, target in self._references(made.table)
            if target and len(target.table.key) == 1
        ]

    def _dangling(self, made: Made, field: Field, target: Made | None) -> str:
        at = quoted(column(field.name))
        good = f" AND {quoted(BAD)} = 0" if made.has_bad else ""
        there = ""
        if target and len(target.table.key) == 1:
            there = f" AND NOT EXISTS (SELECT 1 FROM {self._keys(target)} k WHERE k.name = m.{at})"
        return f"SELECT {quoted(ROW)}, {at} AS name FROM {quoted(made.name)} m WHERE {at} IS NOT NULL{good}{there}"

    def _keys(self, made: Made, only: str = "") -> str:
        """The names by which the rows of a table are referred to; `only` says of which rows."""
        known = [f"{quoted(BAD)} < 2"] if made.has_bad else []
        where = " AND ".join([*known, *([only] if only else [])])
        key = quoted(column(made.table.key[0]))
        return f"(SELECT {key} AS name, {quoted(ROW)} FROM {quoted(made.name)}{' WHERE ' + where if where else ''})"

    def _spread(self, made: Made, field: Field, target: Made) -> bool:
        faulty = f"{quoted(ROW)} IN (FROM {quoted(faulty_name(target.table))})"
        named = f"{quoted(column(field.name))} IN (SELECT name FROM {self._keys(target, faulty)})"
        return self._add(made, f"SELECT {quoted(ROW)} FROM {quoted(made.name)} WHERE {named}")

    def _add(self, made: Made, rows: str | None) -> bool:
        return rows is not None and self._insert(quoted(faulty_name(made.table)), rows)

    # --- what a message needs

    def _climb(self, made: Made, field: Field, target: Made) -> bool:
        at = quoted(column(field.name))
        names = f"SELECT {at} FROM {quoted(made.name)} WHERE {quoted(ROW)} IN (FROM {_needed(made.table)})"
        return self._insert(
            _needed(target.table), f"SELECT {quoted(ROW)} FROM {self._keys(target, '')} WHERE name IN ({names})"
        )

    def _near(self, made: Made, field: Field, target: Made) -> None:
        """Rows whose names are spelt like a name that leads nowhere."""
        dangling = self._run(f"SELECT DISTINCT name FROM ({self._dangling(made, field, target)})").fetchall()
        if not dangling:
            return
        loose = {loose_name(name) for (name,) in dangling}
        near = []
        query = f"SELECT {quoted(ROW)}, name FROM {self._keys(target)}"
        found = self._run(query)
        while some := found.fetchmany(_AT_ONCE):
            near += [row for row, name in some if name is not None and loose_name(name) in loose]
        for first in range(0, len(near), _AT_ONCE):
            listed = ", ".join(f"({row})" for row in near[first : first + _AT_ONCE])
            self._insert(_needed(target.table), f"SELECT * FROM (VALUES {listed}) v({quoted(ROW)})")

    # --- the database

    def _insert(self, into: str, rows: str) -> bool:
        """Insert row numbers that are not there yet; whether there were any."""
        made = self._run(
            f"INSERT INTO {into} SELECT DISTINCT {quoted(ROW)} FROM ({rows}) EXCEPT FROM {into}"
        ).fetchone()
        return bool(made and made[0])

    def _count(self, made: Made) -> int:
        found = self._run(f"SELECT count(*) FROM {quoted(faulty_name(made.table))}").fetchone()
        return int(found[0]) if found else 0

    def _run(self, query: str) -> Any:
        return self._connection.execute(query)


def _needed(table: Table) -> str:
    return quoted(f"_needed {relation(table.name)}")
