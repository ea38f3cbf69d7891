"""The three contracts of the examples, compiled from their texts."""

from pathlib import Path

from pbrlang.diagnostics.draw import draw_all
from pbrlang.ir.program import Program
from pbrlang.pipeline import compile_text
from tests.examples.independent import PRICES

_EXAMPLES = Path(__file__).parents[2] / "examples"


def compiled(name: str) -> Program:
    """The program of an example."""
    folder = _EXAMPLES / name

    def beside(file: str) -> str | None:
        return (folder / file).read_text(encoding="utf-8")

    text = (folder / "contract.pbr").read_text(encoding="utf-8")
    compilation = compile_text("contract.pbr", text, beside)
    assert compilation.program is not None, draw_all(compilation.diagnostics)
    return compilation.program


def care_review() -> Program:
    """Care Budget Review."""
    return compiled("care-review")


def west_yorkshire_custody() -> Program:
    """West Yorkshire Youth Custody Pathfinder."""
    return compiled("west-yorkshire-custody")


def work_programme() -> Program:
    """Work Programme."""
    return compiled("work-programme")


GROUPS = tuple(PRICES)
PARTICIPANT = work_programme().tables["Participant"]
EMPLOYMENT_CLAIM = work_programme().tables["Employment Claim"]
