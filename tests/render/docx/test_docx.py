"""What a Word document holds, read back from its bytes."""

import io
import re
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.render.docx.numbering import Lists, counted
from pbrlang.render.formats import draw
from tests.render.docx.reading import Counter, R, W, Word, opened, value
from tests.render.everything import EVERYTHING, HOSTILE

ORDERS = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd tabs spacing ind jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW tcBorders shd vAlign",
    "pBdr": "top left bottom right",
    "tblBorders": "top left bottom right insideH",
    "abstractNum": "nsid multiLevelType lvl",
    "trPr": "cantSplit tblHeader",
    "lvl": "start numFmt lvlText lvlJc pPr rPr",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
    "style": "name basedOn next uiPriority qFormat pPr rPr tblPr tblStylePr",
    "tbl": "tblPr tblGrid tr",
    "p": "pPr",
}
"""The children of elements in the order of the standard (ECMA-376, part 1, annex A), as far as they are written."""


@pytest.fixture(scope="module")
def content() -> bytes:
    return draw(EVERYTHING, ".docx")


@pytest.fixture(scope="module")
def word(content: bytes) -> Word:
    return opened(content)


def test_same_document_same_bytes(content: bytes) -> None:
    assert draw(EVERYTHING, ".docx") == content
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_markup_in_words_stays_words(word: Word) -> None:
    lines = word.text().split("\n")
    assert lines.count(HOSTILE) >= 4
    assert EVERYTHING.title in lines


@pytest.mark.parametrize("parent", ORDERS)
def test_elements_stand_in_the_order_that_word_expects(word: Word, parent: str) -> None:
    order = [f"{W}{name}" for name in ORDERS[parent].split()]
    seen = 0
    for each in (found for part in word.parts.values() for found in part.iter(f"{W}{parent}")):
        tags = [child.tag for child in each]
        if parent == "p":
            assert f"{W}pPr" not in tags[1:]
            continue
        assert set(tags) <= {*order, f"{W}ins", f"{W}del"}, tags
        places = [order.index(tag) for tag in tags if tag in order]
        assert places == sorted(places), tags
        seen += 1
    assert seen or parent == "p"


def test_ids_are_unique_and_references_lead_somewhere(word: Word) -> None:
    document = word.parts["word/document.xml"]
    ids = [
        each.attrib[f"{W}id"]
        for each in document.iter()
        if each.tag in {f"{W}{n}" for n in ("bookmarkStart", "ins", "del")}
    ]
    assert len(ids) == len(set(ids)) > 20
    marks = [value(each, "name") for each in document.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks))
    assert max(map(len, marks)) <= 40
    leads = {each.attrib[f"{W}anchor"] for each in document.iter(f"{W}hyperlink") if f"{W}anchor" in each.attrib}
    told = {
        (each.text or "").split()[1] for each in document.iter(f"{W}instrText") if (each.text or "").startswith(" REF")
    }
    assert told
    assert leads | told <= set(marks)
    related = {each.attrib["Id"] for each in word.parts["word/_rels/document.xml.rels"]}
    used = {value for each in document.iter() for name, value in each.attrib.items() if name in {f"{R}id", f"{R}embed"}}
    assert used <= related


def test_every_part_has_a_kind_and_every_relation_a_part(word: Word) -> None:
    kinds = {each.attrib.get("PartName", each.attrib.get("Extension")) for each in word.parts["[Content_Types].xml"]}
    for name in word.names:
        assert f"/{name}" in kinds or name.rsplit(".", 1)[1] in kinds
    for each in word.parts["word/_rels/document.xml.rels"]:
        assert each.attrib.get("TargetMode") == "External" or f"word/{each.attrib['Target']}" in word.names


def test_styles_that_are_used_are_there(word: Word) -> None:
    there = {each.attrib[f"{W}styleId"] for each in word.parts["word/styles.xml"].iter(f"{W}style")}
    for part in word.parts.values():
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            assert {value(each) for each in part.iter(f"{W}{kind}")} <= there


def test_word_counts_the_numbers_of_the_contract(word: Word) -> None:
    counter = Counter(word.parts["word/numbering.xml"])
    found = {}
    for each in word.body.iter(f"{W}p"):
        number = counter.number(each)
        if number is not None:
            found["".join(node.text or "" for node in each.iter(f"{W}t"))] = number
    assert found["Words"] == "1"
    assert found["A numbered paragraph that others refer to."] == "1.1"
    assert found["Fee"] == "4.1"
    assert found["It is paid once."] == "4.1.1"
    assert found["Bonus, after a number that is not the next"] == "4.3"
    assert found["A clause that is new"] == "4.4"
    assert [found[each] for each in ("first letter", "second letter", "a list that begins again at (a)")] == [
        "(a)",
        "(b)",
        "(a)",
    ]


NUMBERS = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(tuple)


@given(st.lists(st.tuples(st.sampled_from(["1", "A", "(1)", "(a)"]), NUMBERS), max_size=30))
def test_any_numbers_in_any_order_are_counted(wanted: list[tuple[str, tuple[int, ...]]]) -> None:
    lists = Lists()
    numbers = []
    places = []
    for form, (first, *rest) in wanted:
        number = ".".join([chr(ord("A") + first) if form == "A" else str(first), *map(str, rest)])
        if form.startswith("("):
            number = f"({first})" if form == "(1)" else f"({chr(ord('a') + first)})"
        assert counted(number)
        place = lists.numbered("clause", number)
        assert place is not None
        numbers.append(number)
        places.append(place.xml)
    counter = Counter(ET.fromstring(lists.xml()))
    space = W.strip("{}")
    paragraphs = [ET.fromstring(f'<w:p xmlns:w="{space}"><w:pPr>{place}</w:pPr></w:p>') for place in places]
    assert [counter.number(each) for each in paragraphs] == numbers


@pytest.mark.parametrize("number", ["4A", "0.1", "4.", "4.1(a)", "IV", "(4.1)", "(A)", "1.2.3.4.5.6.7.8.9.10", ""])
def test_other_numbers_are_left_as_words(number: str) -> None:
    assert not counted(number)


def test_references_show_the_number_and_lead_to_the_clause(word: Word) -> None:
    inner = "".join(ET.tostring(each, encoding="unicode") for each in word.body.iter(f"{W}p"))
    assert re.search(r"REF _p\d+_fee \\r \\h", inner)
    assert "clause 4.1, part 3, paragraph 1.1, and" in word.text()


def test_tracked_changes_can_be_accepted_and_rejected(word: Word) -> None:
    accepted, rejected = word.text("ins"), word.text("del")
    assert "The fee was £1,000 from 1 April 2031." in accepted
    assert "The fee was £900." in rejected
    assert ("New words." in accepted, "Old words." in accepted) == (True, False)
    assert ("New words." in rejected, "Old words." in rejected) == (False, True)
    marks = [each for tag in ("ins", "del") for each in word.body.iter(f"{W}{tag}")]
    assert {(value(each, "author"), value(each, "date")) for each in marks} == {("A drafter", "2031-04-01T00:00:00Z")}


def test_a_removed_paragraph_goes_with_its_end(word: Word) -> None:
    gone = [each for each in word.body.iter(f"{W}p") if "Old words." in "".join(each.itertext())]
    assert [each.find(f"{W}pPr/{W}rPr/{W}del") is not None for each in gone] == [True]


def test_python_docx_reads_it(content: bytes) -> None:
    read = python_docx.Document(io.BytesIO(content))
    headings = [
        (each.style.name, each.text) for each in read.paragraphs if each.style and each.style.name.startswith("Heading")
    ]
    assert headings[:2] == [("Heading 1", "Words"), ("Heading 1", "Lists and terms")]
    assert ("Heading 3", "Fee") in headings
    due = next(each for each in read.tables if each.style and each.style.name == "Schedule")
    assert [cell.text for cell in due.rows[0].cells] == ["Clause", "Count", "Amount"]
    assert [cell.text for cell in due.rows[3].cells] == ["Total", "", "£4,150.00"]
    assert read.core_properties.title == EVERYTHING.title
    assert read.core_properties.language == "en-GB"
    assert read.core_properties.created in {datetime(2031, 4, 1), datetime(2031, 4, 1, tzinfo=UTC)}
    section = read.sections[0]
    assert EVERYTHING.running in section.header.paragraphs[0].text
    assert EVERYTHING.imprint in "".join(each.text for each in section.footer.paragraphs)


def test_tables_repeat_their_headings_and_split_no_row(word: Word) -> None:
    tables = [each for each in word.body.iter(f"{W}tbl") if value(each.find(f"{W}tblPr/{W}tblStyle")) == "Schedule"]
    assert len(tables) == 2
    for each in tables:
        first, *rest = each.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *rest))
        grid = [int(value(column, "w")) for column in each.findall(f"{W}tblGrid/{W}gridCol")]
        assert [int(value(cell.find(f"{W}tcPr/{W}tcW"), "w")) for cell in first.findall(f"{W}tc")] == grid


def test_pictures_have_words_and_equations_are_equations(word: Word) -> None:
    text = ET.tostring(word.body, encoding="unicode")
    assert 'descr="Nothing is paid below 50 people.' in text
    assert "word/media/picture1.png" in word.names
    equations = list(word.body.iter("{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"))
    assert len(equations) == 8  # of seven formulae, of which one is too long for a line
    assert not [each for each in equations if each[0].tag.endswith("}r") and "".join(each[0].itertext()) in "=+×"]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_words_at_all_make_a_file_that_opens(words: str) -> None:
    from pbrlang.render.model import Document, Paragraph, Section, Text

    inside = Section("a", (Text(words),), (Paragraph((Text(words),)),))
    document = Document(words, words, ((words, (Text(words),)),), (inside,), words, words)
    read = opened(draw(document, ".docx"))
    kept = "".join(each for each in words if each.isprintable())
    assert kept in "".join(each for each in read.text() if each.isprintable())
