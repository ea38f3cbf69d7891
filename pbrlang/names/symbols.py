"""What a contract declares: each Defined Term with its home."""

from typing import Any

from attrs import define, field

from pbrlang.names.homes import CONTRACT, CalendarHome, CohortHome, GroupHome, Home, LineHome, ListHome, TableHome
from pbrlang.source import Span
from pbrlang.source.late import Late
from pbrlang.syntax.tree import blocks as b
from pbrlang.values.nouns import Nouns


class Symbol(metaclass=Late):
    """A term that the contract declares, and where."""

    name: str
    span: Span


class TableSymbol(Symbol):
    """A kind of row."""

    plural: str
    node: b.Data

    @property
    def home(self) -> TableHome:
        """The rows themselves."""
        return TableHome(self.name)


class FieldSymbol(Symbol):
    """A field of a kind of row."""

    table: str
    node: b.Field

    @property
    def home(self) -> TableHome:
        """The rows that have it."""
        return TableHome(self.table)


class GroupSymbol(Symbol):
    """A named group of rows; `base` is the group of whose members it has some, where it is not of all rows."""

    node: b.Group
    table: str
    base: str | None = None

    @property
    def home(self) -> GroupHome:
        """Its members."""
        return GroupHome(self.name, self.table)


class CohortSymbol(Symbol):
    """A cohort block."""

    node: b.Cohort

    @property
    def home(self) -> CohortHome:
        """Its cohorts."""
        return CohortHome(self.name)


class ValueSymbol(Symbol):
    """A definition, a measure with its baseline and noise band, or an account. Its home is that of its definition."""

    node: b.Definition | b.Measure | b.Account
    home: Home = CONTRACT


def outstanding(account: str) -> str:
    """What the balance of an account before its first reduction in each step is called."""
    return f"{account} outstanding"


class PriceSymbol(Symbol):
    """A column of a rate card, read by its name."""

    node: b.Tariff
    column: int


class FigureSymbol(Symbol):
    """A column of figures of a table by date, read by its name."""

    table: str
    step: str

    @property
    def home(self) -> CalendarHome:
        """The periods that it has figures for."""
        return CalendarHome(self.step)


class ClauseSymbol(Symbol):
    """A clause that makes money due."""

    node: b.Clause
    home: Home = CONTRACT

    @property
    def lines(self) -> LineHome:
        """Its lines."""
        return LineHome(self.name)


class ListSymbol(Symbol):
    """A list of words that several fields share."""

    node: b.WordList

    @property
    def home(self) -> ListHome:
        """Its words."""
        return ListHome(self.name)

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, in the order of the text."""
        return tuple(each.text for each in self.node.kind.choices)


class DateTableSymbol(Symbol):
    """A table of figures by date, and what its columns of figures are called."""

    node: b.DateTable
    columns: tuple[str, ...]


class CapSymbol(Symbol):
    """A limit."""

    node: b.Cap


class ScenarioSymbol(Symbol):
    """A named set of inputs."""

    node: b.Scenario


class ProseSymbol(Symbol):
    """A clause of words."""

    node: b.Prose


class BreakSymbol(Symbol):
    """A break clause."""

    node: b.Break


Readable = FieldSymbol | ListSymbol | ValueSymbol | PriceSymbol | FigureSymbol | ClauseSymbol
Counted = TableSymbol | GroupSymbol | ClauseSymbol


@define(eq=False, repr=False)
class Symbols:
    """All that a contract declares, by name."""

    nouns: Nouns = field(factory=Nouns)
    tables: dict[str, TableSymbol] = field(factory=dict)
    fields: dict[str, list[FieldSymbol]] = field(factory=dict)
    groups: dict[str, GroupSymbol] = field(factory=dict)
    cohorts: dict[str, CohortSymbol] = field(factory=dict)
    values: dict[str, ValueSymbol] = field(factory=dict)
    prices: dict[str, PriceSymbol] = field(factory=dict)
    figures: dict[str, FigureSymbol] = field(factory=dict)
    clauses: dict[str, ClauseSymbol] = field(factory=dict)
    caps: dict[str, CapSymbol] = field(factory=dict)
    breaks: dict[str, BreakSymbol] = field(factory=dict)
    date_tables: dict[str, DateTableSymbol] = field(factory=dict)
    lists: dict[str, ListSymbol] = field(factory=dict)
    scenarios: dict[str, ScenarioSymbol] = field(factory=dict)
    prose: dict[str, ProseSymbol] = field(factory=dict)
    variations: list[b.Variation] = field(factory=list)
    choices: dict[str, list[FieldSymbol | ListSymbol]] = field(factory=dict)
    counted_as: dict[str, str] = field(factory=dict)
    """The noun in which the rows of a table, or the lines of a clause, are counted."""

    def readable(self, name: str) -> list[Readable]:
        """All that a name could mean where a value is read."""
        found: list[Readable] = list(self.fields.get(name, ()))
        places: tuple[dict[str, Any], ...] = (self.lists, self.values, self.prices, self.figures, self.clauses)
        return found + [place[name] for place in places if name in place]

    def counted(self, name: str) -> Counted | None:
        """The table, group or clause that a name stands for, in the singular or the plural."""
        for place in (self.tables, self.groups, self.clauses):
            for symbol in place.values():
                if name in (symbol.name, self.plural(symbol)):
                    return symbol
        return None

    def plural(self, symbol: Symbol) -> str:
        """How more than one of it is called."""
        return symbol.plural if isinstance(symbol, TableSymbol) else self.nouns.plural(symbol.name)

    def all(self) -> list[Symbol]:
        """Every declared term but fields."""
        rows = (self.lists, self.tables, self.groups, self.cohorts)
        terms = (*rows, self.values, self.prices, self.figures, self.date_tables, self.clauses, self.caps)
        places: tuple[dict[str, Any], ...] = (*terms, self.breaks, self.scenarios, self.prose)
        return [symbol for place in places for symbol in place.values()]

    def rows_called(self, name: str) -> TableHome | GroupHome | None:
        """The data or the group that a name stands for, in the singular or the plural."""
        found = self.counted(name)
        return found.home if isinstance(found, TableSymbol | GroupSymbol) else None

    def groups_of(self, rows: TableHome | GroupHome | None) -> tuple[TableHome | GroupHome, ...]:
        """Some rows, and all of whose members they are: a group, those that it is a part of, and its data."""
        if not isinstance(rows, GroupHome):
            return () if rows is None else (rows,)
        symbol = self.groups.get(rows.group)
        base = self.groups.get(symbol.base) if symbol is not None and symbol.base else None
        return (rows, *self.groups_of(TableHome(rows.table) if base is None else base.home))

    def observing(self, rows: TableHome | GroupHome | None) -> tuple[str, ...]:
        """The cohort blocks to which each of some rows may belong."""
        every = self.groups_of(rows)
        cohorts = self.cohorts.values()
        return tuple(
            each.name for each in cohorts if any(self.rows_called(of.members.text) in every for of in each.node.groups)
        )

    def list_of(self, kind: b.FieldKind) -> ListSymbol | None:
        """The list whose words a field takes: that which is named after `one of`."""
        return next((self.lists[each.text] for each in kind.choices if each.text in self.lists), None)

    def field_of(self, table: str, name: str) -> FieldSymbol | None:
        """A field of a table, by its name."""
        return next((each for each in self.fields.get(name, ()) if each.table == table), None)

    def unit_noun(self, name: str) -> str:
        """The noun in which rows of a table, or lines of a clause, are counted: the declared one, or its own name."""
        return self.counted_as.get(name, name)
