import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.cli.homes import BAD_MOVES, run, write

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_an_amount_is_explained_from_the_rule_to_the_row(tmp_path: Path) -> None:
    done = run("why", write(tmp_path), "--clause", "Home Found", "--for", "M3")
    first, *rest = done.stdout.splitlines()
    assert first.startswith("Home Found for Move M3: £31 ")
    assert "moves.csv, row 4" in "".join(rest)
    assert "from £1,234.50 to £31" in "".join(rest)
    assert done.exit_code == 0


def test_a_clause_by_its_number_and_a_key_by_name(tmp_path: Path) -> None:
    write(tmp_path)
    by_name = run("why", tmp_path, "--clause", "Small Home", "--for", "M2")
    by_number = run("why", tmp_path, "--clause", "4", "--for", "Move = M2", "--date", "1 July 2020")
    assert by_name.exit_code == by_number.exit_code == 0
    assert by_name.stdout == by_number.stdout != ""


def test_what_earned_nothing_is_explained_too(tmp_path: Path) -> None:
    done = run("why", write(tmp_path), "--clause", "Home Found", "--for", "M4")
    assert done.stdout.startswith("Home Found for Move M4: nothing")
    assert done.exit_code == 0


def test_a_question_that_names_nothing_is_wrong_usage(tmp_path: Path) -> None:
    write(tmp_path)
    clause = run("why", tmp_path, "--clause", "Home Fond", "--for", "M1")
    assert (clause.stdout, clause.exit_code) == ("", 2)
    assert "did you mean `Home Found`?" in clause.stderr
    row = run("why", tmp_path, "--clause", "Home Found", "--for", "M9")
    assert (row.stdout, row.exit_code) == ("", 2)
    twice = run("why", tmp_path, "--clause", "Home Found", "--for", "M1", "--for", "M2")
    assert "name each part, as in" in twice.stderr
    assert twice.exit_code == 2


def test_bad_rows_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    done = run("why", write(tmp_path, moves=BAD_MOVES), "--clause", "Home Found", "--for", "M3")
    assert done.stdout.startswith("Home Found for Move M3: £1,234.50")
    assert "leaves out bad rows" in done.stderr
    assert done.exit_code == 3


def test_data_that_cannot_be_used_stops_it(tmp_path: Path) -> None:
    done = run("why", write(tmp_path, moves=None), "--clause", "Home Found", "--for", "M3")
    assert (done.stdout, done.exit_code) == ("", 1)
    assert "error[PBR502]" in done.stderr


PAYERS = """
payers
    | "A council" | 2/3 | no limit |
    | "A fund"    | 1/3 | no limit |
    each is liable for its own share only
"""


def test_what_a_payer_bears_is_explained_and_shown(tmp_path: Path) -> None:
    contract = write(tmp_path) / "contract.pbr"
    contract.write_text(contract.read_text(encoding="utf-8") + PAYERS, encoding="utf-8")
    of_all = run("why", tmp_path, "--payer", "a fund")
    period = of_all.stdout.splitlines()[1].partition("statement of ")[2].partition(" (")[0]
    of_one = run("why", tmp_path, "--payer", "A fund", "--period", period)
    assert of_all.exit_code == of_one.exit_code == 0
    assert of_one.stdout.startswith("A fund: £")
    shown = run("pay", tmp_path).stdout
    assert "borne by A council" in shown
    assert shown.count("borne by A fund") > 1


def test_a_clause_and_a_payer_are_two_questions(tmp_path: Path) -> None:
    write(tmp_path)
    wrong = (
        ("--clause", "Home Found", "--payer", "A fund"),
        (),
        ("--clause", "Home Found", "--period", "April 2020"),
        ("--payer", "A fund", "--for", "M1"),
        ("--payer", "A fund"),
    )
    for words in wrong:
        done = run("why", tmp_path, *words)
        assert (done.stdout, done.exit_code) == ("", 2), words


def test_json_has_every_step_with_its_value_and_place(tmp_path: Path) -> None:
    done = run("why", write(tmp_path), "--clause", "Home Found", "--for", "M3", "--json")
    told = json.loads(done.stdout)
    assert (told["format"], told["clause"], told["for"]) == (1, "Home Found", {"Move": "M3"})
    assert (told["verdict"], told["amount"]) == ("earned", "31.00")
    assert told["lines"][0].startswith("Home Found for Move M3: £31 ")
    steps = list(every(told["steps"]))
    assert any(each["place"] == "moves.csv, row 4" for each in steps)
    assert all({"text", "value", "said", "place", "parts"} <= each.keys() for each in steps)


def test_json_has_each_row_that_was_counted() -> None:
    done = run("why", EXAMPLES / "west-yorkshire-custody", "--clause", "5", "--for", "year 1", "--json")
    counted = [each["counted"]["members"] for each in every(json.loads(done.stdout)["steps"]) if "counted" in each]
    assert counted
    assert all({"place", "for", "adds"} <= member.keys() for members in counted for member in members)


def every(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in steps:
        yield each
        yield from every(each["parts"])
