"""Curves as formulae of sympy, which prints them. It is imported only here, and takes half a second."""

from fractions import Fraction
from typing import Any

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.polynomials import Poly, value


def formula(curve: Curve, name: str = "x") -> Any:
    """A curve as one expression in a real symbol: a `Piecewise` where it has pieces. ImportError without sympy."""
    import sympy

    x = sympy.Symbol(name, real=True)
    cases = []
    for place, (low, high, poly) in enumerate(curve.stretches()):
        closed = value(poly, low) == curve.at[place]
        if not closed and (place == 0 or curve.before(place) != curve.at[place]):
            cases.append((_exact(curve.at[place]), sympy.Eq(x, _exact(low))))
        above = x >= _exact(low) if closed else x > _exact(low)
        below = _below(curve, place, high, poly, x)
        cases.append((_polynomial(poly, x), above if below is None else sympy.And(above, below)))
    if curve.domain.high is not None and curve.before(len(curve.points) - 1) != curve.at[-1]:
        cases.append((_exact(curve.at[-1]), sympy.Eq(x, _exact(curve.points[-1]))))
    return sympy.Piecewise(*cases)


def _below(curve: Curve, place: int, high: Fraction | None, poly: Poly, x: Any) -> Any:
    """Up to where a piece reaches: with the next point, where that has its value and the next piece has not."""
    if high is None:
        return None
    after = curve.after(place + 1)
    mine = value(poly, high) == curve.at[place + 1] and after != curve.at[place + 1]
    return x <= _exact(high) if mine else x < _exact(high)


def printed(curve: Curve, name: str = "x") -> str:
    """The formula as text."""
    import sympy

    return str(sympy.pretty(formula(curve, name), use_unicode=True, wrap_line=False))


def _exact(value: Fraction) -> Any:
    import sympy

    return sympy.Rational(value.numerator, value.denominator)


def _polynomial(poly: Poly, x: Any) -> Any:
    return sum((_exact(each) * x**power for power, each in enumerate(poly)), _exact(Fraction(0)))
