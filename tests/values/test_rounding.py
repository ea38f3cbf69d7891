from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.values.rounding import WAYS, round_to

PENNY = Fraction(1, 100)
FRACTIONS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
UNITS = st.sampled_from([PENNY, Fraction(1), Fraction(5), Fraction(1, 3)])


@given(FRACTIONS, UNITS, st.sampled_from(WAYS))
def test_the_opposite_of_an_amount_rounds_to_the_opposite(value: Fraction, unit: Fraction, way: str) -> None:
    assert round_to(-value, unit, way) == -round_to(value, unit, way)


@given(FRACTIONS, UNITS, st.sampled_from(WAYS))
def test_what_is_rounded_is_a_multiple_less_than_a_unit_away(value: Fraction, unit: Fraction, way: str) -> None:
    rounded = round_to(value, unit, way)
    assert (rounded / unit).denominator == 1
    assert abs(rounded - value) < unit
    if way not in ("up", "down"):
        assert 2 * abs(rounded - value) <= unit


@pytest.mark.parametrize(
    ("way", "pence"),
    [("half up", 13), ("half down", 12), ("half to even", 12), ("up", 13), ("down", 12)],
)
def test_half_a_penny(way: str, pence: int) -> None:
    assert round_to(Fraction(125, 1000), PENNY, way) == Fraction(pence, 100)
    assert round_to(Fraction(-125, 1000), PENNY, way) == Fraction(-pence, 100)


def test_even_is_told_from_odd() -> None:
    assert round_to(Fraction(135, 1000), PENNY, "half to even") == Fraction(14, 100)


@pytest.mark.parametrize(("way", "pence"), [("half up", 12), ("half down", 12), ("up", 13), ("down", 12)])
def test_less_than_half_a_penny(way: str, pence: int) -> None:
    assert round_to(Fraction(1201, 10_000), PENNY, way) == Fraction(pence, 100)


def test_a_multiple_stays_as_it_is() -> None:
    assert all(round_to(Fraction(12), PENNY, way) == 12 for way in WAYS)


def test_no_other_way_is_known() -> None:
    with pytest.raises(ValueError, match="sideways"):
        round_to(Fraction(1, 3), PENNY, "sideways")
