"""How long documents take, as a whole process."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize("example", ["work-programme", "transforming-rehabilitation"])
def test_the_longest_documents_take_less_than_five_seconds(
    repository: Path, tmp_path: Path, example: str, suffix: str
) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [sys.executable, "-m", "pbrlang", "doc", f"examples/{example}", "-o", str(tmp_path / f"it{suffix}")]
    subprocess.run(words, cwd=repository, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5
