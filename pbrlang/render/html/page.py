"""The whole page: its skeleton, its style, and its list of contents."""

import functools
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING

from pbrlang.render.furniture import furniture
from pbrlang.render.html.blocks import Blocks
from pbrlang.render.html.programs import running
from pbrlang.render.model import Block, Clause, Document, Section
from pbrlang.render.model.visiting import numbers

if TYPE_CHECKING:
    from jinja2 import Environment


def html(document: Document) -> bytes:
    """The document as HTML in UTF-8, with its style and pictures inside."""
    blocks = Blocks(numbers(document), furniture(document.language), running)
    page = (
        _environment()
        .get_template("page.html.jinja")
        .render(
            document=document,
            facts=[(name, blocks.inline(words)) for name, words in document.facts],
            contents=_contents(document, blocks),
            body=blocks.write(document.sections),
            style=_text("page.css"),
            words=furniture(document.language),
        )
    )
    return page.encode()


def _contents(document: Document, blocks: Blocks) -> str:
    return _listed(document.sections, blocks, deep=True)


def _listed(sections: Iterable[Block], blocks: Blocks, *, deep: bool) -> str:
    items = []
    for each in sections:
        if isinstance(each, Section | Clause):
            number = f'<span class="number">{each.number}</span> ' if each.number else ""
            inner = _listed(each.blocks, blocks, deep=False) if deep else ""
            items.append(f'<li><a href="#{each.anchor}">{number}{blocks.inline(each.heading)}</a>{inner}</li>')
    return f"<ul>{''.join(items)}</ul>" if items else ""


@functools.cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined)


def _text(name: str) -> str:
    return files("pbrlang.render.html").joinpath(name).read_text(encoding="utf-8")
