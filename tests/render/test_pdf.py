"""What the PDF of a document says, read back from its bytes."""

import io
import json
import re
from collections.abc import Iterator

import pypdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.render.formats import draw
from pbrlang.render.pdf.words import string
from pbrlang.source.late import changed
from tests.render.everything import EVERYTHING, HOSTILE


@pytest.fixture(scope="module")
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(draw(EVERYTHING, ".pdf")))


def words(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(each.extract_text() for each in reader.pages).split())


def test_same_document_same_bytes() -> None:
    assert draw(EVERYTHING, ".pdf") == draw(EVERYTHING, ".pdf")


def test_markup_in_words_stays_words(reader: pypdf.PdfReader) -> None:
    assert words(reader).count(HOSTILE) >= 4


def test_tagged_titled_and_in_british_english(reader: pypdf.PdfReader) -> None:
    root = reader.trailer["/Root"].get_object()
    assert isinstance(root, pypdf.generic.DictionaryObject)
    assert str(root["/Lang"]) == "en-GB"
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == EVERYTHING.title
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == EVERYTHING.day


def test_one_that_bears_a_day_can_be_archived_and_all_can_be_read_aloud() -> None:
    dated, undated = draw(EVERYTHING, ".pdf"), draw(changed(EVERYTHING, day=None), ".pdf")
    assert b"<pdfaid:part>2</pdfaid:part>" in dated
    assert b"pdfaid" not in undated
    assert b"<pdfuaid:part>1</pdfuaid:part>" in dated
    assert b"<pdfuaid:part>1</pdfuaid:part>" in undated
    told = pypdf.PdfReader(io.BytesIO(undated)).metadata
    assert told is not None
    assert told.creation_date is None


def test_bookmarks_are_the_numbered_headings(reader: pypdf.PdfReader) -> None:
    def titles(of: object) -> list[str]:
        return [title for each in of for title in titles(each)] if isinstance(of, list) else [of["/Title"]]  # type: ignore[index]

    found = titles(reader.outline)
    assert {"1 Words", "4.1 Fee", "4.3 Bonus, after a number that is not the next", "The contract"} <= set(found)


def test_each_page_is_numbered_and_says_what_it_is_of(reader: pypdf.PdfReader) -> None:
    number = len(reader.pages)
    assert number > 3
    for index, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"Page {index} of {number}" in text
        assert EVERYTHING.imprint in text
        assert (EVERYTHING.running in text) == (index > 1)


def test_a_long_table_has_its_headings_on_each_page(reader: pypdf.PdfReader) -> None:
    pages = [each.extract_text() for each in reader.pages]
    spread = [text for text in pages if re.search(r"Month \d+", text)]
    assert len(spread) > 1
    assert all(re.search(r"Month\s+Days", text) for text in spread)


def test_references_lead_to_places_and_addresses(reader: pypdf.PdfReader) -> None:
    actions = [
        annotation.get_object()
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if annotation is not None
    ]
    addresses = [each["/A"]["/URI"] for each in actions if "/A" in each and "/URI" in each["/A"]]
    assert addresses == ["https://example.org/a?b=1&c=<2>"]
    assert len(actions) - len(addresses) >= 6


def test_pictures_and_formulae_have_words_for_those_who_cannot_see_them(reader: pypdf.PdfReader) -> None:
    root = reader.trailer["/Root"].get_object()
    assert isinstance(root, pypdf.generic.DictionaryObject)
    said = list(alternatives(root["/StructTreeRoot"].get_object()))
    assert any(each.startswith("Nothing is paid below 50 people.") for each in said)
    assert "the fee is £4,000 times people divided by days in the period" in said


def alternatives(node: object) -> Iterator[str]:
    """What is said in the place of each part of the structure that cannot be read out."""
    if isinstance(node, pypdf.generic.DictionaryObject):
        if "/Alt" in node:
            yield str(node["/Alt"])
        below = node.get("/K", [])
        for each in below if isinstance(below, list) else [below]:
            yield from alternatives(each.get_object() if isinstance(each, pypdf.generic.PdfObject) else each)


def test_a_draft_says_so_and_another_does_not() -> None:
    final = pypdf.PdfReader(io.BytesIO(draw(changed(EVERYTHING, draft=False), ".pdf")))
    assert "Draft" not in words(final)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_string_holds_the_words_and_nothing_else(written: str) -> None:
    assert json.loads(typst.Compiler().eval(string(written))) == written
