"""A document as PDF, typeset by Typst with the fonts that come with it."""

from pbrlang.render.model import Document
from pbrlang.render.pdf.source import typst_source


def pdf(document: Document) -> bytes:
    """The document as a tagged PDF (PDF/UA-1) that any reader can be told; the same document gives the same bytes."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False)
    source = typst_source(document).encode()
    return typst.compile(source, font_paths=fonts, format="pdf", pdf_standards=["ua-1"])
