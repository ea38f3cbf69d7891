"""Nights and days that several rows cover: united in a database, the same bytes as from the interpreter."""

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

CONTRACT = """contract Homes For All
    purpose "People are housed."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from 1 April 2030 to 31 March 2031
    results settle until 31 March 2031
    years start on 1 April
    settles every quarter
    rounds each payment to the nearest penny, half up

list Town is one of North, South

data Stay
    Stay         identifier
    Town         one of Town
    Arrived On   date
    Left On      date or blank
    one row for each Stay
    lasts from Arrived On to Left On, in nights, blank means still in the home

data Jail Stay
    Jail Stay    identifier
    Town         one of Town
    Taken On     date
    Freed On     date or blank
    one row for each Jail Stay
    lasts from Taken On to Freed On, in nights, blank means still in jail

data Course
    Course       identifier
    Began On     date
    Ended On     date or blank
    one row for each Course
    lasts from Began On to Ended On, in days, blank means still on

North Stay means each Stay where Town is North

fee Housed And Free
    for each month
    pays £1 per night * number of nights covered by Stays and not by Jail Stays in the month

fee North Or In Jail
    for each quarter
    pays £100 per night * number of nights covered by North Stays or by Jail Stays to date

fee Homes In Use
    for each Town and month
    pays £7 per night * longest unbroken run of nights covered by Stays joining gaps of up to 3 nights in the month

fee Courses Held
    for each quarter
    pays £3 per day * longest unbroken run of days covered by Courses in the quarter

fee Days Of Courses
    on 31 March 2031
    pays £2 per day * number of days covered by Courses to date
"""
LAST = date(2031, 3, 31)

days = st.dates(date(2030, 3, 25), date(2030, 7, 10)) | st.sampled_from([date(2031, 3, 31), date(2030, 6, 30)])
spans = st.lists(
    st.tuples(st.sampled_from(["North", "South"]), days, st.none() | st.integers(0, 40)), max_size=7
)  # how many nights or days after the first it ends
Spans = Sequence[tuple[str, date, int | None]]


def rows(heading: str, found: Spans, *, homes: bool) -> str:
    lines = [heading]
    for number, (home, first, length) in enumerate(found):
        end = "" if length is None else date.fromordinal(first.toordinal() + length).isoformat()
        lines.append(",".join([f"R{number}", *([home] if homes else []), first.isoformat(), end]))
    return "\n".join(lines) + "\n"


@cache
def contract() -> Program:
    return compiled(CONTRACT)


def paid(stays: Spans, jailed: Spans, courses: Spans, as_at: date) -> bool:
    program = contract()
    files = {
        "stays.csv": rows("Stay,Town,Arrived On,Left On", stays, homes=True),
        "jail_stays.csv": rows("Jail Stay,Town,Taken On,Freed On", jailed, homes=True),
        "courses.csv": rows("Course,Began On,Ended On", courses, homes=False),
    }
    with folder_of(program, files) as folder:
        reading = reading_of(program, folder, LAST)
        assert not reading.errors
        return agrees(program, reading, as_at, LAST)


@settings(max_examples=4, deadline=None)
@given(spans, spans, spans, days)
def test_what_rows_cover_is_united_in_the_database(stays: Spans, jailed: Spans, courses: Spans, as_at: date) -> None:
    assert paid(stays, jailed, courses, as_at)


def test_nothing_is_brought_out_for_it() -> None:
    plan = plan_of(contract())
    assert isinstance(plan, Plan)
    assert not plan.here.why
    assert plan.questions
    assert all(each.cover for each in plan.questions.values())
