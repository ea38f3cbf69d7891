"""Limits on clauses, in the order in which they are applied."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from attrs import frozen

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import CapOrderUnsaid, Cycle, ItemMissing, TailUnsaid
from pbrlang.ir.expressions import Constant, Expr
from pbrlang.ir.from_syntax.cap_choices import CapChoices
from pbrlang.ir.from_syntax.cap_clauses import CapClauses
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.money import check_money
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject
from pbrlang.ir.program import Cap, Terms
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import NUMBER, UNKNOWN
from pbrlang.names.errors import UnknownName
from pbrlang.names.homes import Home
from pbrlang.names.reading_homes import read_homes
from pbrlang.names.symbols import CapSymbol
from pbrlang.syntax.tree import blocks as b


@frozen(eq=False, repr=False)
class CapReader:
    """Reads all caps of a contract."""

    scope: Scope
    terms: Terms

    def read_all(self) -> dict[str, Cap]:
        """The caps by name, each after those that it is applied after."""
        caps = [cap for symbol in self.scope.symbols.caps.values() if (cap := self._cap(symbol)) is not None]
        self._check_order(caps)
        return {cap.name: cap for cap in self._ordered(caps)}

    def _cap(self, symbol: CapSymbol) -> Cap | None:
        node, scope = symbol.node, self.scope
        limits = only(node.limits, "cap", scope.complaints)
        if limits is None:
            scope.complain(ItemMissing(node.span, block="cap", lacks="what it limits, and to how much"))
            return None
        choices = CapChoices(scope, node, limits)
        loser = choices.loser()
        if limits.tail is None and (self.terms.settles_until > self.terms.ends or scope.symbols.breaks):
            scope.complain(TailUnsaid(limits.span))
        home = self._home(limits)
        if home is None:
            return None
        reader = CapClauses(scope, home)
        each = reader.ways(limits)
        net = choices.net(self._taken_back(symbol, each))
        return Cap(
            name=symbol.name,
            clause=node.number or "",
            clauses=tuple(each),
            most=self._most(limits, home),
            home=home,
            each=each,
            loser=loser,
            until=self.terms.ends if limits.tail == "term" else self.terms.settles_until,
            term_only=limits.tail == "term",
            span=node.span,
            limits=limits.word,
            alternatives=reader.alternatives(limits),
            carried=choices.carried(home, loser),
            net=net,
            taken=reader.clawbacks(node.falls[0], each) if net else {},
        )

    def _most(self, limits: b.Limits, home: Home) -> Expr:
        if limits.most is None:
            return Constant(NUMBER, limits.span, Fraction(1))
        most = Elaborator(self.scope, Subject(home)).expression(limits.most)
        if limits.word == "money":
            return check_money(self.scope, most)
        if most.kind not in (NUMBER, UNKNOWN):
            found, where = self.scope.words(most.kind), "how many sums may stand"
            self.scope.complain(WrongKind(most.span, wanted="a number", found=found, where=where))
        return most

    def _taken_back(self, symbol: CapSymbol, clauses: Collection[str]) -> str | None:
        """How something that is limited can be taken back, if it can."""
        symbols = self.scope.symbols
        for name in clauses:
            if symbols.clauses[name].node.negative:
                return f"`{name}` may be negative"
        for clause in symbols.clauses.values():
            sources = [name.text for item in clause.node.sources for name in item.clauses]
            for name in (each for each in sources if each in clauses):
                return f"`{clause.name}` recovers from `{name}`"
        for cap in self._before(symbol.name):
            items = [(limits, loser) for limits in cap.node.limits for loser in cap.node.losers]
            if any(limits.word != "money" and loser.word == "the greatest stands" for limits, loser in items):
                return f"`{cap.name}` takes back what no longer stands"
        return None

    def _home(self, limits: b.Limits) -> Home | None:
        return read_homes(self.scope.symbols, limits.each.homes if limits.each else (), self.scope.complaints)

    # --- order

    def _after(self, cap: str) -> set[str]:
        return {name.text for name in self.scope.symbols.caps[cap].node.after}

    def _before(self, cap: str) -> list[CapSymbol]:
        """The caps that one is applied after, directly or by way of others."""
        caps = self.scope.symbols.caps
        return [each for name, each in caps.items() if name != cap and self._reaches(cap, name)]

    def _check_order(self, caps: Sequence[Cap]) -> None:
        """Two caps on one clause must say which is applied first; a cap is applied after another cap."""
        known = {cap.name for cap in caps}
        for cap in caps:
            for name in self.scope.symbols.caps[cap.name].node.after:
                if name.text not in known:
                    close = tuple(nearest(name.text, sorted(known - {cap.name})))
                    self.scope.complain(UnknownName(name.span, term=name.text, wanted="cap", nearest=close))
        for index, cap in enumerate(caps):
            for other in caps[:index]:
                said = self._reaches(cap.name, other.name) or self._reaches(other.name, cap.name)
                if set(cap.clauses) & set(other.clauses) and not said:
                    item = self.scope.symbols.caps[cap.name].node.limits[0].span
                    self.scope.complain(CapOrderUnsaid(cap.span, cap=cap.name, other=other.name, item=item))

    def _reaches(self, name: str, goal: str) -> bool:
        """Whether one cap is applied after another, directly or by way of others."""
        caps = self.scope.symbols.caps
        seen, waiting = set(), [name]
        while waiting:
            here = waiting.pop()
            for after in self._after(here) if here in caps else ():
                if after == goal:
                    return True
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return False

    def _ordered(self, caps: Sequence[Cap]) -> list[Cap]:
        """Each cap after those that it is applied after; otherwise the order of the text."""
        done: list[Cap] = []
        waiting = list(caps)
        while waiting:
            names = {cap.name for cap in waiting}
            ready = [cap for cap in waiting if not self._after(cap.name) & (names - {cap.name})]
            if not ready:
                circle = tuple(cap.name for cap in waiting)
                others = tuple(cap.span for cap in waiting[1:])
                self.scope.complain(Cycle(waiting[0].span, names=circle, others=others, caps=True))
                return [*done, *waiting]
            done.append(ready[0])
            waiting.remove(ready[0])
        return done
