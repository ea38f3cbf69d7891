from datetime import date, timedelta
from fractions import Fraction
from time import perf_counter

import pytest

from pbrlang.ir.expressions import Rows, Window
from pbrlang.names.homes import ToContract
from pbrlang.settle import settle
from tests.interpret.building import (
    CLAIM_AMOUNT,
    STARTS,
    TO_PERSON,
    UNTIL,
    aggregate,
    apply,
    cap,
    claims,
    const,
    having,
    linked,
    often,
    paying_claims,
    pounds,
    row,
    small,
)
from tests.settle.real_contracts import EMPLOYMENT_CLAIM, GROUPS, PARTICIPANT, work_programme

PEOPLE = 20_000


@pytest.mark.slow
def test_a_hundred_thousand_rows_take_seconds() -> None:
    people, worked = [], []
    for number in range(PEOPLE):
        attached = date(2011, 6, 10) + timedelta(days=number % 1_700)
        key = f"P{number:05}"
        people.append(row(PARTICIPANT, key, GROUPS[number % len(GROUPS)], attached, attached, number=number))
        for claim in range(4):
            reached = attached + timedelta(days=100 + 28 * claim)
            worked.append(row(EMPLOYMENT_CLAIM, key, 13 + 4 * claim, reached, number=4 * number + claim))
    rows = linked({"Participant": people, "Employment Claim": worked})
    began = perf_counter()
    settlement = settle(work_programme(), rows, as_at=date(2020, 3, 31))
    assert perf_counter() - began < 60
    assert settlement.accounting[0].read + settlement.accounting[1].read == 5 * PEOPLE


@pytest.mark.slow
def test_sums_to_date_are_not_added_up_again_for_each_row() -> None:
    """Added up for each of the rows these would be some 800 million additions."""
    so_far = aggregate(
        "total", Rows("Claim"), (ToContract(),), (ToContract(),), window=Window("to date"), body=CLAIM_AMOUNT
    )
    contract = having(
        small(),
        paying_claims(when=apply("at least", so_far, CLAIM_AMOUNT), often=often(const(10**6), TO_PERSON)),
        cap("Ceiling", ("Claim Payment",), pounds(30_000)),
    )
    days = (UNTIL - STARTS).days + 1
    made = ((f"C{n:05}", "P1", Fraction(1), STARTS + timedelta(days=n % days)) for n in range(40_000))
    began = perf_counter()
    settlement = settle(contract, claims(*made), as_at=UNTIL)
    assert perf_counter() - began < 30
    assert settlement.total == 30_000
