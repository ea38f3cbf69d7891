"""Statements of a contract that was changed by agreement: what belongs to another statement now is paid once."""

from datetime import date
from pathlib import Path

import pbrlang
from pbrlang.ledger import AFTER, Issued, IssuedLine, read
from pbrlang.ledger.issuing import draft
from tests.cli.homes import CONTRACT, write
from tests.ledger.homes import ALL, M1, NO_CAP, Homes, told

ON_ITS_DATE = NO_CAP.replace("    pays £1,234.50\n", "    pays £1,234.50\n    payable on its date\n")
SMALL_ON_ITS_DATE = NO_CAP.replace("    deducts £34.50\n", "    deducts £34.50\n    payable on its date\n")


def by_another(homes: Homes, contract: str, to: date, complete: date | None = None) -> tuple[Issued, ...]:
    """What would be issued by another contract on the same data."""
    write(homes.folder, contract, moves=None, complete=None)
    settlement = pbrlang.load(homes.folder).pay(as_at=to, complete_to=complete).settlement
    return draft(settlement, read(homes.file).history, "0" * 64, "pbr").statements


def lines_of(statements: tuple[Issued, ...]) -> list[tuple[str, list[IssuedLine]]]:
    return [(each.period, list(each.lines)) for each in statements]


def test_a_line_that_moves_to_a_later_statement_is_taken_back_and_paid_there(tmp_path: Path) -> None:
    homes = Homes(tmp_path, ON_ITS_DATE)
    homes.settle("2020-07-03", "M2,2020-07-01,2", "M3,2020-07-05,1")
    assert homes.statements[-1].period == "1 July 2020"
    day, july = by_another(homes, SMALL_ON_ITS_DATE, date(2020, 7, 31))
    assert [told(each) for each in day.lines] == [
        ("5 July 2020", "Small Home", "Move M3", -3450),
        ("1 July 2020", "Home Found", "Move M2", -123450),
    ]
    assert [(each.for_what, each.amount) for each in july.lines] == [("Move M2", 123450), ("Move M3", 123450)]


def test_a_line_of_a_longer_period_that_was_paid_stays_paid(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-04-30", M1)
    (quarter,) = by_another(homes, NO_CAP.replace("every month", "every quarter"), date(2020, 6, 30))
    assert (quarter.period, quarter.lines, quarter.to_date) == ("quarter 1 of year 1", (), 123450)


def test_a_correction_without_a_changed_row_says_that_the_contract_was_varied(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-04-30", M1)
    may, *_ = by_another(homes, NO_CAP.replace("£1,234.50", "£1,300"), date(2020, 5, 31))
    (line,) = may.lines
    assert line.amount == 6550
    assert line.correction is not None
    assert (line.correction.rows, line.correction.varied) == ((), True)


def test_a_contract_that_runs_longer_has_further_statements_after_all(tmp_path: Path) -> None:
    homes = Homes(tmp_path, NO_CAP)
    homes.settle("2020-12-31", *ALL)
    contract = pbrlang.load(tmp_path)
    (tmp_path / "data" / "moves.csv").write_text("Move,Moved On,Bedrooms\n")
    late = date(2021, 2, 28)
    (after,) = contract.settle(homes.file, late, complete_to=late).statements
    assert after.period == AFTER
    longer = NO_CAP.replace("31 December 2020", "30 June 2021")
    further = by_another(homes, longer, late, late)
    assert [each.period for each in further] == ["January 2021", "February 2021"]


def test_the_contract_of_the_tests_is_capped() -> None:
    assert NO_CAP in CONTRACT
