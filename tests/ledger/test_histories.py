"""Whatever becomes of the data: what was issued never changes, and what was paid is what is right."""

import tempfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from pbrlang.ledger import issue, preview, read
from tests.ledger.histories import Past, basis, histories, settled
from tests.properties.paying import compiled

STAYS_PAID = "not taken back once paid"
"""What a clause may say of itself: then what was paid may be more than what is right."""


def agrees(past: Past, paid: Fraction, right: Fraction) -> bool:
    """Whether what was paid is what is right, or, where it stays paid, no less."""
    return paid >= right if STAYS_PAID in past.text else paid == right


def follow(past: Past) -> None:
    program = compiled(past.text)
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
            assert agrees(past, Fraction(paid + again.waiting, 100), settlement.total)
            if run.statements:
                lines = sum(line.amount for each in statements for line in each.lines)
                right = sum((each.total for one in settlement.statements for each in one.clauses), Fraction(0))
                assert agrees(past, Fraction(lines, 100), right)
            payable, debt = (sum(getattr(each.balance, name) for each in statements) for name in ("payable", "debt"))
            assert payable - debt + statements[-1].balance.carried == paid
            assert all(each.balance.payable >= 0 >= each.balance.carried for each in statements)
        assert again.waiting == 0
        assert statements[-1].balance.carried == 0


@settings(max_examples=25)
@given(histories())
def test_what_was_issued_stays_issued_and_what_was_paid_is_right(past: Past) -> None:
    follow(past)


@pytest.mark.slow
@settings(max_examples=1_000)
@given(histories())
def test_the_same_of_a_thousand_histories(past: Past) -> None:
    follow(past)
