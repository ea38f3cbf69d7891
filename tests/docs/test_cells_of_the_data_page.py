"""The page on data says which cells can be read and which are refused, and that is so."""

import re
from pathlib import Path

import pytest

from pbrlang.data.cells import Misread, read_value
from pbrlang.pipeline import compile_text
from tests.docs.pages import ROOT, File, steps

PAGE = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`]*)`")


def cells() -> list[tuple[str, str, bool]]:
    """From the table of cells: the field, a cell, and whether it is read."""
    rows = [line.strip("|").split("|") for line in PAGE.splitlines() if re.match(r"\| `[^`]*`: ", line)]
    return [
        (CODE.findall(field)[0], cell, is_read)
        for field, *columns in rows
        for is_read, column in zip((True, False), columns, strict=True)
        for cell in CODE.findall(column)
    ]


def test_the_table_is_found() -> None:
    assert len({field for field, _, _ in cells()}) == 7


@pytest.mark.parametrize(("field", "cell", "is_read"), cells())
def test_a_cell_is_read_or_refused_as_the_page_says(field: str, cell: str, is_read: bool) -> None:
    contract = next(step for step in steps(PAGE) if isinstance(step, File) and Path(step.path).suffix == ".pbr")
    program = compile_text(contract.path, contract.text).program
    assert program is not None
    described = next(each for each in program.tables["Home Visit"].fields if each.name == field)
    value = read_value(cell, described, "£", program.nouns.plurals)
    assert isinstance(value, Misread) is not is_read, value
