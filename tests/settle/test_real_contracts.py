from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from pbrlang.data.folder import read_folder
from pbrlang.ir.program import Program
from pbrlang.settle import Settlement, settle
from tests.examples import independent
from tests.settle.real_contracts import care_review, west_yorkshire_custody, work_programme

CONTRACTS: Mapping[str, Callable[[], Program]] = {
    "care-review": care_review,
    "west-yorkshire-custody": west_yorkshire_custody,
    "work-programme": work_programme,
}


def settled(repository: Path, name: str) -> Settlement:
    contract = CONTRACTS[name]()
    reading = read_folder(repository / "examples" / name / "data", list(contract.tables.values()), symbol="£")
    assert not reading.bad
    assert not reading.errors
    assert reading.as_at is not None
    return settle(contract, reading.rows, as_at=reading.as_at)


@pytest.mark.parametrize("name", CONTRACTS)
def test_statements_agree_to_the_penny_with_sums_worked_out_independently(repository: Path, name: str) -> None:
    settlement = settled(repository, name)
    assert not settlement.faults
    found: dict[str, dict[str, int]] = {}
    for statement in settlement.statements:
        for each in statement.clauses:
            if each.total:
                periods = found.setdefault(each.clause, {})
                first = statement.stretch.first.isoformat()
                pence = each.total * 100
                assert pence.denominator == 1
                periods[first] = periods.get(first, 0) + int(pence)
    expected = independent.EXAMPLES[name](repository / "examples" / name / "data")
    assert found == {clause: periods for clause, periods in expected.items() if periods}
    assert settlement.total * 100 == sum(sum(periods.values()) for periods in expected.values())


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_row_read_is_used_or_told_why_not(repository: Path, name: str) -> None:
    settlement = settled(repository, name)
    for account in settlement.accounting:
        outside = sum(count for _, count in account.outside)
        assert account.read == account.used + outside == len(settlement.interpreter.rows[account.table])


def test_stays_without_a_night_in_the_term_are_outside(repository: Path) -> None:
    settlement = settled(repository, "west-yorkshire-custody")
    (account,) = settlement.accounting
    by_words = {fate.words: {row.values["Stay"] for row in rows} for fate, rows in account.rows.items()}
    unmeasured = by_words["with no night or day in the contract's term"]
    assert {"S0010", "S0011", "S0013", "S0014", "S0015"} <= unmeasured
    assert "S0001" in by_words["counted in a measure or an amount"]


@pytest.mark.parametrize(
    ("stay", "words"),
    [
        ("2011-06-01,2011-10-01", "with no night or day in the contract's term"),
        ("2011-12-01,2011-12-01", "with no night or day in the contract's term"),
        ("2011-12-01,2012-02-01", "counted in a measure or an amount"),
        ("2012-09-30,2012-10-01", "counted in a measure or an amount"),
        ("2012-10-01,2012-10-02", "in a period that is not yet settled"),
        ("2012-11-01,", "in a period that is not yet settled"),
        ("2013-09-30,2013-10-01", "in a period that is not yet settled"),
        ("2014-01-01,2014-01-02", "dated after the run-off"),
    ],
)
def test_a_stay_in_a_year_that_is_not_over_is_told_from_one_outside_the_term(
    tmp_path: Path, stay: str, words: str
) -> None:
    contract = west_yorkshire_custody()
    (tmp_path / "custody_stays.csv").write_text(f"Stay,Team,Admitted,Released\nS1,Leeds,{stay}\n")
    as_at = date(2012, 12, 31)
    reading = read_folder(tmp_path, list(contract.tables.values()), symbol="£", complete_to=as_at)
    (account,) = settle(contract, reading.rows, as_at=as_at).accounting
    assert [fate.words for fate in account.rows] == [words]


def test_a_grant_payable_on_its_date_has_a_statement_of_its_own(repository: Path) -> None:
    settlement = settled(repository, "west-yorkshire-custody")
    first = settlement.statements[0]
    assert (first.stretch.name, first.total) == ("1 October 2011", Fraction(750_000))
    assert [each.stretch.name for each in settlement.statements[1:]] == ["year 1", "year 2", "year 3"]
