"""What is built from the examples, whole. `pytest tests/golden --rewrite` writes it anew; read the difference."""

from pathlib import Path

import pytest

import pbrlang
from pbrlang.backends import PROGRAMS, build

GOLDEN = Path(__file__).parent
EXAMPLES = (
    "care-review",
    "drug-recovery",
    "partial-add-on",
    "resettlement",
    "transforming-rehabilitation",
    "west-yorkshire-custody",
    "work-programme",
)


@pytest.mark.parametrize("target", PROGRAMS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_gives_the_program_that_is_kept(
    repository: Path, request: pytest.FixtureRequest, example: str, target: str
) -> None:
    files = build(pbrlang.load(repository / "examples" / example).program, target)
    assert isinstance(files, dict)
    for name, text in files.items():
        kept = GOLDEN / target / name
        if request.config.getoption("--rewrite"):
            kept.write_text(text, encoding="utf-8", newline="\n")
        assert text == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("target", PROGRAMS)
def test_nothing_else_is_kept(repository: Path, target: str) -> None:
    programs = [pbrlang.load(repository / "examples" / each).program for each in EXAMPLES]
    made = {name for program in programs for name in build(program, target)}
    assert {each.name for each in (GOLDEN / target).iterdir() if each.is_file()} == made
