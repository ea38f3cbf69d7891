"""A date moved by months or years: which day is meant where the month has no such day."""

from datetime import date

from pbrlang.ir.errors import MonthEndUnsaid
from pbrlang.ir.expressions import Constant, Expr
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.kinds.algebra import in_months
from pbrlang.kinds.model import Day, Quantity, Text
from pbrlang.source import Span
from pbrlang.values.units import Unit

_SHORTEST_MONTH = 28


def missing_day(scope: Scope, span: Span, left: Expr, right: Expr) -> tuple[Constant, ...]:
    """The contract's rule, as one more argument, where a date is moved by months; nothing for other sums.

    A complaint where the rule is not said and the day may be missing.
    """
    for day, length in ((left, right), (right, left)):
        if isinstance(day.kind, Day) and in_months(length.kind):
            if scope.month_ends is None and _may_be_missing(day, length):
                _ask(scope, span)
            return (Constant(Text(), span, scope.month_ends or "last"),)
    return ()


def _ask(scope: Scope, span: Span) -> None:
    """Have the contract say the rule: once, for all places that need it."""
    if scope.header is not None and not any(isinstance(each, MonthEndUnsaid) for each in scope.complaints):
        scope.complain(MonthEndUnsaid(span, header=scope.header))


def _may_be_missing(day: Expr, length: Expr) -> bool:
    """Whether some month, or some year, may have no such day."""
    if not isinstance(day, Constant) or not isinstance(day.value, date):
        return True
    if day.value.day <= _SHORTEST_MONTH:
        return False
    by_years = isinstance(length, Constant) and length.kind == Quantity(Unit.noun("year"))
    return not by_years or (day.value.month, day.value.day) == (2, 29)
