"""Documents of the examples, made once for all tests of a run."""

import functools
from collections.abc import Iterator
from pathlib import Path

from pbrlang.api import Contract, load
from pbrlang.render.model import (
    Block,
    Clause,
    Document,
    Formula,
    Inlines,
    Note,
    Paragraph,
    Picture,
    Preformatted,
    Section,
    Table,
    Terms,
    plain,
)
from pbrlang.render.model.visiting import every

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = tuple(sorted(each.parent.name for each in (ROOT / "examples").glob("*/contract.pbr")))


@functools.cache
def contract(name: str) -> Contract:
    return load(ROOT / "examples" / name)


@functools.cache
def document(name: str) -> Document:
    return contract(name).document()


def texts(made: Document) -> Iterator[str]:
    """Every piece of words of a document, block by block."""
    yield from (made.title, made.subtitle)
    for name, words in made.facts:
        yield f"{name} {plain(words)}"
    for block in every(made.sections):
        yield from _of(block)


def _of(block: Block) -> Iterator[str]:
    found: list[Inlines] = []
    match block:
        case Section(heading=heading) | Clause(heading=heading):
            found.append(heading)
            yield block.number or ""
        case Paragraph(words=words):
            found.append(words)
            yield block.number or ""
        case Note(title=title):
            found.append(title)
        case Terms(entries=entries):
            found += [each.term for each in entries]
        case Table(columns=columns, rows=rows, caption=caption):
            found += [caption, *(each.heading for each in columns), *(cell for row in rows for cell in row)]
        case Formula(spoken=spoken, key=key):
            yield spoken
            found += [words for pair in key for words in pair]
        case Picture(chart=chart, caption=caption):
            yield chart.alternative
            found.append(caption)
        case Preformatted(text=text):
            yield text
        case _:
            pass
    yield from map(plain, found)


def whole(made: Document) -> str:
    """All its words."""
    return "\n".join(texts(made))


def words_of(block: Block) -> str:
    """All words of a block, those of the blocks inside it too."""
    return "\n".join(text for each in every((block,)) for text in _of(each))
