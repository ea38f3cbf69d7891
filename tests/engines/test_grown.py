"""Contracts grown at random, on data at their boundaries: a database and the interpreter give the same bytes."""

import os
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.data.reading import Reading
from pbrlang.engines.errors import DataDeclinedByEngine, Declined
from pbrlang.engines.paying import Asked, settle_in
from pbrlang.ir.program import Program
from pbrlang.settle import Settlement, as_json, settle
from tests.agreement.both import files_of, folder_of, reading_of
from tests.engines.database import put
from tests.lower.buildable import SETTLES, STARTS, Grown
from tests.lower.growing import contracts
from tests.properties.paying import compiled

days = st.dates(STARTS, SETTLES) | st.just(SETTLES)
MANY = int(os.environ.get("PBR_GROWN", "80"))


def sums(settlement: Settlement) -> list[object]:
    """What statements say without their lines, and what became of the rows."""
    clauses = [
        (each.stretch.name, one.clause, one.count, one.due, one.cut, one.recovered, one.total, one.to_date)
        for each in settlement.statements
        for one in each.clauses
    ]
    totals = [(each.total, each.to_date) for each in settlement.statements]
    return [clauses, totals, [(each.table, dict(each.counts)) for each in settlement.accounting]]


def agrees(program: Program, reading: Reading, as_at: date, complete_to: date = SETTLES) -> bool:
    """Whether a database worked it out; what it gives must be what the interpreter gives."""
    wanted = settle(program, reading.rows, as_at=as_at, complete_to=complete_to)
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        seen = put(connection, program, reading.rows)
        try:
            lines = settle_in(connection, program, seen, Asked(as_at, complete_to, False, True))
            added_up = settle_in(connection, program, seen, Asked(as_at, complete_to, False, False))
        except Declined as declined:
            by_data = any(isinstance(each, DataDeclinedByEngine) for each in declined.diagnostics)
            if by_data and not wanted.faults:
                raise AssertionError([each.message() for each in declined.diagnostics]) from None
            return False
    assert not wanted.faults
    assert as_json(lines) == as_json(wanted)
    assert sums(added_up) == sums(wanted)
    return True


def check(case: Grown, as_at: date) -> bool:
    program = compiled(case.text)
    with folder_of(program, files_of(case)) as folder:
        return agrees(program, reading_of(program, folder, SETTLES), as_at)


@settings(max_examples=6, deadline=None)
@given(contracts(), days)
def test_a_database_gives_what_the_interpreter_gives(case: Grown, as_at: date) -> None:
    check(case, as_at)


@pytest.mark.slow
@settings(max_examples=MANY, deadline=None)
@given(contracts(), days)
def test_a_database_gives_what_the_interpreter_gives_over_and_over(case: Grown, as_at: date) -> None:
    check(case, as_at)
