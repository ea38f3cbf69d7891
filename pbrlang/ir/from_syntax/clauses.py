"""Clauses that make money due."""

from attrs import frozen

from pbrlang.calendar.periods import Calendar
from pbrlang.diagnostics.nearest import nearest
from pbrlang.diagnostics.prose import article
from pbrlang.ir.errors import DayUnsaid, ItemMissing, OutsideTerm, WrongVerb
from pbrlang.ir.expressions import Expr
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.homeless import say_home
from pbrlang.ir.from_syntax.misplaced import check_items, to_date
from pbrlang.ir.from_syntax.money import check_money
from pbrlang.ir.from_syntax.often import read_often
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.recoveries import RecoveryReader
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken, home_words
from pbrlang.ir.program import Clamp, Clause, Terms
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import DAY, UNKNOWN
from pbrlang.names.errors import UnknownName
from pbrlang.names.homes import (
    CalendarHome,
    CohortHome,
    ContractHome,
    Home,
    LineHome,
    part_of,
    rows_of,
)
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
    recoveries: RecoveryReader

    def read(self, symbol: ClauseSymbol, outcome: str | None) -> Clause:
        """One clause."""
        node, scope = symbol.node, self.scope
        only(node.homes, node.keyword, scope.complaints)
        check_items(scope, node)
        self._check_topped(node)
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
            recovery=self.recoveries.recovery(node, symbol),
            advance=self.recoveries.advance(node, symbol),
            to_date=to_date(node),
            sign=-1 if node.keyword in _VERBS else 1,
            until=self.terms.settles_until if _runs_on(node) else self.terms.ends,
            runs_on=_runs_on(node),
            parts=self.terms.part_periods if part_of(symbol.home, CalendarHome) else None,
            payable_on_its_date=bool(node.payable),
            span=node.span,
            outcome=outcome,
            note=" ".join(each.text for each in node.notes) or None,
        )
        say_home(scope, before, symbol, node.span)
        return clause

    def _check_topped(self, node: b.Clause) -> None:
        """What a floor tops up are clauses that pay."""
        for name in node.against if node.keyword == "floor" else ():
            known = self.scope.symbols.counted(name.text)
            if known is None:
                close = _near(name.text, list(self.scope.symbols.clauses))
                self.scope.complain(UnknownName(name.span, term=name.text, wanted="payment", nearest=close))
            keyword = known.node.keyword if isinstance(known, ClauseSymbol) else ""
            if keyword in _VERBS or (known is not None and not keyword):
                found = f"{article(keyword)} {keyword}" if keyword else "no clause"
                where = "what a floor tops up"
                self.scope.complain(WrongKind(name.span, wanted="a clause that pays", found=found, where=where))

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
            lacks = "what it tops up, and to how much" if node.keyword == "floor" else "how much"
            answer = "tops up … to £… for each year" if node.keyword == "floor" else f"{wanted} £…"
            self.scope.complain(ItemMissing(node.span, block=node.keyword, lacks=lacks, answers=(answer,)))
            return broken(node.span)
        if item.verb != wanted:
            self.scope.complain(WrongVerb(item.span, block=node.keyword, wanted=wanted, found=item.verb))
        return check_money(self.scope, elaborator.expression(item.value))

    def _clamp(self, node: b.Clamp, elaborator: Elaborator) -> Clamp:
        return Clamp(node.word, check_money(self.scope, elaborator.expression(node.value)))

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
        if node.amounts and node.amounts[0].to_date and isinstance(home, ContractHome):
            return  # it is dated by the end of each settlement period
        if node.keyword == "floor" and not in_cohorts:
            if node.amounts:
                reason = f"what is paid for a {home_words(home)} may go on growing"
                self.scope.complain(DayUnsaid(node.span, reason=reason, answers=(f"on {in_words(self.terms.ends)}",)))
        elif isinstance(home, ContractHome):
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


def _near(word: str, known: list[str]) -> tuple[str, ...]:
    return tuple(nearest(word, known))


def _runs_on(node: b.Clause) -> bool:
    """Whether a clause for each period is said to run to the end of the run-off."""
    homes = node.homes[0].homes if node.homes else ()
    return any(each.until == "run-off" for each in homes)
