"""What is around the blocks of a Word document: its title, list of contents, and the lines at the ends of each page."""

from collections.abc import Iterable, Iterator

from pbrlang.render import model as m
from pbrlang.render.docx.blocks import Blocks
from pbrlang.render.docx.markup import HEAD, SPACES, escaped, quoted
from pbrlang.render.docx.paragraphs import Manner, paragraph
from pbrlang.render.docx.runs import Look, field
from pbrlang.render.docx.tables import TEXT_WIDTH, pairs
from pbrlang.render.docx.within import Within

_FACT = 2400  # twentieths of a point for the names of facts
_MANY = 12  # headings, from which on a list of them helps
_LISTED = 2  # levels of headings in the list of contents
_END = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/><w:headerReference w:type="first" r:id="rFirst"/>'
    '<w:footerReference w:type="default" r:id="rFooter"/><w:footerReference w:type="first" r:id="rFooter"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="1361" w:bottom="1474" w:left="1361" '
    'w:header="680" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
)


def body(document: m.Document, blocks: Blocks) -> str:
    """The part of a Word document that holds its text."""
    text = blocks.blocks(document.sections, Within())
    inner = f"{_front(document, blocks)}{_contents(document, blocks)}{text}{_END}"
    return f"{HEAD}<w:document {SPACES}><w:body>{inner}</w:body></w:document>"


def header(document: m.Document, blocks: Blocks) -> str:
    """The part at the head of each page but the first."""
    draft = blocks.runs.text(f"\t{blocks.furniture['draft']}", Look(strong=True)) if document.draft else ""
    line = paragraph(blocks.runs.text(document.running) + draft, Manner("Header"), Within(), blocks.parts)
    return f"{HEAD}<w:hdr {SPACES}>{line}</w:hdr>"


def no_header() -> str:
    """The empty head of the first page, which has the title."""
    return f'{HEAD}<w:hdr {SPACES}><w:p><w:pPr><w:pStyle w:val="HeaderOfFirst"/></w:pPr></w:p></w:hdr>'


def footer(document: m.Document, blocks: Blocks) -> str:
    """The part at the foot of each page."""
    said = blocks.furniture
    page = (
        blocks.runs.text(f"{said['page']} ")
        + field("PAGE", "1")
        + blocks.runs.text(f" {said['of']} ")
        + field("NUMPAGES", "1")
    )
    lines = paragraph(page, Manner("Footer", align="right"), Within(), blocks.parts)
    lines += paragraph(blocks.runs.text(document.imprint), Manner("Imprint"), Within(), blocks.parts)
    return f"{HEAD}<w:ftr {SPACES}>{lines}</w:ftr>"


def _front(document: m.Document, blocks: Blocks) -> str:
    def line(words: str, style: str) -> str:
        return paragraph(blocks.runs.text(words), Manner(style), Within(), blocks.parts)

    parts = [line(document.title, "Title")]
    if document.subtitle:
        parts.append(line(document.subtitle, "Subtitle"))
    if document.draft:
        parts.append(line(blocks.furniture["draft"], "Draft"))
    if document.facts:
        rows = [
            (line(name, "Cell"), paragraph(blocks.runs.inlines(words), Manner("Cell"), Within(), blocks.parts))
            for name, words in document.facts
        ]
        parts.append(pairs(rows, (_FACT, TEXT_WIDTH - _FACT), "Facts", Within()))
        parts.append(line("", "TableEnd"))
    return "".join(parts)


def _contents(document: m.Document, blocks: Blocks) -> str:
    """A list of headings that Word can bring up to date; without pages, which only Word knows."""
    headings = [each for each in _headings(document.sections, 1) if each[0] <= _LISTED]
    if len(list(_headings(document.sections, 1))) < _MANY:
        return ""
    title = paragraph(blocks.runs.text(blocks.furniture["contents"]), Manner("TOCHeading"), Within(), blocks.parts)
    code = f'TOC \\o "1-{_LISTED}" \\n \\h \\z \\u'
    before = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = []
    for level, number, heading in headings:
        words = f"{number}\t{m.plain(heading.heading)}" if number else m.plain(heading.heading)
        link = f'<w:hyperlink w:anchor={quoted(blocks.parts.bookmark(heading.anchor))} w:history="1">'
        inner = f"{before}{link}{blocks.runs.text(words)}</w:hyperlink>"
        lines.append(paragraph(inner, Manner(f"TOC{level}"), Within(), blocks.parts))
        before = ""
    end = paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>', Manner("TableEnd"), Within(), blocks.parts)
    return title + "".join(lines) + end


def _headings(blocks: Iterable[m.Block], level: int) -> Iterator[tuple[int, str | None, m.Section | m.Clause]]:
    for each in blocks:
        if isinstance(each, m.Section | m.Clause):
            yield level, each.number, each
            yield from _headings(each.blocks, level + 1)
