"""Clauses that make money due."""

from typing import Any

from attrs import frozen

from pbrlang.calendar.periods import Calendar
from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import DayUnsaid, ItemMissing, OutsideTerm, RecoveryUnsaid, WrongVerb
from pbrlang.ir.expressions import Expr
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.homeless import say_home
from pbrlang.ir.from_syntax.money import check_money
from pbrlang.ir.from_syntax.often import read_often
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken, home_words
from pbrlang.ir.program import Clamp, Clause, Recovery, Terms
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import DAY, UNKNOWN
from pbrlang.names.errors import OutOfReach, UnknownName
from pbrlang.names.homes import (
    CONTRACT,
    CalendarHome,
    CohortHome,
    ContractHome,
    Home,
    LineHome,
    Path,
    ToContract,
    part_of,
    rows_of,
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
            often=read_often(scope, node, symbol, elaborator),
            recovery=self._recovery(node, symbol),
            sign=-1 if node.keyword in _VERBS else 1,
            until=self._until(node),
            parts=self.terms.part_periods if part_of(symbol.home, CalendarHome) else None,
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
        if any(each.until == "run-off" for each in homes):
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
        rows = rows_of(home)
        in_cohorts = part_of(home, CohortHome) is not None
        if part_of(home, CalendarHome) is not None or part_of(home, LineHome) is not None:
            return
        if isinstance(home, ContractHome):
            self.scope.complain(DayUnsaid(node.span, reason="it is due once", answers=answer))
        elif rows is not None:
            table = self.scope.symbols.tables[rows.table].node
            if not table.dated or in_cohorts:
                dates = tuple(f"on {each.name.text}" for each in table.fields if each.kind.word == "date")
                reason = f"{home_words(rows)} is not dated" if not table.lasts else f"{home_words(rows)} lasts"
                reason = f"both {home_words(home)} have a date" if table.dated else reason
                self.scope.complain(DayUnsaid(node.span, reason=reason, answers=dates or answer))
        elif not in_cohorts:
            self.scope.complain(DayUnsaid(node.span, reason=f"{home_words(home)} has no date", answers=answer))

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
        symbols, name = self.scope.symbols, item.that.text
        found = symbols.tables.get(name) or symbols.cohorts.get(name) or symbols.lists.get(name)
        return found.home if found else None

    def _shared(self, symbol: ClauseSymbol, source: ClauseSymbol, item: b.From) -> Any:
        """The smallest home that lines of both clauses lead to: what the bound of the recovery is kept for."""
        whole = ((ToContract(),), (ToContract(),), CONTRACT)
        symbols = self.scope.symbols
        if item.that is None:
            return whole
        home = self._bounded_for(item)
        if home is None:
            close = _near(item.that.text, [*symbols.tables, *symbols.cohorts, *symbols.lists])
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
