from datetime import date
from pathlib import Path

import pytest

import pbrlang
from pbrlang.ledger import AFTER, Balance, Correction, RowChange, read
from tests.cli.homes import BAD_MOVES, COMPLETE, CONTRACT, write
from tests.ledger.homes import ALL, END, M1, M2, M3, M4, NO_CAP, Homes, told, with_bedrooms

AS_A_DEBT = """clawback Home Lost
    for each Move
    on Moved On
    when Bedrooms is 3 bedrooms
    recovers £3,000 from Home Found, as a debt
"""
BY_DEDUCTION = AS_A_DEBT.replace("as a debt", "by deduction from the next sums due, otherwise as a debt")
ON_ITS_DATE = NO_CAP.replace("    pays £1,234.50\n", "    pays £1,234.50\n    payable on its date\n")


def test_each_period_that_is_over_has_one_statement(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    first, second = homes.settle("2020-05-15", *ALL), homes.settle("2020-07-31", *ALL)
    assert [each.period for each in first.statements] == ["April 2020"]
    assert [each.period for each in second.statements] == ["May 2020", "June 2020", "July 2020"]
    assert [each.number for each in homes.statements] == [1, 2, 3, 4]
    assert first.begun
    assert not second.begun


def test_what_is_due_is_issued_once(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-07-31", *ALL)
    before = homes.file.read_bytes()
    again = homes.settle("2020-07-31", *ALL)
    earlier = homes.settle("2020-05-31", M1)
    assert again.statements == earlier.statements == ()
    assert homes.file.read_bytes() == before


def test_nothing_is_begun_where_nothing_is_due(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    assert homes.settle("2020-04-29", *ALL).statements == ()
    assert homes.settle("2020-04-30", *ALL, dry_run=True).statements
    assert not homes.file.exists()


def test_a_late_row_is_a_correction_that_names_its_period_and_row(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-06-30", M2)
    (july,) = homes.settle("2020-07-31", M2, M1).statements
    own, late = july.lines[0], july.corrections[0]
    assert told(own) == ("July 2020", "Home Found", "Move M2", 123450)
    assert told(late) == ("April 2020", "Home Found", "Move M1", 123450)
    fields = (("Moved On", "", "2020-04-03"), ("Bedrooms", "", "2"))
    added = RowChange("Move", (("Move", "M1"),), "added", fields, "moves.csv, row 3")
    assert late.correction == Correction(was=0, now=123450, rows=(added,))


def test_a_corrected_row_is_the_difference(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-07-31", M1, M2)
    (august,) = homes.settle("2020-08-31", M1, with_bedrooms(M2, 2)).statements
    (line,) = august.lines
    assert told(line) == ("July 2020", "Small Home", "Move M2", 3450)
    assert line.correction is not None
    assert (line.correction.was, line.correction.now) == (-3450, 0)
    (row,) = line.correction.rows
    assert (row.what, row.fields) == ("changed", (("Bedrooms", "1", "2"),))


def test_a_withdrawn_row_is_taken_back_and_one_that_is_put_back_is_paid_again(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-04-30", M1)
    (may,) = homes.settle("2020-05-31").statements
    (june,) = homes.settle("2020-06-30", M1).statements
    assert [told(each) for each in may.lines] == [("April 2020", "Home Found", "Move M1", -123450)]
    assert [each.what for why in (may.lines[0].correction,) if why for each in why.rows] == ["withdrawn"]
    assert [told(each) for each in june.lines] == [("April 2020", "Home Found", "Move M1", 123450)]
    assert june.to_date == 123450


def test_a_row_that_moves_to_a_later_date_is_taken_back_and_paid_then(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-04-30", M1)
    may, june = homes.settle("2020-06-30", M1.replace("04-03", "06-03")).statements
    assert [each.amount for each in may.lines] == [-123450]
    assert [told(each) for each in june.lines] == [("June 2020", "Home Found", "Move M1", 123450)]


def test_a_cap_that_now_cuts_elsewhere_is_put_right_line_by_line(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-07-31", M2, M3)
    (august,) = homes.settle("2020-08-31", M1, M2, M3).statements
    assert [told(each)[2:] for each in august.lines] == [("Move M1", 123450), ("Move M3", -120350)]
    cut = august.lines[1].correction
    assert cut is not None
    assert [each.what for each in cut.rows] == ["added"]
    assert august.to_date == 250000 - 3450


def test_a_row_that_is_nearer_than_others_is_named_alone(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-07-31", M1, M2, M3)
    (august,) = homes.settle("2020-08-31", with_bedrooms(M1, 0), with_bedrooms(M2, 3), M3).statements
    assert [[row.key for row in each.correction.rows] for each in august.lines if each.correction] == [
        [(("Move", "M1"),)],
        [(("Move", "M2"),)],
    ]


def test_of_many_changed_rows_a_few_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-07-31", M1, M2, M3)
    early = [f"L{number},2020-04-01,0" for number in range(4)]
    (august,) = homes.settle("2020-08-31", "L9,2020-04-01,1", *early, M1, M2, M3).statements
    cut = next(each.correction for each in august.lines if each.for_what == "Move M2")
    assert cut is not None
    assert (len(cut.rows), cut.others) == (3, 2)


def test_where_rows_and_files_stand_makes_no_difference(tmp_path: Path) -> None:
    one, other = Homes(tmp_path / "1"), Homes(tmp_path / "2")
    first = one.settle("2020-08-31", *ALL).statements
    second = other.settle("2020-08-31", *ALL).statements
    again = other.settle("2020-09-30", *reversed(ALL)).statements
    assert first == second
    assert again[0].lines == ()
    assert again[0].document["data_hash"] == first[-1].document["data_hash"]
    assert again[0].document["changes_hash"] is None


def test_once_every_period_has_its_statement_corrections_have_their_own(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle(END, *ALL)
    assert homes.settle(END, *ALL).statements == ()
    (more,) = homes.settle(END, *ALL, "M5,2020-05-05,2").statements
    (less,) = homes.settle(END, *ALL).statements
    assert (more.period, more.number, [told(each) for each in more.lines]) == (
        AFTER,
        10,
        [("May 2020", "Home Found", "Move M5", 123450)],
    )
    assert less.balance == Balance(total=-123450, brought=0, debt=123450, payable=0, carried=0)


def test_corrections_wait_for_the_next_statement_and_are_told(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-04-30", M1)
    run = homes.settle("2020-05-15")
    assert (run.statements, run.waiting) == ((), -123450)


def test_what_is_overpaid_is_left_to_deduct_from_the_next_sums(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-05-31", M1)
    june, july, august = homes.settle("2020-08-31", M2, "M6,2020-08-09,2").statements
    assert june.balance == Balance(total=-123450, brought=0, debt=0, payable=0, carried=-123450)
    assert july.balance == Balance(total=120000, brought=-123450, debt=0, payable=0, carried=-3450)
    assert august.balance == Balance(total=123450, brought=-3450, debt=0, payable=120000, carried=0)


def test_what_is_left_to_deduct_at_the_end_is_a_debt(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-11-30", M1)
    (december,) = homes.settle(END).statements
    assert december.balance == Balance(total=-123450, brought=0, debt=123450, payable=0, carried=0)


def test_a_clawback_as_a_debt_is_no_deduction(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP + AS_A_DEBT)
    *_, july = homes.settle("2020-07-31", M1, M2, M3, "M6,2020-07-02,2").statements
    assert july.balance.debt == 300000
    assert july.balance.payable == 3 * 123450 - 3450
    (august,) = homes.settle("2020-08-31", M1, M2, with_bedrooms(M3, 2), "M6,2020-07-02,2").statements
    assert (august.balance.debt, august.balance.payable) == (-300000, 0)


def test_a_clawback_by_deduction_is_carried_until_it_is_deducted(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP + BY_DEDUCTION)
    early = [f"E{number},2020-04-0{number},2" for number in range(1, 4)]
    statements = homes.settle(END, *early, M3).statements
    assert [each.balance.carried for each in statements[:4]] == [0, 0, 0, 123450 - 300000]
    assert statements[-1].balance.debt == 300000 - 123450


def test_sums_payable_on_their_date_have_statements_of_their_own(tmp_path: Path) -> None:
    homes = Homes(tmp_path, ON_ITS_DATE)
    first = homes.settle("2020-07-05", M1, M2).statements
    assert [each.period for each in first][:2] == ["3 April 2020", "April 2020"]
    assert first[-1].period == "1 July 2020"
    late = homes.settle("2020-07-09", M1, M2, "M0,2020-05-05,2", M3).statements
    assert [(each.period, [told(line)[0] for line in each.lines]) for each in late] == [
        ("9 July 2020", ["9 July 2020", "5 May 2020"])
    ]


def test_a_provisional_statement_becomes_right_by_a_correction(tmp_path: Path) -> None:
    file = write(tmp_path, moves=BAD_MOVES) / "homes.ledger"
    first = pbrlang.load(tmp_path).settle(file, date(2020, 8, 31), set_aside=tmp_path / "bad.csv")
    assert all(each.provisional for each in first.statements)
    assert first.statements[-1].to_date == 2 * 123450
    write(tmp_path, moves=BAD_MOVES.replace("1/7/2020,many", "2020-07-01,1"))
    (mended,) = pbrlang.load(tmp_path).settle(file, date(2020, 9, 30)).statements
    assert not mended.provisional
    assert [told(each) for each in mended.lines] == [
        ("July 2020", "Home Found", "Move M2", 123450),
        ("July 2020", "Small Home", "Move M2", -3450),
        ("July 2020", "Home Found", "Move M3", 250000 - 3 * 123450),
    ]


def test_bad_rows_stop_the_issue(tmp_path: Path) -> None:
    file = write(tmp_path, moves=BAD_MOVES) / "homes.ledger"
    with pytest.raises(pbrlang.DataMistakes):
        pbrlang.load(tmp_path).settle(file, date(2020, 8, 31))
    assert not file.exists()


def test_the_ledger_keeps_the_contract_and_every_state_of_the_rows(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", M1, M2)
    homes.settle("2020-05-31", with_bedrooms(M1, 4), M3)
    ledger = read(homes.file)
    assert ledger.contract == CONTRACT.encode()
    states = [ledger.history.rows_at(number).rows["Move"] for number in (1, 2)]
    assert [{key: kept.cells[2] for key, kept in each.items()} for each in states] == [
        {("M1",): "2", ("M2",): "1"},
        {("M1",): "4", ("M3",): "3"},
    ]


def test_data_that_is_complete_to_an_earlier_day_takes_nothing_back(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle(END, *ALL)
    write(tmp_path, complete=COMPLETE.replace("2020-09-30", "2020-03-31"))
    assert pbrlang.load(tmp_path).settle(homes.file, END).statements == ()


def test_m4_earns_nothing(tmp_path: Path) -> None:
    assert all(each.lines == () for each in Homes(tmp_path).settle(END, M4).statements)
