"""Every example in a database: the same bytes as the interpreter gives."""

from datetime import date
from pathlib import Path

import pytest

from pbrlang import load
from tests.engines.test_grown import sums

EXAMPLES = sorted(path.parent.name for path in Path(__file__).parents[2].glob("examples/*/contract.pbr"))


SLOW = ("transforming-rehabilitation", "resettlement", "drug-recovery", "partial-add-on")


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in EXAMPLES],
)
def test_an_example_gives_the_same_bytes_in_a_database(repository: Path, name: str) -> None:
    contract = load(repository / "examples" / name)
    wanted = contract.pay()
    found = contract.pay(engine="duckdb")
    assert found.as_json() == wanted.as_json()
    assert found.as_csv() == wanted.as_csv()
    added_up = contract.pay(engine="duckdb", lines=False)
    assert sums(added_up.settlement) == sums(wanted.settlement)


@pytest.mark.parametrize("as_at", ["2012-02-29", pytest.param("2016-04-01", marks=pytest.mark.slow)])
def test_a_day_in_between_leaves_the_same_rows_for_later(repository: Path, as_at: str) -> None:
    contract = load(repository / "examples" / "work-programme")
    day = date.fromisoformat(as_at)
    assert contract.pay(engine="duckdb", as_at=day).as_json() == contract.pay(as_at=day).as_json()


def test_lines_that_were_added_up_are_not_written_as_lines(repository: Path) -> None:
    paid = load(repository / "examples" / "work-programme").pay(engine="duckdb", lines=False)
    for write in (paid.as_json, paid.as_csv):
        with pytest.raises(ValueError, match="lines=True"):
            write()


def test_no_engine_of_that_name_is_told(repository: Path) -> None:
    with pytest.raises(ValueError, match="abacus"):
        load(repository / "examples" / "work-programme").pay(engine="abacus")
