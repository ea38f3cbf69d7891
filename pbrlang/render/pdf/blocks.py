"""Blocks of a document as Typst source."""

from collections.abc import Iterable

from attrs import field, frozen

from pbrlang.render import model as m
from pbrlang.render.charts import svg
from pbrlang.render.lines import lines
from pbrlang.render.lists import with_lists_set_in
from pbrlang.render.pdf.words import Maths, inlines, listed, string
from pbrlang.render.widths import breadth, shares

_ROOM = 96  # letters of a formula on a line
_NEXT_LINE = " \\ quad quad "


@frozen
class Drawing:
    """Draws blocks; knows what can be led to, the words of furniture, and which names have been given."""

    places: dict[str, str]
    furniture: dict[str, str]
    _used: set[str] = field(factory=set)

    def blocks(self, blocks: Iterable[m.Block], level: int = 1) -> str:
        """Content of Typst with one block after another; headings in them start at a level."""
        drawn = [
            f"#set-in({self.block(each, level)})\n" if set_in else f"#{self.block(each, level)}\n"
            for each, set_in in with_lists_set_in(blocks)
        ]
        return f"[\n{''.join(drawn)}]"

    def block(self, block: m.Block, level: int) -> str:
        """An expression of Typst that gives a block."""
        match block:
            case m.Section():
                return self._section(block, level)
            case m.Clause():
                return self._clause(block, level)
            case m.Items(items=items, ordered=ordered):
                kind = "enum" if ordered else "list"
                return f"{kind}(tight: false, {', '.join(self.blocks(each, level) for each in items)})"
            case m.Terms(entries=entries):
                return "[" + "".join(f"#{self._entry(each, level)}\n" for each in entries) + "]"
            case m.Note(kind=kind, title=title, blocks=inner):
                drawn = f"note-box({string(kind)}, {self.words(title)}, {self.blocks(inner, level)})"
                return self._anchored(block.anchor, drawn)
            case m.Program(instead=instead):
                return self.blocks(instead, level)
            case _:
                return self._plain_block(block)

    def _plain_block(self, block: m.Block) -> str:
        """A block that holds no others."""
        match block:
            case m.Paragraph():
                return self._paragraph(block)
            case m.Table():
                return self._table(block)
            case m.Formula():
                return self._formula(block)
            case m.Picture(chart=chart, caption=caption):
                drawn = f"figure-of({string(svg(chart))}, {string(chart.alternative)}, {self._or_none(caption)})"
                return self._anchored(block.anchor, drawn)
            case m.Preformatted(text=text, language=language):
                return f"kept({string(text)}, {string(language) if language else 'none'})"
            case _:
                raise TypeError(f"{type(block).__name__} is not drawn")

    def words(self, parts: m.Inlines) -> str:
        """Content of Typst that says these words."""
        return inlines(parts, self.places)

    def _section(self, section: m.Section, level: int) -> str:
        heading = self._heading(section.number, section.anchor, section.heading, level)
        return f"[#{heading}\n#{self.blocks(section.blocks, level + 1)}]"

    def _clause(self, clause: m.Clause, level: int) -> str:
        heading = self._heading(clause.number, clause.anchor, clause.heading, level)
        drawn = f"[#{heading}\n#{self.blocks(clause.blocks, level + 1)}]"
        if clause.change is None:
            return drawn
        word = self.furniture[clause.change].capitalize()
        return f"changed({string(clause.change)}, {string(word)}, {drawn})"

    def _heading(self, number: str | None, anchor: str, words: m.Inlines, level: int) -> str:
        numbered = string(number) if number is not None else "none"
        return f"part({level}, {numbered}, {self._label(anchor)}, {self.words(words)})"

    def _paragraph(self, paragraph: m.Paragraph) -> str:
        words = f"par({self.words(paragraph.words)})"
        if paragraph.number is not None:
            words = f"numbered({string(paragraph.number)}, {words})"
        return self._anchored(paragraph.anchor, words)

    def _entry(self, entry: m.Entry, level: int) -> str:
        return f"term({self._label(entry.anchor)}, {self.words(entry.term)}, {self.blocks(entry.blocks, level)})"

    def _table(self, table: m.Table) -> str:
        heading = listed(self.words(each.heading) for each in table.columns)
        rows = listed(listed(self.words(cell) for cell in row) for row in table.rows)
        sides = {"left": "left", "right": "right", "centre": "center"}
        aligns = listed(sides[each.align] for each in table.columns)
        wide = breadth(table)
        options = f"caption: {self._or_none(table.caption)}, total: {'true' if table.total else 'false'}"
        widths = listed(map(str, shares(table)))
        drawn = f"sheet({wide // 10}, {widths}, {aligns}, {heading}, {rows}, {options})"
        return self._anchored(table.anchor, drawn)

    def _formula(self, formula: m.Formula) -> str:
        maths = Maths(self.places, self.furniture)
        first, *more = map(maths.drawn, lines(formula.math, self.furniture, _ROOM))
        called = "long-formula" if more else "formula"
        drawn = f"{called}({string(formula.spoken)}, ${_NEXT_LINE.join([first, *more])}$.body)"
        if not formula.key:
            return drawn
        rows = listed(listed((self.words(name), self.words(what))) for name, what in formula.key)
        return f"[#{drawn}\n#key-of({string(self.furniture['where'])}, {rows})]"

    def _or_none(self, words: m.Inlines) -> str:
        return self.words(words) if words else "none"

    def _anchored(self, anchor: str | None, drawn: str) -> str:
        return f"anchored({self._label(anchor)}, {drawn})" if anchor is not None else drawn

    def _label(self, anchor: str | None) -> str:
        """The name that leads to a block; of two with the same name only the first has it."""
        if anchor is None or anchor in self._used:
            return "none"
        self._used.add(anchor)
        return string(anchor)
