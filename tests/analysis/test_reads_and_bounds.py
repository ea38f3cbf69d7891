"""What a clause depends on, and how large a sum can become."""

from fractions import Fraction

import pytest

from pbrlang.analysis.bounds import Bounds
from pbrlang.analysis.reads import Reader
from pbrlang.ir.program import Program
from pbrlang.pipeline import compile_text
from tests.findings.frame import above


def program(fragment: str) -> Program:
    compiled = compile_text("c.pbr", above(fragment, ("no-cap",))).program
    assert compiled is not None
    return compiled


def test_dataflow_goes_through_definitions_groups_lines_and_prices() -> None:
    made = program(
        """\
Weeks So Far for each Person means total of Weeks of Spells to date

Busy Person means each Person where Weeks So Far is at least 4 weeks

tariff Prices by Contract Year of Joined On
    | Contract Year | Price |
    | 1 and later   | £9    |

fee Session Fee
    for each Session
    pays £1

Fees for each Person means number of Session Fees to date

payment Busy
    for each Busy Person
    on 31 March 2034
    when Fees is at least 2 Session Fees
    pays Price
"""
    )
    flow = Reader(made).clause(made.clauses["Busy"])
    assert flow.home.tables == {"Person", "Spell"}
    assert flow.home.groups == {"Busy Person"}
    assert flow.home.fields == {("Spell", "Weeks")}
    assert flow.when.clauses == {"Session Fee"}
    assert flow.when.tables == {"Session"}
    assert flow.amount.prices == {("Prices", "Price")}
    assert ("Person", "Joined On") in flow.amount.fields
    assert flow.day.tables == frozenset()
    assert flow.money.tables == {"Person", "Spell", "Session"}


@pytest.mark.parametrize(
    ("body", "most"),
    [
        ("for each year\n    pays £5", Fraction(15)),
        ("for each quarter\n    pays £5\n    not more than £2", Fraction(24)),
        ("pays £7 on 1 May 2030", Fraction(7)),
        ("for each Session\n    pays £5", None),
        ("for each year\n    pays £5 per Session * number of Sessions in the year", None),
        (
            "for each year\n    pays £5 per Session * number of Sessions in the year\n    not more than £50",
            Fraction(150),
        ),
        ("for each year\n    when Left is more than 0 Sessions\n    pays £5 per Session * Left", Fraction(135)),
        ("for each Session\n    pays £5 - £5", Fraction(0)),
        ("for each year\n    pays (the lesser of £3 and £1 per Session * number of Sessions in the year)", Fraction(9)),
    ],
)
def test_the_most_that_can_fall_due(body: str, most: Fraction | None) -> None:
    left = "Left for each year means 9 Sessions - number of Sessions in the year"
    made = program(f"fee Sum\n    {body}\n\n{left}\n")
    assert Bounds(made).total(made.clauses["Sum"]) == most


@pytest.mark.parametrize(
    ("written", "pays", "most"),
    [
        (
            """\
tariff Reward by Held, lump sum
    | Held     | Reward |
    | below 10 | £20    |
    | from 10  | £50    |
""",
            "Reward",
            Fraction(150),
        ),
        (
            """\
tariff Reward by Held, slice by slice
    | Held          | Reward         |
    | the first 10  | £2 per Session |
    | beyond 10     | £1 per Session |
""",
            "Reward",
            None,
        ),
        (
            """\
table Yearly Sums by year
    | year | Yearly Sum |
    | 1    | £70        |
    | 2    | £60        |
    | 3    | £50        |
""",
            "Yearly Sum",
            Fraction(210),
        ),
        (
            """\
Sum Of A Year means £5

variation "Deed of 3 May 2031"
    from 1 April 2032
    Sum Of A Year reads £8
""",
            "Sum Of A Year",
            Fraction(24),
        ),
    ],
)
def test_the_most_of_bands_tables_by_date_and_choices(written: str, pays: str, most: Fraction | None) -> None:
    held = "Held for each year means number of Sessions in the year"
    made = program(f"{held}\n\n{written}\nfee Sum\n    for each year\n    pays {pays}\n")
    assert Bounds(made).total(made.clauses["Sum"]) == most
