"""Sums of many exact numbers."""

from collections.abc import Iterable
from fractions import Fraction


def added(numbers: Iterable[Fraction]) -> Fraction:
    """What numbers add up to: those with one divisor as whole numbers, which takes a tenth of the time."""
    over: dict[int, int] = {}
    for each in numbers:
        under = each.denominator
        over[under] = over.get(under, 0) + each.numerator
    return sum((Fraction(number, under) for under, number in over.items()), Fraction(0))
