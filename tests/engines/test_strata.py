"""Clauses for one row that read each other's lines, and totals of quotients: a database gives the same bytes."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.data.reading import Reading
from pbrlang.ir.program import Program
from tests.agreement.both import folder_of, reading_of
from tests.engines.test_grown import agrees
from tests.properties.paying import compiled

CONTRACT = """contract Repairs
    purpose "Homes are kept in repair."
    commissioner "A council"
    provider "A builder"
    currency GBP
    runs from 1 January 2030 to 31 December 2030
    results settle until 31 December 2030
    years start on 1 January
    settles every quarter
    rounds each payment to the nearest penny, half up

data Home
    Home  identifier
    one row for each Home

data Repair
    Repair   identifier
    Home     refers to Home
    Cost     money, at most £1,000
    Hours    number of hours
    Mended On  date
    Failed On  date or blank
    one row for each Repair
    dated Mended On

payment Price
    for each Repair
    when Cost is at least £10
    pays Cost / 3
    {often}

bonus Quick Work
    for each Repair
    when Price is more than £5 and Hours is at most 8 hours
    pays 7% of Price

deduction Failed Again
    for each Repair
    on Failed On
    when Failed On is not blank
    deducts (the lesser of (Price + Quick Work) and £30)

grant Rate For The Quarter
    for each quarter
    pays 10% of total of (Cost * 1 hour / (Hours + 0.5 hours)) of Repairs in the quarter
    may be negative
"""
HOMES = "Home\nH1\nH2\n"

rows = st.lists(
    st.tuples(
        st.sampled_from(["H1", "H2"]),
        st.sampled_from(["9.99", "10", "10.01", "14.99", "15.02", "100", "1000"]),
        st.sampled_from(["1", "7", "8", "9"]),
        st.dates(date(2029, 12, 30), date(2031, 1, 2)),
        st.none() | st.dates(date(2029, 12, 30), date(2031, 1, 2)),
    ),
    max_size=8,
)
LAST = date(2030, 12, 31)


@cache
def contract(often: str) -> Program:
    return compiled(CONTRACT.format(often=often))


def paid(often: str, found: Sequence[tuple[str, str, str, date, date | None]], as_at: date) -> bool:
    program = contract(often)
    repairs = ["Repair,Home,Cost,Hours,Mended On,Failed On"]
    repairs += [
        f"R{number},{home},{cost},{hours},{mended},{failed or ''}"
        for number, (home, cost, hours, mended, failed) in enumerate(found)
    ]
    with folder_of(program, {"homes.csv": HOMES, "repairs.csv": "\n".join(repairs) + "\n"}) as folder:
        reading: Reading = reading_of(program, folder, LAST)
        assert not reading.errors
        return agrees(program, reading, as_at, LAST)


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(["", "once for each Home"]), rows, st.dates(date(2030, 3, 1), LAST) | st.just(LAST))
def test_a_clause_reads_what_another_is_due_for_the_same_row(
    often: str, found: Sequence[tuple[str, str, str, date, date | None]], as_at: date
) -> None:
    assert paid(often, found, as_at)


def test_quotients_with_divisors_of_their_own_are_added_exactly() -> None:
    found = [("H1", "1000", hours, date(2030, 2, day), None) for day, hours in enumerate("17989717", start=1)]
    assert paid("", found, LAST)
