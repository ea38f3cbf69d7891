"""A date moved by months or years: which day is meant where the month has no such day."""

from datetime import date

from pbrlang.ir.errors import MonthEndUnsaid
from pbrlang.ir.expressions import Constant, Expr
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.kinds.algebra import in_months
from pbrlang.kinds.model import Day, Text
from pbrlang.source import Span

_SHORTEST_MONTH = 28


def missing_day(scope: Scope, span: Span, left: Expr, right: Expr) -> tuple[Constant, ...]:
    """The contract's rule, as one more argument, where a date is moved by months; nothing for other sums.

    A complaint where the rule is not said and the day may be missing.
    """
    for day, length in ((left, right), (right, left)):
        if isinstance(day.kind, Day) and in_months(length.kind):
            if scope.month_ends is None and scope.header is not None and _may_be_missing(day, length):
                if not any(isinstance(each, MonthEndUnsaid) for each in scope.complaints):
                    scope.complain(MonthEndUnsaid(span, header=scope.header))
            return (Constant(Text(), span, scope.month_ends or "last"),)
    return ()


def _may_be_missing(day: Expr, length: Expr) -> bool:
    """Whether some month, or some year, may have no such day."""
    if not isinstance(day, Constant) or not isinstance(day.value, date):
        return True
    if day.value.day <= _SHORTEST_MONTH:
        return False
    by_years = isinstance(length, Constant) and ("year", 1) in length.kind.unit.powers
    return not by_years or (day.value.month, day.value.day) == (2, 29)
