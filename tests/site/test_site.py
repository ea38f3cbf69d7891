"""A site of contracts: its files, what its pages lead to, and what it says of findings, statements and bad data."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="needs jinja2")

from pbrlang.api import load
from pbrlang.render import formats
from pbrlang.site import write_site
from tests.cli.homes import BAD_MOVES, CONTRACT, run, write


@pytest.fixture
def only_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Word and PDF, which take their time and are tried elsewhere."""
    kept = {each: formats.FORMATS[each] for each in (".html", ".md")}
    monkeypatch.setattr("pbrlang.site.writing.FORMATS", kept)


def links(page: Path) -> list[str]:
    return [unescape(each) for each in re.findall(r'href="([^"#]+)"', page.read_text(encoding="utf-8"))]


@pytest.mark.usefixtures("only_text")
def test_every_link_of_the_site_leads_to_a_file_of_it(tmp_path: Path) -> None:
    other = CONTRACT.replace("contract Homes", "contract Homes And Gardens")
    contracts = [load(write(tmp_path / "a")), load(write(tmp_path / "b", other))]
    written = write_site([*contracts, contracts[0]], tmp_path / "site", "Ours")
    assert sorted(each.name for each in (tmp_path / "site").iterdir() if each.is_dir()) == [
        "homes",
        "homes-2",
        "homes-and-gardens",
    ]
    for page in (each for each in written.files if each.name == "index.html"):
        found = links(page)
        assert found
        assert all((page.parent / each).exists() for each in found)
        assert "http" not in "".join(found)
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Ours" in index
    assert "£2,465.50" in index


@pytest.mark.usefixtures("only_text")
def test_the_page_of_a_contract_has_its_findings_and_statements(tmp_path: Path) -> None:
    contract = load(write(tmp_path / "a"))
    write_site([contract], tmp_path / "site")
    page = (tmp_path / "site" / "homes" / "index.html").read_text(encoding="utf-8")
    for advice in contract.review().open:
        assert advice.name in page
    made = [each for each in contract.pay().settlement.statements if each.lines]
    assert f"{made[-1].stretch.name} (" in page
    assert f"{made[0].stretch.name} (" not in page
    assert "£2,465.50" in page
    every = (tmp_path / "site" / "homes" / "statements.html").read_text(encoding="utf-8")
    assert all(f"{each.stretch.name} (" in every for each in made)
    assert 'href="statements.html"' in page
    copied = tmp_path / "site" / "homes" / "contract.pbr"
    assert copied.read_bytes() == contract.path.read_bytes()


@pytest.mark.usefixtures("only_text")
def test_bad_data_are_told_on_the_page_and_pay_nothing(tmp_path: Path) -> None:
    write_site([load(write(tmp_path / "a", moves=BAD_MOVES))], tmp_path / "site")
    page = (tmp_path / "site" / "homes" / "index.html").read_text(encoding="utf-8")
    assert "Nothing is paid on the data" in page
    assert "mistakes in the data" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("only_text")
def test_without_data_there_are_no_statements(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", moves=None, complete=None)
    (folder / "data").rmdir()
    write_site([load(folder)], tmp_path / "site")
    assert "Statements" not in (tmp_path / "site" / "homes" / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("only_text")
def test_the_command_writes_it_and_a_contract_with_errors_stops_it(tmp_path: Path) -> None:
    good = write(tmp_path / "a")
    done = run("site", good, "-o", tmp_path / "site", "--title", "Ours")
    assert done.exit_code == 0
    assert "index.html: written, with 5 other files" in done.stdout
    bad = write(tmp_path / "b", CONTRACT.replace("pays £1,234.50", "pays 3 bedrooms"))
    refused = run("site", good, bad, "-o", tmp_path / "other")
    assert refused.exit_code == 1
    assert "PBR303" in refused.stderr
    assert not (tmp_path / "other").exists()


def test_a_format_without_its_packages_is_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(suffix: str) -> Callable[..., bytes]:
        if suffix == ".html":
            return formats.drawing(suffix)
        raise formats.LacksPackage(f"to write {suffix}, install something")

    monkeypatch.setattr("pbrlang.site.writing.drawing", lacking)
    done = run("site", write(tmp_path / "a"), "-o", tmp_path / "site")
    assert done.exit_code == 0
    assert "install something" in done.stderr
    assert not list((tmp_path / "site").rglob("*.pdf"))


@pytest.mark.slow
def test_an_example_has_every_format(repository: Path, tmp_path: Path) -> None:
    for each in formats.FORMATS.values():
        for package in each.needs:
            pytest.importorskip(package)
    write_site([load(repository / "examples" / "work-programme")], tmp_path)
    names = {each.name for each in (tmp_path / "work-programme").iterdir()}
    assert names == {
        "index.html",
        "statements.html",
        "contract.pbr",
        *(f"schedule{suffix}" for suffix in formats.FORMATS),
    }
