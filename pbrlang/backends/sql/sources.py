"""What a query reads: a relation, and those that its rows name, each joined once."""

import re
from collections.abc import Callable
from string import ascii_lowercase
from typing import Protocol

from attrs import define, field

from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.naming import relation

ALIAS = re.compile(r"\b([a-z]+[0-9]+)\.")
"""Finds the aliases that a text names."""


@define(eq=False)
class Aliases:
    """Short names of relations, none given twice."""

    given: dict[str, int] = field(factory=dict)

    def give(self, relation: str) -> str:
        """A name for a relation: its last word, and a number."""
        last = relation.rsplit("_", maxsplit=1)[-1]
        word = "".join(each for each in last if each in ascii_lowercase) or "row"
        self.given[word] = self.given.get(word, 0) + 1
        return f"{word}{self.given[word]}"


@define(eq=False)
class Join:
    """A relation that is joined by its key, with columns that are worked out before it is joined."""

    relation: str
    alias: str
    key: str
    on: str
    optional: bool
    computed: dict[str, str] = field(factory=dict)


class Aside(Protocol):
    """A query that gives a row for each row of a source, or none, which is then all blank."""

    alias: str

    def asked(self) -> list[str]:
        """What is read there of other relations than the source's own, besides what is read inside the query."""

    def joined(self, rename: Callable[[str], str]) -> str:
        """Its join."""


@define(eq=False)
class Lateral:
    """A query aside that may read what stands beside it."""

    alias: str
    query: str

    def asked(self) -> list[str]:
        """Nothing that must be known outside."""
        return []

    def joined(self, _rename: Callable[[str], str]) -> str:
        """Its join."""
        return f"LEFT JOIN LATERAL (\n{self.query}) AS {self.alias} ON TRUE"


def as_it_is(text: str) -> str:
    """The same text."""
    return text


@define(eq=False)
class Source:
    """What stands after FROM. `read` gathers the fields that are read of the relation that it begins with."""

    dialect: Dialect
    aliases: Aliases
    base: str
    alias: str
    crossed: dict[str, str] = field(factory=dict)
    joins: dict[tuple[str, str], Join] = field(factory=dict)
    read: set[str] = field(factory=set)
    matches: dict[tuple[str, tuple[tuple[str, str], ...]], str] = field(factory=dict)
    asides: dict[object, Aside] = field(factory=dict)

    @classmethod
    def of(cls, dialect: Dialect, aliases: Aliases, name: str) -> "Source":
        """A source over one relation, by its name before it is quoted."""
        return cls(dialect, aliases, dialect.named(name), aliases.give(name))

    def cross(self, relation: str) -> str:
        """The alias of a further relation, each of whose rows is combined with each here."""
        alias = self.aliases.give(relation)
        self.crossed[alias] = self.dialect.named(relation)
        return alias

    def join(self, table: str, on: str, key: str, optional: bool) -> str:
        """The alias of a table, joined where its key column is the same as a value."""
        known = self.joins.get((table, on))
        if known is None:
            alias = self.aliases.give(relation(table))
            known = Join(self.dialect.named(relation(table)), alias, key, on, optional)
            self.joins[table, on] = known
        known.optional = known.optional and optional
        return known.alias

    def match(self, relation: str, on: tuple[tuple[str, str], ...]) -> str:
        """The alias of a relation with one row for each row here, joined where columns of it are the same as values."""
        key = (relation, on)
        if key not in self.matches:
            self.matches[key] = self.aliases.give(relation)
        return self.matches[key]

    def computed(self, alias: str, text: str) -> str | None:
        """A value of a joined relation alone, worked out before the join, for a value of a row that is named often."""
        join = next((each for each in self.joins.values() if each.alias == alias), None)
        if join is None:
            return None
        name = join.computed.setdefault(text, f"_{len(join.computed) + 1}")
        return f"{alias}.{self.dialect.named(name)}"

    def aside(self, key: object, made: Callable[[str], Aside]) -> str:
        """The alias of a query that gives one row for each row here, and may read it; of one key there is one."""
        if key not in self.asides:
            self.asides[key] = made(self.aliases.give("aside"))
        return self.asides[key].alias

    def text(self, on: str | None = None, read: str | None = None, rename: Callable[[str], str] = as_it_is) -> str:
        """The relations with their joins; `on` is the condition by which it is joined to what stands before it.

        Queries aside are left out that are not read in `read`, if that is given. `rename` says how columns of other
        relations are told here.
        """
        first = f"{self.base} AS {self.alias}" + (f" ON {on}" if on else "")
        crossed = [f"CROSS JOIN {relation} AS {alias}" for alias, relation in self.crossed.items()]
        found = [first, *crossed, *map(self._joined, self.joins.values())]
        asides = self._read_asides(read)
        if read is not None:
            read = " ".join((read, *(token for each in asides for token in each.asked())))
        found += [self._matched(*key) for key, alias in self.matches.items() if read is None or f"{alias}." in read]
        found += [each.joined(rename) for each in asides]
        return "\n".join(found)

    def _matched(self, name: str, on: tuple[tuple[str, str], ...]) -> str:
        alias = self.matches[name, on]
        met = " AND ".join(f"{alias}.{self.dialect.named(column)} = {text}" for column, text in on)
        return f"JOIN {self.dialect.named(name)} AS {alias} ON {met or 'TRUE'}"

    def hanging(self, read: str) -> list[str]:
        """What the queries aside that are read ask of other relations."""
        return [token for each in self._read_asides(read) for token in each.asked()]

    def _read_asides(self, read: str | None) -> list[Aside]:
        """The queries aside that a text reads, or that those read, in the order in which they were made."""
        if read is None:
            return list(self.asides.values())
        kept: list[Aside] = []
        for each in reversed(self.asides.values()):
            if f"{each.alias}." in read:
                kept.insert(0, each)
                read = " ".join((read, *each.asked()))
        return kept

    def relation_of(self, alias: str) -> str | None:
        """The relation that has an alias, unless it may have no row here."""
        joined = {each.alias: each.relation for each in self.joins.values() if not each.optional}
        return {self.alias: self.base, **self.crossed, **joined}.get(alias)

    @property
    def standing(self) -> set[str]:
        """The aliases of relations here, besides those of queries."""
        return {self.alias, *self.crossed, *(each.alias for each in self.joins.values()), *self.matches.values()}

    @property
    def own(self) -> set[str]:
        """The aliases that are given here."""
        return {*self.standing, *(each.alias for each in self.asides.values())}

    def _joined(self, join: Join) -> str:
        word = "LEFT JOIN" if join.optional else "JOIN"
        relation = join.relation
        if join.computed:
            row = self.dialect.row.format(join.alias)
            columns = [f"{text} AS {self.dialect.named(name)}" for text, name in join.computed.items()]
            columns = [f"{join.alias}.*", f"{row} AS {self.dialect.named('_id')}", *columns]
            relation = f"(SELECT {', '.join(columns)}\n  FROM {relation} AS {join.alias})"
        return f"{word} {relation} AS {join.alias} ON {join.alias}.{self.dialect.named(join.key)} = {join.on}"

    def row_id(self, alias: str) -> str:
        """What tells a row of a relation from all others."""
        for join in self.joins.values():
            if join.alias == alias and join.computed:
                return f"{alias}.{self.dialect.named('_id')}"
        return self.dialect.row.format(alias)
