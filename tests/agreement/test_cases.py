"""Cases that chance would seldom find: signs, blanks, words of the other language, ends of months."""

from datetime import date

import pytest

from pbrlang.ir.program import Program
from tests.agreement.both import (
    NOTHING_PAID,
    built,
    by_python,
    folder_of,
    meant,
    module_of,
    reading_of,
)
from tests.agreement.node import Node, data_for, source_of
from tests.properties.paying import compiled

HEADER = """contract {name}
    purpose "To be tried."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from 15 January 2028 to 31 March 2029
    results settle until 30 June 2029
    years start on 1 April; year 1 is 15 January 2028 to 31 March 2028
    settles every {step}
    part periods are {parts}
    a missing day is the {missing}
    rounds each payment to the nearest penny, half {half}
"""

SIGNS = """
data Class
    Case      identifier
    New       number of points, to 2 decimal places
    Old       number of points or blank, at most 100 points, to 1 decimal place
    Is Open   yes or no or blank
    Word      one of Import, True, None, Null
    Seen On   date
    one row for each Case
    dated Seen On

Lambda for each Class means (-(-New)) - 3 points
Half Point means each Class where Old is not blank and Old is 0.5 points
Not Half Point means each Class where Old is not blank and Old is not 0.25 points

payment Class Pay
    for each Class
    when (Is Open is not blank and Is Open is yes) or Word is None
    pays (-£1.01 per point) * (-Lambda) + £0.005 per point * New
    not less than £0

payment Return
    for each Half Point
    pays £7.77

payment Function
    for each Not Half Point
    on Seen On + 10 days
    pays £0.125

deduction Def
    for each Class
    when Is Open is not blank and Is Open is not no and Word is one of True, Null
    deducts £1.005
    at most 2 times for each Class
"""
CASES = """Case,New,Old,Is Open,Word,Seen On
A,1.25,,yes,Import,2028-02-29
B,3,0.5,no,None,2028-02-28
C,2.99,0.2,,null,2029-03-31
Ä,10.01,0.5,yes,true,2028-03-31
ﬁ,10.01,99.9,yes,true,2029-06-30
𝒜,10.01,0.5,yes,null,2029-06-30
"""
COHORTS = """
data Person
    Person      identifier
    Kind        one of Short, Long
    Joined On   date
    one row for each Person
    dated Joined On

data Job
    Person      refers to Person
    Number      number
    Pay         money, at least £0
    Helper      refers to Mentor or blank
    Began On    date
    one row for each Person and Number
    dated Began On

data Mentor
    Mentor      identifier
    Level       number of points, to 1 decimal place
    Known On    date
    one row for each Mentor
    dated Known On

tariff Rate by Kind and Contract Year of Joined On
    | Kind  | 1     | 2 and later |
    | Short | £0.05 | £0.15       |
    | Long  | £1.25 | £2.005      |

cohort Intake
    groups People by Joined On every quarter, from 15 January 2028 to 31 March 2029
    each Person is observed for 1 month from Joined On
    confirmed after 1 month

payment Job Pay
    for each Job
    when Helper is blank or (Helper is not blank and Level is at least 1.5 points)
    pays 33.3% of Pay + Rate
    at most Number times for each Person

Working Person means each Person where number of Job Pays while observed is at least 1

Working Share for each Intake means share of People that are Working People, or 0% where there are no People

bonus Intake Pay
    for each Intake
    pays £100 * Working Share

fee Each Pay
    for each Job Pay
    pays 12.5% of Job Pay

fee Rent
    for each month to the end of run-off
    pays £1,000

cap Low
    limits Job Pay, Each Pay to £20 for each Person, including results settled after the term
    cutting all in proportion
"""
COMBINED = """
list Kind is one of Short, Long, Never Used

list Team is one of Red, Blue

data Person
    Person      identifier
    Kind        one of Kind
    Team        one of Team or blank
    Joined On   date or blank
    one row for each Person

data Job
    Person      refers to Person
    Number      number
    Pay         money, at least £0
    Began On    date
    one row for each Person and Number
    dated Began On

tariff Rate by Kind
    | Kind       | Rate  |
    | Short      | £0.05 |
    | Long       | £1.25 |
    | Never Used | £9    |

cohort Intake
    groups People by Joined On every quarter, from 15 January 2028 to 31 March 2029
    each Person is observed for 1 month from Joined On
    confirmed after 1 month

Weight for each Kind means 150% of Rate

Jobs Begun for each Kind and {step} means number of Jobs in the {step}
Jobs Before for each Team and {step} means number of Jobs to date
Team Pay for each Team and Kind means total of Pay of Jobs to date
Taken In for each Kind and Intake means number of People

fee Begun Fee
    for each Kind and {step} to the end of run-off
    when Jobs Begun is at least 1 Job
    pays £1.01 per Job * Jobs Begun + Weight

fee Standing Fee
    for each Team and {step}
    pays £100

payment Team Fee
    for each {step} and Team
    pays 10% of (the greater of £0.05 and £0.10 per Job * Jobs Before)

bonus Intake Bonus
    for each Kind and Intake
    pays £2 per Person * Taken In
    at most 3 times for each Kind

payment Job Pay
    for each Job
    pays 33.3% of Pay + Rate
    at most 1 times for each Person and {step}

fee Yearly Fee
    for each Person and {step}
    when number of Jobs in the {step} is at least 1 Job
    pays Rate + £0.01 per Job * number of Jobs in the {step}

cap Low
    limits Job Pay to £20 for each Person and year, including results settled after the term
    cutting all in proportion
    unused room is lost
    money cut is lost
"""
COMBINED_PERSONS = """Person,Kind,Team,Joined On
P1,Short,Red,2028-01-31
P2,Long,Red,2028-02-29
P3,Long,,2028-03-31
P4,Short,Blue,
P5,Short,Red,2029-03-31
"""
COMBINED_JOBS = """Person,Number,Pay,Began On
P1,1,10.00,2028-02-28
P1,2,99.99,2028-02-29
P1,3,99.99,2028-03-01
P2,1,0.01,2028-03-28
P2,2,50.05,2028-03-29
P4,1,70.70,2028-09-29
P4,2,70.70,2028-09-30
P5,2,70.70,2029-05-30
"""
PERSONS = """Person,Kind,Joined On
P1,Short,2028-01-31
P2,Long,2028-02-29
P3,Long,2028-03-31
P4,Short,2028-08-31
P5,Short,2029-03-31
"""
JOBS = """Person,Number,Pay,Helper,Began On
P1,1,10.00,,2028-02-28
P1,2,99.99,M1,2028-02-29
P1,3,99.99,M2,2028-03-01
P2,1,0.01,M1,2028-03-28
P2,2,50.05,,2028-03-29
P3,1,0.00,M2,2028-04-29
P3,2,60.60,,2028-04-30
P4,1,70.70,M3,2028-09-29
P4,2,70.70,M3,2028-09-30
"""
MENTORS = "Mentor,Level,Known On\nM1,1.5,2028-02-29\nM2,1.4,2028-03-01\nM3,10,2028-01-15\nM4,2,2028-09-30\n"
FORESEEN = JOBS + "P5,1,1.00,M4,2028-09-29\n"

DAYS = (date(2028, 2, 29), date(2028, 9, 30), date(2029, 6, 30))


def contract(text: str, name: str = "Trial", step: str = "month", **words: str) -> Program:
    given = {"parts": "paid by days of the period", "missing": "last day of its month", "half": "up"} | words
    return compiled(HEADER.format(name=name, step=step, **given) + text)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("half", ["up", "down", "to even"])
def test_signs_blanks_and_words_of_other_languages(node: Node, half: str, day: date) -> None:
    agree(node, contract(SIGNS, "Class Import", half=half), {"classes.csv": CASES}, day)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("step", ["month", "quarter", "year"])
@pytest.mark.parametrize("parts", ["paid by days of the period", "not paid"])
def test_cohorts_shares_months_and_part_periods(node: Node, parts: str, step: str, day: date) -> None:
    files = {"people.csv": PERSONS, "jobs.csv": JOBS, "mentors.csv": MENTORS}
    agree(node, contract(COHORTS, step=step, parts=parts), files, day)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("step", ["month", "quarter", "year"])
@pytest.mark.parametrize("parts", ["paid by days of the period", "not paid"])
def test_lists_and_combinations_of_them_with_rows_cohorts_and_periods(
    node: Node, parts: str, step: str, day: date
) -> None:
    files = {"people.csv": COMBINED_PERSONS, "jobs.csv": COMBINED_JOBS}
    assert agree(node, contract(COMBINED.replace("{step}", step), parts=parts), files, day) != NOTHING_PAID


TWO_BOUNDS = """
data Person
    Person      identifier
    Kind        one of Short, Long
    Joined On   date
    one row for each Person
    dated Joined On

payment Person Pay
    for each Person
    pays £10

payment Second Pay
    for each Person
    pays £20

clawback Person Back
    for each Person
    on Joined On + 40 days
    when Kind is Long
    recovers £15 from the Person Pay paid for that Person, as a debt

clawback Second Back
    for each Person
    on Joined On + 40 days
    recovers £45 from the Second Pay, as a debt
"""


def test_a_clawback_is_not_bounded_by_what_another_keeps_for_another_payment(node: Node) -> None:
    assert agree(node, contract(TWO_BOUNDS), {"people.csv": PERSONS}, DAYS[-1]) != NOTHING_PAID


def test_a_missing_day_may_be_the_next_months_first(node: Node) -> None:
    program = contract(COHORTS, missing="first day of the next month")
    agree(node, program, {"people.csv": PERSONS, "jobs.csv": JOBS, "mentors.csv": MENTORS}, DAYS[-1])


def test_what_cannot_be_foreseen_is_refused_by_all(node: Node) -> None:
    files = {"people.csv": PERSONS, "jobs.csv": FORESEEN, "mentors.csv": MENTORS}
    assert agree(node, contract(COHORTS), files, DAYS[-1]) == NOTHING_PAID


def agree(node: Node, program: Program, files: dict[str, str], day: date) -> str:
    last = program.terms.settles_until
    with folder_of(program, files) as folder:
        expected = meant(program, folder, last, day)
        assert by_python(module_of(program), folder, last, day) == expected
        data = data_for(program, reading_of(program, folder, last), last)
        assert node.settled(source_of(built(program, "javascript")), data, day) == expected
    return expected
