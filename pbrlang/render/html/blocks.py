"""Blocks of a document as HTML."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from attrs import define, field

from pbrlang.render.charts import svg
from pbrlang.render.html.inline import Inliner
from pbrlang.render.html.mathml import Mathematician
from pbrlang.render.model import (
    Block,
    Clause,
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
    plain,
)

_DEEPEST = 6


@define
class Blocks:
    """Writes blocks one after another; headings of blocks inside others are one level smaller."""

    numbers: Mapping[str, str]
    furniture: dict[str, str]
    programs: Callable[[Program, str], str | None]
    _inliner: Inliner = field(init=False)
    _pictures: int = 0

    def __attrs_post_init__(self) -> None:
        self._inliner = Inliner(self.numbers)

    def inline(self, parts: Inlines) -> str:
        """Words within a block."""
        return self._inliner.write(parts)

    def write(self, blocks: Iterable[Block], level: int = 2) -> str:
        """The blocks, of which a heading has this level."""
        return "\n".join(self._one(each, level) for each in blocks)

    def _one(self, block: Block, level: int) -> str:
        writers: dict[type[Block], Callable[[Any, int], str]] = {
            Paragraph: self._paragraph,
            Items: self._items,
            Terms: self._terms,
            Table: self._table,
            Formula: self._formula,
            Picture: self._picture,
            Note: self._note,
            Preformatted: self._preformatted,
            Program: self._program,
            Clause: self._clause,
            Section: self._section,
        }
        writer = writers.get(type(block))
        if writer is None:
            raise TypeError(f"no HTML is written for {type(block).__name__}")
        return writer(block, level)

    def _paragraph(self, block: Paragraph, _level: int) -> str:
        words = self.inline(block.words)
        if not block.number:
            return f"<p{_id(block.anchor)}>{words}</p>"
        number = f'<span class="number">{escape(block.number)}</span>'
        return f'<p class="numbered"{_id(block.anchor)}>{number} <span>{words}</span></p>'

    def _items(self, block: Items, level: int) -> str:
        items = "\n".join(f"<li>{self.write(each, level)}</li>" for each in block.items)
        return f'<ol type="a">{items}</ol>' if block.ordered else f"<ul>{items}</ul>"

    def _terms(self, block: Terms, level: int) -> str:
        rows = []
        for entry in block.entries:
            term = f"<dt{_id(entry.anchor)}>{self.inline(entry.term)}</dt>"
            rows.append(f"{term}<dd>{self.write(entry.blocks, level)}</dd>")
        return f"<dl>{''.join(rows)}</dl>"

    def _table(self, block: Table, _level: int) -> str:
        heads = "".join(
            f'<th scope="col" class="{escape(each.align)}">{self.inline(each.heading)}</th>' for each in block.columns
        )
        rows = []
        for number, row in enumerate(block.rows):
            last = block.total and number == len(block.rows) - 1
            kind = ' class="total"' if last else ""
            rows.append(f"<tr{kind}>{self._cells(block, row)}</tr>")
        caption = f"<caption>{self.inline(block.caption)}</caption>" if block.caption else ""
        said = plain(block.caption) or ", ".join(plain(each.heading) for each in block.columns)
        box = f'<div class="table" role="group" tabindex="0" aria-label="{escape(said)}"{_id(block.anchor)}>'
        return f"{box}<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"

    def _cells(self, block: Table, row: tuple[Inlines, ...]) -> str:
        cells = []
        for place, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
            kind, scope = ("th", ' scope="row"') if block.row_headings and not place else ("td", "")
            cells.append(f'<{kind}{scope} class="{escape(column.align)}">{self.inline(cell)}</{kind}>')
        return "".join(cells)

    def _formula(self, block: Formula, _level: int) -> str:
        math = Mathematician(self.furniture).write(block.math, block.spoken)
        rows = "".join(f"<dt>{self.inline(term)}</dt><dd>{self.inline(words)}</dd>" for term, words in block.key)
        key = f'<p class="where">{self.furniture["where"]}</p><dl class="key">{rows}</dl>' if rows else ""
        box = f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(block.spoken)}">{math}</div>'
        return f'<div class="formula">{box}{key}</div>'

    def _picture(self, block: Picture, _level: int) -> str:
        self._pictures += 1
        drawn = svg(block.chart, f"picture-{self._pictures}")
        caption = f"<figcaption>{self.inline(block.caption)}</figcaption>" if block.caption else ""
        return f"<figure{_id(block.anchor)}>{drawn}{caption}</figure>"

    def _note(self, block: Note, level: int) -> str:
        kind = escape(block.kind.replace(" ", "-"))
        title = f'<p class="note-title">{self.inline(block.title)}</p>' if block.title else ""
        label = f' aria-label="{escape(plain(block.title))}"' if block.title else ""
        inner = self.write(block.blocks, level)
        return f'<div class="note {kind}" role="note"{label}{_id(block.anchor)}>{title}{inner}</div>'

    def _preformatted(self, block: Preformatted, _level: int) -> str:
        kind = f' class="language-{escape(block.language)}"' if block.language else ""
        return f'<pre tabindex="0"><code{kind}>{escape(block.text, quote=False)}</code></pre>'

    def _program(self, block: Program, level: int) -> str:
        instead = self.write(block.instead, level)
        running = self.programs(block, instead)
        return instead if running is None else running

    def _clause(self, block: Clause, level: int) -> str:
        change = f" {escape(block.change)}" if block.change else ""
        heading = self._heading(level, block.number, block.heading)
        inner = self.write(block.blocks, level + 1)
        return f'<section class="clause{change}"{_id(block.anchor)}>{heading}{inner}</section>'

    def _section(self, block: Section, level: int) -> str:
        heading = self._heading(level, block.number, block.heading)
        return f"<section{_id(block.anchor)}>{heading}{self.write(block.blocks, level + 1)}</section>"

    def _heading(self, level: int, number: str | None, words: Inlines) -> str:
        before = f'<span class="number">{escape(number)}</span> ' if number else ""
        size = min(level, _DEEPEST)
        return f"<h{size}>{before}{self.inline(words)}</h{size}>"


def _id(anchor: str | None) -> str:
    return f' id="{escape(anchor)}"' if anchor else ""
