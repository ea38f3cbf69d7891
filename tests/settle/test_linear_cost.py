"""The cost of settling grows with the rows, and no faster."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import pytest

from pbrlang.data.folder import read_folder
from pbrlang.ir.expressions import Rows, Window
from pbrlang.names.homes import ToContract
from pbrlang.pipeline import compile_text
from pbrlang.settle import Settlement, settle
from tests.frame import above
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


def calls(function: Callable[[], Settlement]) -> int:
    """How many Python functions are called: a cost that does not depend on how busy the machine is."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


def work_programme_of(people: int) -> Settlement:
    """The Work Programme for so many people, with four claims each."""
    joined, worked = [], []
    for number in range(people):
        attached = date(2011, 6, 10) + timedelta(days=number % 1_700)
        key = f"P{number:05}"
        joined.append(row(PARTICIPANT, key, GROUPS[number % len(GROUPS)], attached, attached, number=number))
        for claim in range(4):
            reached = attached + timedelta(days=100 + 28 * claim)
            worked.append(row(EMPLOYMENT_CLAIM, key, 13 + 4 * claim, reached, number=4 * number + claim))
    rows = linked({"Participant": joined, "Employment Claim": worked})
    return settle(work_programme(), rows, as_at=date(2020, 3, 31))


def capped_sums_to_date(rows: int) -> Settlement:
    """A condition on a total to date, read for each row, under a cap and a limit."""
    so_far = aggregate(
        "total", Rows("Claim"), (ToContract(),), (ToContract(),), window=Window("to date"), body=CLAIM_AMOUNT
    )
    contract = having(
        small(),
        paying_claims(when=apply("at least", so_far, CLAIM_AMOUNT), often=often(const(10**6), TO_PERSON)),
        cap("Ceiling", ("Claim Payment",), pounds(1_000)),
    )
    days = (UNTIL - STARTS).days + 1
    made = ((f"C{n:05}", "P1", Fraction(1), STARTS + timedelta(days=n % days)) for n in range(rows))
    return settle(contract, claims(*made), as_at=UNTIL)


def nights_covered_and_days_reached(rows: int) -> Settlement:
    """Nights covered in each month, and for each client a day that is reached and the latest of several values."""
    clients = [["Client", "Joined On"], *([f"C{n}", "2030-04-01"] for n in range(rows // 10))]
    stays = [["Stay", "Client", "Arrived", "Left"]]
    visits = [["Visit", "Client", "Kind", "Length", "Cost", "Visited On"]]
    for number in range(rows):
        begins = date(2030, 4, 1) + timedelta(days=7 * number % 700)
        client = f"C{number % (rows // 10)}"
        stays.append([f"S{number}", client, f"{begins}", f"{begins + timedelta(days=10)}"])
        visits.append([f"V{number}", client, "Short", "30", "£1", f"{begins}"])
    program = compile_text("contract.pbr", above(SEQUENCE)).program
    assert program is not None
    with TemporaryDirectory() as name:
        for file, written in (("clients.csv", clients), ("stays.csv", stays), ("visits.csv", visits)):
            text = "".join(f"{','.join(row)}\n" for row in written)
            (Path(name) / file).write_text(text, encoding="utf-8")
        reading = read_folder(Path(name), list(program.tables.values()), symbol="£", complete_to=date(2034, 3, 31))
    assert not reading.bad
    return settle(program, reading.rows, as_at=date(2034, 3, 31))


SEQUENCE = """data Stay
    Stay     identifier
    Client   refers to Client
    Arrived  date
    Left     date or blank
    one row for each Stay
    lasts from Arrived to Left, in nights, blank means still there

Last Cost for each Client means the greatest Cost of Visits to date, or £0 where there are no Visits

fee Nights
    for each month
    pays £1 per night * number of nights covered by Stays in the month

fee Longest
    for each quarter
    pays £1 per night * longest unbroken run of nights covered by Stays joining gaps of up to 3 nights in the quarter

payment Fifth Visit
    for each Client
    on the first day on which number of Visits to that day is at least 5
    pays Last Cost

payment Dear Visit
    for each Visit
    when Last Cost is at least £1
    pays £1
"""


@pytest.mark.parametrize("case", [work_programme_of, capped_sums_to_date, nights_covered_and_days_reached])
def test_twice_the_rows_cost_no_more_than_twice(case: Callable[[int], Settlement]) -> None:
    few, many = calls(lambda: case(1_000)), calls(lambda: case(2_000))

    assert many < 2.2 * few


@pytest.mark.slow
def test_the_published_job_outcomes_of_the_first_group(tmp_path: Path, repository: Path) -> None:
    """66,900 job outcomes at £1,200 are the published £80,280,000 (written answer, 13 October 2014)."""
    script = repository / "examples" / "work-programme" / "make_outcomes.py"
    subprocess.run([sys.executable, str(script), "--people", "66900", str(tmp_path)], check=True, capture_output=True)
    contract = work_programme()
    reading = read_folder(tmp_path, list(contract.tables.values()), symbol="£")
    assert reading.as_at is not None

    settlement = settle(contract, reading.rows, as_at=reading.as_at)

    outcomes = [
        each for statement in settlement.statements for each in statement.clauses if each.clause == "Job Outcome"
    ]
    assert sum(each.count for each in outcomes) == 66_900
    assert sum(each.total for each in outcomes) == 80_280_000
