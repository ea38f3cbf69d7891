"""`once` and `at most N times`, as SQL: the last line that counts of each group, or the lines that do not."""

from attrs import frozen

from pbrlang.backends.sql.clauses import Limited
from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.places import RowPlace
from pbrlang.backends.sql.steps import Step
from pbrlang.backends.sql.values import both
from pbrlang.backends.sql.walking import Walker


@frozen
class Kept:
    """How the lines of a clause that count are told in the relation `s`: a join, and a condition."""

    join: str
    condition: str


@frozen
class LimitWriter:
    """Writes the limit of the clause with a number, of those in a sheet.

    `groups` and `order` are the columns of what it counts for and of the order of lines; where the order takes several
    columns, beyond a day, lines are numbered within their group.
    """

    dialect: Dialect
    sheet: str
    relation: str
    number: int
    limit: Limited
    groups: tuple[str, ...]
    order: tuple[str, ...]
    packed: bool
    title: str

    def step(self) -> Step:
        """The statement that makes the relation of the limit."""
        body = self._numbered() if not self.packed else self._first() if self.limit.always_once else self._so_many()
        make = self.dialect.temporary.format(self.dialect.named(self.relation))
        return Step(self.title, f"{make}\n{body}", self.relation)

    def kept(self) -> Kept:
        """How the lines that count are told."""
        alias = f"l{self.number}"
        due = f"s.{self._column('_due')} IS NOT NULL"
        name = f"LEFT JOIN {self.dialect.named(self.relation)} AS {alias}"
        if not self.packed:
            own = self.dialect.named("_id")
            return Kept(f"{name} ON {alias}.{own} = s.{own}", f"({due} AND {alias}.{own} IS NULL)")
        on = both(*(f"({alias}.{each} = s.{each})" for each in self.groups))
        last = f"{alias}.{self.dialect.named('_last')}"
        return Kept(f"{name} ON {on}", f"({due} AND ({last} IS NULL OR s.{self.order[0]} <= {last}))")

    def _column(self, name: str) -> str:
        return self.dialect.named(f"{name}{self.number}")

    @property
    def _where(self) -> str:
        there = [f"{each} IS NOT NULL" for each in self.groups]
        return " AND ".join([f"{self._column('_due')} IS NOT NULL", *there])

    @property
    def _most(self) -> str:
        low, high = self.limit.most.low, self.limit.most.high
        return str(low) if low == high and low is not None else self._column("_most")

    def _first(self) -> str:
        groups, last = ", ".join(self.groups), self.dialect.named("_last")
        first = f"SELECT {groups}, MIN({self.order[0]}) AS {last}"
        return f"{first}\nFROM {self.sheet}\nWHERE {self._where}\nGROUP BY {groups}"

    def _so_many(self) -> str:
        """Only the groups that have more lines than count are gone through in order."""
        groups, order = ", ".join(self.groups), self.order[0]
        most = self._most if self._most.isdigit() else f"MIN({self._most})"
        beyond = f"SELECT {groups} FROM {self.sheet} WHERE {self._where} GROUP BY {groups} HAVING COUNT(*) > {most}"
        on = both(*(f"(o.{each} = t.{each})" for each in self.groups))
        own = ", ".join(f"t.{each}" for each in self.groups)
        most = self._most if self._most.isdigit() else f"t.{self._most}"
        number = f"ROW_NUMBER() OVER (PARTITION BY {own} ORDER BY t.{order})"
        counted = f"CASE WHEN {number} <= {most} THEN t.{order} END"
        inner = (
            f"SELECT {own}, {counted} AS _counts\n  FROM {self.sheet} AS t JOIN ({beyond}) AS o ON {on}\n"
            f"  WHERE t.{self._column('_due')} IS NOT NULL"
        )
        last = self.dialect.named("_last")
        return f"SELECT {groups}, COALESCE(MAX(_counts), -1) AS {last}\nFROM ({inner}) AS n\nGROUP BY {groups}"

    def _numbered(self) -> str:
        own = self.dialect.named("_id")
        order = ", ".join(f"{each} NULLS FIRST" for each in self.order)
        number = f"ROW_NUMBER() OVER (PARTITION BY {', '.join(self.groups)} ORDER BY {order})"
        inner = f"SELECT {own}, {self._most} AS _times, {number} AS _number FROM {self.sheet} WHERE {self._where}"
        return f"SELECT {own}\nFROM ({inner}) AS n\nWHERE _number > _times"


def groups_of(walker: Walker, limit: Limited) -> tuple[str, ...]:
    """What a line counts for: rows by what a database tells them by, where they are joined."""
    found: list[str] = []
    for place in limit.places:
        join = place.source.joins.get((place.table, place.reference or "")) if isinstance(place, RowPlace) else None
        if isinstance(place, RowPlace) and join is not None:
            found.append(place.source.row_id(join.alias))
        else:
            found += walker.link(place)
    return tuple(found)
