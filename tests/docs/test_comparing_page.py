"""The Python of the page on comparing runs on the contracts that the page shows."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import File, steps


def test_the_python_of_the_page_runs(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (repository / "docs" / "comparing.md").read_text(encoding="utf-8")
    for each in steps(page):
        if isinstance(each, File):
            (tmp_path / each.path).parent.mkdir(exist_ok=True)
            (tmp_path / each.path).write_text(each.text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(code, {})
    assert "4 payment Home Kept changed\n" in capsys.readouterr().out
