"""What the checker says of the examples that come with the project."""

from pathlib import Path

import pytest

from pbrlang.analysis.counting import EXAMPLES, complexity
from pbrlang.api import load
from pbrlang.lints import Settings


def names(repository: Path, example: str) -> set[str]:
    return {each.name for each in load(repository / "examples" / example).review().open}


def test_a_simple_scheme_is_almost_silent(repository: Path) -> None:
    assert names(repository, "west-yorkshire-custody") == {"fixed-baseline"}


def test_a_reward_for_cutting_care_is_told(repository: Path) -> None:
    assert "cut-without-quality" in names(repository, "care-review")


def test_the_work_programme_shows_what_auditors_found(repository: Path) -> None:
    assert {"one-price", "paid-on-progress", "paid-on-claim", "pays-for-all"} <= names(repository, "work-programme")


@pytest.mark.parametrize(("example", "total"), EXAMPLES.items())
def test_the_complexity_of_an_example_is_what_is_said_of_it(repository: Path, example: str, total: int) -> None:
    assert complexity(load(repository / "examples" / example).program).total == total


def test_limits_can_be_set(repository: Path) -> None:
    contract = load(repository / "examples" / "work-programme")
    assert "many-prices" in {each.name for each in contract.review().open}
    relaxed = Settings().changed({"prices": 56})
    assert "many-prices" not in {each.name for each in contract.review(settings=relaxed).open}


@pytest.mark.parametrize("values", [{"price": 3}, {"prices": "many"}, {"prices": True}, {"prices": -1}])
def test_a_limit_that_is_none_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="price"):
        Settings().changed(values)
