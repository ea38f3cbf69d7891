"""`pbr diff`: its words, its colours, its status and its JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.homes import CONTRACT, run, write


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    changed = CONTRACT.replace("pays £1,234.50", "pays £500")
    return write(tmp_path / "old"), write(tmp_path / "new", changed)


def test_changes_are_told_with_their_clause_and_their_money(versions: tuple[Path, Path]) -> None:
    done = run("diff", *versions)
    assert done.exit_code == 0
    assert "clause 3, fee Home Found: changed\n    pays [-£1,234.50-]{+£500+}\n" in done.stdout
    assert "by clause\n    Home Found" in done.stdout
    assert "-£1,000.00" in done.stdout
    assert "data Move" not in done.stdout


def test_with_exit_code_a_difference_has_a_status_of_its_own(versions: tuple[Path, Path]) -> None:
    old, new = versions
    assert run("diff", old, new, "--exit-code").exit_code == 4
    same = run("diff", old, old, "--exit-code")
    assert same.exit_code == 0
    assert "The two say the same" in same.stdout


def test_json_has_every_change_and_every_sum(versions: tuple[Path, Path]) -> None:
    told = json.loads(run("diff", *versions, "--json").stdout)
    assert told["differs"] is True
    fee = next(each for each in told["changes"] if each["block"] == "fee Home Found")
    assert fee["numbers"] == ["3", "3"]
    assert {"removed": "£1,234.50"} in fee["pieces"][0]["words"]
    (data,) = (each for each in told["trials"] if each["trial"].startswith("the data"))
    assert data["total"]["difference"] == "-1000.00"
    assert len(told["contracts"][0]["sha256"]) == 64


def test_mistakes_of_either_contract_are_told_and_stop_it(versions: tuple[Path, Path]) -> None:
    old, new = versions
    (new / "contract.pbr").write_text(CONTRACT.replace("£1,234.50", "1 bedroom"), encoding="utf-8")
    done = run("diff", old, new)
    assert done.exit_code == 1
    assert "PBR" in done.stderr
    assert not done.stdout


def test_an_unknown_scenario_is_wrong_usage(versions: tuple[Path, Path]) -> None:
    done = run("diff", *versions, "--scenario", "Rain")
    assert done.exit_code == 2
    assert "neither contract has a scenario called `Rain`: they have none" in done.stderr
