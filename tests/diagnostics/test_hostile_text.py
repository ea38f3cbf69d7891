"""Text that nobody would write in earnest is answered like any other mistake."""

import pytest

from pbrlang.pipeline import compile_text
from tests.frame import above

FIGURES = "1" * 5000
CLAUSE = "payment Reward\n    for each Visit\n    pays {}\n"
CARD = "tariff Prices by Kind\n    | Kind | Price |\n    | Short | £{} |\n    | Long | £1 |\n"
HOSTILE = {
    "brackets in brackets": CLAUSE.format("(" * 1000 + "£5" + ")" * 1000),
    "signs before signs": CLAUSE.format("- " * 1000 + "£5"),
    "a sum of very many": CLAUSE.format("£5" + " + £1" * 1000),
    "a chain of definitions": "".join(f"Sum {n} means Sum {n + 1} + £1\n" for n in range(1500)) + "Sum 1500 means £1\n",
    "many figures": CLAUSE.format(f"£{FIGURES}"),
    "many figures and misplaced commas": CLAUSE.format(f"£1,1{FIGURES}"),
    "many figures in a rate card": CARD.format(FIGURES),
    "many figures in a year": f'example "far off"\n    expect total in year {FIGURES} is £1\n',
    "a figure of another script": 'payment Reward\n    for each Visit\n    "Paid."٣pays\n    pays £5\n',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_a_mistake_like_any_other(text: str) -> None:
    compilation = compile_text("contract.pbr", above(text))
    assert compilation.program is None
    assert all(each.message() for each in compilation.diagnostics)


def test_figures_in_prose_are_no_number() -> None:
    text = CLAUSE.format(f'£5\n    "{FIGURES}"')
    assert compile_text("contract.pbr", above(text)).program is not None


@pytest.mark.parametrize("text", ["", "\n", "# agreed in March\n", " \t\n"])
def test_a_file_with_nothing_in_it_lacks_a_contract(text: str) -> None:
    (told,) = compile_text("contract.pbr", text).diagnostics
    assert told.name == "header-unsaid"
