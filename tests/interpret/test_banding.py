"""What rate cards by bands give, compared with what a patient reader would work out step by step."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.interpret.banding import NOUGHT, give, rises
from pbrlang.ir.expressions import Band, Banded, Constant
from pbrlang.kinds.model import NUMBER
from pbrlang.source import Source, Span

SPAN = Span(Source.of("contract.pbr", "x"), 0, 1)
WORDS = {
    "lump sum": ("below", "from"),
    "whole quantity": ("up to", "more than"),
    "slice by slice": ("the first", "beyond"),
}
bounds = st.lists(st.integers(1, 40), min_size=1, max_size=5, unique=True).map(sorted)
prices = st.lists(st.integers(-20, 20).map(Fraction), min_size=6, max_size=6)
quantities = st.integers(-10, 50)


def constant(value: int) -> Constant:
    return Constant(NUMBER, SPAN, Fraction(value))


def steps(way: str, rising: list[int], first: str = "", others: str = "") -> Banded:
    """A card of one row below the first bound, and one from each bound on."""
    below, above = WORDS.get(way, ("", ""))
    words = [first or below, *[others or above] * len(rising)]
    ends = [rising[0], *rising]
    bands = tuple(Band(word, constant(end), (constant(0),), SPAN) for word, end in zip(words, ends, strict=True))
    return Banded(NUMBER, SPAN, "Card", "1", way, constant(0), bands)


def line(points: list[int]) -> Banded:
    words = ["below", *["at"] * len(points), "above"]
    ends = [points[0], *points, points[-1]]
    bands = tuple(Band(word, constant(end), (constant(0),), SPAN) for word, end in zip(words, ends, strict=True))
    return Banded(NUMBER, SPAN, "Card", "1", "straight line", constant(0), bands)


def worth(card: Banded, quantity: int | Fraction, priced: list[Fraction]) -> Fraction:
    ends = [band.bound.value for band in card.bands if isinstance(band.bound, Constant)]
    assert all(isinstance(end, Fraction) for end in ends)
    exact = [end for end in ends if isinstance(end, Fraction)]
    found = give(card, Fraction(quantity), exact, lambda band: priced[band])
    if card.way == "slice by slice":
        assert sum((part.quantity for part in found.parts), NOUGHT) == quantity
    return found.value


@given(bounds, prices, quantities)
def test_slices_are_priced_unit_by_unit(rising: list[int], priced: list[Fraction], quantity: int) -> None:
    card = steps("slice by slice", rising)
    if quantity < 0:
        assert worth(card, quantity, priced) == priced[0] * quantity
        return
    each = [priced[sum(unit >= end for end in rising)] for unit in range(quantity)]
    assert worth(card, quantity, priced) == sum(each, NOUGHT)


@given(bounds, prices, quantities)
def test_a_lump_sum_is_that_of_the_last_bound_that_is_reached(
    rising: list[int], priced: list[Fraction], quantity: int
) -> None:
    reached = sum(quantity >= end for end in rising)
    passed = sum(quantity > end for end in rising)
    assert worth(steps("lump sum", rising), quantity, priced) == priced[reached]
    assert worth(steps("lump sum", rising, "up to", "more than"), quantity, priced) == priced[passed]
    assert worth(steps("whole quantity", rising), quantity, priced) == priced[passed] * quantity


@given(st.lists(st.integers(1, 40), min_size=2, max_size=4, unique=True).map(sorted), prices, quantities)
def test_a_straight_line_has_its_points_and_bends_only_there(
    points: list[int], priced: list[Fraction], quantity: int
) -> None:
    card = line(points)
    for number, point in enumerate(points, start=1):
        assert worth(card, point, priced) == priced[number]
    inside = points[0] < quantity < points[-1]
    if inside and quantity not in points:
        before, here, after = (worth(card, quantity + Fraction(step, 9), priced) for step in (-1, 0, 1))
        assert here - before == after - here
    if quantity < points[0]:
        assert worth(card, quantity, priced) == priced[0]
    if quantity > points[-1]:
        assert worth(card, quantity, priced) == priced[len(points) + 1]


@pytest.mark.parametrize(
    ("ends", "fallen"),
    [
        ([5, 5, 7, 9], None),
        ([5, 6, 7, 9], (5, 6)),
        ([5, 5, 9, 7], (9, 7)),
        ([5, 5, 7, 7], (7, 7)),
        ([-1, -1, 7, 8], (0, -1)),
    ],
)
def test_bounds_that_do_not_rise_are_told(ends: list[int], fallen: tuple[int, int] | None) -> None:
    found = rises(steps("slice by slice", [1, 2, 3]), [Fraction(each) for each in ends])
    assert found == (fallen and tuple(map(Fraction, fallen)))


def test_the_outer_rows_of_a_line_lie_at_its_outer_points() -> None:
    ends = [Fraction(each) for each in (1, 1, 3, 4)]
    assert rises(line([1, 3]), ends) == (Fraction(3), Fraction(4))
    assert rises(line([1, 3]), [Fraction(each) for each in (1, 1, 3, 3)]) is None
