import json
from pathlib import Path

import pytest

from tests.cli.homes import BAD_MOVES, CONTRACT, MOVES, run, write

ISSUED = """\
Issued: 4 statements, into the new ledger homes.ledger

Statement 1: April 2020
                Count        Due      Total
  3 Home Found      1  £1,234.50  £1,234.50
  Total                           £1,234.50

Payable to the provider          £1,234.50
Total of all statements to date  £1,234.50

Statements 2 to 3: May 2020 to June 2020, nothing due

Statement 4: July 2020
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write(tmp_path))
    return tmp_path


def test_what_is_issued_is_shown(folder: Path) -> None:
    done = run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-07-31")
    assert done.stdout.startswith(ISSUED)
    *_, last = done.stdout.splitlines()
    found = last.removeprefix("Hash of statement 4: ")
    assert (done.stderr, done.exit_code) == ("", 0)
    assert run("ledger", "verify", "homes.ledger", "--holds", found).exit_code == 0


def test_a_correction_is_shown_before_it_is_issued_with_the_row_that_changed(folder: Path) -> None:
    run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-07-31")
    write(folder, moves=MOVES.replace("M2,2020-07-01,1\n", ""))
    before = (folder / "homes.ledger").read_bytes()
    shown = run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-08-31", "--dry-run")
    assert shown.stdout.startswith("Dry run: 1 statement would be issued into homes.ledger; nothing was written\n")
    assert (
        "  July 2020: 3 Home Found for Move M2, 1 July 2020: -£1,234.50\n"
        "    £1,234.50 had been paid; by the data of this statement nothing is right\n"
        "    withdrawn: Move M2 (it was in moves.csv, row 3)\n"
    ) in shown.stdout
    assert (folder / "homes.ledger").read_bytes() == before
    done = run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-08-31")
    assert done.stdout.partition("\n")[2] == shown.stdout.partition("\n")[2]


def test_where_nothing_is_due_what_waits_is_told(folder: Path) -> None:
    assert run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-04-29").stdout == (
        "Nothing is due by 29 April 2020\n"
    )
    assert not (folder / "homes.ledger").exists()
    run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-07-31")
    write(folder, moves=MOVES.replace("M1,2020-04-03,2\n", ""))
    assert run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-08-30").stdout == (
        "Nothing is due by 30 August 2020 that homes.ledger does not have: "
        "its last statement, 4, is for July 2020\n"
        "The data now says -£31.00 of earlier periods: the next statement will have it\n"
    )


def test_of_many_corrections_a_few_are_shown(folder: Path) -> None:
    early = "".join(f"N{number},2020-05-01,0\n" for number in range(12))
    write(folder, CONTRACT.replace("£2,500 over", "£90,000 over"), moves=MOVES + early)
    run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-07-31")
    write(folder, CONTRACT.replace("£2,500 over", "£90,000 over"), moves=MOVES + early.replace(",0", ",2"))
    done = run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-08-31")
    assert done.stdout.count("  May 2020: 3 Home Found for Move N") == 10
    assert "  … and 2 further corrections: `pbr ledger show FILE --statement 5` tells each\n" in done.stdout
    shown = run("ledger", "show", "homes.ledger", "--statement", "5").stdout
    assert shown.count("  May 2020: 3 Home Found for Move N") == 12


def test_json_has_the_documents_with_their_hashes() -> None:
    done = run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-07-31", "--json")
    told = json.loads(done.stdout_bytes)
    assert (told["ledger"], told["dry_run"], len(told["statements"])) == ("homes.ledger", False, 4)
    assert [each["before"] for each in told["statements"][1:]] == [each["hash"] for each in told["statements"][:-1]]


def test_a_provisional_issue_says_so(folder: Path) -> None:
    write(folder, moves=BAD_MOVES)
    words = ("settle", ".", "--ledger", "homes.ledger", "--to", "2020-07-31")
    refused = run(*words)
    assert (refused.stdout, refused.exit_code) == ("", 1)
    assert not (folder / "homes.ledger").exists()
    done = run(*words, "--set-aside", "bad.csv")
    assert done.exit_code == 3
    assert "PROVISIONAL: bad rows of the data were left out of it. Statement 4: July 2020\n" in done.stdout
    assert "4          July 2020, provisional" in run("ledger", "show", "homes.ledger").stdout


def test_a_refused_ledger_is_told_in_a_message(folder: Path) -> None:
    (folder / "homes.ledger").write_text("notes")
    done = run("settle", ".", "--ledger", "homes.ledger", "--to", "2020-07-31")
    assert (done.stdout, done.exit_code) == ("", 1)
    assert done.stderr.startswith("error[PBR801]: homes.ledger is not a ledger that can be read: another program made")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--ledger", "homes.ledger"], "--to"),
        (["--to", "2020-07-31"], "--ledger"),
        (["--ledger", "data/homes.ledger", "--to", "2020-07-31"], "among the files of data"),
        (["--ledger", "contract.pbr", "--to", "2020-07-31"], "is the contract"),
        (["--ledger", "no/homes.ledger", "--to", "2020-07-31"], "the folder `no` does not exist"),
        (["--ledger", "a.ledger", "--to", "2020-07-31", "--set-aside", "a.ledger"], "it is the ledger"),
        (["--ledger", "homes.ledger", "--to", "1/2/2020"], "1 February 2020 or 2 January 2020"),
    ],
)
def test_wrong_usage_is_refused_before_anything_is_written(folder: Path, options: list[str], said: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = run("settle", ".", *options)
    assert (done.stdout, done.exit_code) == ("", 2)
    assert said in " ".join(done.stderr.split())
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
