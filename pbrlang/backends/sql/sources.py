"""What a query reads: a relation, and those that its rows name, each joined once."""

import re
from string import ascii_lowercase

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
    asides: dict[object, tuple[str, str]] = field(factory=dict)

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

    def computed(self, alias: str, text: str) -> str | None:
        """A value of a joined relation alone, worked out before the join, for a value of a row that is named often."""
        join = next((each for each in self.joins.values() if each.alias == alias), None)
        if join is None:
            return None
        name = join.computed.setdefault(text, f"_{len(join.computed) + 1}")
        return f"{alias}.{self.dialect.named(name)}"

    def aside(self, key: object, query: str) -> str:
        """The alias of a query that gives one row for each row here, and may read it; of one key there is one."""
        if key not in self.asides:
            self.asides[key] = (self.aliases.give("aside"), query)
        return self.asides[key][0]

    def text(self, on: str | None = None, read: str | None = None) -> str:
        """The relations with their joins; `on` is the condition by which it is joined to what stands before it.

        Queries aside are left out that are not read in `read`, if that is given.
        """
        first = f"{self.base} AS {self.alias}" + (f" ON {on}" if on else "")
        crossed = [f"CROSS JOIN {relation} AS {alias}" for alias, relation in self.crossed.items()]
        found = [first, *crossed, *map(self._joined, self.joins.values())]
        for alias, query in self.asides.values():
            if read is None or f"{alias}." in read:
                found.append(f"LEFT JOIN LATERAL (\n{query}) AS {alias} ON TRUE")
        return "\n".join(found)

    @property
    def own(self) -> set[str]:
        """The aliases that are given here."""
        return {
            self.alias,
            *self.crossed,
            *(each.alias for each in self.joins.values()),
            *(each for each, _ in self.asides.values()),
        }

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
