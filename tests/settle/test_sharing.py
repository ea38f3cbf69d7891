from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pbrlang.calendar.periods import make_calendar
from pbrlang.ir.sharing import Share, Sharing
from pbrlang.settle.sharing import Parts, share_out
from tests.interpret.building import SPAN

FIRST, LAST = date(2030, 4, 1), date(2034, 3, 31)
CALENDARS = {"year": make_calendar("year", (1, 4), FIRST, LAST)}
PENNY = Fraction(1, 100)

AMOUNTS = st.lists(st.integers(-5_000, 20_000).map(lambda pence: Fraction(pence, 100)), min_size=1, max_size=16)
WEIGHTS = st.lists(st.integers(1, 9), min_size=1, max_size=4)
LIMITS = st.none() | st.integers(0, 30_000).map(lambda pence: Fraction(pence, 100))


def parties(
    weights: Sequence[int], limits: Sequence[Fraction | None], step: str | None = None, taker: int | None = None
) -> Sharing:
    whole = sum(weights)
    shares = [
        Share(f"P{place}", Fraction(weight, whole), most, step if most is not None else None, SPAN)
        for place, (weight, most) in enumerate(zip(weights, limits, strict=True))
    ]
    return Sharing(tuple(shares), taker, "1", SPAN)


def quarterly(sharing: Sharing, amounts: Sequence[Fraction]) -> list[Parts]:
    """A statement about every quarter of a year, of these amounts."""
    days = [FIRST + timedelta(90 * (place + 1)) for place in range(len(amounts))]
    totals = [sum(amounts[: place + 1], Fraction(0)) for place in range(len(amounts))]
    return share_out(sharing, zip(days, totals, strict=True), CALENDARS, PENNY)


@given(WEIGHTS, AMOUNTS)
def test_without_limits_each_bears_its_share_to_date_to_the_penny(weights: list[int], amounts: list[Fraction]) -> None:
    sharing = parties(weights, [None] * len(weights))
    total = Fraction(0)
    for amount, parts in zip(amounts, quarterly(sharing, amounts), strict=True):
        total += amount
        assert sum(each.amount for each in parts.parts) == amount
        for share, part in zip(sharing.shares, parts.parts, strict=True):
            assert abs(part.to_date - share.share * total) < PENNY
            assert (part.to_date / PENNY).denominator == 1


@given(st.data(), WEIGHTS, AMOUNTS, st.sampled_from([None, "year"]))
def test_limits_hold_and_nothing_is_lost_or_made(
    data: st.DataObject, weights: list[int], amounts: list[Fraction], step: str | None
) -> None:
    limits = data.draw(st.lists(LIMITS, min_size=len(weights), max_size=len(weights)))
    free = [place for place, most in enumerate(limits) if most is None]
    sharing = parties(weights, limits, step, data.draw(st.sampled_from([*free, None])))
    found = quarterly(sharing, amounts)
    for amount, parts in zip(amounts, found, strict=True):
        assert sum(each.amount for each in parts.parts) + parts.not_paid.amount == amount
        assert sharing.taker is None or not parts.not_paid.amount
    for place, most in enumerate(limits):
        if most is None:
            continue
        borne: dict[object, Fraction] = {}
        for number, parts in enumerate(found):
            window = CALENDARS["year"].at(FIRST + timedelta(90 * (number + 1))) if step else None
            borne[window] = borne.get(window, Fraction(0)) + parts.parts[place].amount
            assert borne[window] <= most


@given(WEIGHTS, AMOUNTS, st.integers(0, 15))
def test_earlier_statements_stay_as_they_are(weights: list[int], amounts: list[Fraction], first: int) -> None:
    sharing = parties(weights, [Fraction(50), *[None] * (len(weights) - 1)], "year", 1 if len(weights) > 1 else None)
    amount = [[each.amount for each in parts.parts] for parts in quarterly(sharing, amounts)]
    assert [[each.amount for each in parts.parts] for parts in quarterly(sharing, amounts[:first])] == amount[:first]


def test_a_penny_goes_to_the_largest_remainder_and_of_equal_ones_to_the_first() -> None:
    (parts,) = quarterly(parties([1, 1, 1], [None] * 3), [Fraction("0.02")])
    assert [each.amount for each in parts.parts] == [PENNY, PENNY, 0]
    (parts,) = quarterly(parties([2, 3], [None] * 2), [PENNY])
    assert [each.amount for each in parts.parts] == [0, PENNY]


def test_what_is_taken_back_is_first_taken_from_what_was_beyond_the_limit() -> None:
    sharing = parties([1, 1], [Fraction(10), None], taker=1)
    found = quarterly(sharing, [Fraction(30), Fraction(-8), Fraction(-10)])
    assert [[each.amount for each in parts.parts] for parts in found] == [[10, 20], [0, -8], [-4, -6]]


def test_what_was_not_paid_in_one_year_is_not_taken_back_in_the_next() -> None:
    sharing = parties([1], [Fraction(10)], "year")
    found = quarterly(sharing, [Fraction(30), Fraction(0), Fraction(0), Fraction(0), Fraction(-15), Fraction(-10)])
    assert [parts.parts[0].amount for parts in found] == [10, 0, 0, 0, 0, -5]
    assert [parts.not_paid.to_date for parts in found] == [20, 20, 20, 20, 5, 0]
