"""Limits on clauses, in the order in which they are applied."""

from collections.abc import Sequence

from attrs import frozen

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import CapOrderUnsaid, Cycle, ItemMissing, LoserUnsaid, TailUnsaid
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.money import check_money
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.ir.program import Cap, Terms
from pbrlang.kinds.errors import WrongKind
from pbrlang.names.errors import OutOfReach, UnknownName
from pbrlang.names.homes import CONTRACT, Home, LineHome, Path, ToContract, as_rows
from pbrlang.names.paths import paths
from pbrlang.names.reading_homes import read_homes
from pbrlang.names.symbols import CapSymbol, ClauseSymbol
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
        loser = only(node.losers, "cap", scope.complaints)
        if loser is None:
            scope.complain(LoserUnsaid(limits.span, item=limits.span))
        if limits.tail is None and self.terms.settles_until > self.terms.ends:
            scope.complain(TailUnsaid(limits.span))
        home = self._home(limits)
        if home is None or limits.most is None:
            return None
        most = check_money(scope, Elaborator(scope, Subject(home)).expression(limits.most))
        each = self._each(limits, home)
        until = self.terms.ends if limits.tail == "term" else self.terms.settles_until
        return Cap(
            name=symbol.name,
            clause=node.number or "",
            clauses=tuple(each),
            most=most,
            home=home,
            each=each,
            loser=loser.word if loser else "latest first",
            until=until,
            span=node.span,
        )

    def _home(self, limits: b.Limits) -> Home | None:
        return read_homes(self.scope.symbols, limits.each.homes if limits.each else (), self.scope.complaints)

    def _each(self, limits: b.Limits, home: Home) -> dict[str, Path]:
        """For each clause that is limited, the way from its lines to what the limit is for each of."""
        symbols = self.scope.symbols
        if not limits.clauses:
            # What an advance is set off against is counted when it is earned; it is not counted twice.
            other = ("deduction", "clawback", "advance")
            positive = [each for each in symbols.clauses.values() if each.node.keyword not in other]
            ways = {each.name: self._ways(each, home) for each in positive}
            for clause in (clause for clause, several in ways.items() if len(several) > 1):
                here = f"line of {clause}"
                self.scope.complain(OutOfReach(limits.span, term=clause, belongs_to=home_words(home), here=here))
            return {name: found[0] for name, found in ways.items() if len(found) == 1}
        found: dict[str, Path] = {}
        for name in limits.clauses:
            symbol = symbols.clauses.get(name.text)
            if symbol is None:
                close = tuple(nearest(name.text, list(symbols.clauses)))
                self.scope.complain(UnknownName(name.span, term=name.text, wanted="payment", nearest=close))
                continue
            if symbol.node.keyword in ("deduction", "clawback"):
                word, wanted = f"a {symbol.node.keyword}", "a clause that pays"
                self.scope.complain(WrongKind(name.span, wanted=wanted, found=word, where="what a cap limits"))
                continue
            reached = self._ways(symbol, home)
            if len(reached) == 1:
                found[symbol.name] = reached[0]
            else:
                line = f"line of {symbol.name}"
                self.scope.complain(OutOfReach(name.span, term=name.text, belongs_to=home_words(home), here=line))
        return found

    def _ways(self, symbol: ClauseSymbol, home: Home) -> list[Path]:
        if home == CONTRACT:
            return [(ToContract(),)]
        return paths(self.scope.symbols, LineHome(symbol.name), as_rows(home))

    # --- order

    def _after(self, cap: Cap) -> set[str]:
        return {name.text for name in self.scope.symbols.caps[cap.name].node.after}

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
                said = self._reaches(cap.name, other.name, caps) or self._reaches(other.name, cap.name, caps)
                if set(cap.clauses) & set(other.clauses) and not said:
                    item = self.scope.symbols.caps[cap.name].node.limits[0].span
                    self.scope.complain(CapOrderUnsaid(cap.span, cap=cap.name, other=other.name, item=item))

    def _reaches(self, name: str, goal: str, caps: Sequence[Cap]) -> bool:
        """Whether one cap is applied after another, directly or by way of others."""
        by_name = {cap.name: cap for cap in caps}
        seen, waiting = set(), [name]
        while waiting:
            here = waiting.pop()
            for after in self._after(by_name[here]) if here in by_name else ():
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
            ready = [cap for cap in waiting if not self._after(cap) & (names - {cap.name})]
            if not ready:
                circle = tuple(cap.name for cap in waiting)
                others = tuple(cap.span for cap in waiting[1:])
                self.scope.complain(Cycle(waiting[0].span, names=circle, others=others, caps=True))
                return [*done, *waiting]
            done.append(ready[0])
            waiting.remove(ready[0])
        return done
