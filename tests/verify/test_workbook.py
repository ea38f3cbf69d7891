"""`pbr verify --to excel` has LibreOffice reckon a workbook, and finds a penny that is wrong in it."""

from pathlib import Path
from typing import Any

import pytest

import pbrlang
from pbrlang.lower import Lowered, lower
from pbrlang.verify import differences
from pbrlang.verify.office import office, values
from pbrlang.verify.ways import WayFailed
from pbrlang.verify.workbook import BuiltWorkbook, with_sums
from tests.cli.homes import run


@pytest.fixture
def way(repository: Path) -> BuiltWorkbook:
    lowered = lower(pbrlang.load(repository / "examples" / "care-review").program)
    assert isinstance(lowered, Lowered)
    return BuiltWorkbook(lowered, "soffice")


def made(way: BuiltWorkbook, repository: Path) -> tuple[dict[str, dict[str, Any]], str, Any]:
    reading = pbrlang.load(repository / "examples" / "care-review").read()
    assert reading.as_at
    content, meant = way.made(reading.rows, reading.as_at, reading.as_at)
    assert isinstance(content, bytes)
    return values(content), meant, reading


def test_a_sum_that_the_office_reckons_otherwise_is_found(way: BuiltWorkbook, repository: Path) -> None:
    found, meant, _ = made(way, repository)
    program = way.lowered.program
    assert with_sums(program, meant, found) == meant
    sheet = found["Settlement"]
    column = next(cell[:-1] for cell, value in sheet.items() if value == "Total")
    sheet[f"{column}6"] += 1
    told = differences(meant, with_sums(program, meant, found))
    assert [each.where for each in told] == ["quarter 1 of year 1, total", "total of all statements"]
    assert str(told[0].pence) == "0.01"


def test_a_cell_that_is_reckoned_otherwise_is_found(
    way: BuiltWorkbook, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, meant, reading = made(way, repository)
    monkeypatch.setattr("pbrlang.verify.workbook.reckoned", lambda *_: {"workbook": found})
    assert way.settled(reading.rows, reading.as_at, reading.as_at) == meant
    found["Share Of Saving"]["A6"] = "C999"
    with pytest.raises(WayFailed, match=r"Share Of Saving!A6 shows .*, and LibreOffice gives C999"):
        way.settled(reading.rows, reading.as_at, reading.as_at)


def test_without_the_office_it_is_said_plainly(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pbrlang.verify.workbook.office", lambda: None)
    done = run("verify", repository / "examples" / "care-review", "--to", "excel", "--grown", "0")
    assert done.exit_code == 1
    assert "LibreOffice is not installed" in done.stderr
    assert "soffice" in done.stderr


@pytest.mark.slow
def test_a_workbook_is_verified(repository: Path) -> None:
    if office() is None:
        pytest.skip("needs LibreOffice")
    done = run("verify", repository / "examples" / "care-review", "--to", "excel", "--grown", "2")
    assert done.exit_code == 0
    assert "excel: the same, to the penny, each cell as the file shows it" in done.stdout
