"""Made-up data: always the same for a seed, at the contract's own limits, and such that it can be paid on."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import pbrlang
from pbrlang.ir.program import Program
from pbrlang.verify.growing import grown
from pbrlang.verify.pools import pools_of
from pbrlang.verify.verifying import grown_data, written

EXAMPLES = sorted(each.name for each in (Path(__file__).parents[2] / "examples").iterdir() if each.is_dir())


def program_of(repository: Path, example: str) -> Program:
    return pbrlang.load(repository / "examples" / example).program


def test_a_seed_always_gives_the_same_rows(repository: Path) -> None:
    program = program_of(repository, "work-programme")
    assert grown(program, 7) == grown(program, 7)
    assert grown(program, 7) != grown(program, 8)


def test_numbers_lie_at_the_limits_of_the_contract(repository: Path) -> None:
    program = program_of(repository, "work-programme")
    field = program.tables["Employment Claim"].by_name["Weeks In Work"]
    near = pools_of(program).near(field, field.kind)  # type: ignore[arg-type]
    assert {12, 13, 14, 25, 26, 27} <= {int(each) for each in near}
    money = program_of(repository, "care-review").tables["Case Review"].by_name["Approved Budget"]
    assert Fraction(1, 100) in pools_of(program).near(money, money.kind)  # type: ignore[arg-type]


def test_days_lie_at_the_ends_of_months_and_on_leap_days(repository: Path) -> None:
    days = pools_of(program_of(repository, "work-programme")).days
    assert {date(2012, 2, 29), date(2012, 3, 1), date(2016, 3, 31), date(2016, 4, 1), date(2011, 5, 31)} <= days


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_can_be_paid_on(repository: Path, example: str) -> None:
    program = program_of(repository, example)
    every = [grown_data(program, seed) for seed in range(4)]
    found = [each for each in every if each is not None]
    assert len(found) >= 3
    assert any(each.count for each in found)
    assert not any(each.settlement.faults for each in found)


def test_what_is_kept_can_be_paid_by_the_command(repository: Path, tmp_path: Path) -> None:
    contract = pbrlang.load(repository / "examples" / "work-programme")
    data = grown_data(contract.program, 6)
    assert data is not None
    assert data.settlement.total
    for name, text in written(contract.program, data).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert contract.pay(tmp_path, as_at=data.as_at).as_json() == data.meant
