"""What clawbacks recover from, what advances are set off against, and how the money comes back."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from pbrlang.calendar.months import LAST_YEAR
from pbrlang.calendar.periods import shift_months
from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import MonthEndUnsaid, OutsideTerm, RecoveryUnsaid, UnearnedUnsaid
from pbrlang.ir.expressions import Expr
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.ir.program import Terms
from pbrlang.ir.recovering import Advance, Instalments, Recovery, Unearned, Within
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import DAY, UNKNOWN
from pbrlang.names.errors import OutOfReach, UnknownName
from pbrlang.names.homes import CONTRACT, Home, LineHome, Path, ToContract
from pbrlang.names.paths import paths
from pbrlang.names.symbols import ClauseSymbol
from pbrlang.source import Span
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree import expressions as ex
from pbrlang.syntax.tree.base import Name
from pbrlang.values.wording import in_words

_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
_MOST_INSTALMENTS = 600
_NOT_PAYING = ("deduction", "clawback")
_SAFE_DAY = 28
"""The last day that every month has."""


Shared = tuple[Path, dict[str, Path], Home]
"""The way from a line to a home, those from the lines of other clauses, and that home."""


@frozen(eq=False, repr=False)
class RecoveryReader:
    """Reads how money comes back. `header` and `settles` are where the contract's header can be mended."""

    scope: Scope
    terms: Terms
    header: Span
    settles: Span

    # --- clawbacks

    def recovery(self, node: b.Clause, symbol: ClauseSymbol) -> Recovery | None:
        """What a clawback recovers from, and how; nothing where it does not say or names what does not pay."""
        item = only(node.sources, node.keyword, self.scope.complaints)
        if item is None:
            return None
        if item.means is None:
            self.scope.complain(RecoveryUnsaid(item.span))
        sources = self._sources(item.clauses, "what a clawback recovers from")
        if not sources:
            return None
        line, others, home = self._shared(symbol, sources, item)
        return Recovery(
            clauses=tuple(others),
            line=line,
            sources=others,
            home=home,
            means=item.means.word if item.means else "as a debt",
            within=tuple(self._within(symbol, sources, home)),
            instalments=self._instalments(item.means),
        )

    def _sources(self, names: tuple[Name, ...], where: str) -> list[ClauseSymbol]:
        """The clauses that some names stand for, in the order of the text; complaints about the other names."""
        found: dict[str, ClauseSymbol] = {}
        for name in names:
            source = self.scope.symbols.clauses.get(name.text)
            if source is None:
                close = tuple(nearest(name.text, list(self.scope.symbols.clauses)))
                self.scope.complain(UnknownName(name.span, term=name.text, wanted="payment", nearest=close))
            elif source.node.keyword in (*_NOT_PAYING, "advance"):
                word = source.node.keyword
                told = f"an {word}" if word == "advance" else f"a {word}"
                self.scope.complain(WrongKind(name.span, wanted="a clause that pays", found=told, where=where))
            else:
                found[source.name] = source
        return [each for each in self.scope.symbols.clauses.values() if each.name in found]

    def _within(self, symbol: ClauseSymbol, sources: list[ClauseSymbol], home: Home) -> Iterator[Within]:
        """What other clawbacks are bounded for, as far as lines of this one lead there."""
        symbols = self.scope.symbols
        items = [item for other in symbols.clauses.values() for item in other.node.sources]
        for goal in dict.fromkeys(self._bounded_for(item) for item in items):
            if goal is None or goal == home:
                continue
            ways = {each.name: paths(symbols, LineHome(each.name), goal) for each in (symbol, *sources)}
            found = {name: way[0] for name, way in ways.items() if len(way) == 1}
            if symbol.name in found:
                yield Within(goal, found.pop(symbol.name), found)

    def _bounded_for(self, item: b.From) -> Home | None:
        """What `for that …` names, if it is something there is."""
        if item.that is None:
            return None
        symbols, name = self.scope.symbols, item.that.text
        found = symbols.tables.get(name) or symbols.cohorts.get(name) or symbols.lists.get(name)
        return found.home if found else None

    def _shared(self, symbol: ClauseSymbol, sources: list[ClauseSymbol], item: b.From) -> Shared:
        """The home that lines of all these clauses lead to, for which the bound of the recovery is kept."""
        whole = _whole(sources)
        symbols = self.scope.symbols
        if item.that is None:
            return whole
        home = self._bounded_for(item)
        if home is None:
            rows = symbols.rows_called(item.that.text)
            known = [*symbols.tables, *symbols.cohorts, *symbols.lists]
            close = (rows.table,) if rows is not None else tuple(nearest(item.that.text, known))
            self.scope.complain(UnknownName(item.that.span, term=item.that.text, wanted="data", nearest=close))
            return whole
        ways = {each.name: paths(symbols, LineHome(each.name), home) for each in (symbol, *sources)}
        lost = [name for name, way in ways.items() if len(way) != 1]
        if lost:
            here = home_words(symbol.home) if lost[0] == symbol.name else f"line of {lost[0]}"
            belongs_to = home_words(home)
            self.scope.complain(OutOfReach(item.that.span, term=item.that.text, belongs_to=belongs_to, here=here))
            return whole
        return ways[symbol.name][0], {each.name: ways[each.name][0] for each in sources}, home

    # --- advances

    def advance(self, node: b.Clause, symbol: ClauseSymbol) -> Advance | None:
        """What an advance is set off against, and what becomes of the rest."""
        if node.keyword != "advance":
            return None
        item = only(node.unearned, node.keyword, self.scope.complaints)
        if item is None:
            self.scope.complain(UnearnedUnsaid(node.span, item=_last_item(node), day=in_words(self.terms.ends)))
        sources = self._sources(node.against, "what an advance is set off against")
        if item is None or not sources:
            return None
        if item.means is None:
            self.scope.complain(RecoveryUnsaid(item.span))
        line, others, home = self._pooled(symbol, sources)
        unearned = Unearned(
            self._unearned_day(item, symbol),
            item.means.word if item.means else "as a debt",
            self._instalments(item.means),
        )
        return Advance(tuple(others), line, others, home, unearned)

    def _pooled(self, symbol: ClauseSymbol, sources: list[ClauseSymbol]) -> Shared:
        """The advance's own home if the lines of all sources lead there, else the contract."""
        symbols, goal = self.scope.symbols, symbol.home
        ways = {each.name: paths(symbols, LineHome(each.name), goal) for each in (symbol, *sources)}
        if goal == CONTRACT or any(len(way) != 1 for way in ways.values()):
            return _whole(sources)
        return ways[symbol.name][0], {each.name: ways[each.name][0] for each in sources}, goal

    def _unearned_day(self, item: b.Unearned, symbol: ClauseSymbol) -> Expr:
        day = Elaborator(self.scope, Subject(symbol.home)).expression(item.day)
        if day.kind not in (DAY, UNKNOWN):
            found, where = self.scope.words(day.kind), "the day on which what is unearned is recovered"
            self.scope.complain(WrongKind(day.span, wanted="a date", found=found, where=where))
        if isinstance(item.day, ex.Day):
            self._within_contract(item.day.span, item.day.value, "nothing is recovered then")
        return day

    # --- instalments

    def _instalments(self, means: b.Means | None) -> Instalments | None:
        if means is None or means.word != "instalments":
            return None
        if not 2 <= means.count <= _MOST_INSTALMENTS:
            found, where = f"{means.count:,}", "the number of instalments"
            wanted = f"from 2 to {_MOST_INSTALMENTS}"
            self.scope.complain(WrongKind(means.span, wanted=wanted, found=found, where=where))
            return None
        found_at = Instalments(means.count, _MONTHS[means.every or "monthly"], means.first)
        if self.terms.month_ends is None and (means.first is None or means.first.day > _SAFE_DAY):
            self.scope.complain(MonthEndUnsaid(means.span, header=self.header, instalments=True))
        elif means.first is not None:
            self._check_last(means, means.first, found_at)
        return found_at

    def _check_last(self, means: b.Means, first: date, how: Instalments) -> None:
        """Instalments on fixed days must all fall due before results no longer settle."""
        if not self._within_contract(means.span, first, "no instalment can fall due then"):
            return
        last = shift_months(first, how.months * (how.count - 1), self.terms.month_ends or "last")
        if last is not None and last > self.terms.settles_until:
            reason = f"the last of these falls due on {in_words(last)}, but results settle until "
            answer = f"results settle until {in_words(last)}"
            edit = Edit(f"write `{answer}`", self.settles, answer) if last.year <= LAST_YEAR else None
            self.scope.complain(
                OutsideTerm(means.span, reason=reason + in_words(self.terms.settles_until), elsewhere=edit)
            )

    def _within_contract(self, span: Span, day: date, so: str) -> bool:
        """Whether a day lies in the contract or its run-off; a complaint where it does not."""
        if self.terms.starts <= day <= self.terms.settles_until:
            return True
        reason = f"{in_words(day)} lies outside the contract and its run-off, so {so}"
        exact = span.text == in_words(day)
        nearest_day = in_words(self.terms.starts if day < self.terms.starts else self.terms.settles_until)
        self.scope.complain(OutsideTerm(span, reason=reason, answer=nearest_day if exact else None))
        return False


def _whole(sources: list[ClauseSymbol]) -> Shared:
    """That all is kept together, over the whole contract."""
    to_contract: Path = (ToContract(),)
    return to_contract, dict.fromkeys((each.name for each in sources), to_contract), CONTRACT


def _last_item(node: b.Clause) -> Span:
    """The last item of a clause, after which an answer can be added: `pays £5 on 1 April 2030` is one."""
    items = [*node.homes, *node.on, *node.when, *node.amounts, *node.clamps, *node.times]
    spans = sorted((each.span for each in items), key=lambda span: span.start)
    if not spans:
        return node.span
    line = spans[-1].source.position(spans[-1].start)[0]
    first = next(each for each in spans if each.source.position(each.start)[0] == line)
    return Span(first.source, first.start, spans[-1].end, first.clause)
