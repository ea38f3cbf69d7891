"""Whether a measure is better or worse than its baseline, perhaps by more than its noise."""

from pbrlang.ir.expressions import Expr
from pbrlang.ir.from_syntax.combine import comparison, operation
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.kinds.model import YES_NO
from pbrlang.names.symbols import ValueSymbol
from pbrlang.source import Span
from pbrlang.source.late import changed
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree import expressions as ex


def rises(symbol: ValueSymbol, word: str) -> bool:
    """Whether a measure that is `better` (or `worse`) is one that has risen."""
    node = symbol.node
    higher = isinstance(node, b.Measure) and bool(node.better) and node.better[0].word == "higher"
    return higher == (word == "better")


def beyond(scope: Scope, node: ex.Better, rise: bool, value: Expr, edge: Expr) -> Expr:
    """Whether a measure lies beyond a value: its baseline, or the end of its interval on that side."""
    return _spanned(comparison(scope, "more than" if rise else "less than", node.span, value, edge), node.span)


def beyond_by(scope: Scope, node: ex.Better, rise: bool, value: Expr, base: Expr, noise: Expr) -> Expr:
    """Whether a measure lies further from its baseline than its noise reaches."""
    pair = (value, base) if rise else (base, value)
    change = operation(scope, "subtract", node.span, *pair)
    return _spanned(comparison(scope, "more than", node.span, change, noise), node.span)


def _spanned(expr: Expr, span: Span) -> Expr:
    return changed(expr, span=span) if expr.kind == YES_NO else expr
