"""What a ledger says of its own past agrees with what it paid."""

import tempfile
from pathlib import Path

from hypothesis import given, settings

from pbrlang.ir.program import Program
from pbrlang.ledger import Ledger, issue, read
from pbrlang.ledger.again import Workshop
from pbrlang.ledger.issuing import draft
from pbrlang.ledger.telling import Teller
from tests.ledger.histories import Past, basis, histories, settled
from tests.ledger.homes import ALL, M1, M2, Homes, with_bedrooms
from tests.ledger.test_verifying import altered, rewrite_from
from tests.properties.paying import compiled


def program_of(contract: bytes) -> Program:
    return compiled(contract.decode())


@settings(max_examples=12)
@given(histories())
def test_explanations_and_work_done_again_come_to_what_was_paid(past: Past) -> None:
    program = compiled(past.text)
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "grown.ledger"
        for snapshot in past.snapshots:
            issue(file, settled(program, snapshot, folder / "data"), basis(past.text))
        if not file.exists():
            return
        ledger = read(file)
        assert list(Workshop(ledger, program_of).differing()) == []
        teller = Teller(ledger, program_of)
        keys = {line.line_key for each in ledger.statements for line in each.lines}
        for key in keys:
            alone = not key.kind and sum(each[:3] == key[:3] for each in keys) == 1
            paid = 0
            for entry in teller.tell(key).entries:
                paid += entry.line.amount
                assert entry.right == paid or (entry.right is None and not alone), entry.because


def test_amounts_that_do_not_follow_from_the_rows_are_found(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", M1, M2)
    homes.settle("2020-08-31", with_bedrooms(M1, 1), M2)
    ledger = read(homes.file)
    text = ledger.statements[0].text.replace("1234.50", "1300.00")
    forged = altered(homes.file, tmp_path, lambda c: rewrite_from(c, 1, ledger.statements[0].text, text))
    found = list(Workshop(read_loosely(forged), program_of).differing())
    assert found[0] == "statement 1 comes out otherwise, when it is worked out again"


def read_loosely(file: Path) -> Ledger:
    """A ledger whose sums were not looked at."""
    from pbrlang.ledger.history import History
    from pbrlang.ledger.store import opened

    with opened(file) as store:
        kept = store.read()
    return Ledger(file, History([each for _, each in kept.statements], kept.changes), kept.contracts)


def test_where_the_contract_cannot_be_compiled_amounts_are_still_told(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", *ALL)
    ledger = read(homes.file)
    teller = Teller(ledger, lambda _: None)
    (key,) = teller.keys("Home Found", {"": "M1"})
    (entry,) = teller.tell(key).entries
    assert (entry.line.amount, entry.right, entry.because) == (123450, None, ())
    (told,) = Workshop(ledger, lambda _: None).differing()
    assert "statement 1 cannot be worked out" in told


def test_a_draft_is_a_function_of_what_it_is_given(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", *ALL)
    homes.settle("2020-05-31", M2)
    ledger = read(homes.file)
    settlement = Workshop(ledger, program_of).settlement(ledger.statements[0])
    assert settlement is not None
    made = [draft(settlement, type(ledger.history)((), {}), "x" * 64, "pbr").statements for _ in range(2)]
    assert made[0] == made[1]
