"""The Python on the page about building runs, beside the module that the page has built."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import pbrlang
from tests.agreement.node import find_node


def test_the_javascript_of_the_page_runs(repository: Path, tmp_path: Path) -> None:
    node = find_node()
    if node is None:
        pytest.skip("needs the program node")
    (code,) = re.findall(r"```javascript\n(.*?)```", (repository / "docs" / "build.md").read_text("utf-8"), re.DOTALL)
    for name, text in pbrlang.load(repository / "examples" / "care-review").build("javascript").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "page.mjs").write_text(code, encoding="utf-8")
    done = subprocess.run([node, "page.mjs"], cwd=tmp_path, check=True, capture_output=True, text=True)
    first, rest = done.stdout.split("\n", 1)
    (said,) = re.findall(r"new CaseReview\(review\)\)\); // (\w+)", code)
    assert first == said
    assert json.loads(rest)["total"] == "4000.00"


def test_the_python_of_the_page_runs(repository: Path, tmp_path: Path) -> None:
    found = re.findall(r"```python\n(.*?)```", (repository / "docs" / "build.md").read_text("utf-8"), re.DOTALL)
    for name, text in pbrlang.load(repository / "examples" / "care-review").build("python").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    printed = []
    for number, code in enumerate(found):
        page = tmp_path / f"page{number}.py"
        page.write_text(code, encoding="utf-8")
        done = subprocess.run([sys.executable, page], cwd=repository, check=True, capture_output=True, text=True)
        printed.append(done.stdout)
    assert "assert" in found[0]
    (said,) = re.findall(r"# ([0-9.]+)\n", found[1])
    assert printed == ["", f"{said}\n"]


def test_the_sql_of_the_page_is_for_tables_and_views_that_the_script_makes(repository: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs duckdb")
    page = (repository / "docs" / "build.md").read_text("utf-8")
    commands = re.findall(r'^duckdb contract\.db -c "(.*)"$', page, re.MULTILINE)
    columns, file = re.findall(r"^(?:columns='(.*)'|file=(.*))$", page, re.MULTILINE)
    built = pbrlang.load(repository / "examples" / "care-review").build("sql")
    with duckdb.connect() as database:
        database.execute(built["care_budget_review.duckdb.sql"])
        fill, ask = commands
        database.execute(fill.replace("$columns", columns[0]).replace("$file", str(repository / file[1])))
        rows = database.execute(ask).fetchall()
    assert str(sum(row[-1] for row in rows)) == "48843.51"
