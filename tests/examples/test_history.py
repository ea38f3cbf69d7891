"""The history of the Work Programme example is what its script makes, and settles to what is right."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pbrlang
from pbrlang.ledger import read

ENDS = {"2012-03": date(2012, 3, 31), "2012-04": date(2012, 4, 30), "2012-05": date(2012, 5, 31)}


def test_the_script_writes_the_same_bytes(repository: Path, tmp_path: Path) -> None:
    example = repository / "examples" / "work-programme"
    subprocess.run([sys.executable, "-B", str(example / "make_history.py"), str(tmp_path)], check=True)
    made, kept = written(tmp_path), written(example / "history")
    assert made == kept
    assert len(made) == 9


def written(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.csv")}


def test_what_was_paid_month_by_month_is_what_is_right_at_the_end(repository: Path, tmp_path: Path) -> None:
    example = repository / "examples" / "work-programme"
    contract, file = pbrlang.load(example), tmp_path / "work-programme.ledger"
    for month, end in ENDS.items():
        contract.settle(file, end, example / "history" / month)
    statements = read(file).statements
    right = contract.pay(example / "history" / "2012-05").settlement.total
    assert len(statements) == 12
    assert statements[-1].to_date == 100 * right
    assert [len(each.corrections) for each in statements[-2:]] == [2, 3]
    assert statements[-2].balance.carried < 0
