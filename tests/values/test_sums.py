"""Sums of many numbers are those of adding one after the other."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.values.sums import added


@settings(max_examples=30)
@given(st.lists(st.fractions(max_denominator=12)))
def test_numbers_come_to_their_sum(numbers: list[Fraction]) -> None:
    found = added(iter(numbers))
    assert found == sum(numbers, Fraction(0))
    assert isinstance(found, Fraction)
