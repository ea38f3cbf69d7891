"""What is built for Python: its checkers have nothing to say about it, and it imports the standard library alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[1] / "golden" / "python"
MODULES = sorted(GOLDEN.glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_it_imports_the_standard_library_alone(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    named = {alias.name for each in ast.walk(tree) if isinstance(each, ast.Import) for alias in each.names}
    named |= {each.module or "" for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    assert named <= sys.stdlib_module_names | {"collections.abc"}
    assert "fractions" not in named
    assert "decimal" not in named


def test_ruff_has_nothing_to_say() -> None:
    rules = ["--select", "E4,E7,E9,F,I,UP,B,W", "--line-length", "120", "--target-version", "py311"]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", *rules, *MODULES],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_mypy_has_nothing_to_say_at_its_strictest(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}", *MODULES],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
