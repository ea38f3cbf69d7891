"""Single pieces of SQL: periods of days, rounding, packing; each against the meaning that it stands for."""

from datetime import date, timedelta
from fractions import Fraction

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.backends.sql import DUCKDB
from pbrlang.backends.sql.arithmetic import Arithmetic
from pbrlang.backends.sql.calendars import first_day, last_day, number_of
from pbrlang.backends.sql.values import Sql, both, either, neither
from pbrlang.calendar.periods import Calendar, make_calendar, make_years
from pbrlang.lower.refusals import Refusal
from pbrlang.values.rounding import WAYS, round_to

FIRST, LAST = date(2011, 6, 1), date(2016, 3, 31)
CALENDARS = {
    "months": make_calendar("month", (1, 1), FIRST, LAST),
    "months from the ninth": make_calendar("month", (9, 9), FIRST, LAST),
    "quarters": make_calendar("quarter", (1, 4), FIRST, LAST),
    "years": make_calendar("year", (1, 4), FIRST, LAST),
    "a long first year": make_years((1, 4), FIRST, LAST, date(2013, 3, 31)),
    "one year": make_calendar("year", (1, 6), FIRST, date(2012, 5, 31)),
}


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=CALENDARS)
def test_the_period_of_every_day_is_that_of_the_calendar(calendar: Calendar) -> None:
    days = [FIRST + timedelta(number) for number in range(-40, (LAST - FIRST).days + 40)]
    texts = [write(DUCKDB, calendar.periods, "d") for write in (number_of, first_day, last_day)]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE days (d DATE)")
        connection.executemany("INSERT INTO days VALUES (?)", [[day] for day in days])
        found = connection.execute(f"SELECT d, {', '.join(texts)} FROM days ORDER BY d").fetchall()
    wanted = [(day, calendar.at(day)) for day in days]
    assert found == [
        (day, period.number, period.first, period.last) if period else (day, None, None, None) for day, period in wanted
    ]


@settings(max_examples=15)
@given(st.sampled_from(WAYS), st.integers(1, 10**6), st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20))
def test_a_quotient_is_rounded_as_everywhere(way: str, under: int, numbers: list[int]) -> None:
    numbers = [*numbers, under, -under, under // 2, -under // 2, 3 * under // 2]
    divisors = (Sql(str(under), under, under), Sql(f"(d + {under - 1})", under, under + 5))
    for divisor in divisors:
        text = Arithmetic(DUCKDB).rounded(Sql("n", min(numbers), max(numbers)), divisor, way).text
        with duckdb.connect() as connection:
            values = ", ".join(f"({each}::BIGINT, 1::BIGINT)" for each in numbers)
            found = connection.execute(f"SELECT {text} FROM (VALUES {values}) AS t(n, d)").fetchall()
        assert [each for (each,) in found] == [round_to(Fraction(each, under), Fraction(1), way) for each in numbers]


def test_numbers_that_may_outgrow_64_bits_are_held_in_more_and_beyond_that_refused() -> None:
    sums = Arithmetic(DUCKDB)
    small, large = Sql("a", 0, 10**9), Sql("b", 0, 10**18)
    assert "HUGEINT" not in sums.times(small, Sql("c", 0, 9 * 10**9)).text
    assert "HUGEINT" in sums.times(small, large).text
    assert "HUGEINT" in sums.plus(small, Sql("d")).text
    with pytest.raises(Refusal):
        sums.times(sums.times(large, large), small)


def test_conditions_are_put_together_without_what_says_nothing() -> None:
    assert both("TRUE", "a", both("b", "a")) == "(a AND b)"
    assert both("a", "FALSE") == "FALSE"
    assert either("FALSE", "a", both("a", "b"), either("c", "a")) == "(a OR c)"
    assert neither("TRUE") == "FALSE"
