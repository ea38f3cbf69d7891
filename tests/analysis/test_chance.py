"""Probabilities in fixed point are those of sums of exact fractions."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.analysis.chance import (
    binomial_at_least,
    chance_of_count,
    chance_of_share,
    poisson_at_least,
    size_needed,
)

NEAR = Fraction(1, 10**30)
chances = st.fractions(min_value=Fraction(1, 50), max_value=Fraction(49, 50), max_denominator=50)


def exact(number: int, size: int, chance: Fraction) -> Fraction:
    terms = (comb(size, k) * chance**k * (1 - chance) ** (size - k) for k in range(max(0, number), size + 1))
    return sum(terms, Fraction(0))


@settings(deadline=None)
@given(st.integers(1, 120), chances, st.integers(-2, 125))
def test_a_binomial_tail_is_the_sum_of_its_terms(size: int, chance: Fraction, number: int) -> None:
    assert abs(binomial_at_least(number, size, chance) - exact(number, size, chance)) < NEAR


@pytest.mark.parametrize(("chance", "number", "found"), [(0, 0, 1), (0, 1, 0), (1, 7, 1), (1, 8, 0)])
def test_what_is_certain_is_certain(chance: int, number: int, found: int) -> None:
    assert binomial_at_least(number, 7, Fraction(chance)) == found


@pytest.mark.parametrize(
    ("mean", "number", "thousandths"),
    [(1, 1, 632), (4, 8, 51), (120, 117, 620)],
)
def test_a_poisson_tail_is_what_tables_give(mean: int, number: int, thousandths: int) -> None:
    assert round(1000 * poisson_at_least(number, Fraction(mean))) == thousandths


@settings(deadline=None)
@given(st.integers(1, 100), chances, chances)
def test_the_ways_to_pass_a_threshold_add_up(size: int, chance: Fraction, threshold: Fraction) -> None:
    above = chance_of_share(size, chance, threshold, above=True, reached=True)
    below = chance_of_share(size, chance, threshold, above=False, reached=False)
    assert abs(above + below - 1) < NEAR


def test_a_threshold_that_is_reached_counts_with_reached_alone() -> None:
    counted = [chance_of_count(Fraction(9), Fraction(9), above=True, reached=each) for each in (True, False)]
    assert counted[0] - counted[1] == pytest.approx(
        poisson_at_least(9, Fraction(9)) - poisson_at_least(10, Fraction(9))
    )


def test_a_cohort_of_twenty_thousand_is_quick_and_near_the_normal() -> None:
    assert round(1000 * binomial_at_least(10_100, 20_000, Fraction(1, 2))) == 80


def test_the_size_that_is_needed_is_enough_and_the_half_of_it_is_not() -> None:
    chance, threshold, often = Fraction(1, 2), Fraction(11, 20), Fraction(1, 10)
    size = size_needed(chance, threshold, often, 10_000)
    assert size is not None
    assert chance_of_share(size, chance, threshold, above=True, reached=False) <= often
    assert chance_of_share(size // 2, chance, threshold, above=True, reached=False) > often


def test_no_size_is_enough_for_a_threshold_at_the_baseline() -> None:
    assert size_needed(Fraction(1, 2), Fraction(1, 2), Fraction(1, 10), 10_000) is None
