"""How many different values, and the greatest and least of what rows hold: asked of a database, the same bytes."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.engines.planning import Plan
from pbrlang.engines.telling import plan_of
from pbrlang.ir.program import Program
from tests.agreement.both import folder_of, reading_of
from tests.engines.test_grown import agrees
from tests.properties.paying import compiled

CONTRACT = """contract Advice
    purpose "People are advised."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from 1 April 2030 to 31 March 2031
    results settle until 31 March 2031
    years start on 1 April
    settles every quarter
    rounds each payment to the nearest penny, half up

data Adviser
    Adviser    identifier
    one row for each Adviser

data Visit
    Visit      identifier
    Adviser    refers to Adviser
    Reason     one of Debt, Home, Work or blank
    Length     number of hours, to 1 decimal place
    Cost       money, at least £0
    Seen On    date
    one row for each Visit
    dated Seen On

Long Visit means each Visit where Length is at least 1.5 hours

fee Advisers At Work
    for each quarter
    pays £1,000 per Adviser * number of different Advisers of Visits in the quarter

fee Reasons Of Long Visits
    for each quarter
    pays £10 per Reason * number of different Reasons of Long Visits to date

fee Different Hours
    for each month
    pays £1 per Length * number of different Lengths of Visits in the month

Dearest for each quarter means the greatest Cost of Visits in the quarter, or £3 where there are no Visits
Cheapest for each quarter means the least Cost of Visits to date, or £5 where there are no Visits
Longest for each month means the greatest Length of Long Visits in the month where Cost is more than £0.01,
    or 0 hours where there are no Visits
First Seen means the least Seen On of Visits to date, or 1 January 2030 where there are no Visits

fee Dearest Less Cheapest
    for each quarter
    pays Dearest - Cheapest
    may be negative

fee Hours Of The Longest
    for each month
    pays £0.07 per hour * Longest

fee Late Start
    on 31 March 2031
    when First Seen is after 1 May 2030
    pays £5
"""
LAST = date(2031, 3, 31)
days = st.dates(date(2030, 3, 30), date(2030, 7, 3)) | st.sampled_from([LAST, date(2030, 6, 30)])
rows = st.lists(
    st.tuples(
        st.sampled_from(["A1", "A2", "A3"]),
        st.sampled_from(["Debt", "Home", ""]),
        st.sampled_from(["1.4", "1.5", "2", "0"]),
        st.sampled_from(["0", "0.01", "10", "200.50"]),
        days,
    ),
    max_size=8,
)


@cache
def contract() -> Program:
    return compiled(CONTRACT)


def paid(found: Sequence[tuple[str, str, str, str, date]], as_at: date) -> bool:
    program = contract()
    lines = ["Visit,Adviser,Reason,Length,Cost,Seen On"]
    lines += [",".join([f"V{number}", *row[:4], row[4].isoformat()]) for number, row in enumerate(found)]
    files = {"advisers.csv": "Adviser\nA1\nA2\nA3\n", "visits.csv": "\n".join(lines) + "\n"}
    with folder_of(program, files) as folder:
        reading = reading_of(program, folder, LAST)
        assert not reading.errors
        assert not reading.bad
        return agrees(program, reading, as_at, LAST)


@settings(max_examples=4, deadline=None)
@given(rows, days)
def test_what_is_picked_comes_to_the_same(found: Sequence[tuple[str, str, str, str, date]], as_at: date) -> None:
    assert paid(found, as_at)


def test_nothing_is_brought_out_for_it() -> None:
    plan = plan_of(contract())
    assert isinstance(plan, Plan)
    assert not plan.here.why
    assert len(plan.questions) == 7
