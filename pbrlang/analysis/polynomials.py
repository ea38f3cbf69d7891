"""Polynomials in one variable with exact coefficients, the lowest power first."""

from fractions import Fraction
from math import isqrt

Poly = tuple[Fraction, ...]

NOUGHT, ONE = Fraction(0), Fraction(1)
X: Poly = (NOUGHT, ONE)


class Beyond(Exception):
    """A formula has a shape that is not followed here, such as a quotient of two moving quantities."""


def constant(value: Fraction) -> Poly:
    """The polynomial that is the same everywhere."""
    return trimmed((value,))


def trimmed(poly: Poly) -> Poly:
    """Without highest powers that are nought."""
    end = len(poly)
    while end and poly[end - 1] == 0:
        end -= 1
    return poly[:end]


def add(one: Poly, other: Poly) -> Poly:
    """The sum."""
    size = max(len(one), len(other))
    pairs = zip(one + (NOUGHT,) * (size - len(one)), other + (NOUGHT,) * (size - len(other)), strict=True)
    return trimmed(tuple(a + b for a, b in pairs))


def negative(poly: Poly) -> Poly:
    """The opposite."""
    return tuple(-each for each in poly)


def multiply(one: Poly, other: Poly) -> Poly:
    """The product."""
    if not one or not other:
        return ()
    found = [NOUGHT] * (len(one) + len(other) - 1)
    for place, a in enumerate(one):
        for offset, b in enumerate(other):
            found[place + offset] += a * b
    return trimmed(tuple(found))


def divide(one: Poly, other: Poly) -> Poly:
    """The quotient where it is a polynomial; raises Beyond where it is not, ZeroDivisionError by nought."""
    if not other:
        raise ZeroDivisionError
    rest, quotient = list(one), [NOUGHT] * max(0, len(one) - len(other) + 1)
    for place in reversed(range(len(quotient))):
        factor = rest[place + len(other) - 1] / other[-1]
        quotient[place] = factor
        for offset, each in enumerate(other):
            rest[place + offset] -= factor * each
    if any(rest):
        raise Beyond("a quotient that is no polynomial")
    return trimmed(tuple(quotient))


def value(poly: Poly, x: Fraction) -> Fraction:
    """What it is worth at a place."""
    found = NOUGHT
    for each in reversed(poly):
        found = found * x + each
    return found


def slope(poly: Poly) -> Poly:
    """Its derivative."""
    return tuple(place * each for place, each in enumerate(poly))[1:]


def roots(poly: Poly) -> list[Fraction]:
    """Where it is nought, in order; raises Beyond where a place is no fraction, ValueError for nought itself."""
    match len(poly):
        case 0:
            raise ValueError("it is nought everywhere")
        case 1:
            return []
        case 2:
            return [-poly[0] / poly[1]]
        case 3:
            c, b, a = poly
            under = b * b - 4 * a * c
            if under < 0:
                return []
            root = _root(under)
            return sorted({(-b - root) / (2 * a), (-b + root) / (2 * a)})
        case _:
            raise Beyond("a power higher than a square")


def _root(number: Fraction) -> Fraction:
    top, below = isqrt(number.numerator), isqrt(number.denominator)
    if top * top != number.numerator or below * below != number.denominator:
        raise Beyond("a place that is no fraction")
    return Fraction(top, below)
