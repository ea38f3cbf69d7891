"""The redline as a document: its changes are marked, in every format that there is, and nothing is markup."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pbrlang.api import load
from pbrlang.compare import Wanted, compare, document_of
from pbrlang.render.formats import FORMATS, drawing
from pbrlang.render.model import Clause, Document, Inserted, Link, Removed, Section, Table, plain
from pbrlang.render.model.visiting import anchors, every
from tests.cli.homes import run, write
from tests.compare.versions import compared, version

CHANGES = (("pays £1,234.50", "pays £500"), ("Yearly Budget", "Total Budget"), ('"A charity"', '"<b>*Z* & co</b>"'))


def test_the_document_marks_what_goes_and_what_comes(tmp_path: Path) -> None:
    document = document_of(compared(tmp_path, *CHANGES))
    found = {
        (type(each).__name__, plain(each.parts))
        for block in every(document.sections)
        for words in (getattr(block, "words", ()), getattr(block, "heading", ()))
        for each in words
        if isinstance(each, Inserted | Removed)
    }
    assert {("Removed", "£1,234.50"), ("Inserted", "£500"), ("Removed", "Yearly"), ("Inserted", "Total")} <= found


def test_the_whole_contract_is_in_it_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    comparison = compared(tmp_path, *CHANGES)
    document = document_of(comparison)
    redline = next(each for each in document.sections if each.anchor == "redline")
    assert all(isinstance(each, Clause | Section) for each in redline.blocks)
    assert [plain(each.heading) for each in redline.blocks if isinstance(each, Clause | Section)] == [
        "".join(run.text for run in each.title) for each in comparison.blocks
    ]
    assert len(set(anchors(document))) == len(anchors(document))
    rows = [row for block in document.sections[0].blocks if isinstance(block, Table) for row in block.rows]
    linked = [part.to for row in rows for part in row[1] if isinstance(part, Link)]
    assert linked
    assert set(linked) <= set(anchors(document))


def test_a_clause_that_is_new_or_gone_is_so_as_a_whole(tmp_path: Path) -> None:
    there = document_of(compared(tmp_path, ("always: Home Found paid never exceeds Most Of All\n", "")))
    assert not [each for each in every(there.sections) if isinstance(each, Clause) and each.change]
    text = (tmp_path / "old" / "contract.pbr").read_text(encoding="utf-8") + "\nLeast Of All means £1\n"
    more = load(write(tmp_path / "more", text))
    document = document_of(compare(load(tmp_path / "old"), more))
    (new,) = (each for each in every(document.sections) if isinstance(each, Clause) and each.change)
    assert (new.change, plain(new.heading)) == ("inserted", "Least Of All")


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_draws_it(tmp_path: Path, suffix: str) -> None:
    for package in FORMATS[suffix].needs:
        pytest.importorskip(package)
    document = document_of(compared(tmp_path, *CHANGES))
    drawn = drawing(suffix)(document)
    assert len(drawn) > 1000
    if suffix == ".html":
        text = drawn.decode()
        assert "<ins>£500</ins>" in text
        assert "<del>£1,234.50</del>" in text
        assert "<b>*Z*" not in text
        assert "&lt;b&gt;*Z* &amp; co&lt;/b&gt;" in re.sub("<del>.*?</del>|</?ins>", "", text)


def test_the_command_writes_it_beside_what_it_prints(tmp_path: Path) -> None:
    old = write(tmp_path / "old")
    file = tmp_path / "changes.md"
    done = run("diff", old, old, "-o", file, "--json")
    assert json.loads(done.stdout)["differs"] is False
    assert done.stderr == f"{file}: written\n"
    assert "The two say the same" in file.read_text(encoding="utf-8")
    refused = run("diff", old, old, "-o", tmp_path / "changes.txt")
    assert refused.exit_code == 2
    assert "does not say in which format to write" in refused.stderr


def test_a_word_document_reads_as_either_version_once_its_changes_are_accepted_or_rejected(tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="needs python-docx")
    old, new = version(tmp_path / "old"), version(tmp_path / "new", *CHANGES[:2], ("£34.50", "£35"))
    redline, before, after = (
        _word(document_of(compare(*each, Wanted(grown=0)))) for each in ((old, new), (old, old), (new, new))
    )
    assert _read(redline, "del") == _read(after, "del")
    assert _read(redline, "ins") == _read(before, "ins")
    assert _read(after, "del") != _read(before, "del")


def _word(document: Document) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(drawing(".docx")(document))) as archive:
        return ET.fromstring(archive.read("word/document.xml"))


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _read(body: ET.Element, without: str) -> list[str]:
    """The paragraphs of the contract in a redline, without what is inserted (`ins`) or removed (`del`)."""
    found = ["".join(_texts(each, without)) for each in body.iter(f"{WORD}p")]
    start = max(place for place, text in enumerate(found) if text == "The contract with its changes")
    said = (text for text in found[start:] if not text.startswith(("renamed, ", "moved, ")))
    return [text for text in said if text]


def _texts(element: ET.Element, without: str) -> Iterator[str]:
    for each in element:
        if each.tag in (f"{WORD}t", f"{WORD}delText"):
            yield each.text or ""
        elif each.tag != f"{WORD}{without}":
            yield from _texts(each, without)
