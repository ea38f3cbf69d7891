import pytest

from pbrlang.diagnostics.prose import (
    article,
    listing,
    plural,
    plural_of,
    quoted,
    quoted_listing,
    singular_of,
)


@pytest.mark.parametrize(
    ("number", "noun", "shown"),
    [
        (1, "row", "1 row"),
        (0, "row", "0 rows"),
        (1200, "entry", "1,200 entries"),
        (2, "day", "2 days"),
        (3, "clash", "3 clashes"),
        (2, "Harvest Loss", "2 Harvest Losses"),
    ],
)
def test_plural(number: int, noun: str, shown: str) -> None:
    assert plural(number, noun) == shown


def test_irregular_plural() -> None:
    assert plural(2, "person", "people") == "2 people"
    assert plural(1, "person", "people") == "1 person"


@pytest.mark.parametrize("noun", ["row", "entry", "day", "clash", "Loss", "box", "Harvest Payment", "price", "tie"])
def test_singular_undoes_plural(noun: str) -> None:
    assert singular_of(plural_of(noun)) == noun


@pytest.mark.parametrize("noun", ["Loss", "status", "gas", "row", "bus"])
def test_singular_leaves_other_nouns(noun: str) -> None:
    assert singular_of(noun) == noun


def test_listing() -> None:
    assert listing(["A"]) == "A"
    assert listing(["A", "B"]) == "A or B"
    assert listing(["A", "B", "C"], "and") == "A, B and C"
    assert quoted_listing(["A", "B"]) == "`A` or `B`"
    with pytest.raises(ValueError, match="at least one"):
        listing([])


def test_quoted() -> None:
    assert quoted("Tenant's Plot") == "`Tenant's Plot`"


@pytest.mark.parametrize(
    "noun",
    [
        "outcome",
        "`Outcome`",
        "hour",
        "Honest Answer",
        "NHS body",
        "EU law",
        "8-week wait",
        "11",
        "£18,000",
        "80",
        "umbrella",
        "uninformed",
    ],
)
def test_an(noun: str) -> None:
    assert article(noun) == "an"


@pytest.mark.parametrize(
    "noun",
    [
        "row",
        "`Harvest`",
        "user",
        "Unit Price",
        "euro",
        "one-off fee",
        "UK body",
        "NEET spell",
        "DWP",
        "110",
        "1,100",
        "7",
        "",
    ],
)
def test_a(noun: str) -> None:
    assert article(noun) == "a"
