"""A document as a file of Word: real styles, numbers, references, equations and tracked changes."""

from pbrlang.render.docx.blocks import Blocks
from pbrlang.render.docx.frame import body, footer, header, no_header
from pbrlang.render.docx.numbering import Lists, counted
from pbrlang.render.docx.package import packed
from pbrlang.render.docx.parts import Author, Parts
from pbrlang.render.docx.runs import Runs
from pbrlang.render.furniture import furniture
from pbrlang.render.model import Document
from pbrlang.render.model.visiting import numbers
from pbrlang.render.places import places


def docx(document: Document) -> bytes:
    """The document as DOCX; the same document always gives the same bytes."""
    day = document.day.isoformat() if document.day is not None else None
    parts = Parts(Author(document.author, day))
    by_word = {anchor for anchor, number in numbers(document).items() if counted(number)}
    lists = Lists()
    blocks = Blocks(Runs(parts, places(document), by_word), lists, furniture(document.language))
    texts = {
        "document": body(document, blocks),
        "header": header(document, blocks),
        "first": no_header(),
        "footer": footer(document, blocks),
        "numbering": lists.xml(),
    }
    return packed(document, texts, parts)
