"""Rounding, and numbers that are quotients."""

from collections.abc import Callable
from math import gcd
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Undefined(ArithmeticError):
    """There is no value, because it divides by nought."""


def half_up(over: int, under: int) -> int:
    """The nearest whole number to a quotient; a half goes away from nought."""
    whole = (2 * abs(over) + under) // (2 * under)
    return whole if over >= 0 else -whole


def half_down(over: int, under: int) -> int:
    """The nearest whole number to a quotient; a half goes towards nought."""
    whole = -((under - 2 * abs(over)) // (2 * under))
    return whole if over >= 0 else -whole


def half_to_even(over: int, under: int) -> int:
    """The nearest whole number to a quotient; a half goes to the even one."""
    whole, rest = divmod(abs(over), under)
    if 2 * rest > under or (2 * rest == under and whole % 2):
        whole += 1
    return whole if over >= 0 else -whole


def up(over: int, under: int) -> int:
    """The whole number next to a quotient, away from nought."""
    whole = -(-abs(over) // under)
    return whole if over >= 0 else -whole


def down(over: int, under: int) -> int:
    """The whole number next to a quotient, towards nought."""
    whole = abs(over) // under
    return whole if over >= 0 else -whole


def is_multiple(number: int, of: int) -> bool:
    """Whether a number is a whole number of times another; of nought only nought is."""
    return number == 0 if of == 0 else number % of == 0


class Ratio(NamedTuple):
    """A quotient of two whole numbers, the second above nought."""

    over: int
    under: int


def ratio(over: int, under: int) -> Ratio:
    """A quotient; there is none by nought."""
    if under == 0:
        raise Undefined("divided by nought")
    return Ratio(over, under) if under > 0 else Ratio(-over, -under)


def shortened(over: int, under: int) -> Ratio:
    """A quotient in its lowest terms."""
    shared = gcd(over, under)
    return Ratio(over // shared, under // shared)


def ratio_plus(one: Ratio, other: Ratio) -> Ratio:
    """The sum of two quotients."""
    return shortened(one.over * other.under + other.over * one.under, one.under * other.under)


def ratio_minus(one: Ratio, other: Ratio) -> Ratio:
    """The difference of two quotients."""
    return shortened(one.over * other.under - other.over * one.under, one.under * other.under)


def ratio_times(one: Ratio, other: Ratio) -> Ratio:
    """The product of two quotients."""
    return Ratio(one.over * other.over, one.under * other.under)


def ratio_over(one: Ratio, other: Ratio) -> Ratio:
    """One quotient divided by another."""
    return ratio(one.over * other.under, one.under * other.over)


def ratio_opposite(one: Ratio) -> Ratio:
    """The opposite of a quotient."""
    return Ratio(-one.over, one.under)


def compare(one: Ratio, other: Ratio) -> int:
    """Above, below or at nought as one quotient is more than, less than or the same as the other."""
    return one.over * other.under - other.over * one.under


def ratio_lesser(one: Ratio, other: Ratio) -> Ratio:
    """The lesser of two quotients."""
    return one if compare(one, other) <= 0 else other


def ratio_greater(one: Ratio, other: Ratio) -> Ratio:
    """The greater of two quotients."""
    return one if compare(one, other) >= 0 else other


def of_ratio(way: Callable[[int, int], int], number: Ratio, times: int, under: int) -> int:
    """A quotient, so many times, over a further divisor, rounded in some way."""
    return way(number.over * times, number.under * under)


def otherwise(value: Callable[[], T], instead: Callable[[], T]) -> T:
    """A value, or another where the first divides by nought."""
    try:
        return value()
    except Undefined:
        return instead()


def ratio_multiple(one: Ratio, other: Ratio) -> bool:
    """Whether one quotient is a whole number of times another; of nought only nought is."""
    return is_multiple(one.over * other.under, one.under * other.over)
