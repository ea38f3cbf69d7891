"""Whatever becomes of the data: what was issued never changes, and what was paid is what is right."""

import tempfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from pbrlang.ledger import LedgerRefused, issue, preview, read
from tests.ledger.histories import Past, basis, histories, settled
from tests.properties.paying import compiled

STAYS_PAID = "not taken back once paid"
"""What a clause may say of itself: then what was paid may be more than what is right."""


NOT_RECORDED = "beyond its limit, a payer's share is not paid"


def follow(past: Past) -> None:
    program = compiled(past.text)
    if program.payers is not None and NOT_RECORDED in past.text:
        refused(past)
        return
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "grown.ledger"
        issued: list[str] = []
        for snapshot in past.snapshots:
            settlement = settled(program, snapshot, folder / "data")
            shown = preview(file, settlement, basis(past.text))
            run = issue(file, settlement, basis(past.text))
            assert shown.statements == run.statements
            again = issue(file, settlement, basis(past.text))
            assert again.statements == ()
            if not file.exists():
                assert settlement.total == 0
                continue
            statements = read(file).statements
            assert [each.text for each in statements][: len(issued)] == issued
            assert statements[len(issued) :] == run.statements
            issued = [each.text for each in statements]
            paid = statements[-1].to_date
            owed = Fraction(paid + again.waiting, 100)
            assert owed >= settlement.total if STAYS_PAID in past.text else owed == settlement.total
            payable, debt = (sum(getattr(each.balance, name) for each in statements) for name in ("payable", "debt"))
            assert payable - debt + statements[-1].balance.carried == paid
            assert all(each.balance.payable >= 0 >= each.balance.carried for each in statements)
        assert again.waiting == 0
        assert statements[-1].balance.carried == 0


def refused(past: Past) -> None:
    """Where nobody may bear a sum, a ledger is not begun."""
    program = compiled(past.text)
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "grown.ledger"
        settlement = settled(program, past.snapshots[0], folder / "data")
        if all(each.most is None for each in program.payers.shares if program.payers):  # type: ignore[union-attr]
            return
        with pytest.raises(LedgerRefused) as told:
            issue(file, settlement, basis(past.text))
        assert told.value.findings[0].name == "not-recorded"
        assert not file.exists()


@settings(max_examples=40)
@given(histories())
def test_what_was_issued_stays_issued_and_what_was_paid_is_right(past: Past) -> None:
    follow(past)


@pytest.mark.slow
@settings(max_examples=1_000)
@given(histories())
def test_the_same_of_a_thousand_histories(past: Past) -> None:
    follow(past)
