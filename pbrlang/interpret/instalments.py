"""Sums that come back in instalments."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from pbrlang.calendar.periods import shift_months
from pbrlang.ir.program import Terms
from pbrlang.ir.recovering import Instalments
from pbrlang.values.rounding import round_to

Shares = Iterator[tuple[int, date, Fraction]]
"""The number of each instalment, counted from 1, its day and its amount."""


def shares(how: Instalments, day: date, whole: Fraction, terms: Terms) -> Shares:
    """A sum that falls due on a day, in equal instalments to the coin; the last takes the rest.

    None falls before the day itself, and none after the run-off: those that would fall due on its last day.
    """
    coin = Fraction(1, 10**terms.places)
    each = round_to(whole / how.count, coin, "down")
    for number in range(how.count):
        amount = each if number < how.count - 1 else whole - each * number
        yield number + 1, _day(how, number, day, terms), amount


def _day(how: Instalments, number: int, day: date, terms: Terms) -> date:
    """The day of an instalment; the checker sees to it that the contract says which day stands for a missing one."""
    found = shift_months(how.first or day, how.months * number, terms.month_ends)
    if found is None:
        raise ValueError(
            f"the contract does not say which day is {how.months * number} months after {how.first or day}"
        )
    return min(max(found, day), terms.settles_until)
