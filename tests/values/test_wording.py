from datetime import date
from fractions import Fraction

import pytest

from pbrlang.kinds.model import DAY, NUMBER, SHARE, YES_NO, Category, Kind, Quantity, money
from pbrlang.kinds.wording import show
from pbrlang.values.nouns import Nouns
from pbrlang.values.units import Unit
from pbrlang.values.wording import decimal

GBP = money("GBP")
NIGHT, PERSON = Quantity(Unit.noun("night")), Quantity(Unit.noun("person"))


@pytest.fixture
def nouns() -> Nouns:
    known = Nouns()
    known.declare("person", "people")
    return known


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (Fraction(1_200), GBP, "£1,200"),
        (Fraction(-3, 2), GBP, "-£1.50"),
        (Fraction(1, 3), GBP, "about £0.3333"),
        (Fraction(40), Quantity(Unit.of({"GBP": 1, "night": -1})), "£40 per night"),
        (Fraction(33, 100), SHARE, "33%"),
        (Fraction(75, 1000), SHARE, "7.5%"),
        (Fraction(1, 3), SHARE, "about 33.3333%"),
        (Fraction(33_500), NIGHT, "33,500 nights"),
        (Fraction(1), NIGHT, "1 night"),
        (Fraction(3, 2), NIGHT, "1.5 nights"),
        (Fraction(2), PERSON, "2 people"),
        (Fraction(155, 100), Quantity(Unit.of({"reconviction": 1, "person": -1})), "1.55 reconvictions per person"),
        (Fraction(-2, 3), NUMBER, "about -0.6667"),
        (date(2012, 4, 1), DAY, "1 April 2012"),
        (True, YES_NO, "yes"),
        ("New ESA", Category("Payment Group", ("New ESA",)), "New ESA"),
        (None, DAY, "blank"),
    ],
)
def test_values_in_words(value: Fraction | date | bool | str | None, kind: Kind, words: str, nouns: Nouns) -> None:
    assert show(value, kind, nouns, "£") == words


def test_parts_of_a_coin_are_shown_as_they_are(nouns: Nouns) -> None:
    assert show(Fraction(1, 2), money("JPY"), nouns, "¥", places=0) == "¥0.5"


def test_a_decimal_is_exact_or_refused() -> None:
    assert decimal(Fraction(-5, 4), 2) == "-1.25"
    assert decimal(Fraction(12_345), 2, separator="") == "12345.00"
    with pytest.raises(ValueError, match="more than 2 decimal places"):
        decimal(Fraction(1, 8), 2)
