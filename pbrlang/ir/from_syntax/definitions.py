"""Definitions, groups and measures."""

from attrs import define, field

from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import ItemMissing
from pbrlang.ir.expressions import Apply, Constant, Expr, InGroup
from pbrlang.ir.from_syntax.accounts import AccountReader
from pbrlang.ir.from_syntax.changed_terms import changes, varied
from pbrlang.ir.from_syntax.combine import as_literal, operation
from pbrlang.ir.from_syntax.elaborate import Elaborator, noun_unit
from pbrlang.ir.from_syntax.homeless import say_home
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken
from pbrlang.ir.program import Definition, Group
from pbrlang.kinds.errors import WrongKind, instead
from pbrlang.kinds.model import UNKNOWN, YES_NO, Kind, Quantity
from pbrlang.names.errors import UnknownName
from pbrlang.names.homes import TableHome
from pbrlang.names.symbols import GroupSymbol, ValueSymbol
from pbrlang.source import Span
from pbrlang.syntax.tree import blocks as b

_SIDES = ("baseline", "noise", "lower noise", "upper noise")
"""What a measure may have beside its value: each is a value of its own, with the unit of the measure."""


@define(eq=False, repr=False)
class Definitions:
    """Reads definitions in the order in which they are needed, so that each kind is known to its readers."""

    scope: Scope
    found: dict[str, Definition] = field(factory=dict)
    groups: dict[str, Group] = field(factory=dict)
    begun: set[str] = field(factory=set)

    def read_all(self) -> None:
        """Every definition, measure and group of the contract."""
        self.scope.define = self.ensure
        for symbol in self.scope.symbols.values.values():
            if isinstance(symbol.node, b.Measure):
                self.scope.sides.update(f"baseline of {symbol.name}" for _ in symbol.node.baselines[:1])
                for noise in symbol.node.noises[:1]:
                    words = ("noise",) if noise.within is not None else ("lower noise", "upper noise")
                    self.scope.sides.update(f"{word} of {symbol.name}" for word in words)
        for symbol in self.scope.symbols.values.values():
            self.ensure(symbol.name)
            for word in _SIDES:
                if f"{word} of {symbol.name}" in self.scope.sides:
                    self.ensure(f"{word} of {symbol.name}")
        for group in self.scope.symbols.groups.values():
            self._group(group)

    def ensure(self, name: str) -> None:
        """Work out one definition, unless it is being worked out already: a circle is told elsewhere."""
        if name in self.begun:
            return
        self.begun.add(name)
        word, _, of = name.partition(" of ")
        if word in _SIDES and of in self.scope.symbols.values:
            self._side(self.scope.symbols.values[of], word)
        elif name in self.scope.symbols.values:
            symbol = self.scope.symbols.values[name]
            if isinstance(symbol.node, b.Measure):
                self._measure(symbol, symbol.node)
            elif isinstance(symbol.node, b.Account):
                self.found.update({each.name: each for each in AccountReader(self.scope, symbol, symbol.node).read()})
            else:
                self._definition(symbol, symbol.node)

    def _definition(self, symbol: ValueSymbol, node: b.Definition) -> None:
        before = len(self.scope.complaints)
        body = self._varied(symbol, self._meaning(symbol, node.meaning))
        say_home(self.scope, before, symbol, node.name.span)
        self._add(symbol, "definition", symbol.name, body, node)

    def _varied(self, symbol: ValueSymbol, old: Expr) -> Expr:
        """A meaning with all that variations make of it."""
        subject, body = Subject(symbol.home), old
        for change in changes(self.scope, symbol.name):
            if change.reads.value is None:
                continue
            new = Elaborator(self.scope, subject).expression(change.reads.value)
            if UNKNOWN not in (new.kind, old.kind) and new.kind != old.kind:
                wanted, found = self.scope.words(old.kind), self.scope.words(new.kind)
                written = as_literal(self.scope, new, old.kind) if isinstance(new, Constant) else None
                fixes = (Edit(f"write `{written}`", new.span, written),) if written else ()
                where = f"what `{symbol.name}` reads"
                self.scope.complain(WrongKind(new.span, wanted=wanted, found=found, where=where, fixes=fixes))
                continue
            body = varied(self.scope, change, subject, new, body)
        return body

    def _measure(self, symbol: ValueSymbol, node: b.Measure) -> None:
        better = only(node.better, "measure", self.scope.complaints)
        if better is None:
            answers = ("lower is better", "higher is better")
            self.scope.complain(ItemMissing(node.span, block="measure", lacks="which way is better", answers=answers))
        meaning = only(node.meanings, "measure", self.scope.complaints)
        if meaning is None:
            self.scope.complain(ItemMissing(node.span, block="measure", lacks="what it means", answers=("means …",)))
            return
        before = len(self.scope.complaints)
        body = self._meaning(symbol, meaning)
        say_home(self.scope, before, symbol, node.name.span)
        self._check_unit(node, body)
        self._add(symbol, "measure", symbol.name, body, node)

    def _side(self, symbol: ValueSymbol, word: str) -> None:
        """The baseline or the noise band of a measure, which has its unit."""
        node = symbol.node
        body = self._side_body(symbol, node, word) if isinstance(node, b.Measure) else None
        if body is None or not isinstance(node, b.Measure):
            return
        kind = self.scope.kind_of(symbol.name)
        if UNKNOWN not in (kind, body.kind) and kind != body.kind:
            self._wrong_side(symbol, word, body, kind)
            body = broken(body.span)
        self._add(symbol, word, f"{word} of {symbol.name}", body, node)

    def _side_body(self, symbol: ValueSymbol, node: b.Measure, word: str) -> Expr | None:
        if word == "baseline":
            baseline = only(node.baselines, "measure", self.scope.complaints)
            return self._meaning(symbol, baseline.meaning) if baseline else None
        noise = only(node.noises, "measure", self.scope.complaints if word != "upper noise" else [])
        if noise is None:
            return None
        written = {"noise": noise.within, "lower noise": noise.low, "upper noise": noise.high}[word]
        return Elaborator(self.scope, Subject(symbol.home)).expression(written) if written is not None else None

    def _wrong_side(self, symbol: ValueSymbol, word: str, body: Expr, kind: Kind) -> None:
        words = self.scope.words
        written = as_literal(self.scope, body, kind) if isinstance(body, Constant) else None
        fixes = (Edit(f"write `{written}`", body.span, written),) if written else ()
        where = f"the {word} of `{symbol.name}`"
        self.scope.complain(WrongKind(body.span, wanted=words(kind), found=words(body.kind), where=where, fixes=fixes))

    def _meaning(self, symbol: ValueSymbol, meaning: b.Meaning) -> Expr:
        elaborator = Elaborator(self.scope, Subject(symbol.home))
        value = elaborator.expression(meaning.value)
        if meaning.fallback is None:
            return value
        if meaning.none_of is not None and self.scope.symbols.counted(meaning.none_of.text) is None:
            name = meaning.none_of
            close = tuple(nearest(name.text, [each.plural for each in self.scope.symbols.tables.values()]))
            self.scope.complain(UnknownName(name.span, term=name.text, wanted="data", nearest=close))
        otherwise = elaborator.choice(meaning.fallback, value)
        word = "at the start" if meaning.at_start else "otherwise"
        found = operation(self.scope, word, meaning.span, value, otherwise)
        if isinstance(found, Apply):
            return found
        return broken(meaning.span) if meaning.at_start else value

    def _check_unit(self, node: b.Measure, body: Expr) -> None:
        """`in nights` in a measure's header must be what it means."""
        if node.noun is None or not isinstance(body.kind, Quantity):
            return
        if body.kind.unit != noun_unit(self.scope, node.noun):
            found = self.scope.words(body.kind)
            self.scope.complain(
                WrongKind(
                    node.noun.span,
                    wanted=found,
                    found=f"`{node.noun.text}`",
                    where="the unit of this measure",
                    fixes=instead(node.noun.span, [found]) if " " not in found else (),
                )
            )

    def _add(self, symbol: ValueSymbol, role: str, key: str, body: Expr, node: b.Definition | b.Measure) -> None:
        self.scope.values[key] = body.kind
        measure = node if isinstance(node, b.Measure) else None
        baseline = measure.baselines[0] if measure and measure.baselines else None
        self.found[key] = Definition(
            name=key,
            role=role,
            home=symbol.home,
            kind=body.kind,
            body=body,
            clause=node.number or "",
            span=node.name.span,
            better=measure.better[0].word if measure and measure.better and role == "measure" else None,
            baseline=f"baseline of {symbol.name}" if baseline and role == "measure" else None,
            baseline_kind=baseline.kind if baseline else None,
            other_people=bool(measure and measure.other_people),
            baseline_source=baseline.source.text if baseline and baseline.source else None,
            note=" ".join(each.text for each in node.notes) or None,
        )

    def _group(self, symbol: GroupSymbol) -> None:
        base = self.scope.symbols.groups.get(symbol.base) if symbol.base else None
        home = TableHome(symbol.table) if base is None else base.home
        where = Elaborator(self.scope, Subject(home)).condition(symbol.node.where)
        if base is not None:
            where = Apply(YES_NO, where.span, "and", (InGroup(YES_NO, symbol.node.of.span, (), base.name), where))
        self.groups[symbol.name] = Group(symbol.name, symbol.table, where, symbol.node.number or "", _name_span(symbol))


def _name_span(symbol: GroupSymbol) -> Span:
    return symbol.node.name.span
