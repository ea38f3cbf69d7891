"""The Python on the page about building runs, beside the module that the page has built."""

import re
import subprocess
import sys
from pathlib import Path

import pbrlang


def test_the_python_of_the_page_runs(repository: Path, tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (repository / "docs" / "build.md").read_text("utf-8"), re.DOTALL)
    for name, text in pbrlang.load(repository / "examples" / "care-review").build("python").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "page.py").write_text(code, encoding="utf-8")
    assert "assert" in code
    subprocess.run([sys.executable, "page.py"], cwd=tmp_path, check=True)
