"""The value of a name in the period, or the cohort, before."""

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.expressions import Expr, PreviousOf
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.names.errors import NoneBefore, OutOfReach, UnknownName
from pbrlang.names.homes import CalendarHome, CohortHome, Home, part_of
from pbrlang.names.paths import paths
from pbrlang.names.symbols import ValueSymbol
from pbrlang.syntax.tree import expressions as ex


def previous(scope: Scope, node: ex.Previous, subject: Subject) -> Expr:
    """The meaning of `previous X`."""
    name, symbols = node.name, scope.symbols
    symbol = symbols.values.get(name.text)
    if symbol is None:
        close = tuple(nearest(name.text, list(symbols.values)))
        wanted = "definition or measure"
        return scope.complain(UnknownName(name.span, term=name.text, wanted=wanted, nearest=close))
    if not _is_followed(symbol.home):
        owner = home_words(symbol.home)
        others = [each for each in symbols.values.values() if not _holds(each, node)]
        followed = [each.name for each in others if _is_followed(each.home)]
        close = tuple(nearest(name.text, followed)) or tuple(followed[:3])
        told = NoneBefore(node.span, term=name.text, owner=owner, name_span=name.span, nearest=close)
        return scope.complain(told)
    ways = paths(symbols, subject.home, symbol.home)
    if len(ways) != 1:
        owner, here = home_words(symbol.home), home_words(subject.home)
        return scope.complain(OutOfReach(node.span, term=name.text, belongs_to=owner, here=here))
    return PreviousOf(scope.kind_of(symbol.name), node.span, ways[0], symbol.name)


def _is_followed(home: Home) -> bool:
    """Whether one of it comes before another: periods, cohorts, and pairs with one of these."""
    return part_of(home, CalendarHome) is not None or part_of(home, CohortHome) is not None


def _holds(symbol: ValueSymbol, node: ex.Previous) -> bool:
    """Whether this is the very definition in which `previous` stands."""
    span = symbol.node.span
    return span.start <= node.span.start < span.end
