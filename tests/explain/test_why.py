"""Explanations of amounts, word for word."""

import itertools
from fractions import Fraction
from pathlib import Path

from pbrlang.explain import Explainer, Explanation, Verdict, explain
from tests.explain.asking import SETTLES, settled, why
from tests.explain.checking import check_all
from tests.explain.test_examples import settled as example

LONG_ENOUGH = """
payment Long Enough
    for each Visit
    when Length is at least Shortest and Kind is Long
    pays (the lesser of Price and Cost)     # the price is a ceiling
    at most 2 times for each Client
"""


def test_an_amount_from_the_rule_to_the_row(repository: Path) -> None:
    settlement = example(repository / "examples" / "work-programme")
    told = why(settlement, "Job Outcome", {"Participant": "P00001", "Weeks In Work": "26 weeks"})
    assert told.lines == (
        (
            "Job Outcome for Participant P00001, Weeks In Work 26 weeks: £1,200 on 1 February 2012 "
            "(clause 9.1, statement of February 2012)."
        ),
        (
            "Clause 9.1: for each Employment Claim, when Weeks In Work is at least Job Outcome Point, "
            "pays Job Outcome Price, once for each Participant."
        ),
        "Reached On is 1 February 2012 (employment_claims.csv, row 8).",
        "Weeks In Work is 26 weeks (employment_claims.csv, row 8).",
        "Job Outcome Point is 26 weeks (clause 5, Price List, for JSA 18 To 24).",
        "Job Outcome Price is £1,200 (clause 5, Price List, for JSA 18 To 24).",
        "Most The Contract Pays is £1,000,000,000 (clause 11).",
        "Payment Group is JSA 18 To 24 (participants.csv, row 2).",
        "The condition holds: 26 weeks is at least 26 weeks (clause 9.1).",
        "It is the first of at most 1 (once for each Participant, clause 9.1).",
        "Contract Value (clause 12) did not cut it: with it, £255,500 of £1,000,000,000 is used.",
    )
    assert told.amount == 1200
    assert told.verdict is Verdict.EARNED
    assert told.key == {"Participant": "P00001", "Weeks In Work": "26"}


def test_a_measure_with_what_it_counted(repository: Path) -> None:
    told = why(example(repository / "examples" / "west-yorkshire-custody"), "Grant Recovery", {"year": "1"})
    assert told.lines[2:] == (
        "Saving Achieved is 28% (clause 3.2), 18 percentage points more than Target (10%, clause 3.3).",
        "Saving Achieved is 28% (clause 3.2): (50,000 nights - 36,000 nights) / 50,000 nights.",
        "Baseline of Bed Nights is 50,000 nights (clause 3.1).",
        (
            "Bed Nights is 36,000 nights (clause 3.1): total of nights of Custody Stays in the year, "
            "from 324 Custody Stays (custody_stays.csv), "
            "the largest 366 nights (custody_stays.csv, row 7) and 366 nights (custody_stays.csv, row 6)."
        ),
    )


def test_a_year_with_its_group(repository: Path) -> None:
    key = {"Payment Group": "JSA 25 And Over", "year": "4"}
    told = why(example(repository / "examples" / "work-programme"), "9.8", key)
    assert told.amount == 38340
    assert told.lines[2:7] == (
        "Year 4 ends on 31 March 2015 (clause 1).",
        "Performance is about 79.7872% (clause 9.7): 75 people / 94 people.",
        "Incentive Level is 39% (clause 9.4): 130% of 30%.",
        (
            "Attached In The Year is 94 people (clause 9.6): number of Participants in the year, "
            "counted in participants.csv."
        ),
        "Most The Contract Pays is £1,000,000,000 (clause 11).",
    )


def test_a_cohort_and_how_many_of_it(repository: Path) -> None:
    told = why(example(repository / "examples" / "transforming-rehabilitation"), "Binary Payment", {"": "4"})
    assert told.amount == 0
    assert any("24 of 48 Offenders (offenders.csv)" in each for each in told.lines)


def test_the_formula_with_values_and_the_place_in_a_limit() -> None:
    told = why(settled(LONG_ENOUGH), "long enough", {"": "V1"})
    assert told.lines == (
        "Long Enough for Visit V1: £33.33 on 1 May 2030 (clause 5, statement of quarter 1 of year 1).",
        (
            "Clause 5: for each Visit, when Length is at least Shortest and Kind is Long, "
            "pays (the lesser of Price and Cost), at most 2 times for each Client."
        ),
        "Visited On is 1 May 2030 (visits.csv, row 2).",
        "Length is 60 minutes (visits.csv, row 2).",
        "Shortest is 60 minutes (clause 4, Price List, for Long).",
        "Kind is Long (visits.csv, row 2).",
        "Price is £33.33 (clause 4, Price List, for Long).",
        "Cost is £40.01 (visits.csv, row 2).",
        "The condition holds: 60 minutes is at least 60 minutes and Kind is Long (clause 5).",
        "(the lesser of Price and Cost) is £33.33: (the lesser of £33.33 and £40.01) (clause 5).",
        "It is the first of at most 2 (at most 2 times for each Client, clause 5).",
    )


def test_rounding_is_told_where_it_changed_something() -> None:
    told = why(settled("payment Half\n    for each Visit\n    pays 50% of Cost\n"), "Half", {"Visit": "V1"})
    assert told.amount == 20
    assert told.lines[-1] == "£20.005, rounded to the nearest penny, half down: £20 (clause 1)."


def test_a_bound_is_told_where_it_bit() -> None:
    settlement = settled("payment Bounded\n    for each Visit\n    pays Cost\n    not more than £35\n")
    assert "£40.01 becomes £35: not more than £35 (clause 5)." in why(settlement, "Bounded", {"": "V1"}).lines
    assert not any("becomes" in line for line in why(settlement, "Bounded", {"": "V2"}).lines)


def test_a_part_of_a_period_by_days() -> None:
    settlement = settled("fee Rent\n    for each year to the end of run-off\n    pays £100\n")
    assert why(settlement, "Rent", {"year": "year 2"}).lines[1:] == (
        "Clause 5: for each year to the end of run-off, pays £100.",
        "Year 2 ends on 30 September 2031 (clause 1).",
        "183 of 366 days of year 2 lie in the contract, and part periods are paid by days: £50 (clause 1).",
    )


CUT = """
payment Cost Met
    for each Visit
    pays Cost

cap Most
    limits Cost Met to {most} over the contract, including results settled after the term
    cutting {loser}
"""


def test_a_cut_with_what_used_the_room_up() -> None:
    told = why(settled(CUT.format(most="£50", loser="the latest first")), "Cost Met", {"": "V2"})
    assert told.amount == Fraction("9.99")
    assert told.lines[-1] == (
        "Most (clause 6) cut it from £30 to £9.99: of £50, £40.01 was used by 1 earlier line, "
        "the last Cost Met for Visit V1 on 1 May 2030 (clause 5; visits.csv, row 2)."
    )


def test_a_cut_in_proportion_to_the_penny() -> None:
    settlement = settled(CUT.format(most="£50", loser="all in proportion"))
    told = [why(settlement, "Cost Met", {"": visit}) for visit in ("V1", "V2", "V3", "V4")]
    assert [each.amount for each in told] == [Fraction("24.25"), Fraction("18.18"), Fraction("7.57"), 0]
    assert told[1].lines[-1] == (
        "Most (clause 6) cut it from £30 to £18.18, in proportion: earlier statements used £0 of £50, "
        "which leaves £50 for the £82.51 due in the statement of quarter 1 of year 1."
    )


def test_a_clawback_is_held_to_what_was_paid() -> None:
    rest = (
        LONG_ENOUGH
        + """
clawback Undone
    for each Visit
    on Undone On
    when Undone On is not blank
    recovers Cost from the Long Enough paid for that Visit, as a debt
"""
    )
    told = why(settled(rest), "Undone", {"Visit": "V1"})
    assert told.amount == Fraction("-33.33")
    assert told.lines[0].startswith("Undone for Visit V1: £33.33 recovered on 1 August 2030 (clause 6, ")
    assert told.lines[-1] == (
        "£33.33 was paid under Long Enough (clause 5) for Visit V1 by 1 August 2030 and £0 of it recovered before, "
        "so that at most £33.33 could be recovered, not £40.01."
    )


def test_a_clawback_from_all_that_was_paid() -> None:
    rest = """
grant Mobilisation
    pays £12,000 on 1 April 2030

clawback Grant Recovery
    for each quarter
    when number of Visits in the quarter is less than 9
    recovers £8,000 from Mobilisation, as a debt
"""
    settlement = settled(rest)
    told = [why(settlement, "Grant Recovery", {"": f"quarter {n} of year 1"}) for n in (1, 2, 3)]
    assert [each.amount for each in told] == [-8000, -4000, 0]
    assert told[1].lines[-1] == (
        "£12,000 was paid under Mobilisation (clause 5) by 30 September 2030 and £8,000 of it recovered before, "
        "so that at most £4,000 could be recovered, not £8,000."
    )


def test_a_clawback_for_each_row_from_all_that_was_paid() -> None:
    rest = """
payment Fee
    for each Visit
    pays £20

clawback Undone
    for each Visit
    on Undone On
    when Undone On is not blank
    recovers £30 from Fee, as a debt
"""
    settlement = settled(rest)
    assert [why(settlement, "Undone", {"": visit}).amount for visit in ("V3", "V1")] == [-30, -30]


def test_nothing_is_recovered_where_a_blank_breaks_the_way_off() -> None:
    rest = """
data Toll
    Toll        identifier
    Visit       refers to Visit or blank
    Made On     date
    one row for each Toll
    dated Made On

payment Toll Met
    for each Toll
    pays £3
    every time

clawback Toll Returned
    for each Toll
    recovers £1 from the Toll Met paid for that Visit, as a debt
"""
    tolls = (("T1", "V1", "2030-06-01"), ("T2", "", "2030-06-02"))
    settlement = settled(rest, more={"tolls.csv": (("Toll", "Visit", "Made On"), tolls)})
    assert [why(settlement, "Toll Returned", {"": toll}).amount for toll in ("T1", "T2")] == [-1, 0]
    assert check_all(settlement) == 4


def test_a_clause_is_recited_whole() -> None:
    rest = """
outcome Homes Are Visited
    payment Fee
        "Paid in good time."
        for each Visit
        accept no-cap because "It is small."
        on Visited On, payable on its date     # not in a statement
        pays £20
        every time

    clawback Undone
        for each Visit
        on Undone On
        when Undone On is not blank
        recovers £30 from the Fee paid for that Visit,
            by deduction from the next sums due,   # there may be none
            otherwise as a debt
"""
    settlement = settled(rest)
    assert [why(settlement, clause, {"": "V1"}).lines[1] for clause in ("Fee", "Undone")] == [
        "Clause 5.1: for each Visit, on Visited On, payable on its date, pays £20, every time.",
        (
            "Clause 5.2: for each Visit, on Undone On, when Undone On is not blank, recovers £30 from the Fee "
            "paid for that Visit, by deduction from the next sums due, otherwise as a debt."
        ),
    ]


def test_a_member_of_a_group() -> None:
    rest = """
Dear Visit means each Visit where Cost is at least £20 and Cost is less than £80
payment Dear
    for each Dear Visit
    on Visited On
    pays £5
"""
    told = why(settled(rest), "Dear", {"": "V2"})
    assert "It is a Dear Visit: £30 is at least £20 and £30 is less than £80 (clause 5)." in told.lines


def test_what_does_not_fit_in_fifteen_lines_is_folded_farthest_first() -> None:
    words = ["Nought", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Last"]
    definitions = ["Part Nought for each Visit means Cost"]
    definitions += [
        f"Part {word} for each Visit means Part {before} + £1" for before, word in itertools.pairwise(words)
    ]
    rest = "\n".join([*definitions, "payment Deep", "    for each Visit", "    pays Part Last\n"])
    told = why(settled(rest), "Deep", {"": "V1"})
    assert len(told.lines) == 15
    assert told.lines[3] == "Part Last is £52.01 (clause 17): £51.01 + £1."
    assert told.lines[-2:] == ("Part Two is £42.01 (clause 7): £41.01 + £1.", "… and 2 further values.")


def test_explain_settles_by_itself() -> None:
    settlement = settled(LONG_ENOUGH)
    told = explain(settlement.program, settlement.interpreter.rows, SETTLES, "Long Enough", {"": "V1"})
    assert isinstance(told, Explanation)
    again = Explainer(settlement).explain("Long Enough", {"": "V1"})
    assert isinstance(again, Explanation)
    assert told.lines == again.lines
    assert told.text == "\n  ".join(told.lines)
