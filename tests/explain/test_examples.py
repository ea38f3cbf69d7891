from pathlib import Path

import pytest

from pbrlang.data.folder import read_folder
from pbrlang.pipeline import compile_text
from pbrlang.settle import Settlement, settle
from tests.explain.checking import check_all


def settled(folder: Path) -> Settlement:
    text = (folder / "contract.pbr").read_text(encoding="utf-8")
    compilation = compile_text("contract.pbr", text, lambda name: (folder / name).read_text(encoding="utf-8"))
    assert compilation.program is not None
    program = compilation.program
    reading = read_folder(folder / "data", tuple(program.tables.values()), symbol=program.terms.symbol)
    assert reading.as_at is not None
    return settle(program, reading.rows, as_at=reading.as_at)


_LARGE = ("childrens-centres", "drug-recovery", "transforming-rehabilitation", "work-programme")
ALL = sorted(each.parent.name for each in Path(__file__).parents[2].glob("examples/*/contract.pbr"))


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=pytest.mark.slow) if each in _LARGE else each for each in ALL]
)
def test_every_line_of_an_example_is_explained_to_the_penny(repository: Path, name: str) -> None:
    assert check_all(settled(repository / "examples" / name)) > 0
