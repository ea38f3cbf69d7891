"""On the machine that checks everything, a skipped test may not pass for a tested one."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPS = """
import pytest

def test_absent(program):
    program("no-program-has-this-name")

def test_by_choice():
    pytest.skip("only on Windows")
"""
SKIPS_ALL = """
import pytest

pytest.importorskip("no_module_has_this_name")
"""


@pytest.mark.parametrize(
    ("required", "outcomes"),
    [
        ("", {"skipped": 3}),
        ("1", {"failed": 1, "error": 1, "skipped": 1}),
    ],
)
def test_what_is_absent_fails_where_all_is_required(
    tmp_path: Path, repository: Path, required: str, outcomes: dict[str, int]
) -> None:
    shutil.copy(repository / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_skips.py").write_text(SKIPS)
    (tmp_path / "test_skips_all.py").write_text(SKIPS_ALL)
    options = ["-p", "no:cacheprovider", "--continue-on-collection-errors", "--rootdir", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        cwd=tmp_path,
        env=os.environ | {"PBR_REQUIRE_ALL": required},
        capture_output=True,
        text=True,
        check=False,
    )
    summary = done.stdout.splitlines()[-1]
    assert {word: int(count) for count, word in re.findall(r"(\d+) (error|failed|passed|skipped)", summary)} == outcomes
