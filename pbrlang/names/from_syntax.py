"""Declarations out of the source tree, with their homes; what is declared twice or nowhere."""

from collections.abc import Iterator
from typing import Any

from attrs import define, field

from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.nearest import nearest
from pbrlang.names.errors import ChoiceIsTerm, DeclaredTwice, ListAmongWords, UnknownName
from pbrlang.names.floors import clause_of
from pbrlang.names.homes import CONTRACT, CalendarHome, GroupHome, Home
from pbrlang.names.reading_homes import read_homes
from pbrlang.names.symbols import (
    BreakSymbol,
    CapSymbol,
    ClauseSymbol,
    CohortSymbol,
    DateTableSymbol,
    FieldSymbol,
    FigureSymbol,
    GroupSymbol,
    ListSymbol,
    PriceSymbol,
    ProseSymbol,
    ScenarioSymbol,
    Symbol,
    Symbols,
    TableSymbol,
    ValueSymbol,
)
from pbrlang.source import Span
from pbrlang.syntax.bands import is_banded
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Name
from pbrlang.values.currencies import currency


def blocks_of(text: b.ContractText) -> Iterator[tuple[Any, b.Outcome | None]]:
    """Every block, those inside an outcome too, with the outcome that holds it."""
    for block in text.blocks:
        yield block, None
        if isinstance(block, b.Outcome):
            for inner in block.blocks:
                yield inner, block


def declare(text: b.ContractText) -> tuple[Symbols, list[Diagnostic]]:
    """All the terms of a contract. What is wrong with a declaration is told; the first of two stands."""
    blocks = [block for block, _ in blocks_of(text)]
    declarer = _Declarer(blocks=blocks)
    for block in blocks:
        if isinstance(block, b.WordList):
            declarer.word_list(block)
    for block in blocks:
        declarer.first(block)
    for block in blocks:
        declarer.second(block)
    declarer.groups([block for block in blocks if isinstance(block, b.Group)])
    for block in blocks:
        declarer.third(block)
    return declarer.symbols, declarer.complaints


PUBLISHED = "Published On"
"""The heading of the column that says when a figure of a table was published."""


def columns_of(block: b.DateTable) -> tuple[tuple[str, Span], ...]:
    """What the columns of figures of a table by date are called, and where that is said."""
    if block.files:
        return tuple((each.text, each.span) for each in block.files[0].columns[1:] if each.text != PUBLISHED)
    cells = block.grid.heading[1:] if block.grid is not None else ()
    return tuple((each.text, each.span) for each in cells if each.text != PUBLISHED)


_VALUES = b.Definition | b.Measure | b.Account | b.Tariff | b.DateTable
_KNOWN = _VALUES | b.Clause | b.Floor | b.Cap | b.Break | b.Scenario | b.Prose
"""The blocks that declare one term, and that may be for each of something or belong to the whole."""


def _stepped(block: b.Account) -> tuple[b.Home, ...]:
    """What an account has a balance for each of: what it says, and each of its steps."""
    step = block.steps[0].word if block.steps else "year"
    each = tuple(home for home in block.homes if home.period is None)
    return (*each, b.Home(block.steps[0].span if block.steps else block.span, None, step))


@define(eq=False, repr=False)
class _Declarer:
    symbols: Symbols = field(factory=Symbols)
    complaints: list[Diagnostic] = field(factory=list)

    blocks: list[Any] = field(factory=list)

    def word_list(self, block: b.WordList) -> None:
        """A list, before the fields that take their words from it."""
        symbol = ListSymbol(block.name.text, block.name.span, block)
        self._add(self.symbols.lists, symbol)
        seen: dict[str, Span] = {}
        for choice in block.kind.choices:
            if choice.text in seen:
                self.complaints.append(DeclaredTwice(choice.span, term=choice.text, first=seen[choice.text]))
            seen.setdefault(choice.text, choice.span)
            self.symbols.choices.setdefault(choice.text, []).append(symbol)

    def first(self, block: Any) -> None:
        """What needs nothing else: units, tables with their fields, cohorts."""
        if isinstance(block, b.Unit):
            if block.plural:
                self.symbols.nouns.declare(block.singular.text, block.plural.text)
        elif isinstance(block, b.Data):
            plural = block.plural.text if block.plural else self.symbols.nouns.plural(block.name.text)
            self.symbols.nouns.declare(block.name.text, plural)
            self._add(self.symbols.tables, TableSymbol(block.name.text, block.name.span, plural, block))
            self._fields(block)
        elif isinstance(block, b.Cohort):
            self._add(self.symbols.cohorts, CohortSymbol(block.name.text, block.name.span, block))
        elif isinstance(block, b.Variation):
            self.symbols.variations.append(block)

    @property
    def clause_names(self) -> dict[str, str]:
        """The clauses by their names, in the singular and the plural."""
        names = [each.name.text for each in self.blocks if isinstance(each, b.Clause | b.Floor)]
        return {form: name for name in names for form in (name, self.symbols.nouns.plural(name))}

    def _sign(self) -> str:
        """The sign of the contract's currency; any where it is not known, which is told elsewhere."""
        codes = [name.text for each in self.blocks if isinstance(each, b.Contract) for name in each.currency]
        found = currency(codes[0]) if codes else None
        return found.symbol if found else "£"

    def _fields(self, block: b.Data) -> None:
        seen: dict[str, FieldSymbol] = {}
        for each in block.fields:
            symbol = FieldSymbol(each.name.text, each.name.span, block.name.text, each)
            if symbol.name in seen:
                self.complaints.append(DeclaredTwice(symbol.span, term=symbol.name, first=seen[symbol.name].span))
                continue
            seen[symbol.name] = symbol
            own = self.symbols.lists.get(symbol.name)
            if own is not None and own.name not in [choice.text for choice in each.kind.choices]:
                self.complaints.append(DeclaredTwice(symbol.span, term=symbol.name, first=own.span))
            self.symbols.fields.setdefault(symbol.name, []).append(symbol)
            self._choices(symbol)

    def _choices(self, symbol: FieldSymbol) -> None:
        """The words of a field, unless it takes those of a list."""
        kind = symbol.node.kind
        words = self.symbols.list_of(kind)
        if words is not None:
            if len(kind.choices) > 1:
                self.complaints.append(ListAmongWords(kind.span, list=words.name))
            return
        if len(kind.choices) == 1 and (close := nearest(kind.choices[0].text, list(self.symbols.lists))):
            only = kind.choices[0]
            self.complaints.append(UnknownName(only.span, term=only.text, wanted="list", nearest=tuple(close)))
        for choice in kind.choices:
            self.symbols.choices.setdefault(choice.text, []).append(symbol)

    def second(self, block: Any) -> None:
        """What stands on tables: the nouns that count them."""
        if isinstance(block, b.Unit):
            for name in block.counts:
                counted = self.clause_names.get(name.text) or self.table(name)
                if counted:
                    self.symbols.counted_as[counted] = self.symbols.nouns.singular(block.singular.text)

    def groups(self, blocks: list[b.Group]) -> None:
        """Groups of data, and then those of the members of others."""
        waiting = blocks
        while waiting:
            ready = [
                (block, rows) for block in waiting if (rows := self.symbols.rows_called(block.of.text)) is not None
            ]
            for block, rows in ready:
                base = rows.group if isinstance(rows, GroupHome) else None
                symbol = GroupSymbol(block.name.text, block.name.span, block, rows.table, base)
                self._add(self.symbols.groups, symbol)
            done = [block for block, _ in ready]
            waiting = [block for block in waiting if block not in done]
            if not ready:
                for block in waiting:
                    self.table(block.of)
                return

    def third(self, block: Any) -> None:
        """What may be for each of anything: definitions, measures, clauses; and what has no home."""
        if not isinstance(block, _KNOWN):
            return
        name = block.name
        if isinstance(block, b.Scenario):
            self._add(self.symbols.scenarios, ScenarioSymbol(name.text, name.span, block))
        elif isinstance(block, b.Prose):
            self._add(self.symbols.prose, ProseSymbol(name.text, name.span, block))
        elif isinstance(block, b.Definition | b.Measure):
            home = read_homes(self.symbols, block.homes, self.complaints) if block.homes else self._varied_by(block)
            self._add(self.symbols.values, ValueSymbol(name.text, name.span, block, home or CONTRACT))
        elif isinstance(block, b.Account):
            home = read_homes(self.symbols, _stepped(block), self.complaints)
            self._add(self.symbols.values, ValueSymbol(name.text, name.span, block, home or CalendarHome("year")))
        elif isinstance(block, b.Clause):
            homes = block.homes[0].homes if block.homes else ()
            home = read_homes(self.symbols, homes, self.complaints, ends=True)
            self._add(self.symbols.clauses, ClauseSymbol(name.text, name.span, block, home or CONTRACT))
        elif isinstance(block, b.Floor):
            homes = block.tops[0].each.homes if block.tops else ()
            home = read_homes(self.symbols, homes, self.complaints, ends=True) or CONTRACT
            node = clause_of(block, home, self._sign())
            self._add(self.symbols.clauses, ClauseSymbol(name.text, name.span, node, home))
        elif isinstance(block, b.Break):
            self._add(self.symbols.breaks, BreakSymbol(name.text, name.span, block))
        elif isinstance(block, b.Cap):
            self._add(self.symbols.caps, CapSymbol(name.text, name.span, block))
        elif isinstance(block, b.DateTable):
            self._figures(block)
        else:
            self._prices(block)

    def _varied_by(self, block: b.Definition | b.Measure) -> Home:
        """A value without a home of its own belongs to each row by whose date a variation changes it, else to all."""
        for variation in self.symbols.variations:
            rows = variation.starts[0].rows if variation.starts else None
            if rows is not None and any(each.name.text == block.name.text for each in variation.reads):
                for symbol in self.symbols.tables.values():
                    if rows.text in (symbol.name, symbol.plural):
                        return symbol.home
        return CONTRACT

    def _prices(self, block: b.Tariff) -> None:
        """One key: each column after the first is a price of its own name; two keys, or bands: that of the card."""
        if block.grid is None or len(block.keys) > 1 or is_banded(block):
            self._add(self.symbols.prices, PriceSymbol(block.name.text, block.name.span, block, 0))
            return
        for column, cell in enumerate(block.grid.heading[1:], start=1):
            self._add(self.symbols.prices, PriceSymbol(cell.text, cell.span, block, column))

    def _figures(self, block: b.DateTable) -> None:
        """Each column after the first is a name, but the one that says when a figure was published."""
        named = columns_of(block)
        for name, span in named:
            self._add(self.symbols.figures, FigureSymbol(name, span, block.name.text, block.step))
        columns = tuple(name for name, _ in named)
        table = DateTableSymbol(block.name.text, block.name.span, block, columns)
        if table.name in columns:
            self.symbols.date_tables[table.name] = table  # its one column may have its name
        else:
            self._add(self.symbols.date_tables, table)

    def _add(self, place: dict[str, Any], symbol: Symbol) -> None:
        clash = next((each for each in self.symbols.all() if each.name == symbol.name), None)
        if clash is None and not isinstance(symbol, TableSymbol | ListSymbol):
            clash = next(iter(self.symbols.fields.get(symbol.name, ())), None)
        if clash is not None:
            self.complaints.append(DeclaredTwice(symbol.span, term=symbol.name, first=clash.span))
            return
        choice = next(iter(self.symbols.choices.get(symbol.name, ())), None)
        if choice is not None and isinstance(symbol, ValueSymbol | PriceSymbol | FigureSymbol | ClauseSymbol):
            self.complaints.append(self._is_choice(symbol, choice))
            return
        place[symbol.name] = symbol

    def _is_choice(self, symbol: Symbol, choice: FieldSymbol | ListSymbol) -> ChoiceIsTerm:
        said = next(each.span for each in choice.node.kind.choices if each.text == symbol.name)
        return ChoiceIsTerm(symbol.span, term=symbol.name, field=choice.name, first=said)

    def table(self, name: Name) -> str | None:
        """The table that a name stands for, in the singular or the plural."""
        for symbol in self.symbols.tables.values():
            if name.text in (symbol.name, symbol.plural):
                return symbol.name
        known = [each for symbol in self.symbols.tables.values() for each in (symbol.name, symbol.plural)]
        group = self.symbols.rows_called(name.text)
        close = (group.table,) if group is not None else tuple(nearest(name.text, known))
        self.complaints.append(UnknownName(name.span, term=name.text, wanted="data", nearest=close))
        return None
