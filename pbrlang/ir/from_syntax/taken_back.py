"""What is recovered of a clause, and what is outstanding: readings that only some clauses have."""

from pbrlang.diagnostics.prose import article
from pbrlang.ir.errors import NotTakenBack
from pbrlang.ir.expressions import Aggregate, Apply, Expr, Lines
from pbrlang.ir.from_syntax.scope import Scope, Subject
from pbrlang.ir.from_syntax.times import line_link
from pbrlang.kinds.model import money
from pbrlang.names.symbols import ClauseSymbol, FieldSymbol, PriceSymbol, Readable
from pbrlang.source import Span


def clause_total(scope: Scope, symbol: ClauseSymbol, span: Span, subject: Subject, settled: str | None) -> Expr:
    """A clause's bare name: what its lines for this subject come to.

    What is outstanding of an advance is what was paid less what was set off and recovered.
    """
    if not has(symbol, settled):
        return scope.complain(not_taken_back(scope, symbol, span, settled or ""))
    kind = money(scope.money.code)
    member, here = line_link(scope.symbols, symbol, subject.home)

    def total(which: str) -> Aggregate:
        return Aggregate(kind, span, "total", Lines(symbol.name, which), member, here)

    if settled == "outstanding":
        return Apply(kind, span, "subtract", (total("paid"), total("recovered")))
    return total(settled or "due")


def has(symbol: ClauseSymbol, settled: str | None) -> bool:
    """Whether a clause can be read so: money comes back under a clawback and of an advance, which has a balance."""
    if settled == "recovered":
        return symbol.node.keyword in ("clawback", "advance")
    return settled != "outstanding" or symbol.node.keyword == "advance"


def not_taken_back(scope: Scope, symbol: ClauseSymbol, span: Span, settled: str) -> NotTakenBack:
    """What to say where a clause is read as something that it has not; the clawbacks on it are named."""
    recovering = tuple(
        f"{other.name} recovered"
        for other in scope.symbols.clauses.values()
        if any(name.text == symbol.name for item in other.node.sources for name in item.clauses)
    )
    answers = recovering if settled == "recovered" else ()
    word = symbol.node.keyword
    return NotTakenBack(span, term=symbol.name, what=f"{article(word)} {word}", word=settled, answers=answers)


def no_settled_side(span: Span, symbol: Readable, settled: str) -> NotTakenBack:
    """What to say where something that is no clause is read as if it were."""
    what = "a price" if isinstance(symbol, PriceSymbol) else "a field" if isinstance(symbol, FieldSymbol) else "a value"
    return NotTakenBack(span, term=symbol.name, what=what, word=settled, answers=(symbol.name,))
