"""`once for each A and B`, `at most N times for each A`: what is counted how often, and the ways to it."""

from fractions import Fraction

from pbrlang.ir.expressions import Constant, Expr
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.ir.from_syntax.ways import Way, way_by_name, way_to
from pbrlang.ir.program import Often
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import NUMBER, UNKNOWN, Quantity
from pbrlang.names.errors import UnknownHome
from pbrlang.names.homes import CalendarHome, LineHome
from pbrlang.names.symbols import ClauseSymbol
from pbrlang.syntax.tree import blocks as b


def read_often(scope: Scope, node: b.Clause, symbol: ClauseSymbol, elaborator: Elaborator) -> Often | None:
    """How often a clause pays for each of what; nothing where that is every time, or not said."""
    item = only(node.times, node.keyword, scope.complaints)
    if item is None or not item.each:
        return None
    found = [_counted_for(scope, each, LineHome(symbol.name)) for each in item.each]
    most: Expr = Constant(NUMBER, item.span, Fraction(1))
    if item.most is not None:
        most = elaborator.expression(item.most)
        if not isinstance(most.kind, Quantity) and most.kind != UNKNOWN:
            words = scope.words(most.kind)
            scope.complain(
                WrongKind(most.span, wanted="a number", found=words, where="how many times something is paid")
            )
    reached = [each for each in found if each is not None]
    return Often(most, tuple(path for path, _ in reached), tuple(home for _, home in reached), item.span)


def _counted_for(scope: Scope, written: b.Home, line: LineHome) -> Way | None:
    if written.period is None:
        return way_by_name(scope, written.name, line, "what something is paid once for") if written.name else None
    if written.until is not None:
        scope.complain(UnknownHome(written.span, term=written.span.text, nearest=(written.period,)))
    return way_to(scope, CalendarHome(written.period), line, written.span)
