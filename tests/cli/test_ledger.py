import csv
import json
import re
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from tests.cli.homes import CONTRACT, MOVES, run, write

LISTED = """\
Homes

Statement  Period           Total  Of it corrections    Payable  Left to deduct  Total to date
1          April 2020   £1,234.50                     £1,234.50                      £1,234.50
2          May 2020         £0.00                         £0.00                      £1,234.50
3          June 2020        £0.00                         £0.00                      £1,234.50
4          July 2020    £1,231.00                     £1,231.00                      £2,465.50
5          August 2020    -£34.50            -£34.50      £0.00         -£34.50      £2,431.00

£2,465.50 payable in all and £34.50 left to deduct from the next statements.
Hash of statement 5: """
FIVE = """\
Statement 5: August 2020
                                  Count    Total
  Corrections to earlier periods      4  -£34.50
  Total                                  -£34.50

Corrections
  April 2020: 3 Home Found for Move M1, 3 April 2020: -£1,234.50
    £1,234.50 had been paid; by the data of this statement nothing is right
    withdrawn: Move M1 (it was in moves.csv, row 2)
  July 2020: 3 Home Found for Move M3, 9 July 2020: £1,203.50
    £31.00 had been paid; by the data of this statement £1,234.50 is right
    changed: Move M4, Bedrooms from 0 to 1 (moves.csv, row 4)
    withdrawn: Move M1 (it was in moves.csv, row 2)
"""
FOUR_LINES = """\
Clause        For      Date               Due  Cut by limits     Amount
3 Home Found  Move M2  1 July 2020  £1,234.50                 £1,234.50
3 Home Found  Move M3  9 July 2020  £1,234.50      £1,203.50     £31.00
4 Small Home  Move M2  1 July 2020     £34.50                   -£34.50
"""
WHY = """\
Home Found for Move M1, 3 April 2020 (clause 3)
Statement 1, April 2020: £1,234.50
  What was known then:
    Home Found for Move M1: £1,234.50 on 3 April 2020 (clause 3, statement of April 2020).
      Clause 3: for each Move, when Bedrooms is at least 1 bedroom, pays £1,234.50.
      Moved On is 3 April 2020 (moves.csv of statement 1, row 2).
      Bedrooms is 2 bedrooms (moves.csv of statement 1, row 2).
      The condition holds: 2 bedrooms is at least 1 bedroom (clause 3).
      Yearly Budget (clause 5) did not cut it: with it, £1,234.50 of £2,500 is used.
Statement 5, August 2020: -£1,234.50, a correction to April 2020
  £1,234.50 had been paid; nothing was right.
  What changed:
    withdrawn: Move M1 (it was in moves.csv, row 2)
  What was known from then on:
    there is no Move with Move M1, so Home Found has nothing to say of it.
"""


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("homes"))
    words = ("settle", folder, "--ledger", folder / "homes.ledger", "--to")
    run(*words, "2020-04-30")
    run(*words, "2020-07-31")
    write(folder, moves=MOVES.replace("M1,2020-04-03,2\n", "").replace("M4,2020-07-09,0", "M4,2020-07-09,1"))
    run(*words, "2020-08-31")
    return folder / "homes.ledger"


def test_statements_are_listed(settled: Path) -> None:
    done = run("ledger", "show", settled)
    assert done.stdout.startswith(LISTED)
    assert (done.stderr, done.exit_code) == ("", 0)


def test_one_statement_with_its_lines_or_corrections(settled: Path) -> None:
    assert run("ledger", "show", settled, "--statement", "5").stdout.startswith(FIVE)
    assert FOUR_LINES in run("ledger", "show", settled, "--statement", "4").stdout
    missing = run("ledger", "show", settled, "--statement", "6")
    assert missing.exit_code == 2
    assert "there is no statement 6: there are statements 1 to 5" in missing.stderr


def test_debts_are_shown_apart(tmp_path: Path) -> None:
    lost = "clawback Lost\n    for each Move\n    on Moved On\n    when Bedrooms is 3 bedrooms\n"
    text = f"{CONTRACT[: CONTRACT.index('cap Yearly')]}{lost}    recovers £100 from Home Found, as a debt\n"
    write(tmp_path, text)
    file = tmp_path / "homes.ledger"
    done = run("settle", tmp_path, "--ledger", file, "--to", "2020-07-31")
    assert "Owed by the provider as a debt     £100.00\n" in done.stdout
    shown = run("ledger", "show", file).stdout
    assert "Payable     Debt  Total to date" in shown
    assert "£3,669.00 payable in all and £100.00 owed by the provider as debts." in shown
    assert (
        "    assets:Homes:debts of the provider         GBP 100.00\n"
        in run("ledger", "export", file, "--as", "journal").stdout
    )


def test_a_ledger_holds_the_hashes_that_it_gave(settled: Path) -> None:
    told = json.loads(run("ledger", "export", settled, "--as", "json").stdout_bytes)
    hashes = [each["hash"] for each in told["statements"]]
    done = run("ledger", "verify", settled, "--holds", hashes[1][:12], "--holds", hashes[4].upper())
    assert done.exit_code == 0
    assert f"{settled}: 5 statements, as written\nHash of statement 5: {hashes[4]}\n" in done.stdout
    assert f"Holds {hashes[1][:12]}: it is statement 2, for May 2020\n" in done.stdout
    lacking = run("ledger", "verify", settled, "--holds", "0" * 64)
    assert lacking.exit_code == 1
    assert lacking.stderr.startswith(f"Does not hold {'0' * 64}: statements were cut off")
    assert run("ledger", "verify", settled, "--holds", "abc").exit_code == 2


def test_what_was_believed_and_what_is_known_now(settled: Path) -> None:
    done = run("ledger", "why", settled, "--clause", "home found", "--for", "Move=m1")
    assert done.stdout == WHY
    assert run("ledger", "why", settled, "--clause", "3", "--for", "M1").stdout == WHY


def test_of_several_lines_one_is_to_be_picked(settled: Path) -> None:
    done = run("ledger", "why", settled, "--clause", "3")
    assert done.stdout.startswith("4 lines of Home Found; to have one explained, say which:\n  Move M1, 3 April 2020\n")
    assert run("ledger", "why", settled, "--clause", "3", "--date", "2020-04-03").stdout == WHY


def test_a_line_that_was_never_issued_is_wrong_usage(settled: Path) -> None:
    done = run("ledger", "why", settled, "--clause", "Home Fund")
    assert (done.stdout, done.exit_code) == ("", 2)
    assert "did you mean Home Found?" in done.stderr
    assert (
        "no line of Home Found was ever issued for that"
        in run("ledger", "why", settled, "--clause", "Home Found", "--for", "M9").stderr
    )


def test_lines_as_csv(settled: Path, tmp_path: Path) -> None:
    run("ledger", "export", settled, "--output", tmp_path / "lines.csv")
    lines = list(csv.DictReader((tmp_path / "lines.csv").read_text(encoding="utf-8").splitlines()))
    assert sum(Fraction(line["Amount"]) for line in lines) == Fraction("2431.00")
    last = lines[-1]
    assert (last["Statement"], last["Clause"], last["For"], last["Was"], last["Now"]) == (
        "5",
        "Small Home",
        "Move M4",
        "0.00",
        "-34.50",
    )
    assert last["Changed"] == "changed Move Move M4 (Bedrooms 0 to 1)"


def test_the_contract_can_be_had_again(settled: Path) -> None:
    assert run("ledger", "export", settled, "--as", "contract").stdout == CONTRACT


def postings(journal: str) -> list[list[tuple[str, Fraction]]]:
    """The transactions of a journal by the rules that hledger and Ledger share; the test fails where one is broken."""
    found: list[list[tuple[str, Fraction]]] = []
    for line in journal.splitlines():
        if re.fullmatch(r"\d{4}-\d\d-\d\d \(\d+\) [^;|]+", line):
            found.append([])
        elif line and not line.lstrip().startswith(";"):
            posting = re.fullmatch(r" {4}(?P<account>\S+(?: \S+)*) {2,}GBP (?P<amount>-?\d+\.\d\d)", line)
            assert posting, line
            found[-1].append((posting["account"], Fraction(posting["amount"])))
    return found


def test_each_transaction_of_the_journal_balances(settled: Path) -> None:
    found = postings(run("ledger", "export", settled, "--as", "journal").stdout)
    assert len(found) == 3
    assert all(sum(amount for _, amount in each) == 0 for each in found)
    totals: dict[str, Fraction] = {}
    for account, amount in (posting for each in found for posting in each):
        totals[account] = totals.get(account, Fraction(0)) + amount
    assert totals == {
        "expenses:Homes:3 Home Found": Fraction("2500"),
        "expenses:Homes:4 Small Home": Fraction("-69"),
        "liabilities:Homes:payable to the provider": Fraction("-2465.50"),
        "assets:Homes:left to deduct": Fraction("34.50"),
    }


def test_hledger_reads_the_journal(settled: Path, tmp_path: Path, program: Callable[[str], str]) -> None:
    journal = tmp_path / "homes.journal"
    run("ledger", "export", settled, "--as", "journal", "--output", journal)
    words = [program("hledger"), "-f", str(journal), "balance", "--no-total", "expenses"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "GBP 2500.00" in done.stdout
    assert "GBP -69.00" in done.stdout


def test_a_file_that_is_no_ledger_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    for word in ("show", "verify", "export"):
        done = run("ledger", word, tmp_path / "notes.txt")
        assert (done.stdout, done.exit_code) == ("", 1)
        assert done.stderr.startswith("error[PBR801]")
    assert run("ledger", "show", tmp_path / "none.ledger").exit_code == 2


def test_a_ledger_is_not_written_over(settled: Path) -> None:
    before = settled.read_bytes()
    done = run("ledger", "export", settled, "--output", settled)
    assert (done.exit_code, settled.read_bytes()) == (2, before)


def test_a_misspelt_word_is_wrong_usage() -> None:
    done = run("ledger", "verfy")
    assert done.exit_code == 2
    assert "did you mean verify?" in done.stderr


def test_statements_worked_out_again_are_the_same(settled: Path) -> None:
    done = run("ledger", "verify", settled, "--again")
    assert done.stdout.endswith("from the contract and the rows in it, each statement is the same\n")
    assert (done.stderr, done.exit_code) == ("", 0)
