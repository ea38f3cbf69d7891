"""What draws a document, by the end of its file's name."""

import importlib
from collections.abc import Callable

from attrs import frozen

from pbrlang.render.model import Document

Draw = Callable[[Document], bytes]
"""Draws a document as the bytes of a file; the same document always gives the same bytes."""


@frozen
class Format:
    """A format: what it is called, the module and the function that draw it, and which packages it needs."""

    suffix: str
    name: str
    module: str
    function: str
    needs: tuple[str, ...] = ()


_ALL = (
    Format(".html", "a web page", "pbrlang.render.html", "html", ("jinja2",)),
    Format(".md", "Markdown", "pbrlang.render.markdown", "markdown"),
    Format(".docx", "a Word document", "pbrlang.render.docx", "docx", ("typst",)),
    Format(".pdf", "PDF", "pbrlang.render.pdf", "pdf", ("typst",)),
)

FORMATS = {each.suffix: each for each in _ALL}
"""The formats by the end of a file's name, such as `.html`."""


class LacksPackage(ImportError):
    """A package that a format needs is not installed; its words say what to install."""


def drawing(suffix: str) -> Draw:
    """What draws a document in the format of a file whose name ends so.

    Raises KeyError for a suffix that is not in `FORMATS`, LacksPackage where its packages are not installed.
    """
    wanted = FORMATS[suffix]
    for package in wanted.needs:
        try:
            importlib.import_module(package)
        except ImportError:
            told = f"to write {wanted.name} ({suffix}), install pbrlang with `documents`: "
            raise LacksPackage(f"{told}pip install 'pbrlang[documents]'") from None
    draw: Draw = getattr(importlib.import_module(wanted.module), wanted.function)
    return draw


def draw(document: Document, suffix: str) -> bytes:
    """A document as the bytes of a file whose name ends so; see `drawing`."""
    return drawing(suffix)(document)
