"""What `pbr check` says of the design of a contract without errors."""

import json
from pathlib import Path

import pytest

from tests.cli.homes import CONTRACT, run, write

MISTAKEN = CONTRACT.replace("when Bedrooms is 1 bedroom", "when Bedroms is 1 bedroom")
TWO_AIMS = CONTRACT.replace("    commissioner", '    purpose "Shelters cost less."\n    commissioner')
ACCEPTED = TWO_AIMS + '\naccept many-purposes because "Both were promised."\n'


def names(done_stdout: str) -> list[str]:
    return [each["name"] for each in json.loads(done_stdout)]


def test_a_finding_says_what_it_is_what_it_cost_and_what_to_write(tmp_path: Path) -> None:
    done = run("check", write(tmp_path, TWO_AIMS), "--only", "purpose")
    assert done.exit_code == 0
    assert done.stdout.startswith("warning[PBR701]: the contract has 2 purposes")
    for part in ("contract.pbr:2:13", "= elsewhere: ", "= help: ", "= more: pbr rule many-purposes"):
        assert part in done.stdout
    assert done.stdout.endswith("and 1 property); 1 warning\n")


def test_a_contract_with_errors_shows_errors_alone(tmp_path: Path) -> None:
    text = MISTAKEN.replace("    commissioner", '    purpose "Shelters cost less."\n    commissioner')
    done = run("check", write(tmp_path, text), "--json")
    assert {each["severity"] for each in json.loads(done.stdout)} == {"error"}
    assert done.exit_code == 1


@pytest.mark.parametrize(("contract", "status"), [(TWO_AIMS, 1), (ACCEPTED, 0)])
def test_strict_fails_on_what_is_not_accepted(tmp_path: Path, contract: str, status: int) -> None:
    folder = write(tmp_path, contract)
    assert run("check", folder, "--only", "many-purposes").exit_code == 0
    assert run("check", folder, "--only", "many-purposes", "--strict").exit_code == status


@pytest.mark.parametrize("word", ["many-purposes", "PBR701", "purpose", "Purpose"])
def test_findings_are_chosen_and_left_out_by_name_code_or_family(tmp_path: Path, word: str) -> None:
    folder = write(tmp_path, TWO_AIMS)
    assert names(run("check", folder, "--json", "--only", word).stdout) == ["many-purposes"]
    every, without = (names(run("check", folder, "--json", *skip).stdout) for skip in ((), ("--skip", word)))
    assert without == [each for each in every if each != "many-purposes"] != every


def test_a_name_that_there_is_not_is_wrong_usage_and_the_nearest_is_shown(tmp_path: Path) -> None:
    done = run("check", write(tmp_path), "--only", "many-purpose")
    assert done.exit_code == 2
    assert "did you mean many-purposes" in done.stderr


def test_what_is_accepted_is_shown_in_full_on_request(tmp_path: Path) -> None:
    folder = write(tmp_path, ACCEPTED)
    assert "PBR701" not in run("check", folder).stdout
    shown = run("check", folder, "--accepted").stdout
    assert "warning[PBR701]" in shown
    assert '= accepted: "Both were promised."' in shown
    told = json.loads(run("check", folder, "--accepted", "--json").stdout)
    assert [each["accepted"] for each in told if "accepted" in each] == ["Both were promised."]


def test_json_has_what_it_cost_and_its_sources(tmp_path: Path) -> None:
    (told,) = json.loads(run("check", write(tmp_path, TWO_AIMS), "--json", "--only", "purpose").stdout)
    assert told["elsewhere"].startswith("probation")
    assert any("Audit Commission" in each for each in told["sources"])
    assert (told["severity"], told["clause"]) == ("warning", "1")


def test_sarif_has_rules_places_and_what_is_accepted(tmp_path: Path) -> None:
    done = run("check", write(tmp_path, ACCEPTED), "--sarif", "--skip", "accepting")
    (sarif,) = json.loads(done.stdout)["runs"]
    rules = sarif["tool"]["driver"]["rules"]
    assert len({each["id"] for each in rules}) == len(rules)
    for result in sarif["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith("contract.pbr")
        assert place["region"]["startLine"] >= 1
    (accepted,) = [each for each in sarif["results"] if each["ruleId"] == "PBR701"]
    assert accepted["suppressions"] == [{"kind": "inSource", "justification": "Both were promised."}]


def test_json_and_sarif_exclude_each_other(tmp_path: Path) -> None:
    assert run("check", write(tmp_path), "--json", "--sarif").exit_code == 2


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pbr.toml", 'only = ["purpose"]\nstrict = true\n'),
        ("pyproject.toml", '[tool.pbr]\nonly = ["purpose"]\nstrict = true\n'),
    ],
)
def test_a_project_sets_what_is_looked_for(tmp_path: Path, file: str, text: str) -> None:
    folder = write(tmp_path / "contracts" / "homes", TWO_AIMS)
    (tmp_path / file).write_text(text)
    done = run("check", folder, "--json")
    assert names(done.stdout) == ["many-purposes"]
    assert done.exit_code == 1


def test_a_limit_is_set_and_the_nearest_file_holds(tmp_path: Path) -> None:
    folder = write(tmp_path / "contracts", TWO_AIMS)
    (tmp_path / "pyproject.toml").write_text("[tool.pbr.limits]\nclauses = 1\n")
    assert "many-clauses" in names(run("check", folder, "--json").stdout)
    (tmp_path / "contracts" / "pbr.toml").write_text('skip = ["complexity"]\n')
    assert "many-clauses" not in names(run("check", folder, "--json").stdout)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("onyl = []\n", "there is no setting `onyl`"),
        ("[limits]\nprice = 3\n", "there is no limit `price`"),
        ("[limits]\nprices = 'many'\n", "`prices` must be a whole number"),
        ("limits = 3\n", "there is no limit `limits`"),
        ("only = 'purpose'\n", "`only` must be a list of names"),
        ("strict = 1\n", "`strict` must be true or false"),
        ("skip = ['purposes-many']\n", "there is no finding or family purposes-many"),
        ("skip = [\n", "cannot be read"),
    ],
)
def test_settings_that_are_not_understood_are_wrong_usage(tmp_path: Path, text: str, said: str) -> None:
    folder = write(tmp_path)
    (folder / "pbr.toml").write_text(text)
    done = run("check", folder)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_somebody_elses_settings_are_passed_over(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert run("check", folder).exit_code == 0
