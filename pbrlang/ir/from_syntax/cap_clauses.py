"""Which clauses a cap limits, and the way from their lines to what it is for each of."""

from attrs import frozen

from pbrlang.diagnostics.nearest import nearest
from pbrlang.diagnostics.prose import article
from pbrlang.ir.errors import IdleItem
from pbrlang.ir.from_syntax.scope import Scope, home_words
from pbrlang.kinds.errors import WrongKind
from pbrlang.names.errors import OutOfReach, UnknownName
from pbrlang.names.homes import CONTRACT, Home, LineHome, Path, ToContract, as_rows
from pbrlang.names.paths import paths
from pbrlang.names.symbols import ClauseSymbol
from pbrlang.source import Span
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Name

TAKING = ("deduction", "clawback")
Ways = dict[str, Path]


@frozen(eq=False, repr=False)
class CapClauses:
    """The clauses of one cap."""

    scope: Scope
    home: Home

    def ways(self, limits: b.Limits) -> Ways:
        """For each clause that is limited, the way from its lines to what the limit is for each of."""
        if limits.word == "alternatives":
            return self._of_alternatives(limits)
        if limits.clauses:
            return self._named(limits.clauses, plural=limits.word == "number")
        # What an advance is set off against is counted when it is earned; it is not counted twice.
        other = (*TAKING, "advance")
        every = [each for each in self.scope.symbols.clauses.values() if each.node.keyword not in other]
        found = {each.name: self._ways(each) for each in every}
        for clause in (clause for clause, several in found.items() if len(several) > 1):
            self._unreached(limits.span, clause)
        return {name: several[0] for name, several in found.items() if len(several) == 1}

    def alternatives(self, limits: b.Limits) -> tuple[tuple[str, ...], ...]:
        """The clauses of each alternative."""
        return tuple(tuple(name.text for name in each) for each in limits.alternatives)

    def clawbacks(self, net: b.Word, clauses: Ways) -> Ways:
        """The clawbacks on these clauses, with the way from their lines to what the limit is for each of."""
        found: Ways = {}
        for symbol in self.scope.symbols.clauses.values():
            if any(name.text in clauses for item in symbol.node.sources for name in item.clauses):
                reached = self._ways(symbol)
                if len(reached) == 1:
                    found[symbol.name] = reached[0]
                else:
                    why = f"a line of `{symbol.name}` leads to no one {home_words(self.home)} whose limit it could free"
                    self.scope.complain(IdleItem(net.span, why=why, instead=("gross of sums taken back",)))
        return found

    def _of_alternatives(self, limits: b.Limits) -> Ways:
        found: Ways = {}
        for alternative in limits.alternatives:
            for name in alternative:
                if name.text in found:
                    where, wanted = "what stands in an alternative", "in none of the others"
                    self.scope.complain(WrongKind(name.span, wanted=wanted, found=f"`{name.text}` again", where=where))
            found |= self._named(alternative, plural=False)
        return found

    def _named(self, names: tuple[Name, ...], plural: bool) -> Ways:
        found: Ways = {}
        symbols = [(name, symbol) for name in names if (symbol := self._symbol(name, plural)) is not None]
        paying = [symbol.name for _, symbol in symbols if symbol.node.keyword not in TAKING]
        for name, symbol in symbols:
            keyword = symbol.node.keyword
            if keyword == "clawback" or (keyword == "deduction" and paying):
                wanted = f"a clause that pays, as `{paying[0]}` is" if paying else "a clause that pays or deducts"
                word = f"{article(keyword)} {keyword}"
                self.scope.complain(WrongKind(name.span, wanted=wanted, found=word, where="what a cap limits"))
                continue
            reached = self._ways(symbol)
            if len(reached) == 1:
                found[symbol.name] = reached[0]
            else:
                self._unreached(name.span, symbol.name)
        return found

    def _symbol(self, name: Name, plural: bool) -> ClauseSymbol | None:
        symbols = self.scope.symbols
        symbol = symbols.counted(name.text) if plural else symbols.clauses.get(name.text)
        if isinstance(symbol, ClauseSymbol):
            return symbol
        known = [symbols.plural(each) for each in symbols.clauses.values()] if plural else list(symbols.clauses)
        close = tuple(nearest(name.text, known))
        self.scope.complain(UnknownName(name.span, term=name.text, wanted="payment", nearest=close))
        return None

    def _unreached(self, span: Span, clause: str) -> None:
        line, owner = f"line of {clause}", home_words(self.home)
        self.scope.complain(OutOfReach(span, term=clause, belongs_to=owner, here=line))

    def _ways(self, symbol: ClauseSymbol) -> list[Path]:
        if self.home == CONTRACT:
            return [(ToContract(),)]
        return paths(self.scope.symbols, LineHome(symbol.name), as_rows(self.home))
