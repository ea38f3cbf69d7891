"""`pbr statement` on the command line."""

import contextlib
import io
import sqlite3
from hashlib import sha256
from pathlib import Path

import pypdf
import pytest

from tests.cli.homes import BAD_MOVES, run, write


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf", "md"])
def test_writes_a_statement_in_each_format(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"july.{suffix}"
    done = run("statement", write(tmp_path), "--period", "july 2020", "-o", file)
    assert (done.exit_code, done.output) == (0, f"{file}: written\n")
    assert file.stat().st_size > 1000


def test_the_markdown_has_amounts_explanations_and_digests(tmp_path: Path) -> None:
    home = write(tmp_path)
    run("statement", home, "--period", "July 2020", "-o", tmp_path / "july.md", "--for", "M2")
    text = (tmp_path / "july.md").read_text(encoding="utf-8")
    assert "| 3 Home Found | 2 | £2,469.00 | £1,203.50 | £1,265.50 | £2,500.00 |" in text
    assert "| 4 Small Home | 1 | £34.50 |   | -£34.50 | -£34.50 |" in text
    assert "**£1,231.00** | **£2,465.50**" in text
    assert "All earlier statements come to £1,234.50; with this one they come to £2,465.50." in text
    assert "Small Home for Move M2" in text
    assert text.count("Bedrooms is 1 bedroom (moves.csv, row 3)") == 2
    for name in ("contract.pbr", "moves.csv", "complete.csv"):
        assert name in text


def test_lines_that_are_not_shown_stand_in_a_table_beside(tmp_path: Path) -> None:
    home = write(tmp_path)
    done = run("statement", home, "--period", "July 2020", "-o", tmp_path / "july.md", "--most", "1")
    assert done.output.splitlines()[1] == f"{tmp_path / 'july.csv'}: written, with all 3 lines"
    rows = (tmp_path / "july.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "Period,From,To,Clause,Number,For,Date,Due,Cut,Amount,Corrects"
    assert rows[1:] == [
        "July 2020,2020-07-01,2020-07-31,Home Found,3,Move M2,2020-07-01,1234.50,0.00,1234.50,",
        "July 2020,2020-07-01,2020-07-31,Home Found,3,Move M3,2020-07-09,1234.50,1203.50,31.00,",
        "July 2020,2020-07-01,2020-07-31,Small Home,4,Move M2,2020-07-01,34.50,0.00,-34.50,",
    ]
    text = (tmp_path / "july.md").read_text(encoding="utf-8")
    assert "The 1 of 2 lines with the largest amounts. All are in july.csv." in text
    assert not (tmp_path / "april.csv").exists()


def test_bad_rows_stop_it_or_make_it_provisional(tmp_path: Path) -> None:
    home = write(tmp_path, moves=BAD_MOVES)
    file = tmp_path / "april.pdf"
    refused = run("statement", home, "--period", "April 2020", "-o", file)
    assert refused.exit_code == 1
    assert not file.exists()
    done = run("statement", home, "--period", "April 2020", "-o", file, "--set-aside", tmp_path / "bad.csv")
    assert done.exit_code == 3
    pages = [" ".join(each.extract_text().split()) for each in pypdf.PdfReader(io.BytesIO(file.read_bytes())).pages]
    assert len(pages) > 1
    assert all("Provisional statement 1: April 2020" in page for page in pages)
    assert "3 rows were read; 1 could not be used and was left out." in " ".join(pages)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--period", "July 2021", "-o", "x.pdf"], "there is no statement for July 2021"),
        (["--period", "July 2020", "-o", "x.pdf", "--for", "M9"], "the statement of July 2020 has no line for M9"),
        (["--period", "July 2020", "-o", "x.odt"], "does not say in which format to write"),
        (["--period", "July 2020", "-o", "data/x.pdf"], "would stand among the files that are read"),
        (["--period", "July 2020"], "Missing option '-o'"),
    ],
)
def test_says_what_is_wrong_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    done = run("statement", ".", *words)
    assert done.exit_code == 2
    assert told in " ".join(done.output.replace("│", " ").split())
    assert sorted(tmp_path.rglob("*")) == before


def test_a_database_is_named_as_one_file(tmp_path: Path) -> None:
    home, database = write(tmp_path), tmp_path / "moves.sqlite"
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute('create table "Moves" ("Move" text, "Moved On" text, "Bedrooms" integer)')
        connection.execute("insert into \"Moves\" values ('M1', '2020-04-03', 2)")
    words = ("--data", database, "--complete-to", "2020-04-30", "--period", "April 2020", "-o", tmp_path / "april.md")
    done = run("statement", home, *words)
    assert done.exit_code == 0, done.output
    text = (tmp_path / "april.md").read_text(encoding="utf-8")
    assert f"`{sha256(database.read_bytes()).hexdigest()}`\n\n  1 row was read." in text
    assert "moves.csv" not in text


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger in which the fifth statement puts earlier ones right."""
    file = tmp_path / "homes.ledger"
    run("settle", write(tmp_path), "--ledger", file, "--to", "2020-07-31")
    moves = "Move,Moved On,Bedrooms\nM2,2020-07-01,1\nM3,2020-07-09,3\nM4,2020-07-09,1\n"
    run("settle", write(tmp_path, moves=moves), "--ledger", file, "--to", "2020-08-31")
    return file


def test_an_issued_statement_is_written_as_it_was_issued(ledger: Path) -> None:
    file = ledger.with_name("july.md")
    done = run("ledger", "show", ledger, "--statement", "4", "-o", file)
    assert (done.exit_code, done.output) == (0, f"{file}: written\n")
    text = file.read_text(encoding="utf-8")
    assert "# Statement 4: July 2020" in text
    assert "**Commissioner:** A council" in text
    assert "| 3 Home Found | 2 | £2,469.00 | £1,203.50 | £1,265.50 |" in text
    assert "**£1,231.00**" in text
    shown = run("ledger", "show", ledger, "--statement", "4").output
    assert shown.split()[-1] in text


def test_what_an_issued_statement_puts_right_is_told_with_the_rows(ledger: Path) -> None:
    file = ledger.with_name("august.md")
    run("ledger", "show", ledger, "--statement", "5", "-o", file)
    text = file.read_text(encoding="utf-8")
    assert "| Corrections to earlier periods | 4 |   | -£34.50 |" in text
    assert "| April 2020 | 3 Home Found | Move M1 | 3 April 2020 | -£1,234.50 |" in text
    assert "£1,234.50 had been paid; by the data of this statement nothing is right; withdrawn: Move M1" in text
    assert "| Left to deduct from the next statements | -£34.50 |" in text
    assert "**Due to the provider:** **Nothing is due**" in text


def test_a_document_of_a_ledger_is_of_one_statement(ledger: Path) -> None:
    done = run("ledger", "show", ledger, "-o", ledger.with_name("x.pdf"))
    assert done.exit_code == 2
    assert "say which, with --statement N" in " ".join(done.output.split())
    assert not ledger.with_name("x.pdf").exists()
