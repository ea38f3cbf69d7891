from pathlib import Path

import pytest

import pbrlang

CONTRACTS = sorted((Path(__file__).parents[2] / "examples").rglob("*.pbr"))


@pytest.mark.parametrize("file", CONTRACTS, ids=lambda file: "/".join(file.parts[-3:-1]))
def test_the_worked_examples_of_every_contract_come_out(file: Path) -> None:
    contract = pbrlang.load(file)
    evidence = contract.test()
    assert evidence.examples
    assert evidence.failed == 0


def test_there_are_ten_schemes(repository: Path) -> None:
    assert len(list((repository / "examples").glob("*/contract.pbr"))) == 10
