"""The interpreter gives what the conformance vectors say, and so do the programs that can be built."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import pbrlang
from pbrlang.backends import PROGRAMS
from pbrlang.verify import TARGETS, NotThere, way_of

HERE = Path(__file__).parent
CONTRACTS = sorted(each.parent.name for each in HERE.glob("*/contract.pbr"))
FEWER = CONTRACTS[::8]


def sets(contract: str) -> list[Path]:
    """The sets of data of a contract."""
    return sorted(each.parent for each in (HERE / contract).glob("*/case.json"))


def case(folder: Path) -> tuple[date, date]:
    """Up to which day is settled, and to which all data is complete."""
    told: dict[str, Any] = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    return date.fromisoformat(told["as_at"]), date.fromisoformat(told["complete_to"])


def statement(folder: Path) -> str:
    """What has to come of it."""
    return (folder / "statement.json").read_bytes().decode()


def test_there_are_vectors_of_every_example_and_page(repository: Path) -> None:
    assert {each.name for each in (repository / "examples").iterdir() if each.is_dir()} <= set(CONTRACTS)
    assert len(CONTRACTS) >= 130
    assert all(sets(each) for each in CONTRACTS)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_the_interpreter_gives_them(contract: str) -> None:
    loaded = pbrlang.load(HERE / contract)
    for folder in sets(contract):
        as_at, complete_to = case(folder)
        data = folder / "data"
        reading = loaded.read(data, complete_to=None if loaded.program.tables else complete_to)
        payment = loaded.pay(reading, as_at=as_at, complete_to=complete_to)
        assert payment.as_json() == statement(folder), folder.name
        assert payment.settlement.complete_to == complete_to


def _by_targets(contract: str) -> None:
    loaded = pbrlang.load(HERE / contract)
    for target in TARGETS:
        try:
            way = way_of(loaded.program, target)
        except NotThere:
            pytest.skip("needs the program node")
        if isinstance(way, tuple):
            assert target in PROGRAMS
            continue
        for folder in sets(contract):
            as_at, complete_to = case(folder)
            rows = loaded.read(folder / "data", complete_to=complete_to).rows
            assert way.settled(rows, complete_to, as_at) == statement(folder), (folder.name, target)
        way.close()


@pytest.mark.parametrize("contract", FEWER)
def test_some_are_given_by_what_is_built(contract: str) -> None:
    _by_targets(contract)


@pytest.mark.slow
@pytest.mark.parametrize("contract", CONTRACTS)
def test_all_are_given_by_what_is_built(contract: str) -> None:
    _by_targets(contract)
