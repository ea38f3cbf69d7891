"""A document as PDF, typeset by Typst with the fonts that come with it."""

from typing import TYPE_CHECKING

from pbrlang.render.model import Document
from pbrlang.render.pdf.source import typst_source

if TYPE_CHECKING:
    from typst import PDFStandard


def pdf(document: Document) -> bytes:
    """The document as a tagged PDF that can be read aloud (PDF/UA-1); the same document gives the same bytes.

    One that bears a day is fit to be archived too (PDF/A-2a), which no document without a date is.
    """
    import typst

    fonts = typst.Fonts(include_system_fonts=False)
    source = typst_source(document).encode()
    standards: list[PDFStandard] = ["ua-1"] if document.day is None else ["a-2a", "ua-1"]
    return typst.compile(source, font_paths=fonts, format="pdf", pdf_standards=standards)
