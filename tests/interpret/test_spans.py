from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pbrlang.interpret import Interpreter
from pbrlang.interpret.spans import Spans, clipped, span_of
from pbrlang.ir.expressions import Rows, Window
from pbrlang.ir.tables import Lasting
from pbrlang.names.homes import ToContract
from tests.interpret.building import STARTS, aggregate, apply, of_field, small, stay, year

NIGHTS, DAYS = Lasting("Began", "Ended", "night"), Lasting("Began", "Ended", "day")
DATES = st.dates(date(2030, 1, 1), date(2031, 12, 31))
STAYS = st.lists(st.tuples(DATES, st.none() | st.integers(0, 400)), max_size=8)


def counted(began: date, ended: date | None, noun: str, first: date, last: date, t: date) -> int:
    """Day by day: a night belongs to the day on which it begins; a blank end, or one after `t`, is never."""
    total, day = 0, first
    while day <= min(last, t):
        over = ended is not None and (day >= ended if noun == "night" else day > ended)
        total += began <= day and not over
        day += timedelta(days=1)
    return total


def made(rows: list[tuple[date, int | None]]) -> list[tuple[date, date | None]]:
    return [(began, None if length is None else began + timedelta(days=length)) for began, length in rows]


@given(STAYS, DATES, DATES, st.sampled_from([NIGHTS, DAYS]))
def test_clipping_counts_what_a_count_day_by_day_counts(
    rows: list[tuple[date, int | None]], first: date, last: date, lasts: Lasting
) -> None:
    stays = made(rows)
    spans = [span for began, ended in stays if (span := span_of(stay("S", began, ended), lasts))]
    expected = sum(counted(began, ended, lasts.noun, first, last, date.max) for began, ended in stays)
    assert Spans(spans).between(first, last) == expected
    assert sum(clipped(span, first, last) for span in spans) == expected


@given(STAYS, DATES, st.booleans())
def test_nights_in_a_year_as_a_reader_of_any_date_sees_them(
    rows: list[tuple[date, int | None]], t: date, asks_whether_open: bool
) -> None:
    contract = small()
    stays = made(rows)
    members = [stay(f"S{number}", began, ended, number=number) for number, (began, ended) in enumerate(stays, 2)]
    still_open = apply("blank", of_field("Stay", "Ended")) if asks_whether_open else None
    nights = aggregate(
        "total",
        Rows("Stay"),
        (ToContract(),),
        (ToContract(),),
        window=Window("in", "year"),
        length="night",
        where=still_open,
    )
    period = year(contract, 1)
    expected = sum(
        counted(began, ended, "night", period.first, period.last, t)
        for began, ended in stays
        if not asks_whether_open or ended is None or ended > t
    )
    assert Interpreter(contract, {"Stay": members}).evaluate(nights, period, t) == expected


def test_a_stay_is_nothing_before_its_first_day_and_open_until_its_end_is_known() -> None:
    contract = small()
    row = stay("S1", date(2030, 4, 10), date(2030, 4, 20))
    nights = aggregate(
        "total", Rows("Stay"), (ToContract(),), (ToContract(),), window=Window("to date"), length="night"
    )
    reader = Interpreter(contract, {"Stay": [row]})
    period = year(contract, 1)
    read = {day: reader.evaluate(nights, period, STARTS + timedelta(days=day - 1)) for day in (9, 10, 19, 20, 30)}
    assert read == {9: 0, 10: 1, 19: 10, 20: 10, 30: 10}
    ended = of_field("Stay", "Ended")
    assert reader.evaluate(ended, row, date(2030, 4, 19)) is None
    assert reader.evaluate(ended, row, date(2030, 4, 20)) == date(2030, 4, 20)
