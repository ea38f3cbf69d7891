from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

from pbrlang.render.charts import svg
from pbrlang.render.formats import FORMATS, draw
from pbrlang.render.html.blocks import Blocks
from pbrlang.render.model import (
    Axis,
    Block,
    Bracket,
    Call,
    Case,
    Cases,
    Chart,
    Clause,
    Code,
    Column,
    Document,
    Emphasis,
    Entry,
    Formula,
    Inline,
    Inserted,
    Items,
    Joined,
    Link,
    Mark,
    Math,
    Note,
    Over,
    Paragraph,
    Picture,
    Preformatted,
    Program,
    Removed,
    Section,
    Sign,
    Stretch,
    Strong,
    SumOver,
    Symbol,
    Table,
    Terms,
    Text,
    Words,
)
from pbrlang.render.model.visiting import every

EVIL = '<b>bold</b> *star* _under_ `tick` | bar $sum$ # hash [link](x) <!-- & &amp; "quoted" ~~gone~~ ![]() \\'
CHART = Chart(
    "What is paid <now>",
    Axis("nights", Fraction(0), Fraction(10), ((Fraction(0), "0"), (Fraction(10), "10"))),
    Axis("paid", Fraction(0), Fraction(100), ((Fraction(0), "£0"), (Fraction(100), "£100"))),
    (
        Stretch((Fraction(0), Fraction(0)), (Fraction(5), Fraction(50))),
        Stretch((Fraction(5), Fraction(50)), (Fraction(5), Fraction(90)), jump=True),
    ),
    (Mark("baseline", x=Fraction(5)), Mark("cap", y=Fraction(90)), Mark("here & there", Fraction(5), Fraction(50))),
    "It rises <steadily>.",
)


def _words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def _everything() -> Document:
    maths: tuple[Math, ...] = (
        Words(EVIL),
        Symbol(EVIL, "one"),
        Sign("×"),
        Over(Words("1"), Joined((Words("2"), Sign("+"), Words("3")))),
        Bracket(Words("4")),
        Call("the lesser of", (Words("5"), Words("6"))),
        SumOver("sum", "all <rows>", Words("7")),
        Cases((Case(Words("8"), Words("9")), Case(Words("10")))),
    )
    inlines: tuple[Inline, ...] = (
        Text(EVIL),
        Strong(_words(EVIL)),
        Emphasis(_words(EVIL)),
        Code(EVIL),
        Link("one", _words(EVIL)),
        Link("two", numbered=True),
        Link("https://example.org/?a=1&b=2", _words("outside"), outside=True),
        Inserted(_words(EVIL)),
        Removed(_words(EVIL)),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(inlines),
        Paragraph(_words(EVIL), "4.2.1", "three"),
        Items(((Paragraph(_words("a")),), (Paragraph(_words(EVIL)), Paragraph(_words("c")))), ordered=True),
        Terms((Entry(_words(EVIL), (Paragraph(_words(EVIL)),), "four"),)),
        Table(
            (Column(_words(EVIL)), Column(_words("amount"), "right")),
            ((_words(EVIL), _words("£1")), (_words("total"), _words("£1"))),
            _words(EVIL),
            "five",
            row_headings=True,
            total=True,
        ),
        *(Formula(each, EVIL, ((_words(EVIL), _words("what it is")),)) for each in maths),
        Picture(CHART, _words(EVIL), "six"),
        Note("accepted", _words(EVIL), (Paragraph(_words(EVIL)),), "seven"),
        Preformatted("```\n<b>\n", "pbr"),
        Program("calculator", {}, (Paragraph(_words("instead")),)),
        Clause("4.2", "two", _words(EVIL), (Paragraph(_words("- no list")),), "inserted"),
    )
    section = Section("one", _words(EVIL), blocks, "A")
    return Document(EVIL, EVIL, ((EVIL, _words(EVIL)),), (section,), EVIL, EVIL, draft=True)


def test_the_page_draws_every_class_of_the_model_and_takes_no_words_for_markup() -> None:
    page = draw(_everything(), ".html").decode()
    body = page[page.index("<body>") : page.index("</body>") + len("</body>")]
    tree = ET.fromstring(body)
    tags = {each.tag for each in tree.iter()}
    assert "b" not in tags
    assert not any(each.tag == "script" for each in tree.iter())
    words = " ".join("".join(tree.itertext()).split())
    assert words.count(" ".join(EVIL.split())) >= len(["title", "subtitle", "fact", "name", "footer", "inlines"]) + 20
    assert "https://example.org/?a=1&amp;b=2" in page


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    page = draw(_everything(), ".html").decode()
    assert "src=" not in page
    assert "@import" not in page
    assert "url(" not in page


def test_links_lead_to_what_is_there_and_show_its_number() -> None:
    page = draw(_everything(), ".html").decode()
    assert '<a href="#two">4.2</a>' in page
    assert 'id="two"' in page


def test_markdown_read_back_has_the_words_and_no_markup_of_theirs() -> None:
    markdown = pytest.importorskip("markdown", reason="needs Markdown, which MkDocs brings")

    written = draw(_everything(), ".md").decode()
    read = markdown.markdown(written, extensions=["tables", "fenced_code", "sane_lists"])
    tree = ET.fromstring(f"<body>{read}</body>".replace("&nbsp;", " "))
    assert "b" not in {each.tag for each in tree.iter()}
    words = " ".join("".join(tree.itertext()).split())
    assert words.count("<b>bold</b> *star* _under_ `tick` | bar $sum$ # hash") >= 20
    assert "- no list" in words


def test_every_class_of_block_is_in_the_document_that_these_tests_draw() -> None:
    document = _everything()
    found = {type(each) for each in every(document.sections)}
    assert found == set(Block.__subclasses__())


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_the_same_document_gives_the_same_bytes(suffix: str) -> None:
    assert draw(_everything(), suffix) == draw(_everything(), suffix)
    assert suffix in FORMATS


def test_something_that_no_format_knows_is_a_fault_and_not_left_out() -> None:
    class Odd(Block):
        pass

    with pytest.raises(TypeError, match="Odd"):
        Blocks({}, {}, lambda _, __: None).write([Odd()])


def test_a_picture_is_well_formed_and_says_what_it_shows() -> None:
    tree = ET.fromstring(svg(CHART, "p"))
    space = "{http://www.w3.org/2000/svg}"
    assert tree.findtext(f"{space}title") == CHART.title
    assert tree.findtext(f"{space}desc") == CHART.alternative
    words = [each.text for each in tree.iter(f"{space}text")]
    assert {"baseline", "cap", "here & there", "£100"} <= set(words)
    assert len([each for each in tree.iter(f"{space}path") if each.get("class") == "jump"]) == 1
