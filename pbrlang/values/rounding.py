"""Exact rounding to a multiple of a unit."""

from fractions import Fraction

WAYS = ("half up", "half down", "half to even", "up", "down")
"""How what lies between two multiples is rounded; all are symmetric about nought."""


def round_to(value: Fraction, unit: Fraction, way: str) -> Fraction:
    """The multiple of `unit` that a value is rounded to.

    `half up` and `up` lead away from nought, `half down` and `down` towards it, so that the
    opposite of a value is rounded to the opposite. ValueError for a way that is not in `WAYS`.
    """
    steps = abs(value) / unit
    whole, rest = divmod(steps.numerator, steps.denominator)
    if rest and _goes_up(whole, 2 * rest - steps.denominator, way):
        whole += 1
    return unit * whole if value >= 0 else -unit * whole


def _goes_up(whole: int, beyond_half: int, way: str) -> bool:
    match way:
        case "up":
            return True
        case "down":
            return False
        case "half up":
            return beyond_half >= 0
        case "half down":
            return beyond_half > 0
        case "half to even":
            return beyond_half > 0 or (beyond_half == 0 and whole % 2 == 1)
        case _:
            raise ValueError(f"no way of rounding is called {way!r}")
