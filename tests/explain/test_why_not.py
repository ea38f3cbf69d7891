"""Why something earned nothing, or nothing yet, word for word."""

from datetime import date
from fractions import Fraction

import pytest

from pbrlang.explain import Explanation, Verdict, explain
from tests.explain.asking import VISITS, settled, why


def reason(condition: str, visit: str) -> str:
    told = why(settled(f"payment Sum\n    for each Visit\n    when {condition}\n    pays £1\n"), "Sum", {"": visit})
    assert told.verdict is Verdict.CONDITION
    assert told.amount == 0
    assert told.lines[0] == f"Sum for Visit {visit}: nothing (clause 5)."
    return told.lines[2]


@pytest.mark.parametrize(
    ("condition", "visit", "expected"),
    [
        (
            "Length is at least Shortest",
            "V2",
            (
                "Length is 59 minutes (visits.csv, row 3), "
                "1 minute short of Shortest (60 minutes, clause 4, Price List, for Long)."
            ),
        ),
        ("Cost is more than £9", "V4", "Cost is £9 (visits.csv, row 5), exactly £9 (clause 5), and must be more."),
        ("Cost is less than £40", "V1", "Cost is £40.01 (visits.csv, row 2), £0.01 more than £40 (clause 5)."),
        (
            "Visited On is before 1 May 2030",
            "V2",
            "Visited On is 2 May 2030 (visits.csv, row 3), 1 day after 1 May 2030 (clause 5).",
        ),
        (
            "Visited On is after 1 May 2030",
            "V1",
            "Visited On is 1 May 2030 (visits.csv, row 2), exactly 1 May 2030 (clause 5), and must be after it.",
        ),
        ("Kind is Short", "V1", "Kind is Long (visits.csv, row 2), not Short (clause 5)."),
        ("Kind is not Long", "V1", "Kind is Long (visits.csv, row 2), and must be something else (clause 5)."),
        ("Undone On is blank", "V1", "Undone On is 1 August 2030 (visits.csv, row 2), so it is not blank."),
        ("Undone On is not blank", "V2", "Undone On is blank (visits.csv, row 3)."),
        (
            "Length is a multiple of 4 minutes",
            "V2",
            "Length is 59 minutes (visits.csv, row 3), no multiple of 4 minutes (clause 5).",
        ),
        (
            "Cost / 2 is at least £20",
            "V2",
            "Cost / 2 is £15 (£30 / 2, clause 5), £5 short of £20 (clause 5).",
        ),
        (
            "Kind is Long and Length is more than 60 minutes",
            "V1",
            "Length is 60 minutes (visits.csv, row 2), exactly 60 minutes (clause 5), and must be more.",
        ),
    ],
)
def test_which_condition_failed_and_by_how_much(condition: str, visit: str, expected: str) -> None:
    assert reason(condition, visit) == expected


def test_each_of_several_alternatives_that_failed() -> None:
    rest = "payment Sum\n    for each Visit\n    when Kind is Short or Cost is more than £50\n    pays £1\n"
    assert why(settled(rest), "Sum", {"": "V1"}).lines[2:4] == (
        "Kind is Long (visits.csv, row 2), not Short (clause 5).",
        "Cost is £40.01 (visits.csv, row 2), £9.99 short of £50 (clause 5).",
    )


def test_what_is_no_member_of_the_group() -> None:
    rest = (
        "Dear Visit means each Visit where Cost is at least £35\npayment Dear\n    for each Dear Visit\n    pays £5\n"
    )
    rest = rest.replace("    pays", "    on Visited On\n    pays")
    assert why(settled(rest), "Dear", {"": "V2"}).lines[2] == (
        "It is not a Dear Visit: Cost is £30 (visits.csv, row 3), £5 short of £35 (clause 5)."
    )


def test_a_limit_that_others_used_up() -> None:
    rest = "payment Once\n    for each Visit\n    pays £1\n    once for each Client\n"
    told = why(settled(rest), "Once", {"": "V3"})
    assert told.verdict is Verdict.LIMIT
    assert told.lines[2] == (
        "The limit is used up (once for each Client, clause 5): "
        "by Once for Visit V1 on 1 May 2030 (clause 5; visits.csv, row 2)."
    )


def test_a_limit_of_several() -> None:
    rest = "payment Twice\n    for each Visit\n    pays £1\n    at most 2 times for each Client\n"
    assert why(settled(rest), "Twice", {"": "V3"}).lines[2] == (
        "The limit is used up (at most 2 times for each Client, clause 5): "
        "by 2 lines, the last Twice for Visit V2 on 2 May 2030 (clause 5; visits.csv, row 3)."
    )


UNDONE = """
payment Undone
    for each Visit
    on Undone On
    when Undone On is not blank
    pays £1
"""


@pytest.mark.parametrize(
    ("visit", "verdict", "expected"),
    [
        ("V2", Verdict.UNDATED, "Undone On is blank (visits.csv, row 3), so nothing falls due."),
        (
            "V4",
            Verdict.AFTER_RUN_OFF,
            (
                "Undone On is 1 October 2031 (visits.csv, row 5), after its results settle, until 30 September 2031 "
                "(clause 1)."
            ),
        ),
        (
            "V1",
            Verdict.LATER,
            "Undone On is 1 August 2030 (visits.csv, row 2), after 15 June 2030, the last day that is settled.",
        ),
    ],
)
def test_what_is_dated_outside(visit: str, verdict: Verdict, expected: str) -> None:
    told = why(settled(UNDONE, as_at=date(2030, 6, 15)), "Undone", {"": visit})
    assert (told.verdict, told.lines[2]) == (verdict, expected)


def test_what_is_dated_before_the_contract_runs() -> None:
    visits = (("V1", "C1", "Long", "60", "40", "2030-04-01", "2030-03-31"), *VISITS[1:])
    told = why(settled(UNDONE, visits=visits), "Undone", {"": "V1"})
    assert told.verdict is Verdict.BEFORE
    assert told.lines[2] == (
        "Undone On is 31 March 2030 (visits.csv, row 2), before the contract runs, from 1 April 2030 (clause 1)."
    )


def test_what_is_earned_but_not_yet_settled() -> None:
    told = why(settled(UNDONE, as_at=date(2030, 8, 15)), "Undone", {"": "V1"})
    assert told.verdict is Verdict.UNSETTLED
    assert told.amount == 1
    assert told.lines[0] == (
        "Undone for Visit V1: £1 on 1 August 2030, not yet settled (clause 5, statement of quarter 2 of year 1, "
        "which ends on 30 September 2030; settled to 15 August 2030)."
    )


def test_a_period_after_the_term() -> None:
    told = why(settled("fee Rent\n    for each year\n    pays £100\n"), "Rent", {"year": "2"})
    assert told.verdict is Verdict.OUTSIDE_TERM
    assert told.lines[2] == (
        "Year 2 begins on 1 April 2031, after the last day that the clause pays for, 31 March 2031 (clause 1)."
    )


def test_a_row_at_fault() -> None:
    settlement = settled("payment Early\n    for each Visit\n    when Joined On is before 1 May 2030\n    pays £1\n")
    rows = settlement.interpreter.rows
    rows["Client"][0].values["Joined On"] = date(2030, 6, 1)
    told = explain(settlement.program, rows, date(2031, 9, 30), "Early", {"": "V1"})
    assert isinstance(told, Explanation)
    assert (told.verdict, told.amount) == (Verdict.FAULT, Fraction(0))
    assert told.lines[2] == (
        "It cannot be worked out: `C1` in Client names a Client dated 2030-06-01, which cannot be read on 2030-05-01 "
        "(visits.csv, row 2)."
    )


def test_nothing_to_divide_by() -> None:
    rest = """
Long Visit means each Visit where Kind is Long
Long Share for each Client means share of Visits to date that are Long Visits, or 5% where there are no Visits

payment Mixed
    for each Client
    on 1 May 2030
    when Long Share is at least 50%
    pays £7
"""
    settlement = settled(rest)
    assert why(settlement, "Mixed", {"": "C2"}).lines[2:4] == (
        "Long Share is 5% (clause 6), 45 percentage points short of 50% (clause 7).",
        "Long Share is 5% (clause 6): there is nothing to divide by.",
    )
    assert "The condition holds: 100% is at least 50% (clause 7)." in why(settlement, "Mixed", {"": "C1"}).lines
