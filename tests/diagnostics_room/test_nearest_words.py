import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.diagnostics.nearest import nearest

TERMS = [
    "Harvest Payment",
    "Grower's Harvest Payment",
    "Late Harvest",
    "Planted Trees",
    "Regular Grower",
    "First Ribbon Day",
    "Price",
    "Plot",
    "Gross Weight",
    "Net Weight",
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("harvest payment", "Harvest Payment"),
        ("HARVEST PAYMENT", "Harvest Payment"),
        ("Harvest Paymnet", "Harvest Payment"),
        ("Havrest Payment", "Harvest Payment"),
        ("Harvest Payments", "Harvest Payment"),
        ("Harvests Payment", "Harvest Payment"),
        ("HarvestPayment", "Harvest Payment"),
        ("Harvest-Payment", "Harvest Payment"),
        ("Payment Harvest", "Harvest Payment"),
        ("the Harvest Payment", "Harvest Payment"),
        ("Planted Tree", "Planted Trees"),
        ("First Ribbon", "First Ribbon Day"),
        ("Ribbon Day", "First Ribbon Day"),
        ("Grower Harvest Payment", "Grower's Harvest Payment"),
        ("Prices", "Price"),
        ("Prise", "Price"),
        ("Polt", "Plot"),
    ],
)
def test_the_likeliest_first(written: str, meant: str) -> None:
    assert nearest(written, TERMS)[0] == meant


@pytest.mark.parametrize("written", ["Zebra", "Insurance", "X", "", "Day", "Grower Insurance Certificate", "£"])
def test_nothing_where_nothing_is_like_it(written: str) -> None:
    assert nearest(written, TERMS) == []


def test_short_names_are_not_mistaken_for_one_another() -> None:
    assert nearest("A", ["B", "C"]) == []
    assert nearest("a", ["A", "B"]) == ["A"]


def test_the_word_itself_is_no_answer() -> None:
    assert "Plot" not in nearest("Plot", [*TERMS, "Plots"])
    assert nearest("Plot", [*TERMS, "Plots"]) == ["Plots"]


def test_limit_and_far_ones_left_out() -> None:
    weights = ["Weight One", "Weight Two", "Weight Ten", "Weight Six"]
    assert len(nearest("Weight", weights)) == 3
    assert nearest("Weight", weights, limit=1) == ["Weight One"]
    assert nearest("net weight", TERMS) == ["Net Weight"]


@given(st.permutations(TERMS), st.sampled_from(["Harvest", "Weight", "Grower Payment", "Ribon Day"]))
def test_order_of_choices_does_not_matter(terms: list[str], written: str) -> None:
    assert nearest(written, terms) == nearest(written, TERMS)


@given(st.sampled_from(TERMS), st.data())
def test_two_swapped_letters_find_the_term(term: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(term) - 2))
    swapped = term[:at] + term[at + 1] + term[at] + term[at + 2 :]
    if swapped != term:
        assert term in nearest(swapped, TERMS)
