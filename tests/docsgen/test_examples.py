"""The pages of the examples: what each says and leads to, and that what was drawn is drawn once."""

import re
import shutil
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="needs jinja2")

from pbrlang.api import Contract
from pbrlang.docsgen import example_files, example_pages
from pbrlang.render import formats
from pbrlang.site import document_files

TEXT = {each: formats.FORMATS[each] for each in (".html", ".md")}


@pytest.fixture
def examples(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two of the examples, whose documents are drawn as text alone."""
    for module in ("pbrlang.site.writing", "pbrlang.docsgen.examples"):
        monkeypatch.setattr(f"{module}.FORMATS", TEXT)
    for name in ("care-review", "cash-on-delivery"):
        shutil.copytree(repository / "examples" / name, tmp_path / "examples" / name)
    return tmp_path / "examples"


def test_each_example_has_a_page_with_its_contract_and_its_documents(examples: Path, tmp_path: Path) -> None:
    pages = example_pages(examples)
    assert list(pages) == [
        "examples/index.md",
        "examples/care-review/index.md",
        "examples/cash-on-delivery/index.md",
    ]
    files = example_files(examples, tmp_path / "cache")
    assert files["examples/care-review/schedule.html"].startswith(b"<!DOCTYPE html>")
    assert not [each for each in files if each.endswith(".md")]  # a page of that name would take the place of ours
    for path, text in pages.items():
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            there = (Path(path).parent / target).as_posix()
            assert there in files or there in pages
    page = pages["examples/care-review/index.md"]
    assert '```pbr file="examples/care-review"\n```' in page
    assert "](schedule.html), to read here, with a calculator." in page
    assert b"<script" in files["examples/care-review/schedule.html"]
    readme = (examples / "care-review" / "README.md").read_text(encoding="utf-8")
    assert all(line in page for line in readme.splitlines())
    index = pages["examples/index.md"]
    assert "- [Care budget review](care-review/index.md): A firm of consultants" in index


def test_a_document_is_drawn_again_only_when_its_contract_changes(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def counting(contract: Contract) -> dict[str, bytes]:
        drawn.append(contract.path.parent.name)
        return document_files(contract)

    monkeypatch.setattr("pbrlang.docsgen.examples.document_files", counting)
    first = example_files(examples, tmp_path / "cache")
    assert example_files(examples, tmp_path / "cache") == first
    assert drawn == ["care-review", "cash-on-delivery"]
    contract = examples / "care-review" / "contract.pbr"
    contract.write_text(contract.read_text(encoding="utf-8") + "\n# seen\n", encoding="utf-8")
    assert example_files(examples, tmp_path / "cache") != first
    assert drawn[2:] == ["care-review"]
