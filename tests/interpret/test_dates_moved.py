"""Dates moved by days and by months, and stretches of days counted day by day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.interpret.dates import moved
from pbrlang.kinds.model import Quantity
from pbrlang.values.units import Unit
from tests.language.pages import Case, Fence
from tests.language.running import actual, compiled, drawn, mistakes

DAY, WEEK, MONTH, YEAR = (Quantity(Unit.noun(noun)) for noun in ("day", "week", "month", "year"))


@pytest.mark.parametrize(
    ("day", "number", "kind", "missing", "expected"),
    [
        (date(2030, 1, 31), 1, MONTH, "last", date(2030, 2, 28)),
        (date(2030, 1, 31), 1, MONTH, "next", date(2030, 3, 1)),
        (date(2032, 2, 29), 1, YEAR, "last", date(2033, 2, 28)),
        (date(2032, 2, 29), 1, YEAR, "next", date(2033, 3, 1)),
        (date(2032, 2, 29), 4, YEAR, "next", date(2036, 2, 29)),
        (date(2030, 3, 31), -1, MONTH, "last", date(2030, 2, 28)),
        (date(2030, 1, 15), -1, MONTH, "last", date(2029, 12, 15)),
        (date(2030, 1, 15), 2, WEEK, "last", date(2030, 1, 29)),
        (date(2030, 1, 15), -15, DAY, "last", date(2029, 12, 31)),
        (date(2030, 1, 31), Fraction(3, 2), MONTH, "last", date(2030, 2, 28)),
        (date(9999, 12, 1), 1, MONTH, "last", date.max),
        (date(1, 1, 1), -1, YEAR, "last", date.min),
    ],
)
def test_a_date_is_moved(day: date, number: Fraction, kind: Quantity, missing: str, expected: date) -> None:
    sign = -1 if number < 0 else 1
    assert moved(day, abs(Fraction(number)), kind, missing, sign) == expected


DAYS = st.dates(date(2030, 4, 1), date(2031, 12, 31))


WORDS = st.sampled_from(["after", "beginning with", "before", "ending with"])


@given(DAYS, st.integers(1, 400), WORDS, st.lists(st.integers(-401, 401), max_size=6))
def test_a_stretch_holds_exactly_the_days_that_it_says(joined: date, length: int, word: str, near: list[int]) -> None:
    edges = (0, 1, -1, length, -length, length - 1, 1 - length, length + 1, -length - 1)
    visits = sorted({joined + timedelta(each) for each in (*near, *edges)})
    first, last = _ends(joined, length, word)
    text = f"""fee Visits Counted
    for each Client
    on 31 March 2033
    pays £1 per Visit * number of Visits in the {length:,} days {word} Joined On
"""
    rows = "".join(f"V{number},C1,Short,30,£0,{day}\n" for number, day in enumerate(visits))
    files = {
        "clients.csv": f"Client,Joined On\nC1,{joined}\n",
        "visits.csv": f"Visit,Client,Kind,Length,Cost,Visited On\n{rows}",
    }
    told = _lines(text, files)
    expected = sum(first <= day <= last for day in visits)
    assert f" £{expected} " in told, told


def _ends(joined: date, length: int, word: str) -> tuple[date, date]:
    """The first and the last day, counted from the day that a stretch is named by."""
    before, after = timedelta(-length), timedelta(length)
    one = timedelta(1)
    match word:
        case "after":
            return joined + one, joined + after
        case "beginning with":
            return joined, joined + after - one
        case "before":
            return joined + before, joined - one
        case _:
            return joined + before + one, joined


def _lines(text: str, files: dict[str, str]) -> str:
    contract = Fence("pbr", "", text, 1)
    expected = Fence("lines", "", "", 2)
    case = Case(contract=contract, page=None, following=[*_files(files), expected])  # type: ignore[arg-type]
    assert not mistakes(compiled(case)), drawn(mistakes(compiled(case)))
    return actual(case, expected)


def _files(files: dict[str, str]) -> list[Fence]:
    return [Fence("csv", name, text, 1) for name, text in files.items()]
