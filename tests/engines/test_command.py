"""`pbr pay` with an engine: the same words and bytes, plans, and what is said where it is declined."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pbrlang.cli.main import pbr
from pbrlang.engines import choosing


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(pbr, ["pay", *map(str, arguments)], prog_name="pbr")


@pytest.fixture
def example(repository: Path) -> Path:
    return repository / "examples" / "work-programme"


def test_both_engines_print_the_same(example: Path) -> None:
    for options in ([], ["--period", "February 2012"]):
        one, other = run(example, *options), run(example, *options, "--engine", "duckdb")
        assert one.exit_code == other.exit_code == 0
        assert one.stdout == other.stdout


def test_both_engines_set_the_same_rows_aside(example: Path, tmp_path: Path) -> None:
    found = []
    for engine in ("python", "duckdb"):
        file = tmp_path / f"{engine}.csv"
        told = run(example, "--data", example / "bad-data", "--set-aside", file, "--engine", engine, "--json")
        found.append((told.exit_code, told.stdout, file.read_text(encoding="utf-8-sig")))
    assert found[0] == found[1]
    assert found[0][0] == 3


def test_both_engines_tell_the_same_bad_rows(example: Path) -> None:
    one, other = (run(example, "--data", example / "bad-data", "--engine", engine) for engine in ("python", "duckdb"))
    assert one.exit_code == other.exit_code == 1
    assert one.output == other.output


def test_what_is_declined_is_told_with_clause_and_reason(late_hours: Path) -> None:
    told = run(late_hours, "--engine", "duckdb")
    assert told.exit_code == 1
    assert "PBR620" in told.output
    assert "`Hours Worked` (clause 3) is not worked out in a database" in told.output


def test_a_plan_tells_what_runs_where(example: Path, late_hours: Path) -> None:
    told = run(example, "--plan")
    assert told.exit_code == 0
    assert "stratum 0, for each Employment Claim:" in told.output
    assert 'CREATE OR REPLACE TEMP TABLE "_employment_claim_due" AS' in told.output
    assert "Incentive (9.8), for each Payment Group and year" in told.output
    refused = run(late_hours, "--plan")
    assert "all of it is worked out by the interpreter" in refused.output


def test_a_plan_is_given_to_programs_too(example: Path, late_hours: Path) -> None:
    found = json.loads(run(example, "--plan", "--json").stdout)
    assert found["engine"] == "duckdb"
    assert [each["for each"] for each in found["strata"]] == ["Employment Claim", "Participant"]
    text = run(example, "--plan").stdout
    told = [*found["statements"], *found["questions"]]
    assert len(told) > 5
    assert all(each["sql"] in text and f"-- {each['gives']}" in text for each in told)
    assert "Incentive" in {each["name"] for each in found["here"]}
    refused = json.loads(run(late_hours, "--plan", "--json").stdout)
    assert refused["engine"] == "python"
    assert "Hours Worked" in refused["declined"][0]


def test_a_plan_is_for_the_engine_that_is_named(example: Path) -> None:
    assert "CREATE TEMP TABLE" in run(example, "--plan", "--engine", "postgres").output
    assert "CREATE OR REPLACE TEMPORARY VIEW" in run(example, "--plan", "--engine", "spark").output
    none = run(example, "--plan", "--engine", "python")
    assert none.output == "Work Programme: all of it is worked out by the interpreter, as --engine python asks\n"
    assert json.loads(run(example, "--plan", "--engine", "python", "--json").stdout)["declined"] == []


@pytest.mark.parametrize("option", ["--csv", "--lines", "--set-aside", "--period"])
def test_a_plan_pays_nothing_that_could_be_shown_or_written(example: Path, tmp_path: Path, option: str) -> None:
    told = run(example, "--plan", option, tmp_path / "lines.csv")
    assert told.exit_code == 2
    assert option in told.output


@pytest.mark.parametrize("words", [("--memory", "2GB"), ("--threads", "1")])
def test_bounds_of_a_database_need_one(example: Path, words: tuple[str, str]) -> None:
    told = run(example, "--engine", "python", *words)
    assert told.exit_code == 2
    assert "--engine python" in told.output
    assert run(example, *words).exit_code == 0


def test_much_data_goes_to_a_database_by_itself(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def large(data: Path) -> bool:
        asked.append(data)
        return True

    monkeypatch.setattr(choosing, "is_large", large)
    wanted = json.loads(run(example, "--json", "--engine", "python").stdout)
    assert not asked
    assert json.loads(run(example, "--json").stdout) == wanted
    assert asked == [example / "data"]


def test_a_contract_that_is_declined_is_worked_out_here_unless_a_database_was_asked_for(
    late_hours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "is_large", lambda _: True)
    assert run(late_hours).exit_code == 0


def test_little_data_is_not_worth_a_database(example: Path) -> None:
    assert not choosing.is_large(example / "data")


def test_a_squeezed_file_counts_for_what_it_holds(tmp_path: Path) -> None:
    for name, large in (("claims.csv", False), ("claims.parquet", True)):
        (tmp_path / name).write_bytes(bytes(2**20))
        assert choosing.is_large(tmp_path) is large
    assert choosing.is_large(tmp_path / "claims.parquet")


def test_so_does_a_database_of_duckdb_whatever_its_name(tmp_path: Path) -> None:
    database = tmp_path / "claims.database"
    for mark, large in ((b"SQLite format 3\0", False), (bytes(8) + b"DUCK", True)):
        database.write_bytes(mark + bytes(2**20))
        assert choosing.is_large(database) is large


@pytest.mark.parametrize("words", [("--memory", "much"), ("--memory", "200"), ("--threads", "0")])
def test_senseless_resources_are_wrong_usage_also_where_no_database_is_used(
    example: Path, words: tuple[str, str]
) -> None:
    for engine in ((), ("--engine", "python")):
        assert run(example, *words, *engine).exit_code == 2


def test_senseless_resources_are_wrong_usage(example: Path) -> None:
    told = run(example, "--engine", "duckdb", "--memory", "much")
    assert told.exit_code == 2
    assert "4GB" in told.output
