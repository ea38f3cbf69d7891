"""Formulae of sympy say what curves say, and what stands out in a sum is found."""

from fractions import Fraction

import sympy
from hypothesis import given, settings

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.formulae import formula
from pbrlang.analysis.incentive import incentives
from pbrlang.pipeline import compile_text
from tests.analysis.test_curves_agree import curves
from tests.findings.cases import cases


@settings(deadline=None, max_examples=30)
@given(curves())
def test_a_formula_has_the_curves_values_everywhere(made: tuple[Curve, sympy.Expr]) -> None:
    curve = made[0].plain()
    told = formula(curve)
    x = sympy.Symbol("x", real=True)
    between = [(one + other) / 2 for one, other in zip(curve.points, curve.points[1:], strict=False)]
    for place in (*curve.points, *between):
        exact = sympy.Rational(place.numerator, place.denominator)
        assert told.subs(x, exact) == sympy.Rational(curve(place).numerator, curve(place).denominator)


def test_the_least_and_the_most_are_met_and_never_passed() -> None:
    tried = 0
    for case in cases():
        program = compile_text(case.file, case.text).program
        for each in incentives(program, ()) if program is not None else ():
            places = [*each.total.points, *(x + Fraction(7, 3) for x in each.total.points)]
            values = [each.total(x) for x in places if each.total.domain.holds(x)]
            assert each.most is None or max(values) <= each.most
            assert each.least is None or min(values) >= each.least
            tried += each.most is not None
    assert tried > 20
