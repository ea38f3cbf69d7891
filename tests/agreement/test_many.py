"""The command that tries ten thousand contracts counts what it tries, and finds what differs."""

from datetime import date
from pathlib import Path

import pytest

from pbrlang.data.rows import Row as DataRow
from pbrlang.verify import TARGETS
from pbrlang.verify.ways import ReadAgain, Rows
from tests.agreement import many


def test_every_contract_is_tried_and_counted(node: object) -> None:
    table = many.run(6, 5, TARGETS, None)
    assert table.contracts == 6
    assert table.sets >= 6
    assert table.sums
    for row in table.ways.values():
        assert (row.contracts, row.sets, row.different) == (6, table.sets, 0)
    assert "| javascript | 6 | 0 |" in many.told(table, 5)


def test_an_engine_is_tried_and_what_it_declines_is_counted() -> None:
    row = many.run(5, 5, ("duckdb",), None).ways["duckdb"]
    assert row.contracts
    assert (row.contracts + row.declined, row.different) == (5, 0)


def test_the_same_seed_gives_the_same_contracts() -> None:
    one, other = ([case.text for case in many.cases(5, 9)] for _ in range(2))
    assert one == other
    assert len(set(one)) == 5


class Short(ReadAgain):
    """Loses the last row of every table."""

    def settled(self, rows: Rows, complete_to: date, as_at: date) -> str:
        fewer: dict[str, tuple[DataRow, ...]] = {name: tuple(those[:-1]) for name, those in rows.items()}
        return super().settled(fewer, complete_to, as_at)


def test_what_differs_is_counted_and_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(many, "way_of", lambda program, _target: Short(program))
    table = many.run(3, 5, ("json",), tmp_path)
    assert table.ways["json"].different >= 3
    kept = next(tmp_path.rglob("different.txt")).parent
    assert (kept / "contract.pbr").is_file()
    assert (kept / "data" / "visits.csv").is_file()
