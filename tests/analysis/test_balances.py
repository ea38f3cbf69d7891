"""How large balances can be, and sums that follow prices: never less than what the interpreter comes to."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.analysis.bounds import Bounds
from pbrlang.interpret.evaluating import Given
from pbrlang.ir.program import Program
from pbrlang.pipeline import compile_text
from pbrlang.settle.reckoning import reckon
from tests.findings.frame import above

LOAN = """\
data Meter Reading
    Reading    identifier
    Saved      money, at least £0
    Read On    date
    one row for each Reading
    dated Read On
    supplied by commissioner

Saving for each year means total of Saved of Meter Readings in the year

account Sum Owed
    steps each year
    opens at {opens}
    grows by {grows}
    {moved}
    reduced by Repayment

payment Repayment
    for each year to the end of run-off
    pays (the lesser of 80% of Saving and Sum Owed outstanding)
    not less than £0
"""


def loan(opens: str = "£10,000", grows: str = "5%", moved: str = "increased by £100") -> Program:
    compiled = compile_text("c.pbr", above(LOAN.format(opens=opens, grows=grows, moved=moved), ("no-cap",))).program
    assert compiled is not None
    return compiled


def test_a_balance_is_bounded_by_what_it_opens_at_and_grows_by_over_all_its_steps() -> None:
    program = loan(grows="0%", moved="increased by £100")
    most = Bounds(program).line(program.clauses["Repayment"]).high
    assert most == 10_000 + 6 * 100  # three years of term and three of run-off
    assert Bounds(program).total(program.clauses["Repayment"]) == 6 * (10_000 + 6 * 100)


def test_what_rows_decide_bounds_no_balance() -> None:
    program = loan(moved="increased by Saving")
    assert Bounds(program).line(program.clauses["Repayment"]).high is None


@settings(deadline=None, max_examples=15)
@given(
    st.integers(0, 20_000),
    st.integers(0, 30),
    st.integers(-500, 500),
    st.lists(st.integers(0, 9_000), min_size=3, max_size=3),
)
def test_no_repayment_is_beyond_the_bound(opens: int, grows: int, added: int, savings: list[int]) -> None:
    moved = f"increased by £{added}" if added >= 0 else f"reduced by £{-added}"
    program = loan(f"£{opens:,}", f"{grows}%", moved)
    most = Bounds(program).line(program.clauses["Repayment"]).high
    years = program.calendars["year"].periods
    given_savings: Given = {("Saving", year): Fraction(each) for year, each in zip(years, savings, strict=False)}
    world = reckon(program, {}, program.terms.settles_until, given_savings)
    dues = [line.due for line in world.interpreter.lines("Repayment")]
    assert most is not None
    assert max(dues) <= most + Fraction(1, 200)  # each is rounded to the penny


INDEXED = """\
table Prices by month
    | month      | Index |
    | April 2030 | 100   |
    | April 2031 | 104   |
    until published, the latest published stands and the next statement corrects

fee Service Fee
    for each {each}
    pays £30 indexed by Index from April 2030 each April
"""


@pytest.mark.parametrize(("each", "most"), [("year of the term", Fraction(90)), ("Session", None)])
def test_what_follows_prices_is_bounded_as_if_these_stood_still(each: str, most: Fraction | None) -> None:
    program = compile_text("c.pbr", above(INDEXED.format(each=each), ("no-cap",))).program
    assert program is not None
    assert Bounds(program, steady=True).total(program.clauses["Service Fee"]) == most
    assert Bounds(program).total(program.clauses["Service Fee"]) is None
