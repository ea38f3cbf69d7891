"""The grammar and its tables are found in a checkout and in a wheel."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pbrlang import __version__
from pbrlang.syntax import parser_tables

# Runs with the unpacked wheel on the path; building the grammar there is a failure.
FROM_WHEEL = """
import sys
sys.path[0:0] = [sys.argv[1]]
import pbrlang.syntax.parser_tables as tables

def refuse(*_):
    raise AssertionError("the grammar was built")

tables.parser_of = refuse
assert tables.__file__.startswith(sys.argv[1]), tables.__file__
starts = tables.parser().options.start
assert tuple(starts) == tables.start_rules(tables.grammar_text())
print(len(starts))
"""


def test_a_checkout_finds_its_grammar(repository: Path) -> None:
    assert parser_tables.grammar_text() == (repository / "grammar" / "pbr.lark").read_text(encoding="utf-8")


def test_the_parser_starts_at_the_grammars_own_rules() -> None:
    starts = tuple(parser_tables.parser().options.start)
    assert starts
    assert starts == parser_tables.start_rules(parser_tables.grammar_text())


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(repository)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_a_wheel_holds_grammar_tables_and_types(wheel: Path, repository: Path) -> None:
    assert wheel.name == f"pbrlang-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("pbrlang/_grammar/pbr.lark") == (repository / "grammar" / "pbr.lark").read_bytes()
        assert {"pbrlang/_grammar/pbr.tables", "pbrlang/py.typed"} <= set(archive.namelist())
        outside = {name for name in archive.namelist() if not name.startswith(("pbrlang/", "pbrlang-"))}
    assert not outside


@pytest.mark.slow
def test_a_wheel_reads_its_tables_and_builds_nothing(wheel: Path, tmp_path: Path) -> None:
    unpacked, cache = tmp_path / "unpacked", tmp_path / "cache"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    cache.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", FROM_WHEEL, str(unpacked)],
        cwd=tmp_path,
        env=os.environ | {"XDG_CACHE_HOME": str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0
    assert not list(cache.iterdir())
