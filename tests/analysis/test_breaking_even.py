"""Where results come to a sum, on the way to better ones."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.analysis.breaking_even import reached
from pbrlang.analysis.curves import Curve, Domain

PLACES = st.integers(-50, 50).map(Fraction)
STEPS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=5)


def rising(start: Fraction, steps: list[tuple[int, int, int]]) -> Curve:
    """A curve that never falls: stretches of some length, slope, and jump at their ends."""
    points, at, between, height = [start], [Fraction(0)], [], Fraction(0)
    for length, slope, jump in steps:
        between.append((height - slope * points[-1], Fraction(slope)))
        points.append(points[-1] + length)
        height += slope * length + jump
        at.append(height)
    return Curve(Domain(start, points[-1]), tuple(points), tuple(at), tuple(between))


def mirrored(curve: Curve) -> Curve:
    points = tuple(-x for x in reversed(curve.points))
    between = tuple((a, -b) for a, b in reversed([(*each, Fraction(0))[:2] for each in curve.between]))
    return Curve(Domain(points[0], points[-1]), points, tuple(reversed(curve.at)), between)


@given(PLACES, STEPS, st.integers(0, 60).map(Fraction))
def test_it_is_the_first_place_that_is_so_high(
    start: Fraction, steps: list[tuple[int, int, int]], amount: Fraction
) -> None:
    curve = rising(start, steps)
    found = reached(curve, amount)
    if found is None:
        assert curve(curve.points[-1]) < amount
    else:
        after = [curve.after(place) for place, x in enumerate(curve.points) if x == found]
        assert max(curve(found), *(each for each in after if each is not None), Fraction(-1)) >= amount
        assert all(
            curve(found - part) < amount for part in (Fraction(1, 7), Fraction(2)) if curve.domain.holds(found - part)
        )


@given(PLACES, STEPS, st.integers(0, 60).map(Fraction))
def test_where_less_is_better_it_is_the_same_from_above(
    start: Fraction, steps: list[tuple[int, int, int]], amount: Fraction
) -> None:
    curve = rising(start, steps)
    there, back = reached(curve, amount), reached(mirrored(curve), amount, "lower")
    assert back == (None if there is None else -there)


@pytest.mark.parametrize(("amount", "place"), [(0, 10), (30, 7), (100, 0), (101, None)])
def test_without_an_end_it_is_looked_for_from_far_above(amount: int, place: int | None) -> None:
    falling = Curve(
        Domain(Fraction(0)),
        (Fraction(0), Fraction(10)),
        (Fraction(100), Fraction(0)),
        ((Fraction(100), Fraction(-10)), ()),
    )
    found = reached(falling, Fraction(amount), "lower")
    assert found == (10**6 if amount == 0 else place)
