"""What the checker says of the examples that come with the project."""

from pathlib import Path

import pytest

from pbrlang.analysis.counting import EXAMPLES, complexity, prices
from pbrlang.api import load
from pbrlang.lints import Settings, find
from pbrlang.pipeline import compile_text


def names(repository: Path, example: str) -> set[str]:
    return {each.name for each in load(repository / "examples" / example).review().open}


def test_a_simple_scheme_is_almost_silent(repository: Path) -> None:
    assert names(repository, "west-yorkshire-custody") == {"fixed-baseline"}


def test_a_reward_for_cutting_care_is_told(repository: Path) -> None:
    assert "cut-without-quality" in names(repository, "care-review")


def test_the_work_programme_shows_what_auditors_found(repository: Path) -> None:
    found = {"different-people", "one-price", "paid-on-progress", "paid-on-claim", "pays-for-all", "many-purposes"}
    assert found <= names(repository, "work-programme")


def test_what_is_not_paid_by_is_no_ratio_of_other_people(repository: Path) -> None:
    text = (repository / "examples" / "work-programme" / "contract.pbr").read_text(encoding="utf-8")
    start, end = text.index("    bonus Incentive\n"), text.index("    Successful Participant means")
    compilation = compile_text("contract.pbr", text[:start] + text[end : text.index("\nexample ")])
    assert compilation.program is not None
    assert "different-people" not in {each.name for each in find(compilation.program, compilation.tree).open}


def test_the_probation_contracts_show_what_auditors_found(repository: Path) -> None:
    found = {"many-purposes", "paid-by-chance", "late-results", "pulling-apart", "cliff", "fixed-baseline"}
    assert found <= names(repository, "transforming-rehabilitation")


def test_the_childrens_centres_pay_for_outputs_and_many_small_measures(repository: Path) -> None:
    assert {"paid-for-activity", "many-measures", "cliff"} <= names(repository, "childrens-centres")


def test_the_prices_of_bands_and_slices_are_counted(repository: Path) -> None:
    assert prices(load(repository / "examples" / "partial-add-on").program) == {"Distance Sum": 3}
    assert prices(load(repository / "examples" / "transforming-rehabilitation").program)["Volume Factor"] == 4


@pytest.mark.parametrize(("example", "total"), EXAMPLES.items())
def test_the_complexity_of_an_example_is_what_is_said_of_it(repository: Path, example: str, total: int) -> None:
    assert complexity(load(repository / "examples" / example).program).total == total


def test_limits_can_be_set(repository: Path) -> None:
    contract = load(repository / "examples" / "work-programme")
    assert "many-prices" in {each.name for each in contract.review().open}
    relaxed = Settings().changed({"prices": 63})
    assert "many-prices" not in {each.name for each in contract.review(settings=relaxed).open}


@pytest.mark.parametrize("values", [{"price": 3}, {"prices": "many"}, {"prices": True}, {"prices": -1}])
def test_a_limit_that_is_none_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="price"):
        Settings().changed(values)


def test_a_fee_with_a_slope_and_early_money_that_is_earned_has_nothing_against_it(repository: Path) -> None:
    assert names(repository, "partial-add-on") == set()


def test_the_page_of_each_example_says_what_is_found(repository: Path) -> None:
    pages = sorted((repository / "examples").glob("*/README.md"))
    assert len(pages) >= 9
    for page in pages:
        assert "## What the checker says\n" in page.read_text(encoding="utf-8"), page
