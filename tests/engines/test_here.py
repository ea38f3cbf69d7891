"""What SQL cannot say is worked out here, of rows that are brought out, beside what runs in the database."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang import load
from pbrlang.engines import planning
from pbrlang.engines.errors import Declined
from pbrlang.engines.paying import Asked, planned, settle_in
from pbrlang.engines.planning import Plan, Planner
from pbrlang.engines.telling import plan_of, told
from pbrlang.ir.expressions import Expr
from pbrlang.ir.program import Clause, Program
from pbrlang.lower.refusals import Refusal
from pbrlang.settle import as_json, settle
from tests.agreement.both import files_of, folder_of, reading_of
from tests.agreement.test_reference import CASES, data_of, days_of, program_of
from tests.cli.homes import CONTRACT, write
from tests.engines.database import put
from tests.engines.test_grown import MANY, agrees, days
from tests.language.pages import Case
from tests.lower.buildable import SETTLES, Grown
from tests.lower.growing import contracts
from tests.properties.paying import compiled

Choice = Callable[[str], bool]
"""Whether a part of a contract is to be worked out here, by its text."""


def refusing(chosen: Choice) -> Callable[..., None]:
    """Stands for what refuses rows that come late: refuses whatever is chosen."""

    def refuse(_program: Program, _late: set[str], read: Clause | Expr) -> None:
        if chosen(read.span.text):
            raise Refusal("not in SQL", read.span, "what was chosen")

    return refuse


def all_the_same(_planner: Planner, plan: Plan) -> Plan:
    """Stands for what declines a contract of which nothing runs in the database."""
    return plan


def check(case: Grown, as_at: date, chosen: Choice) -> None:
    program = compiled(case.text)
    with (
        folder_of(program, files_of(case)) as folder,
        patch.object(planning, "refuse_late", refusing(chosen)),
        patch.object(Planner, "_settled", all_the_same),
    ):
        agrees(program, reading_of(program, folder, SETTLES), as_at)


choices = st.integers(0, 6).map(lambda seed: lambda text: (len(text) + seed) % 3 == 0 or seed == 6)


@settings(max_examples=2, deadline=None)
@given(contracts(), days, choices)
def test_what_is_worked_out_where_makes_no_difference(case: Grown, as_at: date, chosen: Choice) -> None:
    check(case, as_at, chosen)


@pytest.mark.slow
@settings(max_examples=MANY, deadline=None)
@given(contracts(), days, choices)
def test_what_is_worked_out_where_makes_no_difference_over_and_over(case: Grown, as_at: date, chosen: Choice) -> None:
    check(case, as_at, chosen)


REFUSED = [
    case
    for case in CASES
    if any(
        name in case.name
        for name in (
            "30-floors",
            "17-worked",
            "25-covered",
            "28-tables",
            "33-to-date",
            "34-accounts",
            "36-late",
            "21-pairs",
            "instalments",
        )
    )
]


def tried(case: Case) -> None:
    program = program_of(case)
    if program is None:
        return
    last = program.terms.settles_until
    with folder_of(program, data_of(case)[-1]) as folder, patch.object(Planner, "_settled", all_the_same):
        reading = reading_of(program, folder, last)
        if not (reading.errors or reading.bad):
            for day in days_of(program):
                agrees(program, reading, day, last)


PAIRS = [case for case in CASES if case.name in ("30-floors:7", "21-pairs:6")]
"""With clauses for each combination of a row with a period."""


@pytest.mark.parametrize("case", [*PAIRS, *REFUSED[1::8]], ids=lambda case: str(case.name))
def test_what_sql_cannot_say_comes_to_the_same_here(case: Case) -> None:
    tried(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case.name))
def test_all_that_sql_cannot_say_comes_to_the_same_here(case: Case) -> None:
    tried(case)


def test_a_plan_tells_what_is_brought_out_and_why(repository: Path) -> None:
    page = (repository / "docs" / "how-to" / "equal-parts-of-what-was-paid.md").read_text(encoding="utf-8")
    plan = plan_of(compiled(page.split("```pbr\n")[1].split("```")[0]))
    assert isinstance(plan, Plan)
    lines = "\n".join(told(plan))
    assert "stratum 0, for each Claim:\n    Place Found (3)" in lines
    assert "Here, of each Claim that is brought out of the database:\n  Place Lost (6): " in lines


@pytest.mark.parametrize(("claims", "is_declined"), [(9, True), (10, False)])
def test_unasked_no_more_than_a_tenth_of_the_rows_is_brought_out(
    repository: Path, claims: int, is_declined: bool
) -> None:
    page = (repository / "docs" / "how-to" / "equal-parts-of-what-was-paid.md").read_text(encoding="utf-8")
    text = page.split("```pbr\n")[1].split("```")[0]
    program = compiled(text + OTHERS)
    counts = {"Claim": 1, "Visit": claims - 1}
    asked = Asked(LAST, LAST, False, False, bring=False)
    if is_declined:
        with pytest.raises(Declined, match="Place Lost"):
            planned(program, asked, {}, counts, set())
    else:
        assert list(planned(program, asked, {}, counts, set()).here.tables) == ["Claim"]
    assert planned(program, evolve(asked, bring=True), {}, counts, set()).here.why


OTHERS = """
data Visit
    Visit       identifier
    Made On     date
    one row for each Visit
    dated Made On

payment Call
    for each Visit
    pays £3
"""
LAST = date(2034, 3, 31)


def test_a_clause_for_each_combination_of_a_row_with_a_period_is_made_here(tmp_path: Path) -> None:
    contract = CONTRACT[: CONTRACT.index("example")] + "fee Standing\n    for each Move and month\n    pays £5\n"
    found = load(write(tmp_path, contract))
    paid = found.pay(engine="duckdb")
    assert paid.as_json() == found.pay().as_json()
    plan = plan_of(found.program)
    assert isinstance(plan, Plan)
    assert list(plan.here.clauses) == ["Standing"]
    assert sum(each.line.clause == "Standing" for each in paid.settlement.settled.values()) > 9


@pytest.mark.parametrize("name", ["25-covered-spans:131", pytest.param("26-sequence:180", marks=pytest.mark.slow)])
def test_a_server_unites_and_brings_out_what_a_database_here_does(postgres_url: str, name: str) -> None:
    pytest.importorskip("psycopg", reason="needs psycopg")
    from pbrlang.engines.postgres import on_server

    [case] = [each for each in CASES if each.name == name]
    program = program_of(case)
    assert program is not None
    last = program.terms.settles_until
    with (
        folder_of(program, data_of(case)[-1]) as folder,
        duckdb.connect() as connection,
        on_server(postgres_url) as server,
    ):
        rows = reading_of(program, folder, last).rows
        seen = put(connection, program, rows)
        server.take(connection, program)
        found = settle_in(server, program, seen, Asked(last, last, False, True), server.dialect)
        assert as_json(found) == as_json(settle(program, rows, as_at=last, complete_to=last))
