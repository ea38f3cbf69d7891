import json
from pathlib import Path

import pytest

from tests.cli.homes import CONTRACT, MOVES, run, write


def with_scenario(contract: str, rows: str) -> str:
    return f"{contract}\nscenario Busy Month\n    given Moves\n{rows}"


def rows_of_scenario() -> str:
    """The moves of the frame as rows of a table in the text."""
    lines = [line.split(",") for line in MOVES.strip().splitlines()]
    return "".join(f"        | {' | '.join(cells)} |\n" for cells in lines)


def test_a_scenario_is_paid_without_any_data(tmp_path: Path) -> None:
    path = write(tmp_path, with_scenario(CONTRACT, rows_of_scenario()))
    from_data = json.loads(run("pay", path, "--json", "--as-at", "2020-09-30").stdout)
    for file in (path / "data").iterdir():
        file.unlink()
    supposed = run("pay", path, "--scenario", "Busy Month", "--json", "--as-at", "2020-09-30")
    assert supposed.exit_code == 0
    assert json.loads(supposed.stdout)["statements"] == from_data["statements"]


def test_an_unknown_scenario_is_wrong_usage_and_the_known_ones_are_named(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path, with_scenario(CONTRACT, rows_of_scenario())), "--scenario", "Busy")
    assert done.exit_code == 2
    assert "no scenario called `Busy`: it has `Busy Month`" in " ".join(done.stderr.split())


@pytest.mark.parametrize(("option", "value"), [("--complete-to", "2020-09-30"), ("--set-aside", "aside.csv")])
def test_what_concerns_data_does_not_go_with_a_scenario(tmp_path: Path, option: str, value: str) -> None:
    path = write(tmp_path, with_scenario(CONTRACT, rows_of_scenario()))
    done = run("pay", path, "--scenario", "Busy Month", option, value)
    assert done.exit_code == 2
    assert f"leave out {option}" in " ".join(done.stderr.split())


def test_faults_of_a_scenarios_rows_are_told(tmp_path: Path) -> None:
    bad = rows_of_scenario().replace("2020-", "2020-13-", 1)
    done = run("pay", write(tmp_path, with_scenario(CONTRACT, bad)), "--scenario", "Busy Month")
    assert done.exit_code == 1
    assert "PBR5" in done.stderr
