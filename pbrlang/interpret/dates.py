"""Dates moved by days, weeks, months and years."""

from datetime import date, timedelta
from fractions import Fraction

from pbrlang.calendar.periods import shift_months
from pbrlang.kinds.model import Kind, Quantity

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def moved(day: date, number: Fraction, kind: Kind, missing: str, sign: int = 1) -> date:
    """A date some time later, or with a sign of -1 earlier; a part of a day or of a month is left out.

    `missing` says which day is meant where the month has no such day: its `last`, or the first of the `next`.
    Beyond the years 1 and 9999 it is their last or first day, which no other date passes.
    """
    noun = kind.unit.powers[0][0] if isinstance(kind, Quantity) and kind.unit.powers else "day"
    try:
        if noun in _MONTHS:
            return shift_months(day, sign * int(number * _MONTHS[noun]), missing) or day
        return day + timedelta(days=sign * int(number * _DAYS.get(noun, 1)))
    except (OverflowError, ValueError):
        return date.max if sign * number > 0 else date.min
