from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.data.cells import Misread, read_value
from pbrlang.data.errors import (
    AmbiguousShare,
    BadCell,
    BlankValue,
    OutOfBounds,
    SpreadsheetLeftover,
    TooManyDecimals,
    UnreadableNumber,
    WrongUnit,
)
from pbrlang.data.expected import expected
from pbrlang.data.rows import Value
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import NUMBER, SHARE, Quantity, money
from pbrlang.values.units import Unit
from tests.data.tables import a_field, counting

WEEKS = a_field(counting("week"))
AMOUNT = a_field(money("GBP"), places=2)
PRICE = a_field(Quantity(Unit.of({"GBP": 1, "night": -1})), places=2)
RATE = a_field(Quantity(Unit.of({"reconviction": 1, "person": -1})), places=4)
PER_CENT = a_field(SHARE, places=1)


def read(text: str, field: Field) -> Value | Misread:
    return read_value(text, field, "£")


def misread(text: str, field: Field) -> Misread:
    value = read(text, field)
    assert isinstance(value, Misread)
    return value


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("26", WEEKS, Fraction(26)),
        (" 26 ", WEEKS, Fraction(26)),
        ("\u00a026\u00a0weeks", WEEKS, Fraction(26)),
        ("007", WEEKS, Fraction(7)),
        ("26 weeks", WEEKS, Fraction(26)),
        ("1 week", WEEKS, Fraction(1)),
        ("26 Weeks", WEEKS, Fraction(26)),
        ("1,420", a_field(NUMBER), Fraction(1420)),
        ("1,234,567", WEEKS, Fraction(1234567)),
        ("1234567", WEEKS, Fraction(1234567)),
        ("£1,200.50", AMOUNT, Fraction(2401, 2)),
        ("-£500", AMOUNT, Fraction(-500)),
        ("-500", AMOUNT, Fraction(-500)),
        ("\u2212£500", AMOUNT, Fraction(-500)),
        ("8000", AMOUNT, Fraction(8000)),
        ("0.10", AMOUNT, Fraction(1, 10)),
        ("£40 per night", PRICE, Fraction(40)),
        ("40.25", PRICE, Fraction(161, 4)),
        ("1.55", RATE, Fraction(31, 20)),
        ("1.5500 reconvictions per person", RATE, Fraction(31, 20)),
        ("37.5%", PER_CENT, Fraction(3, 8)),
        ("37.5 %", PER_CENT, Fraction(3, 8)),
        ("-2%", PER_CENT, Fraction(-1, 50)),
        ("120%", PER_CENT, Fraction(6, 5)),
    ],
)
def test_numbers_are_read_exactly(text: str, field: Field, value: Fraction) -> None:
    assert read(text, field) == value


@pytest.mark.parametrize(
    ("text", "field", "fault", "told"),
    [
        ("26.5", WEEKS, TooManyDecimals, "nothing is rounded"),
        ("26.0", WEEKS, TooManyDecimals, "`26`"),
        ("1.200", WEEKS, TooManyDecimals, "`1,200` if thousands"),
        ("-1.200", WEEKS, TooManyDecimals, "`-1,200` if thousands"),
        ("£1.2300", AMOUNT, TooManyDecimals, "`1.23`"),
        ("37.50%", PER_CENT, TooManyDecimals, "`37.5%`"),
        ("0.375", PER_CENT, AmbiguousShare, "`37.5%` or `0.375%`"),
        ("37", PER_CENT, AmbiguousShare, "`3,700%` or `37%`"),
        ("-0.02", PER_CENT, AmbiguousShare, "`-2%` or `-0.02%`"),
        ("26 days", WEEKS, WrongUnit, "a whole number of weeks"),
        ("£26", WEEKS, WrongUnit, "a whole number of weeks"),
        ("26%", WEEKS, WrongUnit, "a whole number of weeks"),
        ("$26", AMOUNT, WrongUnit, "amount in £"),
        ("£40 per day", PRICE, WrongUnit, "£ per night"),
        ("40 nights", PRICE, WrongUnit, "£ per night"),
        ("1.55 reconvictions per prison", RATE, WrongUnit, "reconvictions per person"),
        ("(500)", AMOUNT, UnreadableNumber, "minus sign"),
        ("£-500", AMOUNT, UnreadableNumber, "minus sign first"),
        ("500-", AMOUNT, UnreadableNumber, "minus sign first"),
        ("+5", WEEKS, UnreadableNumber, "plus sign"),
        (".5", AMOUNT, UnreadableNumber, "nought"),
        ("5.", AMOUNT, UnreadableNumber, "leave the point out"),
        ("1 200", WEEKS, UnreadableNumber, "no spaces"),
        ("1,20", WEEKS, UnreadableNumber, "groups of three"),
        ("12,34,567", WEEKS, UnreadableNumber, "groups of three"),
        ("1234,567", WEEKS, UnreadableNumber, "groups of three"),
        ("about 26", WEEKS, UnreadableNumber, "`26`"),
        ("1.2.3", AMOUNT, UnreadableNumber, "`£1,200.00`"),
        ("\u0662\u0666", WEEKS, UnreadableNumber, "`26`"),
        ("9" * 31, WEEKS, UnreadableNumber, "`26`"),
        ("1.2E+05", AMOUNT, SpreadsheetLeftover, "shortened"),
        ("#N/A", AMOUNT, SpreadsheetLeftover, "formula"),
        ("########", AMOUNT, SpreadsheetLeftover, "too narrow"),
        ("n/a", AMOUNT, BlankValue, "`£1,200.00`"),
    ],
)
def test_what_is_not_a_number_is_told_with_its_repair(text: str, field: Field, fault: type[BadCell], told: str) -> None:
    found = misread(text, field)
    assert found.fault is fault
    assert told in (found.hint or "")


def test_a_count_is_not_negative_unless_its_field_says_so() -> None:
    found = misread("-1", WEEKS)
    assert (found.fault, found.expected) == (OutOfBounds, "at least 0")
    assert read("-1", a_field(counting("degree"), least=Fraction(-5))) == -1


@pytest.mark.parametrize(
    ("least", "most", "text", "phrase"),
    [
        (None, 52, "53", "from 0 to 52"),
        (13, None, "12", "at least 13"),
        (13, 52, "-13", "from 13 to 52"),
    ],
)
def test_bounds_include_themselves(least: int | None, most: int | None, text: str, phrase: str) -> None:
    low, high = (None if each is None else Fraction(each) for each in (least, most))
    field = a_field(counting("week"), least=low, most=high)
    assert misread(text, field).expected == phrase
    for bound in (least, most):
        assert bound is None or read(str(bound), field) == bound


def test_bounds_of_money_and_shares_are_written_as_such() -> None:
    assert misread("£600", a_field(money("GBP"), most=Fraction(500))).expected == "at most £500"
    share = a_field(SHARE, least=Fraction(-1, 40), most=Fraction(1))
    assert misread("101%", share).expected == "from -2.5% to 100%"
    assert read("100%", share) == 1


@pytest.mark.parametrize(
    ("field", "phrase"),
    [
        (WEEKS, "a whole number of weeks"),
        (AMOUNT, "an amount in £ with at most 2 decimal places"),
        (a_field(money("GBP")), "a whole amount in £"),
        (PRICE, "an amount in £ per night with at most 2 decimal places"),
        (RATE, "a number of reconvictions per person with at most 4 decimal places"),
        (PER_CENT, "a share in per cent with at most 1 decimal place"),
        (a_field(counting("week"), optional=True), "a whole number of weeks or blank"),
    ],
)
def test_what_was_expected_is_said_in_words(field: Field, phrase: str) -> None:
    assert misread("soon", field).expected == phrase


def test_a_declared_plural_is_understood() -> None:
    oxen = a_field(counting("ox"))
    assert read_value("4 oxen", oxen, "£", {"ox": "oxen"}) == 4
    assert isinstance(read_value("4 oxes", oxen, "£", {"ox": "oxen"}), Misread)
    assert read("4 people", a_field(counting("person"))) == 4


def test_another_currency_sign() -> None:
    field = a_field(money("SEK"), places=2)
    assert read_value("kr 1,200.50", field, "kr") == Fraction(2401, 2)
    assert read_value("-$ 5", a_field(money("USD")), "$") == -5


@st.composite
def written_decimals(draw: st.DrawFn) -> tuple[str, Decimal, int]:
    """A number as people write it, its value, and its decimal places."""
    value = draw(st.decimals(min_value=-(10**12), max_value=10**12, places=draw(st.integers(0, 6))))
    text = f"{value:,f}" if draw(st.booleans()) else f"{value:f}"
    return text, value, max(0, -int(value.as_tuple().exponent))


@given(written_decimals(), st.booleans())
def test_money_is_what_decimal_makes_of_it(written: tuple[str, Decimal, int], signed: bool) -> None:
    text, value, places = written
    if signed:
        text = f"-£{text[1:]}" if text.startswith("-") else f"£{text}"
    assert read(text, a_field(money("GBP"), places=places)) == Fraction(value)
    if places:
        assert misread(text, a_field(money("GBP"), places=places - 1)).fault is TooManyDecimals


@given(written_decimals())
def test_a_share_is_a_hundredth_of_what_decimal_makes_of_it(written: tuple[str, Decimal, int]) -> None:
    text, value, places = written
    assert read(f"{text}%", a_field(SHARE, places=places)) == Fraction(value) / 100


@given(st.text(alphabet="0123456789.,-£% weks#E+()", max_size=12))
def test_text_is_either_refused_or_exact(text: str) -> None:
    value = read(text, AMOUNT)
    if isinstance(value, Misread):
        assert value.expected
    else:
        assert value == Fraction(text.replace("£", "").replace(",", "").replace(" ", ""))


_BOUND = st.none() | st.fractions(min_value=0, max_value=5000, max_denominator=1)


@given(st.sampled_from([counting("week"), money("GBP"), SHARE, NUMBER]), st.integers(0, 4), _BOUND, _BOUND)
def test_the_example_in_a_hint_can_be_read(
    kind: Quantity, places: int, least: Fraction | None, most: Fraction | None
) -> None:
    if least is not None and most is not None and least > most:
        least, most = most, least
    field = a_field(kind, places=places, least=least, most=most)
    assert isinstance(read(expected(field, "£", {}).example, field), Fraction)
