"""Rules of the house that no other tool checks."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

LONGEST = 400
EXACT = (
    *("values", "vocabulary", "calendar", "names", "kinds", "ir", "data", "lower"),
    *("interpret", "settle", "explain", "analysis", "lints", "ledger", "engines", "backends"),
)
HEAVY = ("babel", "docx", "duckdb", "hypothesis", "jinja2", "lark", "openpyxl", "pyarrow", "sympy", "typst")


def test_no_file_is_too_long_to_read(repository: Path) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in repository.glob("pbrlang/**/*.py")}
    assert not {str(path): length for path, length in lengths.items() if length > LONGEST}


@pytest.mark.parametrize("room", EXACT)
def test_money_never_passes_through_a_float(repository: Path, room: str) -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path in (repository / "pbrlang" / room).rglob("*.py")
        for node in _computing(ast.parse(path.read_text(encoding="utf-8")))
        if _makes_float(node)
    ]
    assert not found


def _computing(tree: ast.Module) -> list[ast.expr]:
    """The expressions of a module, without the likeness that a guess at a misspelt word asks for."""
    nodes = list(ast.walk(tree))
    likeness = {node.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "cutoff"}
    return [node for node in nodes if isinstance(node, ast.expr) and node not in likeness]


def _makes_float(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=float()):
            return True
        case ast.Call(func=ast.Name(id="float")):
            return True
        case _:
            return False


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_the_command_starts_without_heavy_libraries(arguments: list[str]) -> None:
    script = f"""
import sys
from pbrlang.cli.main import run
sys.argv[1:] = {arguments}
run()
print(sorted(set(sys.modules) & set({HEAVY})), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert done.stdout
