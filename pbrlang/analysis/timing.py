"""When a quantity can first be known, and when a sum falls due."""

from datetime import date, timedelta
from fractions import Fraction

from attrs import frozen

from pbrlang.ir.expressions import Apply, Constant, Expr, FieldOf
from pbrlang.ir.program import Clause, Cohort, Program
from pbrlang.kinds.model import Day
from pbrlang.names.homes import CalendarHome, CohortHome, Home

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_A_MONTH = Fraction(365, 12)


@frozen
class Shift:
    """A date that is a field of the row and some days."""

    field: str
    days: int


def first_known(program: Program, home: Home) -> date | None:
    """The first day on which the first element of a home is over; nothing where rows decide."""
    match home:
        case CalendarHome(step=step):
            return program.calendars[step].periods[0].last
        case CohortHome(cohort=cohort):
            return program.cohorts[cohort].confirmed[0]
        case _:
            return None


def last_known(program: Program, home: Home) -> date | None:
    """The day on which the last cohort is confirmed; nothing for other homes."""
    return program.cohorts[home.cohort].confirmed[-1] if isinstance(home, CohortHome) else None


def fixed_day(clause: Clause) -> date | None:
    """The day that a clause names, if it names one."""
    return clause.day.value if isinstance(clause.day, Constant) and isinstance(clause.day.value, date) else None


def shift(expr: Expr | None) -> Shift | None:
    """A date that is so many days after one of the row's."""
    if isinstance(expr, FieldOf) and isinstance(expr.kind, Day):
        return Shift(expr.field, 0)
    if isinstance(expr, Apply) and expr.operation == "add" and len(expr.arguments) == 2:
        for one, other in (expr.arguments, expr.arguments[::-1]):
            inner = shift(one)
            if inner is not None and isinstance(other, Constant) and isinstance(other.value, Fraction):
                return Shift(inner.field, inner.days + int(other.value) * _days_of(other))
    return None


def _days_of(expr: Expr) -> int:
    unit = getattr(expr.kind, "unit", None)
    noun = unit.powers[0][0] if unit is not None and unit.powers else "day"
    return _DAYS.get(noun, 1)


def wait(cohort: Cohort) -> int:
    """The days from the last member's entry to the day on which the result is confirmed."""
    return (cohort.confirmed[0] - cohort.periods[0].last).days


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another, for a reader."""
    return int(Fraction((last - first + timedelta(days=1)).days) / _A_MONTH)
