"""Workbooks of contracts, made for tests."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pbrlang
from pbrlang.backends.excel import Basis, build
from pbrlang.data.rows import Row
from pbrlang.ir.program import Program
from pbrlang.lower import Lowered, lower
from pbrlang.lower.errors import CannotBuild
from pbrlang.settle import as_json, settle

EXAMPLES = Path(__file__).parents[2] / "examples"


def basis(program: Program, rows: Mapping[str, Sequence[Row]], as_at: date, complete_to: date, room: int = 3) -> Basis:
    """What a workbook is made from, with what the interpreter gives."""
    lowered = lower(program)
    assert isinstance(lowered, Lowered)
    settlement = settle(program, rows, as_at=as_at, complete_to=complete_to)
    return Basis(lowered, rows, as_at, json.loads(as_json(settlement)), room)


def example(name: str, room: int = 3) -> Basis:
    """An example with its data."""
    contract = pbrlang.load(EXAMPLES / name)
    reading = contract.read()
    assert reading.as_at
    return basis(contract.program, reading.rows, reading.as_at, reading.as_at, room)


def made(given: Basis) -> bytes:
    """The workbook; it must not be declined."""
    found = build(given)
    assert isinstance(found, bytes), [each.message() for each in found]
    return found


def declined(given: Basis) -> tuple[CannotBuild, ...]:
    """Why there is no workbook."""
    found = build(given)
    assert not isinstance(found, bytes)
    return found
