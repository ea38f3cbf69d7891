"""Means of many values: sugar for a total divided by a total, or by a number."""

from collections.abc import Callable

from pbrlang.ir.errors import MeanUnsaid
from pbrlang.ir.expressions import Apply, Expr
from pbrlang.ir.from_syntax.aggregates import Inner, aggregate
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import UNKNOWN, Quantity
from pbrlang.source.late import changed
from pbrlang.syntax.tree import expressions as ex


def mean(scope: Scope, node: ex.Aggregate, subject: Subject, reads: Callable[[Subject], Inner]) -> Expr:
    """The meaning of a mean: each value weighted by what is said, or each counting once."""
    if node.weight is None:
        return scope.complain(MeanUnsaid(node.span, names=node.over.span if node.over else node.span))
    body = node.body
    if body is None or isinstance(body, ex.Noun):
        wanted, found = "a value of each", f"`{body.text if body else node.span.text}`"
        return scope.complain(WrongKind(node.span, wanted=wanted, found=found, where="what a mean is made of"))
    plain = aggregate(scope, changed(node, word="total"), subject, reads)
    if not isinstance(plain.kind, Quantity):
        if plain.kind != UNKNOWN:
            found = scope.words(plain.kind)
            scope.complain(WrongKind(body.span, wanted="a number", found=found, where="what a mean is made of"))
        return broken(node.span)
    if isinstance(node.weight, str):
        count = aggregate(scope, changed(node, word="number", body=None), subject, reads)
        return Apply(plain.kind, node.span, "divide", (plain, count))
    weight = ex.Reading(node.weight.span, node.weight)
    product = ex.Binary(body.span, "*", body, weight)
    weighted = aggregate(scope, changed(node, word="total", body=product), subject, reads)
    weights = aggregate(scope, changed(node, word="total", body=weight), subject, reads)
    if UNKNOWN in (weighted.kind, weights.kind):
        return broken(node.span)
    return Apply(plain.kind, node.span, "divide", (weighted, weights))
