"""Stretches of days: so many days, weeks, months or years after a day, from it on, before it or up to it."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from pbrlang.ir.expressions import Apply, Constant, Expr
from pbrlang.ir.from_syntax.combine import operation
from pbrlang.ir.from_syntax.lengths import read_length
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import DAY, UNKNOWN, YES_NO, Quantity
from pbrlang.source import Span
from pbrlang.syntax.tree import expressions as ex
from pbrlang.values.units import Unit

WORDS = frozenset(("after", "beginning with", "before", "ending with"))
Reads = Callable[[ex.Expression], Expr]
"""Gives the meaning of an expression, read at the subject."""


def bounds(scope: Scope, node: ex.TimeWord, reads: Reads) -> tuple[Expr, Expr] | None:
    """The first and the last day of a stretch; nothing, with a complaint, where it is not understood."""
    if node.length is None or node.anchor is None:
        return None
    day = reads(node.anchor)
    days, months = read_length(node.length, scope.symbols.nouns, scope.complaints, least=1)
    if day.kind not in (DAY, UNKNOWN):
        found = scope.words(day.kind)
        where = f"what `{node.word}` names"
        scope.complain(WrongKind(day.span, wanted="a date", found=found, where=where))
        return None
    if day.kind == UNKNOWN or not (days or months):
        return None
    place, noun = node.span, "month" if months else "day"
    number = Constant(Quantity(Unit.noun(noun)), node.length.span, Fraction(months or days))
    return _BOUNDS[node.word](scope, place, day, number)


def is_in(scope: Scope, node: ex.InStretch, reads: Reads) -> Expr:
    """Whether a date lies in a stretch of days."""
    left, ends = reads(node.left), bounds(scope, node.stretch, reads)
    if left.kind not in (DAY, UNKNOWN):
        found = scope.words(left.kind)
        return scope.complain(
            WrongKind(left.span, wanted="a date", found=found, where="what lies in a stretch of days")
        )
    if ends is None or left.kind == UNKNOWN:
        return Constant(UNKNOWN, node.span, Fraction(0))
    return Apply(YES_NO, node.span, "in the stretch", (left, *ends))


def _after(scope: Scope, place: Span, day: Expr, length: Constant) -> tuple[Expr, Expr]:
    return _next(place, day, 1), operation(scope, "add", place, day, length)


def _beginning_with(scope: Scope, place: Span, day: Expr, length: Constant) -> tuple[Expr, Expr]:
    return day, _next(place, operation(scope, "add", place, day, length), -1)


def _before(scope: Scope, place: Span, day: Expr, length: Constant) -> tuple[Expr, Expr]:
    return operation(scope, "subtract", place, day, length), _next(place, day, -1)


def _ending_with(scope: Scope, place: Span, day: Expr, length: Constant) -> tuple[Expr, Expr]:
    """Counted back from the day after, so that three months that end with 30 April begin with 1 February."""
    return operation(scope, "subtract", place, _next(place, day, 1), length), day


_BOUNDS = {"after": _after, "beginning with": _beginning_with, "before": _before, "ending with": _ending_with}


def _next(place: Span, day: Expr, days: int) -> Expr:
    """The next day, or with -1 the one before."""
    if isinstance(day, Constant) and isinstance(day.value, date):
        return Constant(DAY, day.span, day.value + timedelta(days=days))
    one = Constant(Quantity(Unit.noun("day")), place, Fraction(1))
    return Apply(DAY, place, "add" if days > 0 else "subtract", (day, one))
