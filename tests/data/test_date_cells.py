from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.data.cells import Misread, read_value
from pbrlang.data.dates import MONTHS, in_words
from pbrlang.data.errors import AmbiguousDate, BadCell, BlankValue, SpreadsheetLeftover, UnreadableDate
from pbrlang.data.rows import Value
from pbrlang.kinds.model import DAY
from tests.data.tables import a_field

ON = a_field(DAY)


def read(text: str) -> Value | Misread:
    return read_value(text, ON, "£")


def misread(text: str) -> Misread:
    value = read(text)
    assert isinstance(value, Misread)
    return value


@pytest.mark.parametrize(
    "text",
    ["2012-02-01", "1 February 2012", "1 february 2012", "01 February 2012", "1 Feb 2012", " 1  FEB  2012 "],
)
def test_one_day_in_its_spellings(text: str) -> None:
    assert read(text) == date(2012, 2, 1)


def test_leap_days_and_dashes_of_word() -> None:
    assert read("29 February 2012") == date(2012, 2, 29)
    assert read("2012\u201102\u201129") == date(2012, 2, 29)
    assert read("1 Sept 2012") == date(2012, 9, 1)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_date_is_read_from_either_form(day: date) -> None:
    assert read(day.isoformat()) == day
    assert read(in_words(day)) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)), st.sampled_from(["/", "-", "."]))
def test_figures_alone_are_refused_with_every_reading(day: date, mark: str) -> None:
    hint = misread(mark.join([str(day.day), str(day.month), str(day.year)])).hint or ""
    assert str(day) in hint
    if day.day <= 12:
        assert f"{day.year}-{day.day:02}-{day.month:02}" in hint


@given(st.text(alphabet="0123456789-/ JanuryFeb.", max_size=14))
def test_a_date_is_never_guessed(text: str) -> None:
    value = read(text)
    if isinstance(value, date):
        month = MONTHS[value.month - 1].lower()
        spelt = {f"{value.day:{pad}} {name} {value.year}" for pad in ("01", "02") for name in (month, month[:3])}
        assert " ".join(text.lower().split()) in {str(value), *spelt}


@pytest.mark.parametrize(
    ("text", "fault", "told"),
    [
        ("3/4/2012", AmbiguousDate, "3 April 2012 or 4 March 2012: write `2012-04-03` or `2012-03-04`"),
        ("13/4/2012", AmbiguousDate, "write `2012-04-13`"),
        ("3/3/2012", AmbiguousDate, "3/3/2012 is 3 March 2012: write `2012-03-03`"),
        ("03-04-12", AmbiguousDate, "write `2012-04-03` or `2012-03-04`"),
        ("31/31/2012", UnreadableDate, "2012-02-01"),
        ("2013-02-30", UnreadableDate, "February 2013 has 28 days"),
        ("31 April 2013", UnreadableDate, "April 2013 has 30 days"),
        ("2012-13-01", UnreadableDate, "no month 13"),
        ("2012-2-1", UnreadableDate, "`2012-02-01`"),
        ("2012/02/01", UnreadableDate, "`2012-02-01`"),
        ("20120201", UnreadableDate, "`2012-02-01`"),
        ("2012-02-01 00:00:00", UnreadableDate, "`2012-02-01`"),
        ("2012-02-01T09:30:00Z", UnreadableDate, "`2012-02-01`"),
        ("1st February 2012", UnreadableDate, "`2012-02-01`"),
        ("01-Feb-2012", UnreadableDate, "`2012-02-01`"),
        ("February 1, 2012", UnreadableDate, "`2012-02-01`"),
        ("01-Feb-12", UnreadableDate, "`1 February 2012`"),
        ("1 Febtober 2012", UnreadableDate, "`1 February 2012`"),
        ("soon after Easter", UnreadableDate, "`1 February 2012`"),
        ("9999-12-31", UnreadableDate, "from 1900 to 2199"),
        ("0012-02-01", UnreadableDate, "from 1900 to 2199"),
        ("40940", SpreadsheetLeftover, "1 February 2012"),
        ("########", SpreadsheetLeftover, "too narrow"),
        ("#VALUE!", SpreadsheetLeftover, "formula"),
        ("NULL", BlankValue, "`2012-02-01`"),
    ],
)
def test_what_is_not_a_date_is_told_with_its_repair(text: str, fault: type[BadCell], told: str) -> None:
    found = misread(text)
    assert found.fault is fault
    assert told in (found.hint or "")


def test_a_date_for_no_end_should_be_blank() -> None:
    found = read_value("9999-12-31", a_field(DAY, optional=True), "£")
    assert isinstance(found, Misread)
    assert "leave the cell empty" in (found.hint or "")
