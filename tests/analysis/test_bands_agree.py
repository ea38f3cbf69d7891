"""Curves of rate cards by bands give what the interpreter gives."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.analysis import polynomials as p
from pbrlang.analysis.banding import banded
from pbrlang.analysis.curves import Curve, Domain
from pbrlang.interpret.banding import give
from pbrlang.ir.expressions import Banded, Constant, Expr
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.pipeline import compile_text
from tests.findings.frame import above

DOMAIN = Domain(Fraction(0), Fraction(100))
ROWS = {
    "lump sum": ("below 10 | £20", "from 10 | £50", "from 40 | £10"),
    "whole quantity": ("up to 10 | £2 per Session", "more than 10 | £5 per Session", "more than 40 | £1 per Session"),
    "slice by slice": ("the first 10 | £2 per Session", "beyond 10 | £0 per Session", "beyond 40 | £7 per Session"),
    "straight line": ("below 10 | £0", "at 10 | £5", "at 30 | £60", "at 40 | £20", "above 40 | £90"),
}


def card_of(way: str) -> Banded:
    rows = "".join(f"    | {each} |\n" for each in ROWS[way])
    text = (
        "Held for each year means number of Sessions in the year\n\n"
        f"tariff Reward by Held, {way}\n    | Held | Reward |\n{rows}\n"
        "fee Sum\n    for each year\n    pays Reward\n"
    )
    program = compile_text("c.pbr", above(text)).program
    assert program is not None
    bodies = [each.body for each in program.definitions.values()]
    bodies += [part for clause in program.clauses.values() for part in clause_parts(clause)]
    return next(each for body in bodies for each in walk(body) if isinstance(each, Banded))


def worth(expr: Expr) -> Fraction:
    assert isinstance(expr, Constant)
    assert isinstance(expr.value, Fraction)
    return expr.value


CARDS = {way: card_of(way) for way in ROWS}


@pytest.mark.parametrize("way", CARDS)
@settings(deadline=None, max_examples=60)
@given(quantity=st.one_of(st.sampled_from([0, 10, 30, 40, 100]), st.fractions(0, 100, max_denominator=4)))
def test_a_card_gives_the_same_as_a_curve(way: str, quantity: Fraction | int) -> None:
    card = CARDS[way]

    def number(expr: Expr) -> Curve:
        return Curve.of(p.X if expr is card.quantity else p.constant(worth(expr)), DOMAIN)

    bounds = [worth(each.bound) for each in card.bands]
    given_by_card = give(card, Fraction(quantity), bounds, lambda band: worth(card.bands[band].prices[0])).value
    assert banded(card, number)(Fraction(quantity)) == given_by_card
