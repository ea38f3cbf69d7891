from pathlib import Path

from tests.cli.homes import BAD_MOVES, run, write


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
