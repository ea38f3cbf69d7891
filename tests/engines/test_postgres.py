"""Rows worked out on a server of PostgreSQL: the same bytes as from the interpreter."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbrlang.api import load
from pbrlang.engines.connecting import Resources
from pbrlang.engines.errors import DataDeclinedByEngine, Declined, ServerDoesNotAnswer
from pbrlang.engines.paying import Asked, settle_in
from pbrlang.engines.postgres import on_server
from pbrlang.settle import as_json, settle
from tests.agreement.both import files_of, folder_of, reading_of
from tests.cli.homes import run
from tests.engines import extremes
from tests.engines.database import put
from tests.engines.test_examples import EXAMPLES
from tests.lower.buildable import SETTLES, STARTS, Grown
from tests.lower.growing import contracts
from tests.properties.paying import compiled

MORE_WAYS = ("half up", "half down", "up", "down")
QUICK = ("care-review", "cash-on-delivery", "west-yorkshire-custody")


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in EXAMPLES]
)
def test_examples_are_paid_alike(repository: Path, postgres_url: str, name: str) -> None:
    contract = load(repository / "examples" / name)
    resources = Resources(url=postgres_url)
    paid = contract.pay(engine="postgres", resources=resources)
    assert paid.as_json() == contract.pay().as_json()
    added_up = contract.pay(engine="postgres", resources=resources, lines=False)
    assert added_up.settlement.total == paid.settlement.total


def test_the_command_pays_there_and_sets_bad_rows_aside(tmp_path: Path, repository: Path, postgres_url: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for each in (repository / "examples" / "care-review" / "data").iterdir():
        (folder / each.name).write_bytes(each.read_bytes())
    with (folder / "case_reviews.csv").open("a", encoding="utf-8") as file:
        file.write("C999,x,£1,£0,2015-05-06,\n")
    words: list[str | Path] = [
        "pay",
        repository / "examples" / "care-review",
        "--data",
        folder,
        "--json",
        "--set-aside",
    ]
    one = run(*words, tmp_path / "one.csv", "--engine", "postgres", "--url", postgres_url)
    other = run(*words, tmp_path / "other.csv", "--engine", "python")
    assert one.exit_code == other.exit_code == 3
    assert json.loads(one.stdout) == json.loads(other.stdout)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "other.csv").read_bytes()


def test_a_server_that_is_not_there_is_told(repository: Path) -> None:
    contract = load(repository / "examples" / "care-review")
    resources = Resources(url="postgresql://nobody@/none?host=/nowhere")
    with pytest.raises(Declined) as declined:
        contract.pay(engine="postgres", resources=resources)
    [why] = declined.value.diagnostics
    assert isinstance(why, ServerDoesNotAnswer)


def test_whoever_may_make_no_temporary_tables_is_told(repository: Path, postgres_url: str) -> None:
    with on_server(postgres_url) as server:
        server.execute("CREATE DATABASE strict")
        server.execute("REVOKE TEMPORARY ON DATABASE strict FROM PUBLIC")
        server.execute("CREATE ROLE clerk LOGIN")
    resources = Resources(url=postgres_url.replace("pbr@/postgres", "clerk@/strict"))
    with pytest.raises(Declined, match="permission denied to create temporary tables"):
        load(repository / "examples" / "care-review").pay(engine="postgres", resources=resources)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--engine", "postgres"], "--engine postgres needs --url"),
        (["--url", "postgresql://x"], "--url names the server of --engine postgres"),
        (["--engine", "duckdb", "--url", "spark://x"], "or the master of --engine spark"),
    ],
)
def test_a_server_goes_with_its_engine(repository: Path, words: list[str], why: str) -> None:
    done = run("pay", repository / "examples" / "care-review", *words)
    assert done.exit_code == 2
    assert why in " ".join(done.output.split())


def test_it_is_verified_beside_another(repository: Path, postgres_url: str) -> None:
    words = ["--engine", "postgres", "--engine", "duckdb", "--url", postgres_url, "--grown", "2", "--json"]
    done = run("verify", repository / "examples" / "care-review", *words)
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert [(each["name"], each["same"]) for each in told["ways"]] == [("postgres (engine)", 3), ("duckdb (engine)", 3)]


def check(case: Grown, as_at: date, url: str) -> None:
    program = compiled(case.text)
    with folder_of(program, files_of(case)) as folder:
        reading = reading_of(program, folder, SETTLES)
        wanted = settle(program, reading.rows, as_at=as_at, complete_to=SETTLES)
        with duckdb.connect() as connection, on_server(url) as server:
            seen = put(connection, program, reading.rows)
            server.take(connection, program)
            try:
                found = settle_in(server, program, seen, Asked(as_at, SETTLES, False, True), server.dialect)
            except Declined as declined:
                told_of_data = any(isinstance(each, DataDeclinedByEngine) for each in declined.diagnostics)
                assert told_of_data == bool(wanted.faults) or not told_of_data
                return
        assert as_json(found) == as_json(wanted)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contracts(), st.dates(STARTS, SETTLES))
def test_grown_contracts_are_paid_alike(postgres_url: str, case: Grown, as_at: date) -> None:
    check(case, as_at, postgres_url)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contracts(), st.dates(STARTS, SETTLES))
def test_many_grown_contracts_are_paid_alike(postgres_url: str, case: Grown, as_at: date) -> None:
    check(case, as_at, postgres_url)


def test_large_numbers_are_divided_and_days_moved_as_everywhere(postgres_url: str) -> None:
    with on_server(postgres_url) as server:
        assert extremes.quotients(server, server.dialect) == ([], [])
        assert extremes.moved(server, server.dialect) == extremes.MOVED


@pytest.mark.parametrize("way", ["half to even", *(pytest.param(each, marks=pytest.mark.slow) for each in MORE_WAYS)])
def test_sums_words_and_days_at_the_limits_are_the_same(tmp_path: Path, postgres_url: str, way: str) -> None:
    resources = Resources(url=postgres_url)
    for name, things in (("usual", extremes.THINGS), ("huge", extremes.HUGE)):
        contract = extremes.written(tmp_path / name, way, things)
        assert extremes.paid(contract, "postgres", resources) == contract.pay().as_json()


def test_words_are_ordered_by_their_bytes_and_quoted(postgres_url: str) -> None:
    with on_server(postgres_url) as server:
        server.execute('CREATE TEMP TABLE words (word TEXT COLLATE "C")')
        server.execute("INSERT INTO words VALUES ('a'), ('B'), ('Ä'), ('''')")
        found = [word for (word,) in server.execute("SELECT word FROM words ORDER BY word").fetchall()]
        with pytest.raises(OverflowError):
            server.execute("SELECT CAST(9223372036854775807 AS BIGINT) + 1")
        assert server.execute("SELECT SUM(n) FROM (VALUES (CAST(1 AS BIGINT))) AS v(n)").fetchone() == (1,)
    assert found == ["'", "B", "a", "Ä"]
