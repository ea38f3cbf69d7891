import json
from pathlib import Path

import pytest

from tests.cli.homes import CONTRACT, run, write

MISTAKEN = CONTRACT.replace("when Bedrooms is 1 bedroom", "when Bedroms is 1 bedroom")


def test_a_good_contract_takes_one_line(tmp_path: Path) -> None:
    done = run("check", write(tmp_path), "--only", "many-purposes")
    counted = "2 clauses, 1 limit, 1 kind of data, 1 worked example and 1 property"
    assert done.stdout == f"{tmp_path / 'contract.pbr'}: no mistakes ({counted})\n"
    assert done.exit_code == 0


def test_mistakes_are_drawn_with_their_places_and_counted(tmp_path: Path) -> None:
    done = run("check", write(tmp_path, MISTAKEN) / "contract.pbr")
    line = 1 + MISTAKEN[: MISTAKEN.index("Bedroms")].count("\n")
    assert done.exit_code == 1
    assert f"contract.pbr:{line}:10" in done.stdout
    assert "Bedrooms" in done.stdout
    assert done.stdout.endswith(f"\n1 error in {tmp_path / 'contract.pbr'}\n")
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_findings_of_several_contracts_are_one_list(tmp_path: Path) -> None:
    folders = [write(tmp_path / "a", MISTAKEN), write(tmp_path / "b"), write(tmp_path / "c", MISTAKEN)]
    done = run("check", *folders, "--json", "--only", "many-purposes")
    findings = json.loads(done.stdout_bytes)
    assert [Path(each["file"]).parent.name for each in findings] == ["a", "c"]
    assert {each["severity"] for each in findings} == {"error"}
    assert done.exit_code == 1


def test_no_findings_are_an_empty_list(tmp_path: Path) -> None:
    done = run("check", write(tmp_path), "--json", "--only", "many-purposes")
    assert (json.loads(done.stdout), done.exit_code) == ([], 0)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04\x14\x00", "is a document of a word processor"),
        (b"contract Homes\n    purpose \x93Homes\x94\n", "has a character on line 2 that is not in UTF-8"),
    ],
)
def test_what_is_not_text_is_said_to_be_so(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "contract.pbr").write_bytes(content)
    done = run("check", tmp_path)
    assert done.exit_code == 1
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_other_editors_are_understood(tmp_path: Path, encoding: str) -> None:
    write(tmp_path)
    (tmp_path / "contract.pbr").write_text(CONTRACT, encoding=encoding)
    assert run("check", tmp_path).exit_code == 0


def test_a_misspelt_path_is_wrong_usage_and_the_right_one_is_shown(tmp_path: Path) -> None:
    write(tmp_path)
    done = run("check", tmp_path / "contarct.pbr")
    assert done.exit_code == 2
    assert f"did you mean `{tmp_path / 'contract.pbr'}`?" in done.stderr


def test_a_folder_without_a_contract_names_what_it_holds(tmp_path: Path) -> None:
    (write(tmp_path) / "contract.pbr").rename(tmp_path / "homes.pbr")
    done = run("check", tmp_path)
    assert done.exit_code == 2
    assert "holds no contract.pbr; name one of its files: homes.pbr" in done.stderr


@pytest.mark.parametrize("name", ["people.csv", "People.XLSX"])
def test_a_file_of_data_is_no_contract(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Person,Born On\nP1,2001-02-03\n")
    done = run("check", tmp_path / name)
    assert (done.stdout, done.exit_code) == ("", 2)
    assert f"`{tmp_path / name}` is a file of data: name the contract's file" in done.stderr


def test_what_the_parties_accept_is_listed_with_its_reason(tmp_path: Path) -> None:
    told = 'accept no-cap because "The budget bounds it."'
    folder = write(tmp_path, CONTRACT + f"\n{told}\n")
    line = (folder / "contract.pbr").read_text(encoding="utf-8").splitlines().index(told) + 1

    shown = run("check", folder).stdout

    assert f'  accepted: no-cap, because "The budget bounds it." (line {line})\n' in shown
