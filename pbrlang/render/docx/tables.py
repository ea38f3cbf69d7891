"""Tables of Word: with the headings on each page, and no row in two parts."""

from attrs import evolve, frozen

from pbrlang.render import model as m
from pbrlang.render.docx.markup import quoted
from pbrlang.render.docx.paragraphs import Manner, paragraph
from pbrlang.render.docx.runs import PLAIN, Runs
from pbrlang.render.docx.within import Within
from pbrlang.render.widths import breadth, shares

TEXT_WIDTH = 9184  # twentieths of a point between the margins
_FIRST_COLUMN = (
    '<w:tblLook w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1" '
    'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
)
SHORT = 7  # rows that are kept on one page


def table(of: m.Table, within: Within, runs: Runs) -> str:
    """A table, with its caption above it."""
    width = (TEXT_WIDTH - within.indent) * breadth(of) // 1000
    columns = [width * share // 1000 for share in shares(of)]
    together = len(of.rows) <= SHORT
    look = evolve(PLAIN, change=within.change)
    drawing = _Rows(of, columns, within.change, runs)
    rows = [drawing.headings()]
    for index, row in enumerate(of.rows, 1):
        kept = together and index < len(of.rows)
        rows.append(drawing.row([runs.inlines(words, look) for words in row], kept=kept))
    caption = ""
    if of.caption:
        words = runs.parts.marked(of.anchor, runs.inlines(of.caption, look))
        caption = paragraph(words, Manner("Caption", with_next=True), within, runs.parts)
    end = paragraph("", Manner("TableEnd"), Within(change=within.change), runs.parts)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in columns)
    properties = _properties(of, sum(columns), within)
    return f"{caption}<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{end}"


def pairs(rows: list[tuple[str, str]], widths: tuple[int, int], style: str, within: Within) -> str:
    """A table of names and what is said of each, both as paragraphs."""
    cells = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(name, widths[0])}{_cell(what, widths[1])}</w:tr>"
        for name, what in rows
    )
    head = (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{within.indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_FIRST_COLUMN}</w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>"


def _properties(of: m.Table, width: int, within: Within) -> str:
    said = {"firstRow": True, "lastRow": of.total, "firstColumn": of.row_headings, "lastColumn": False}
    bits = (
        0x0020 | (0x0040 if of.total else 0) | (0x0080 if of.row_headings else 0) | 0x0600
    )  # as the attributes beside it say
    looks = "".join(f' w:{name}="{int(yes)}"' for name, yes in said.items())
    caption = f"<w:tblCaption w:val={quoted(m.plain(of.caption))}/>" if of.caption else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="Schedule"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblInd w:w="{within.indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{bits:04X}"{looks} w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
    )


@frozen
class _Rows:
    """Draws the rows of a table, of which none stands on two pages."""

    of: m.Table
    widths: list[int]
    change: str | None
    runs: Runs

    def headings(self) -> str:
        """The row of headings, which is repeated on each page; it is where a table without a caption is led to."""
        cells = [self.runs.inlines(each.heading, evolve(PLAIN, change=self.change)) for each in self.of.columns]
        cells[0] = self.runs.parts.marked(self.of.anchor, cells[0])
        return self.row(cells, kept=True, repeated="<w:tblHeader/>")

    def row(self, cells: list[str], *, kept: bool, repeated: str = "") -> str:
        """A row, which may have to stand on one page with the next."""
        inside = Within(change=self.change)
        parts = self.runs.parts
        drawn = "".join(
            _cell(paragraph(inner, Manner("Cell", align=column.align, with_next=kept), inside, parts), width)
            for inner, column, width in zip(cells, self.of.columns, self.widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}{parts.changed_mark(self.change)}</w:trPr>{drawn}</w:tr>"


def _cell(inner: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'
