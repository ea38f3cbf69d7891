"""Curves agree with what the interpreter pays, with sympy, and with themselves."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.analysis import polynomials as p
from pbrlang.analysis.curves import Curve, Domain, add, greater, lesser, multiply, subtract, where
from pbrlang.analysis.held import Held, case_of
from pbrlang.analysis.paying import Paying
from pbrlang.analysis.polynomials import Beyond
from pbrlang.analysis.reads import Reader
from pbrlang.analysis.variables import Variable, Variables
from pbrlang.ir.program import Clause, Program
from pbrlang.names.homes import CalendarHome
from pbrlang.pipeline import compile_text
from pbrlang.settle.reckoning import reckon
from tests.findings.cases import Case, cases

DOMAIN = Domain(Fraction(-10), Fraction(10))
fractions = st.fractions(min_value=-9, max_value=9, max_denominator=6)


@st.composite
def curves(draw: st.DrawFn) -> tuple[Curve, sympy.Expr]:
    """A curve made of lines by sums, products, bounds and choices, and the same in sympy."""
    x = sympy.Symbol("x", real=True)

    def line() -> tuple[Curve, sympy.Expr]:
        low, high = draw(fractions), draw(fractions)
        poly = p.trimmed((low, high))
        return Curve.of(poly, DOMAIN), _exact(low) + _exact(high) * x

    made, told = line()
    for _ in range(draw(st.integers(0, 3))):
        other, other_told = line()
        match draw(st.sampled_from(("add", "subtract", "lesser", "greater", "scale"))):
            case "add":
                made, told = add(made, other), told + other_told
            case "subtract":
                made, told = subtract(made, other), told - other_told
            case "lesser":
                made, told = lesser(made, other), sympy.Min(told, other_told)
            case "greater":
                made, told = greater(made, other), sympy.Max(told, other_told)
            case _:
                factor = draw(fractions)
                scaled = Curve.of(p.constant(factor), DOMAIN)
                made, told = multiply(made, scaled), told * _exact(factor)
    return made, told


def _exact(value: Fraction) -> sympy.Rational:
    return sympy.Rational(value.numerator, value.denominator)


@settings(deadline=None)
@given(curves(), st.lists(fractions, min_size=1, max_size=5))
def test_a_curve_has_the_values_that_sympy_gives(made: tuple[Curve, sympy.Expr], places: list[Fraction]) -> None:
    curve, told = made
    x = sympy.Symbol("x", real=True)
    for place in (*places, *curve.points):
        assert _exact(curve(place)) == told.subs(x, _exact(place))


@settings(deadline=None)
@given(curves())
def test_leaving_out_idle_points_changes_nothing(made: tuple[Curve, sympy.Expr]) -> None:
    curve, _ = made
    plain = curve.plain()
    assert set(plain.points) <= set(curve.points)
    assert [plain(each) for each in curve.points] == list(curve.at)
    for place in range(len(plain.points)):
        if place not in (0, len(plain.points) - 1):
            assert plain.between[place - 1] != plain.between[place] or plain.at[place] != plain.before(place)


def test_a_test_holds_on_one_side_of_the_point_and_not_on_it() -> None:
    above = where(Curve.of((Fraction(-3), Fraction(1)), DOMAIN), lambda gap: gap > 0)
    assert [above(Fraction(each)) for each in (2, 3, 4)] == [0, 0, 1]


@pytest.mark.parametrize(
    ("poly", "found"),
    [
        ((Fraction(-6), Fraction(2)), [3]),
        ((Fraction(6), Fraction(-5), Fraction(1)), [2, 3]),
        ((Fraction(1), Fraction(0), Fraction(1)), []),
        ((Fraction(7),), []),
    ],
)
def test_roots_are_exact(poly: p.Poly, found: list[int]) -> None:
    assert p.roots(poly) == found


def test_what_is_no_fraction_is_not_guessed_at() -> None:
    with pytest.raises(Beyond):
        p.roots((Fraction(-2), Fraction(0), Fraction(1)))


def compared() -> dict[str, list[tuple[str, Fraction, Fraction, Fraction]]]:
    """For contracts of the labelled set: a value of a measure of years, what its curve gives and what is really due."""
    return {case.title: list(_compared(case)) for case in cases()}


def _compared(case: Case) -> Iterator[tuple[str, Fraction, Fraction, Fraction]]:
    program = compile_text(case.file, case.text).program
    assert program is not None or case.file.endswith("contract.pbr")
    for clause in program.clauses.values() if program is not None else ():
        for variable in Variables(program).of_clause(clause) if program is not None else ():
            if program is not None and _is_given(program, clause, variable):
                yield from _sides(program, clause, variable)


def _is_given(program: Program, clause: Clause, variable: Variable) -> bool:
    """Whether a clause for each year reads a measure by name, and nothing else that is counted."""
    alone = len(Variables(program).of_clause(clause)) == 1 and clause.home == CalendarHome("year")
    return alone and variable.measure in Reader(program).clause(clause).money.definitions


def _sides(program: Program, clause: Clause, variable: Variable) -> Iterator[tuple[str, Fraction, Fraction, Fraction]]:
    held = Held(program, tuple(case_of(program, each) for each in program.examples))
    curve = Paying(program, variable, held).clause(clause)
    if held.supposed:
        return  # rows would be needed for what was supposed
    year = program.calendars["year"].periods[0]
    for value in _places(curve):
        world = reckon(program, {}, program.terms.settles_until, {(variable.measure or "", year): value})
        lines = world.interpreter.lines(clause.name)
        yield clause.name, value, curve(value), sum((each.due for each in lines if each.element == year), Fraction(0))


def test_a_curve_gives_what_the_interpreter_pays() -> None:
    """At its points, beside them and between, to half a penny."""
    found = compared()
    for title, sides in found.items():
        for clause, value, told, due in sides:
            assert abs(told - due) <= Fraction(1, 200), (title, clause, value)
    assert sum(map(len, found.values())) > 200


def _places(curve: Curve) -> list[Fraction]:
    ends = [each for each in (*curve.points, curve.points[-1] * 2 + 7) if curve.domain.holds(each) and each >= 0]
    beside = {each + Fraction(1, 3) for each in ends if curve.domain.holds(each + 1)}
    return sorted({*ends, *beside})
