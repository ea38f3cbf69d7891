"""Views of what is settled for each period, cohort, word or the contract give what the interpreter gives."""

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from pbrlang.backends.sql.script import build
from pbrlang.data.reading import Reading
from pbrlang.ir.program import Program
from pbrlang.lower import lower
from pbrlang.lower.model import Lowered
from pbrlang.settle import settle
from tests.agreement.both import files_of, folder_of, reading_of
from tests.engines.test_sql_scripts import (
    STATEMENT,
    VISITS,
    Run,
    a_folder,
    fill,
    given,
    in_duckdb,
    in_postgres,
    statement_of,
    wanted,
)
from tests.lower.buildable import SETTLES, Grown, grown
from tests.lower.growing import contracts
from tests.properties.paying import compiled

LIMITING = re.compile(r"(cap|advance|clawback|payers|split)\b")


def without_limits(case: Grown) -> Grown:
    """The same contract without what cuts or shares sums."""
    kept, skipping = [], False
    for line in case.text.split("\n"):
        if line[:1].strip():
            skipping = LIMITING.match(line) is not None
        if not skipping:
            kept.append(line)
    return Grown("\n".join(kept).replace(" + £10 * Length Parts", ""), case.files)


def scripts(program: Program) -> dict[str, str] | None:
    """The script for each database; nothing where views cannot say the contract."""
    lowered = lower(program)
    assert isinstance(lowered, Lowered)
    found = build(lowered)
    return {name.split(".")[1]: text for name, text in found.items()} if isinstance(found, dict) else None


def agrees(program: Program, reading: Reading) -> bool:
    """Whether views say the contract; what they give must be what the interpreter gives."""
    found = scripts(program)
    if found is None:
        return False
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(found["duckdb"])

        def run(query: str) -> list[tuple[object, ...]]:
            return connection.execute(query).fetchall()

        fill(run, program, reading)
        if settle(program, reading.rows, as_at=SETTLES, complete_to=SETTLES).faults:
            with pytest.raises(duckdb.Error, match="some rows must not be used"):
                run(STATEMENT)
        else:
            assert given(run(STATEMENT)) == wanted(program, reading)
    return True


def check(case: Grown) -> bool:
    program = compiled(case.text)
    with folder_of(program, files_of(case)) as folder:
        return agrees(program, reading_of(program, folder, SETTLES))


@settings(max_examples=8, deadline=None)
@drawn(st.one_of(grown(), contracts()).map(without_limits))
def test_grown_contracts(case: Grown) -> None:
    check(case)


CHANGES = {
    "to 31 March 2032": "to 15 March 2032",
    "    settles every": "    part periods are {parts}\n    settles every",
    "    rounds each": "    a missing day is the last day of its month\n    rounds each",
    "one of Low, High": "one of Need",
}


def everywhere(parts: str) -> str:
    """A contract with clauses for elements of every kind; `parts` says how part periods are paid."""
    text = VISITS.partition("cap Visits")[0]
    for old, new in CHANGES.items():
        text = text.replace(old, new.format(parts=parts))
    return text + MORE


MORE = """
list Need is one of Low, High

cohort Half Year
    groups Clients by Joined On every quarter, from 1 April 2030 to 31 March 2031
    each Client is observed for 9 months from Joined On
    confirmed after 1 month

Visited Client means each Client where number of Long Visits while observed is at least 1

Visits Made for each Need and quarter means number of Home Visits in the quarter

Fallen Share for each quarter means
    (number of Home Visits in the quarter where Has Fallen is yes)
    / number of Home Visits in the quarter, or 0% where there are no Home Visits

fee Standing Fee
    for each month of the term
    pays £1,000.01

fee Whole Years
    for each year
    pays £77.70

payment Few Falls
    for each quarter to the end of run-off
    when Fallen Share is at most 60%
    pays £100 * (100% - Fallen Share) + £0.50 per day * (the last day of the quarter - 1 April 2030)
    not less than £0

payment Need Met
    for each Need and quarter
    when Visits Made is at least 1 Home Visit
    pays £3.33 per Home Visit * Visits Made

payment Looked Back
    for each Need and quarter of the term
    on 30 June 2032
    pays £0.11 per Home Visit * Visits Made

payment Looked Back Again
    for each Need and quarter to the end of run-off
    on 30 June 2032
    pays £0.13 per Home Visit * Visits Made

payment Early Quarter
    for each Need and year
    pays £1 per Home Visit * (number of Home Visits in the year where Visited On is before the last day of the quarter)

payment First Months
    for each Client and month
    when number of Home Visits in the month is at least 1 Home Visit
    pays £5.05
    at most 2 times for each Client

bonus First Quarters
    for each Need and quarter
    when Visits Made is at least 1 Home Visit
    pays £1.01 per Home Visit * Visits Made
    at most 3 times for each Need and year

bonus Cohort Bonus
    for each Half Year
    on the confirmation of the Half Year
    pays £10 per Client * number of Visited Clients

deduction Client Year
    for each Client and year
    when number of Home Visits in the year is more than 1 Home Visit
    deducts 1% of Long Visit

payment At The End
    on 30 June 2032
    pays 10% of total of Standing Fees to date + £1 per Client * number of Visited Clients to date
"""


@pytest.mark.parametrize("seed", range(2))
def test_every_home_in_duckdb(tmp_path: Path, seed: int) -> None:
    contract = a_folder(tmp_path / "visits", seed, everywhere(["paid by days of the period", "not paid"][seed]))
    found = wanted(contract.program, contract.read())
    assert {row[1] for row in found} == set(contract.program.clauses)  # each has lines
    in_duckdb(contract, statement_of(contract))


def test_every_home_in_postgres(tmp_path: Path, postgres_url: str) -> None:
    contract = a_folder(tmp_path / "visits", 2, everywhere("paid by days of the period"))
    in_postgres(contract, postgres_url, statement_of(contract))


RATES = (
    VISITS.partition("payment Joining")[0]
    + """
payment Rate
    for each Home Visit
    pays £1 * (Fuel / £7) * (Length / 1 hour) * (Length / 3 hours)
    not less than £0
"""
)


def test_a_script_has_only_as_much_room_as_its_sums_leave_it(tmp_path: Path, postgres_url: str) -> None:
    contract = a_folder(tmp_path / "visits", 1, RATES)
    script = contract.build("sql")["home_visits.duckdb.sql"]
    [rows] = {int(found) for found in re.findall(r"more than ([0-9]+) rows", script)}
    [most] = {int(found) for found in re.findall(r"a number\s+(?:-- )?may\s+(?:-- )?have\s+(?:-- )?([0-9]+)", script)}
    assert most < 10**12

    def test(run: Run) -> None:
        row = "'{}', 'C1', 'Short', {}, {}, NULL, FALSE, DATE '2030-05-01'"
        run("INSERT INTO clients VALUES ('C1', DATE '2030-04-01', 'High')")
        run(f"INSERT INTO home_visits VALUES ({row.format('W1', most // 10, most // 100)})")
        assert [line[2] for line in run(STATEMENT) if line[2]] == [1]
        run(f"INSERT INTO home_visits VALUES ({row.format('W2', most // 10, most // 100 + 1)})")
        assert "Fuel is out of its range" in run("SELECT problem FROM problems")[0][0]
        with pytest.raises(Exception, match="some rows must not be used"):
            run(STATEMENT)

    in_duckdb(contract, test)
    in_postgres(contract, postgres_url, test)
    assert rows >= 10**6


def test_a_definition_for_periods_is_a_view_that_is_read(tmp_path: Path) -> None:
    contract = a_folder(tmp_path / "visits", 0, everywhere("not paid"))
    script = contract.build("sql")["home_visits.duckdb.sql"]
    assert script.count('JOIN "_value_of_fallen_share" AS') >= 1
    assert script.count("-- Fallen Share for each quarter (") == 1
    rows: list[tuple[int, int]] = []

    def test(run: Run) -> None:
        fill(run, contract.program, contract.read())
        rows.extend(run('SELECT "_quarter", "_value" FROM "_value_of_visits_made"'))

    in_duckdb(contract, test)
    periods = contract.program.calendars["quarter"].periods
    days = [each.values["Visited On"] for each in contract.read().rows["Home Visit"]]
    inside = [each for each in days if isinstance(each, date) and periods[0].first <= each <= date(2032, 3, 15)]
    assert len(rows) == 2 * len(periods)
    assert sum(made for _, made in rows) == len(inside)
