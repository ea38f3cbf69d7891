"""`pbr verify --to sql` finds a penny that is wrong in the views of a script."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

import pbrlang
from pbrlang.backends import build
from pbrlang.verify import Data, compared, data_of, grown_data, way_of
from pbrlang.verify.views import BuiltViews
from tests.cli.homes import run


def own_data(contract: pbrlang.Contract, day: date) -> Data:
    reading = contract.read()
    assert not reading.bad
    return data_of(contract.program, reading, day, day)


@pytest.mark.parametrize("example", ["care-review", "resettlement"])
def test_views_agree_on_own_and_made_up_data(repository: Path, example: str) -> None:
    contract = pbrlang.load(repository / "examples" / example)
    every = [own_data(contract, contract.program.terms.settles_until)]
    every += [data for seed in range(3) if (data := grown_data(contract.program, seed)) is not None]
    assert len(every) > 2
    way = way_of(contract.program, "sql")
    assert isinstance(way, BuiltViews)
    assert [outcome for data in every if not (outcome := compared(way, data)).same] == []
    way.close()


@pytest.mark.parametrize(
    ("spoilt", "where"),
    [
        ('SUM("_paid") AS paid', "Share Of Saving (clause 3.2)"),
        ('(l."_due" - l."_due")', "Share Of Saving (clause 3.2), 2015-"),
    ],
)
def test_a_penny_in_a_statement_or_a_line_is_found(repository: Path, spoilt: str, where: str) -> None:
    contract = pbrlang.load(repository / "examples" / "care-review")
    files = build(contract.program, "sql")
    assert isinstance(files, dict)
    name = next(each for each in files if each.endswith(".duckdb.sql"))
    assert spoilt in files[name]
    way = BuiltViews.of(contract.program, {name: files[name].replace(spoilt, spoilt.replace(")", " + 1)", 1))})
    outcome = compared(way, own_data(contract, contract.program.terms.settles_until))
    assert any(where in each.where for each in outcome.differences)
    way.close()


def test_all_of_the_contract_is_compared_also_where_data_are_complete_to_an_earlier_day(repository: Path) -> None:
    contract = pbrlang.load(repository / "examples" / "care-review")
    way = way_of(contract.program, "sql")
    assert isinstance(way, BuiltViews)
    assert compared(way, own_data(contract, date(2015, 12, 31))).same
    way.close()


def test_rows_that_views_refuse_are_told(repository: Path) -> None:
    contract = pbrlang.load(repository / "examples" / "care-review")
    data = own_data(contract, contract.program.terms.settles_until)
    [(table, rows)] = data.reading.rows.items()
    way = way_of(contract.program, "sql")
    assert isinstance(way, BuiltViews)
    doubled = Data(evolve(data.reading, rows={table: (*rows, rows[0])}), data.complete_to, data.as_at, data.settlement)
    outcome = compared(way, doubled)
    assert outcome.failure is not None
    assert "there is another row with the same Case" in outcome.failure
    way.close()


def test_the_command_says_that_sums_are_the_same(repository: Path) -> None:
    done = run("verify", repository / "examples" / "care-review", "--target", "sql", "--grown", "1")
    assert done.exit_code == 0
    assert "sql: the same, to the penny" in done.stdout
