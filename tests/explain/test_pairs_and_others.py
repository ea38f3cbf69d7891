"""Why, of combinations, of rows that are counted beside the clause's own, and of groups."""

import json
from fractions import Fraction

import pytest

from pbrlang.explain import Explanation, Verdict
from pbrlang.explain.errors import NoSuchKey, NothingSoKeyed
from pbrlang.settle import Settlement, as_json
from tests.explain.asking import refusal, settled, why

REST = """
payment Monthly
    for each Client and month
    when number of Visits in the month is at least 2
    pays £7 per Visit * number of Visits in the month
    once for each Client and quarter

payment Another
    for each Visit
    when number of Visits of the same Client to date where Kind is this Visit's Kind is at least 2
    pays £3

fee Standing
    for each Early Client and year
    pays £10

Early Client means each Client where Joined On is before 2 April 2030

Known Client means each Early Client where number of Visits to date is at least 3

bonus Known
    for each Known Client
    on 30 June 2030
    pays £5

grant Empty
    on 30 June 2030
    when no Known Client has earned a Another
    pays £50
"""


@pytest.fixture(scope="module")
def settlement() -> Settlement:
    return settled(REST)


def test_a_combination_is_picked_by_each_of_its_parts(settlement: Settlement) -> None:
    told = why(settlement, "Monthly", {"Client": "C1", "month": "May 2030"})
    assert told.verdict is Verdict.EARNED
    assert told.amount == 14
    assert told.key == {"Client": "C1", "month": "May 2030"}
    assert told.lines[0].startswith("Monthly for Client C1, May 2030: £14 on 31 May 2030 (clause 5, statement of")
    assert "Number of Visits in the month is 2 Visits (clause 5), counted in visits.csv, row 2" in told.text


def test_a_part_of_the_key_picks_several(settlement: Settlement) -> None:
    told = why(settlement, "Monthly", {"month": "May 2030"})
    assert told.verdict is Verdict.SEVERAL
    assert "for 2 combinations" in told.lines[0]


def test_of_a_combination_each_part_may_be_unknown(settlement: Settlement) -> None:
    assert isinstance(refusal(settlement, "Monthly", {"year": "1"}), NoSuchKey)
    assert isinstance(refusal(settlement, "Monthly", {"": "C1"}), NoSuchKey)
    told = refusal(settlement, "Monthly", {"Client": "C9", "month": "May 2030"})
    assert isinstance(told, NothingSoKeyed)
    assert "C1" in (told.help() or "")


def test_a_combination_that_has_earned_nothing(settlement: Settlement) -> None:
    told = why(settlement, "Monthly", {"Client": "C2", "month": "May 2030"})
    assert told.verdict is Verdict.CONDITION
    assert told.lines[2].startswith("number of Visits in the month is 0 Visits (clause 5), 2 Visits short of 2")


def test_a_combination_with_a_member_of_a_group(settlement: Settlement) -> None:
    told = why(settlement, "Standing", {"Early Client": "C1", "year": "1"})
    assert told.verdict is Verdict.EARNED
    assert told.amount == 10
    assert "It is an Early Client: 1 April 2030 is before 2 April 2030" in told.text


def test_what_is_the_same_and_what_is_of_this_one(settlement: Settlement) -> None:
    told = why(settlement, "Another", {"": "V2"})
    assert told.amount == 3
    assert "where Kind is this Visit's Kind is 2 Visits (clause 6), counted in visits.csv, row 2 and" in told.text
    assert why(settlement, "Another", {"": "V3"}).verdict is Verdict.CONDITION


def test_a_member_of_a_part_of_a_group(settlement: Settlement) -> None:
    assert why(settlement, "Known", {"": "C1"}).amount == 5
    told = why(settlement, "Known", {"": "C2"})
    assert told.lines[2].startswith("It is not a Known Client: number of Visits to date is 0 Visits")


def test_nobody_has_earned(settlement: Settlement) -> None:
    told = why(settlement, "Empty", {})
    assert told.lines[2].startswith("number of Anothers is 1 Another (clause 11), not 0 Anothers")


def test_the_amounts_of_all_combinations_are_those_of_the_statements(settlement: Settlement) -> None:
    told = [why(settlement, "Monthly", {"Client": client}) for client in ("C1", "C2")]
    settled_for = [each.amount for each in settlement.settled.values() if each.clause.name == "Monthly"]
    assert sum((each.amount for each in told if isinstance(each, Explanation)), Fraction(0)) == sum(settled_for)


def test_a_statement_says_for_which_combination(settlement: Settlement) -> None:
    statements = json.loads(as_json(settlement))["statements"]
    lines = [line["for"] for each in statements for line in each["lines"] if line["clause"] == "Monthly"]
    assert lines == [{"Client": "C1", "month": "May 2030"}]
