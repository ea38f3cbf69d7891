"""Blocks of a document as Markdown."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from pbrlang.render.furniture import furniture
from pbrlang.render.markdown.formulae import linear
from pbrlang.render.markdown.inline import Inliner, escaped, lined
from pbrlang.render.model import (
    Block,
    Clause,
    Document,
    Formula,
    Inlines,
    Items,
    Note,
    Paragraph,
    Picture,
    Preformatted,
    Program,
    Section,
    Table,
    Terms,
)
from pbrlang.render.model.visiting import numbers

_DEEPEST = 6
_RULES = {"left": ":---", "right": "---:", "centre": ":---:"}


def markdown(document: Document) -> bytes:
    """The document as Markdown in UTF-8."""
    writer = _Writer(Inliner(numbers(document)), furniture(document.language))
    parts = [f"# {escaped(document.title)}", escaped(document.subtitle)]
    if document.draft:
        parts.insert(1, f"**{writer.furniture['draft']}**")
    parts += [f"**{escaped(name)}:** {writer.inline(words)}" for name, words in document.facts]
    parts.append(writer.blocks(document.sections, 2))
    if document.imprint:
        parts += ["---", escaped(document.imprint)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


@frozen
class _Writer:
    inliner: Inliner
    furniture: Mapping[str, str]

    def inline(self, parts: Inlines) -> str:
        return self.inliner.write(parts)

    def blocks(self, blocks: Iterable[Block], level: int) -> str:
        return "\n\n".join(text for text in (self._one(each, level) for each in blocks) if text)

    def _one(self, block: Block, level: int) -> str:
        writers: dict[type[Block], Callable[[Any, int], str]] = {
            Paragraph: self._paragraph,
            Items: self._items,
            Terms: self._terms,
            Table: self._table,
            Formula: self._formula,
            Picture: self._picture,
            Note: self._note,
            Preformatted: _preformatted,
            Program: lambda each, depth: self.blocks(each.instead, depth),
            Clause: self._headed,
            Section: self._headed,
        }
        writer = writers.get(type(block))
        if writer is None:
            raise TypeError(f"no Markdown is written for {type(block).__name__}")
        return writer(block, level)

    def _paragraph(self, block: Paragraph, _level: int) -> str:
        number = f"**{escaped(block.number)}** " if block.number else ""
        return _anchor(block.anchor) + lined(number + self.inline(block.words))

    def _items(self, block: Items, level: int) -> str:
        items = []
        for place, each in enumerate(block.items):
            letter = f"({chr(ord('a') + place % 26)}) " if block.ordered else ""
            items.append(_set_in(f"- {letter}", self.blocks(each, level)))
        return "\n".join(items)

    def _terms(self, block: Terms, level: int) -> str:
        told = []
        for entry in block.entries:
            term = f"{_anchor(entry.anchor)}**{self.inline(entry.term)}**"
            told.append(_set_in("- ", f"{term}\n\n{self.blocks(entry.blocks, level)}".strip()))
        return "\n\n".join(told)

    def _table(self, block: Table, _level: int) -> str:
        caption = (
            f"{_anchor(block.anchor)}**{self.inline(block.caption)}**\n\n" if block.caption else _anchor(block.anchor)
        )
        heads = [self.inline(each.heading) or " " for each in block.columns]
        rules = [_RULES[each.align] for each in block.columns]
        rows = [[self.inline(cell) or " " for cell in row] for row in block.rows]
        if block.total and rows:
            rows[-1] = [f"**{cell}**" if cell.strip() else cell for cell in rows[-1]]
        return caption + "\n".join(f"| {' | '.join(row)} |" for row in [heads, rules, *rows])

    def _formula(self, block: Formula, _level: int) -> str:
        lines = [f"> {escaped(linear(block.math, self.furniture))}"]
        if block.key:
            lines += [">", f"> {self.furniture['where']}", ">"]
            lines += [f"> - **{self.inline(term)}**: {self.inline(words)}" for term, words in block.key]
        return "\n".join(lines)

    def _picture(self, block: Picture, _level: int) -> str:
        caption = f"**{self.inline(block.caption)}**\n\n" if block.caption else ""
        return f"{_anchor(block.anchor)}{caption}{self.furniture['picture']}: {escaped(block.chart.alternative)}"

    def _note(self, block: Note, level: int) -> str:
        title = f"**{self.inline(block.title)}**" if block.title else ""
        inner = "\n\n".join(each for each in (title, self.blocks(block.blocks, level)) if each)
        return _anchor(block.anchor) + "\n".join(f"> {line}".rstrip() for line in inner.splitlines())

    def _headed(self, block: Clause | Section, level: int) -> str:
        number = f"{escaped(block.number)} " if block.number else ""
        heading = f"{'#' * min(level, _DEEPEST)} {number}{self.inline(block.heading)}"
        return f'<a id="{block.anchor}"></a>\n\n{heading}\n\n{self.blocks(block.blocks, level + 1)}'.rstrip()


def _preformatted(block: Preformatted, _level: int) -> str:
    fence = "`" * max(3, max(map(len, re.findall("`+", block.text)), default=0) + 1)
    return f"{fence}{block.language}\n{block.text.rstrip(chr(10))}\n{fence}"


def _anchor(anchor: str | None) -> str:
    return f'<a id="{anchor}"></a>' if anchor else ""


def _set_in(mark: str, text: str) -> str:
    """Lines below a mark of a list, set in as its first line is."""
    first, *rest = text.split("\n")
    return "\n".join([f"{mark}{first}", *(f"  {line}" if line else "" for line in rest)])
