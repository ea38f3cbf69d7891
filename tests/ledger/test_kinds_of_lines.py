"""What a contract may say beyond single sums is recorded, shared and put right like them."""

import csv
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import pbrlang
from pbrlang.ledger import Issued, LedgerRefused, read
from pbrlang.ledger.exports import as_journal

HEADER = """\
contract Sessions
    purpose "Families keep a home of their own."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from 1 April 2030 to 31 March 2031
    results settle until 31 March 2031
    years start on 1 April
    settles every quarter
    rounds each payment to the nearest penny, half up
"""
DATA = """
data Session
    Session      identifier
    Family       identifier
    Hours        number of hours
    Held On      date
    Recorded On  date or blank
    one row for each Session
    dated Held On
"""
PAID = """
payment Session Payment
    for each Session
    pays £10 per hour * Hours
    every time
"""
HEADINGS = ("Session", "Family", "Hours", "Held On", "Recorded On")
Rows = Sequence[tuple[str, ...]]
QUARTERS = ("2030-06-30", "2030-09-30", "2030-12-31", "2031-03-31")
ONE, TWO = ("S1", "F1", "4", "2030-05-01", "2030-05-02"), ("S2", "F2", "5", "2030-07-20", "2030-07-20")


class Sessions:
    """A folder with a contract made of parts, its data and its ledger."""

    def __init__(self, folder: Path, *parts: str) -> None:
        self.folder = folder
        self.file = folder / "sessions.ledger"
        self.says(*parts)

    def says(self, *parts: str) -> None:
        """Have the contract say something else."""
        (self.folder / "contract.pbr").write_text(HEADER + "".join(parts), encoding="utf-8")

    def settle(self, to: str, *rows: tuple[str, ...]) -> tuple[Issued, ...]:
        """What is issued up to a day on these rows."""
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        with (data / "sessions.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADINGS, *rows])
        end = date(2031, 3, 31)
        return pbrlang.load(self.folder).settle(self.file, date.fromisoformat(to), complete_to=end).statements


def amounts(statement: Issued) -> list[tuple[str, int, bool]]:
    return [(each.for_what, each.amount, each.correction is not None) for each in statement.lines]


def test_what_was_recorded_late_is_a_correction_of_a_later_statement(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path, DATA, "    recorded on Recorded On\n", PAID)
    late = ("S3", "F1", "3", "2030-05-20", "2030-08-01")
    first, second, *_ = sessions.settle("2031-03-31", ONE, TWO, late)
    assert amounts(first) == [("Session S1", 4000, False)]
    assert amounts(second) == [("Session S2", 5000, False), ("Session S3", 3000, True)]
    line = second.lines[1]
    assert line.period == "quarter 1 of year 1"
    assert line.correction is not None
    assert line.correction.late


@pytest.mark.parametrize("kept", [True, False])
def test_what_is_not_taken_back_once_paid_stays_paid_until_it_is_earned(tmp_path: Path, kept: bool) -> None:
    to_date = "\npayment Kept\n    pays to date £10 per hour * (total of Hours of Sessions to date - 1 hour)\n    "
    sessions = Sessions(tmp_path, DATA, to_date, "not taken back once paid\n" if kept else "may be negative\n")
    (first,) = sessions.settle(QUARTERS[0], ONE)
    assert first.to_date == 3000
    less = ("S1", "F1", "2", "2030-05-01", "")
    (second,) = sessions.settle(QUARTERS[1], less)
    (third,) = sessions.settle(QUARTERS[2], less, ("S4", "F2", "1", "2030-11-01", ""))
    (fourth,) = sessions.settle(
        QUARTERS[3], less, ("S4", "F2", "1", "2030-11-01", ""), ("S5", "F2", "3", "2031-01-02", "")
    )
    assert [each.to_date for each in (second, third, fourth)] == ([3000, 3000, 5000] if kept else [1000, 2000, 5000])


def test_what_is_left_of_an_advance_is_a_debt_and_what_is_set_off_is_not(tmp_path: Path) -> None:
    advance = """
advance Early Money against Session Payment
    on 1 April 2030
    pays £100
    unearned on 31 December 2030 is recovered, as a debt
"""
    sessions = Sessions(tmp_path, DATA, PAID, advance)
    first, second, third, _ = sessions.settle("2031-03-31", ONE, TWO)
    assert first.balance.payable == 10000
    assert second.balance.payable == 0
    assert {line.kind for line in (*first.lines, *second.lines)} > {""}
    assert (third.balance.debt, third.balance.payable) == (1000, 0)
    assert sum(each.balance.payable - each.balance.debt for each in (first, second, third)) == 9000


def test_payers_bear_what_was_issued_to_date(tmp_path: Path) -> None:
    payers = """
payers
    | "A council" | 2/3      | £50 over the contract |
    | "A trust"   | the rest | no limit              |
    beyond its limit, a payer's share is not paid
    each is liable for its own share only
"""
    sessions = Sessions(tmp_path, payers, DATA, PAID)
    (first,) = sessions.settle(QUARTERS[0], ONE)
    (second,) = sessions.settle(QUARTERS[1], ("S1", "F1", "2", "2030-05-01", ""), TWO)
    told = [(each["payer"], each["amount"], each["to_date"]) for each in second.document["payers"]]
    assert [each["amount"] for each in first.document["payers"]] == ["26.67", "13.33"]
    assert told == [("A council", "20.00", "46.67"), ("A trust", "10.00", "23.33")]
    (third,) = sessions.settle(QUARTERS[2], ONE, TWO)
    assert third.document["not_paid"]["amount"] == "10.00"
    assert (third.balance.total, third.balance.payable, third.to_date) == (1000, 1000, 8000)
    assert read(sessions.file).statements[-1] == third
    moved = re.findall(r"GBP (-?[\d.]+)$", as_journal([third]), re.MULTILINE)
    assert sorted(map(Fraction, moved)) == [-10, -10, 20]


def test_splits_share_what_was_issued_to_date(tmp_path: Path) -> None:
    split = """
split Session Payment
    | "A church"   | 1/3      | no limit |
    | the provider | the rest | no limit |
"""
    sessions = Sessions(tmp_path, DATA, PAID, split)
    sessions.settle(QUARTERS[0], ONE)
    (second,) = sessions.settle(QUARTERS[1], TWO)
    (told,) = second.document["splits"]
    assert told["clauses"] == ["Session Payment"]
    assert [each["to_date"] for each in told["receivers"]] == ["16.67", "33.33"]


def test_a_variation_may_be_added_and_nothing_else_changed(tmp_path: Path) -> None:
    price = "\nHour Price means £10 per hour\n"
    paid = PAID.replace("£10 per hour * Hours", "Hour Price * Hours")
    variation = '\nvariation "Deed of 3 May 2030"\n    from 1 July 2030\n    Hour Price reads £12 per hour\n'
    sessions = Sessions(tmp_path, DATA, price, paid)
    sessions.settle(QUARTERS[0], ONE, TWO)
    sessions.says(DATA, price, paid, variation)
    (second,) = sessions.settle(QUARTERS[1], ONE, TWO)
    assert amounts(second) == [("Session S2", 6000, False)]
    sessions.says(DATA, price, paid)
    with pytest.raises(LedgerRefused):
        sessions.settle(QUARTERS[2], ONE, TWO)
    sessions.says(DATA, price.replace("£10", "£11"), paid, variation)
    with pytest.raises(LedgerRefused) as refused:
        sessions.settle(QUARTERS[2], ONE, TWO)
    assert "written as a `variation`" in (refused.value.findings[0].help() or "")
    retroactive = variation.replace("3 May", "9 May").replace("1 July", "1 April").replace("£12", "£13")
    sessions.says(DATA, price, paid, variation, retroactive)
    (third,) = sessions.settle(QUARTERS[2], ONE, TWO)
    assert amounts(third) == [("Session S1", 1200, True), ("Session S2", 500, True)]
    assert all(each.correction.varied and not each.correction.rows for each in third.lines if each.correction)
