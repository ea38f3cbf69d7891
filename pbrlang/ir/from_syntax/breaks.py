"""Break clauses: leaving early."""

from collections.abc import Iterator

from attrs import frozen

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import ItemMissing, ItemOutOfPlace, OutsideTerm
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject
from pbrlang.ir.leaving import Break
from pbrlang.ir.program import Terms
from pbrlang.kinds.errors import WrongKind
from pbrlang.names.errors import UnknownName
from pbrlang.names.homes import CONTRACT
from pbrlang.names.symbols import BreakSymbol, ClauseSymbol
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Name
from pbrlang.values.wording import in_words


@frozen(eq=False, repr=False)
class BreakReader:
    """Reads one break clause after another."""

    scope: Scope
    terms: Terms

    def read(self, symbol: BreakSymbol) -> Break | None:
        """One break clause; nothing, with a complaint, where it has no day."""
        node, scope = symbol.node, self.scope
        on = only(node.on, "break", scope.complaints)
        when = only(node.when, "break", scope.complaints)
        if only(node.ends, "break", scope.complaints) is None:
            scope.complain(ItemMissing(node.span, block="break", lacks="what it does", answers=("ends the term",)))
        condition = Elaborator(scope, Subject(CONTRACT)).condition(when) if when is not None else None
        keeps = tuple(self._kept(node))
        if on is None:
            answer = f"on {in_words(self.terms.ends)}"
            scope.complain(ItemMissing(node.span, block="break", lacks="on which day it falls", answers=(answer,)))
            return None
        if not self.terms.starts <= on.day < self.terms.ends:
            reason = f"{in_words(on.day)} does not lie before the end of the term, so nothing can end early then"
            answer = f"on {in_words(self.terms.starts)}"
            scope.complain(OutsideTerm(on.span, reason=reason, answer=answer))
        return Break(symbol.name, node.number or "", on.day, condition, keeps, node.span)

    def _kept(self, node: b.Break) -> Iterator[str]:
        """The clauses of which nothing is recovered any more: all of what a clawback recovers from, or none."""
        names = [name for item in node.keeps for name in item.names]
        known = self.scope.symbols.clauses
        kept = {name.text for name in names}
        for name in names:
            symbol = known.get(name.text)
            if symbol is None:
                close = tuple(nearest(name.text, list(known)))
                self.scope.complain(UnknownName(name.span, term=name.text, wanted="payment", nearest=close))
                continue
            if not self._comes_back(symbol):
                found = f"`{symbol.name}`, of which nothing is recovered"
                wanted = "an advance, or what a clawback recovers from"
                self.scope.complain(WrongKind(name.span, wanted=wanted, found=found, where="what a break keeps"))
                continue
            self._check_whole(name, kept)
            yield symbol.name

    def _comes_back(self, symbol: ClauseSymbol) -> bool:
        return symbol.node.keyword == "advance" or any(
            each.text == symbol.name
            for clause in self.scope.symbols.clauses.values()
            for item in clause.node.sources
            for each in item.clauses
        )

    def _check_whole(self, name: Name, kept: set[str]) -> None:
        for clause in self.scope.symbols.clauses.values():
            for item in clause.node.sources:
                sources = [each.text for each in item.clauses]
                left = [each for each in sources if each not in kept]
                if name.text in sources and left:
                    reason = (
                        f"`{clause.name}` recovers from `{name.text}` and `{left[0]}` together, and only one is kept"
                    )
                    advice = f"keep `{left[0]}` too, or recover from each by a clawback of its own"
                    self.scope.complain(ItemOutOfPlace(name.span, reason=reason, advice=advice))
