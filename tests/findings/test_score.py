"""The checker on the labelled set."""

import pytest

from pbrlang.lints.registry import called
from tests.findings.cases import cases
from tests.findings.judging import Score, Verdict, score, verdicts

GOAL = 0.85


@pytest.fixture(scope="module")
def every() -> list[Verdict]:
    return verdicts()


def test_precision_and_recall_reach_the_goal(every: list[Verdict]) -> None:
    found = score(every)
    assert found.precision >= GOAL, [(each.case.title, each.extra) for each in every if each.extra]
    assert found.recall >= GOAL, [(each.case.title, each.missed) for each in every if each.missed]


def test_the_set_is_large_and_says_what_should_stay_unsaid() -> None:
    found = cases()
    assert len(found) >= 80
    assert sum(not each.labels for each in found) >= 15
    assert len({each.title + each.page for each in found}) == len(found)


def test_labels_are_names_of_findings() -> None:
    assert {label.name for case in cases() for label in case.labels} <= called()


def test_figures_are_those_of_their_definitions() -> None:
    assert (Score(3, 1, 2).precision, Score(3, 1, 2).recall) == (3 / 5, 3 / 4)
    assert (Score(0, 0, 0).precision, Score(0, 0, 0).recall) == (0, 0)
