"""The scripts of views that are built, whole. `pytest tests/golden --rewrite` writes them anew; read the difference."""

from pathlib import Path

import pytest

from pbrlang.api import load

GOLDEN = Path(__file__).parent / "sql"


def test_the_example_gives_the_scripts_that_are_kept(repository: Path, request: pytest.FixtureRequest) -> None:
    files = load(repository / "examples" / "care-review").build("sql")
    if request.config.getoption("--rewrite"):
        GOLDEN.mkdir(exist_ok=True)
        for name, text in files.items():
            (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
    assert files == {each.name: each.read_text(encoding="utf-8") for each in GOLDEN.iterdir()}
