"""The types of a built module: TypeScript can read them, and they declare just what the module gives."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.agreement.node import find_node

MODULES = sorted((Path(__file__).parents[1] / "golden" / "javascript").glob("*.mjs"))
FIRST_WITH_TYPES = 24
_DECLARED = re.compile(r"^export declare (?:class|function) (\w+)", re.MULTILINE)


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    found = find_node()
    if found is None:
        pytest.skip("needs the program node")
    return subprocess.run([found, *map(str, words)], capture_output=True, text=True, check=False)


def declarations(module: Path) -> Path:
    return module.with_suffix(".d.mts")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_they_declare_what_the_module_gives(module: Path) -> None:
    given = run(
        "--input-type=module", "--eval", f'console.log(Object.keys(await import("{module.as_uri()}")).join(" "))'
    )
    assert sorted(_DECLARED.findall(declarations(module).read_text("utf-8"))) == sorted(given.stdout.split())


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_they_are_typescript(module: Path, tmp_path: Path) -> None:
    version = run("--version").stdout
    if int(version.strip().removeprefix("v").split(".")[0]) < FIRST_WITH_TYPES:
        pytest.skip(f"needs a node that reads types, {FIRST_WITH_TYPES} or later, and this is {version.strip()}")
    shutil.copy(declarations(module), tmp_path / "types.mts")
    read = run(tmp_path / "types.mts")
    assert read.returncode == 0, read.stderr
    (tmp_path / "wrong.mts").write_text((tmp_path / "types.mts").read_text("utf-8").replace("): Result;", "): ;"))
    assert run(tmp_path / "wrong.mts").returncode != 0
