"""Nights that are covered, counted once: against a count night by night."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from pbrlang.interpret import Interpreter
from pbrlang.interpret.coverage import Coverage, united, without
from pbrlang.interpret.fates import Fate
from pbrlang.ir.expressions import Cover, Covered, Members, Rows, Window
from pbrlang.kinds.model import Quantity
from pbrlang.names.homes import ToContract
from pbrlang.values.units import Unit
from tests.interpret.building import SPAN, STARTS, apply, group, of_field, small, stay, year

INTERVALS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 15)).map(lambda each: (each[0], sum(each))), max_size=8
)
DAYS = st.integers(1, 45)


def nights(intervals: list[tuple[int, int]]) -> set[int]:
    return {night for start, end in intervals for night in range(start, end)}


def day(number: int) -> date:
    return date.fromordinal(number)


@example([(0, 3), (6, 9)], [], 1, 45, 3)
@example([(0, 3), (7, 10)], [], 1, 45, 3)
@given(INTERVALS, INTERVALS, DAYS, DAYS, st.integers(0, 6))
def test_what_is_covered_is_what_a_count_night_by_night_finds(
    by: list[tuple[int, int]], less: list[tuple[int, int]], first: int, last: int, gap: int
) -> None:
    by = [(start + 1, end + 1) for start, end in by]
    less = [(start + 1, end + 1) for start, end in less]
    left = without(united(by), united(less))
    everything = nights(by) - nights(less)
    assert left == united(left)
    assert nights(left) == everything
    coverage = Coverage(left, gap)
    inside = sorted(night for night in everything if first <= night <= last)
    assert coverage.number(day(first), day(last)) == len(inside)
    assert coverage.longest(day(first), day(last))[0] == longest(inside, gap)


def longest(inside: list[int], gap: int) -> int:
    best = length = 0
    for at, night in enumerate(inside):
        length = length + 1 if at and night - inside[at - 1] <= gap + 1 else 1
        best = max(best, length)
    return best


def covered(*by: Rows | Members, less: tuple[Rows | Members, ...] = (), word: str = "number", gap: int = 0) -> Covered:
    def cover(over: Rows | Members) -> Cover:
        return Cover(over, (ToContract(),), (ToContract(),))

    unit, window = Quantity(Unit.noun("night")), Window("in", step="year")
    return Covered(unit, SPAN, word, tuple(map(cover, by)), tuple(map(cover, less)), "night", gap, window)


DATES = st.dates(date(2030, 3, 1), date(2031, 6, 30))
STAYS = st.lists(st.tuples(DATES, st.none() | st.integers(0, 300), st.booleans()), max_size=6)


@given(STAYS, DATES, st.booleans())
def test_covered_nights_as_a_reader_of_any_date_sees_them(
    rows: list[tuple[date, int | None, bool]], t: date, asks_whether_open: bool
) -> None:
    """A group that asks whether a stay is open changes with the reader's date; one that asks its kind does not."""
    condition = apply("blank", of_field("Stay", "Ended")) if asks_whether_open else of_field("Stay", "Secure")
    contract = small(group("Chosen", "Stay", condition), timed=["Chosen"] if asks_whether_open else [])
    ends = [None if length is None else began + timedelta(length) for began, length, _ in rows]
    stays = [
        stay(f"S{number}", began, ends[number], secure=secure, number=number + 2)
        for number, (began, _, secure) in enumerate(rows)
    ]
    reader = Interpreter(contract, {"Stay": stays})
    period = year(contract, 1)

    def seen(chosen: bool | None) -> set[date]:
        found: set[date] = set()
        for (began, _, secure), ended in zip(rows, ends, strict=True):
            known = ended if ended is not None and ended <= t else None
            if chosen is None or chosen == (known is None if asks_whether_open else secure):
                last = min(t, period.last)
                found |= {
                    night
                    for offset in range((last - began).days + 1)
                    if (night := began + timedelta(offset)) >= period.first and (ended is None or night < ended)
                }
        return found

    stay_rows, chosen = Rows("Stay"), Members("Chosen", "Stay")
    for expr, expected in (
        (covered(stay_rows), seen(None)),
        (covered(chosen), seen(True)),
        (covered(stay_rows, less=(chosen,)), seen(None) - seen(True)),
        (covered(chosen, stay_rows), seen(None)),
    ):
        assert reader.evaluate(expr, period, t) == len(expected)
    run = longest(sorted(night.toordinal() for night in seen(None)), 3)
    assert reader.evaluate(covered(stay_rows, word="longest run", gap=3), period, t) == run


def test_rows_that_cover_and_rows_that_take_away_count_as_used() -> None:
    contract = small(group("Secure Stay", "Stay", of_field("Stay", "Secure")))
    inside = stay("S1", STARTS, STARTS + timedelta(3))
    taking = stay("S2", STARTS, STARTS + timedelta(1), secure=True, number=3)
    outside = stay("S3", STARTS - timedelta(9), STARTS, number=4)
    reader = Interpreter(contract, {"Stay": [inside, taking, outside]})
    expr = covered(Rows("Stay"), less=(Members("Secure Stay", "Stay"),))
    assert reader.evaluate(expr, year(contract, 1), date(2031, 3, 31)) == 2
    fates = reader.fates()
    assert (fates.get(inside), fates.get(taking), fates.get(outside)) == (Fate.COUNTED, Fate.COUNTED, None)
