"""Clauses that make money due."""

from fractions import Fraction
from typing import Any

from attrs import frozen

from pbrlang.calendar.periods import Calendar
from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import DayUnsaid, ItemMissing, OutsideTerm, RecoveryUnsaid, WrongVerb
from pbrlang.ir.expressions import Constant, Expr
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.homeless import say_home
from pbrlang.ir.from_syntax.money import check_money
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken, home_words
from pbrlang.ir.program import Clamp, Clause, Often, Recovery, Terms
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import DAY, NUMBER, UNKNOWN, Quantity
from pbrlang.names.errors import OutOfReach, UnknownName
from pbrlang.names.homes import (
    CONTRACT,
    CalendarHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    Path,
    TableHome,
    ToContract,
)
from pbrlang.names.paths import paths
from pbrlang.names.symbols import ClauseSymbol, ValueSymbol
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree import expressions as ex
from pbrlang.syntax.tree.base import Name, walk
from pbrlang.values.wording import in_words

_VERBS = {"deduction": "deducts", "clawback": "recovers"}


@frozen(eq=False, repr=False)
class ClauseReader:
    """Reads one clause after another; all share the terms and the calendars."""

    scope: Scope
    terms: Terms
    calendars: dict[str, Calendar]

    def read(self, symbol: ClauseSymbol, outcome: str | None) -> Clause:
        """One clause."""
        node, scope = symbol.node, self.scope
        only(node.homes, node.keyword, scope.complaints)
        before = len(scope.complaints)
        elaborator = Elaborator(scope, Subject(symbol.home, self._measures(node)))
        amount = self._amount(node, elaborator)
        when = only(node.when, node.keyword, scope.complaints)
        condition = elaborator.condition(when) if when is not None else None
        clause = Clause(
            name=symbol.name,
            word=node.keyword,
            clause=node.number or "",
            home=symbol.home,
            day=self._day(node, symbol.home, elaborator),
            when=condition,
            amount=amount,
            clamps=tuple(self._clamp(each, elaborator) for each in node.clamps),
            often=self._often(node, symbol, elaborator),
            recovery=self._recovery(node, symbol),
            sign=-1 if node.keyword in _VERBS else 1,
            until=self._until(node),
            parts=self.terms.part_periods if isinstance(symbol.home, CalendarHome) else None,
            payable_on_its_date=bool(node.payable),
            span=node.span,
            outcome=outcome,
            note=" ".join(each.text for each in node.notes) or None,
        )
        say_home(scope, before, symbol, node.span)
        return clause

    def _measures(self, node: b.Clause) -> tuple[ValueSymbol, ...]:
        """The measures that a clause names, for `the baseline`."""
        found: dict[str, ValueSymbol] = {}
        for each in walk((node.when, node.amounts, node.clamps)):
            if isinstance(each, Name):
                symbol = self.scope.symbols.values.get(each.text)
                if symbol is not None and isinstance(symbol.node, b.Measure):
                    found[symbol.name] = symbol
        return tuple(found.values())

    def _amount(self, node: b.Clause, elaborator: Elaborator) -> Expr:
        wanted = _VERBS.get(node.keyword, "pays")
        item = only(node.amounts, node.keyword, self.scope.complaints)
        if item is None:
            self.scope.complain(ItemMissing(node.span, block=node.keyword, lacks="how much", answers=(f"{wanted} £…",)))
            return broken(node.span)
        if item.verb != wanted:
            self.scope.complain(WrongVerb(item.span, block=node.keyword, wanted=wanted, found=item.verb))
        return check_money(self.scope, elaborator.expression(item.value))

    def _clamp(self, node: b.Clamp, elaborator: Elaborator) -> Clamp:
        return Clamp(node.word, check_money(self.scope, elaborator.expression(node.value)))

    def _until(self, node: b.Clause) -> Any:
        homes = node.homes[0].homes if node.homes else ()
        if homes and homes[0].until == "run-off":
            return self.terms.settles_until
        return self.terms.ends

    # --- the date

    def _day(self, node: b.Clause, home: Home, elaborator: Elaborator) -> Expr | None:
        item = only(node.on, node.keyword, self.scope.complaints)
        if item is None:
            self._check_dated(node, home)
            return None
        if isinstance(item.day, ex.Day) and not self.terms.starts <= item.day.value <= self.terms.settles_until:
            said = item.day.value
            reason = f"{in_words(said)} lies outside the contract and its run-off, so nothing falls due"
            answer = in_words(self.terms.starts if said < self.terms.starts else self.terms.settles_until)
            self.scope.complain(OutsideTerm(item.span, reason=reason, answer=answer))
        day = elaborator.expression(item.day)
        if day.kind not in (DAY, UNKNOWN):
            self.scope.complain(
                WrongKind(item.span, wanted="a date", found=self.scope.words(day.kind), where="what a sum is dated by")
            )
        return day

    def _check_dated(self, node: b.Clause, home: Home) -> None:
        """A clause without `on` is dated by its row, its period or its cohort; all others must say."""
        answer = (f"on {in_words(self.terms.starts)}",)
        if isinstance(home, ContractHome):
            self.scope.complain(DayUnsaid(node.span, reason="it is due once", answers=answer))
        elif isinstance(home, TableHome | GroupHome):
            table = self.scope.symbols.tables[home.table].node
            if not table.dated:
                dates = tuple(f"on {each.name.text}" for each in table.fields if each.kind.word == "date")
                reason = f"{home_words(home)} is not dated" if not table.lasts else f"{home_words(home)} lasts"
                self.scope.complain(DayUnsaid(node.span, reason=reason, answers=dates or answer))

    # --- how often

    def _often(self, node: b.Clause, symbol: ClauseSymbol, elaborator: Elaborator) -> Often | None:
        item = only(node.times, node.keyword, self.scope.complaints)
        if item is None or not item.each:
            return None
        found = [self._kept(each.name, symbol) for each in item.each if each.name is not None]
        most: Expr = Constant(NUMBER, item.span, Fraction(1))
        if item.most is not None:
            most = elaborator.expression(item.most)
            if not isinstance(most.kind, Quantity) and most.kind != UNKNOWN:
                words = self.scope.words(most.kind)
                self.scope.complain(
                    WrongKind(most.span, wanted="a number", found=words, where="how many times something is paid")
                )
        reached = [each for each in found if each is not None]
        return Often(most, tuple(path for path, _ in reached), tuple(home for _, home in reached), item.span)

    def _kept(self, name: Name, symbol: ClauseSymbol) -> Any:
        """The way from a line of the clause to what it is paid once for, and the home that it is."""
        scope = self.scope
        target = scope.symbols.tables.get(name.text)
        cohort = scope.symbols.cohorts.get(name.text)
        reference = self._reference(name, symbol.home)
        if target is None and cohort is None and reference is None:
            known = [*scope.symbols.tables, *scope.symbols.cohorts]
            scope.complain(UnknownName(name.span, term=name.text, wanted="data", nearest=_near(name.text, known)))
            return None
        home: Home = reference or (cohort.home if cohort else target.home)  # type: ignore[union-attr]
        ways = paths(scope.symbols, symbol.home, home)
        if reference is not None:
            ways = [way for way in ways if way and getattr(way[0], "field", None) == name.text]
        if len(ways) != 1:
            here = home_words(symbol.home)
            scope.complain(OutOfReach(name.span, term=name.text, belongs_to=home_words(home), here=here))
            return None
        return ways[0], home

    def _reference(self, name: Name, home: Home) -> TableHome | None:
        """The table that a reference field of this name leads to."""
        if not isinstance(home, TableHome | GroupHome):
            return None
        symbol = self.scope.symbols.field_of(home.table, name.text)
        if symbol is None or symbol.node.kind.table is None:
            return None
        return TableHome(symbol.node.kind.table.text)

    # --- clawback

    def _recovery(self, node: b.Clause, symbol: ClauseSymbol) -> Recovery | None:
        item = only(node.sources, node.keyword, self.scope.complaints)
        if item is None:
            return None
        if item.means is None:
            self.scope.complain(RecoveryUnsaid(item.span))
        source = self.scope.symbols.clauses.get(item.clauses[0].text)
        if source is None:
            known = list(self.scope.symbols.clauses)
            close = _near(item.clauses[0].text, known)
            self.scope.complain(
                UnknownName(item.clauses[0].span, term=item.clauses[0].text, wanted="payment", nearest=close)
            )
            return None
        if source.node.keyword in _VERBS:
            found = f"a {source.node.keyword}"
            where = "what a clawback recovers from"
            self.scope.complain(WrongKind(item.clauses[0].span, wanted="a clause that pays", found=found, where=where))
            return None
        line, other, home = self._shared(symbol, source, item)
        return Recovery(
            source.name,
            line,
            other,
            home,
            item.means.word if item.means else "as a debt",
            self._within(symbol, item.clauses[0].text, home),
        )

    def _within(self, symbol: ClauseSymbol, source: str, home: Home) -> tuple[tuple[Home, Path], ...]:
        """What other clawbacks on the same clause are bounded for, as far as lines of this one lead there."""
        symbols = self.scope.symbols
        found: dict[Home, Path] = {}
        for other in symbols.clauses.values():
            for item in other.node.sources:
                goal = self._bounded_for(item) if item.clauses[0].text == source else None
                ways = paths(symbols, LineHome(symbol.name), goal) if goal not in (None, home) else []
                if goal is not None and len(ways) == 1:
                    found[goal] = ways[0]
        return tuple(found.items())

    def _bounded_for(self, item: b.From) -> Home | None:
        """What `for that …` names, if it is something there is."""
        if item.that is None:
            return None
        symbols = self.scope.symbols
        found = symbols.tables.get(item.that.text) or symbols.cohorts.get(item.that.text)
        return found.home if found else None

    def _shared(self, symbol: ClauseSymbol, source: ClauseSymbol, item: b.From) -> Any:
        """The smallest home that lines of both clauses lead to: what the bound of the recovery is kept for."""
        whole = ((ToContract(),), (ToContract(),), CONTRACT)
        symbols = self.scope.symbols
        if item.that is None:
            return whole
        home = self._bounded_for(item)
        if home is None:
            close = _near(item.that.text, [*symbols.tables, *symbols.cohorts])
            self.scope.complain(UnknownName(item.that.span, term=item.that.text, wanted="data", nearest=close))
            return whole
        ways = [paths(symbols, LineHome(each.name), home) for each in (symbol, source)]
        if any(len(way) != 1 for way in ways):
            self.scope.complain(
                OutOfReach(
                    item.that.span, term=item.that.text, belongs_to=home_words(home), here=home_words(symbol.home)
                )
            )
            return whole
        return ways[0][0], ways[1][0], home


def _near(word: str, known: list[str]) -> tuple[str, ...]:
    return tuple(nearest(word, known))
