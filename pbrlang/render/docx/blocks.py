"""Blocks of a document as paragraphs and tables of Word."""

from collections.abc import Iterable

from attrs import evolve, frozen

from pbrlang.render import model as m
from pbrlang.render.docx.maths import equation
from pbrlang.render.docx.numbering import HANG, STEP, Lists, Place
from pbrlang.render.docx.paragraphs import Manner, paragraph
from pbrlang.render.docx.parts import Parts
from pbrlang.render.docx.pictures import picture
from pbrlang.render.docx.runs import PLAIN, Look, Runs
from pbrlang.render.docx.tables import SHORT, TEXT_WIDTH, pairs, table
from pbrlang.render.docx.within import Within
from pbrlang.render.lines import lines
from pbrlang.render.lists import with_lists_set_in

_HEADINGS = 6
_KEY = 2600  # twentieths of a point for the terms in the key of a formula


@frozen
class Blocks:
    """Draws blocks one after another."""

    runs: Runs
    lists: Lists
    furniture: dict[str, str]

    @property
    def parts(self) -> Parts:
        """What the document gathers."""
        return self.runs.parts

    def blocks(self, blocks: Iterable[m.Block], within: Within) -> str:
        """Paragraphs and tables for blocks."""
        further = evolve(within, indent=within.indent + HANG)
        return "".join(self.block(each, further if set_in else within) for each, set_in in with_lists_set_in(blocks))

    def block(self, block: m.Block, within: Within) -> str:
        """Paragraphs and tables for a block."""
        match block:
            case m.Section(number=number, anchor=anchor, heading=words, blocks=inner):
                heading = self._heading("section", number, anchor, words, within)
                return heading + self.blocks(inner, evolve(within, level=within.level + 1))
            case m.Clause(number=number, anchor=anchor, heading=words, blocks=inner):
                around = evolve(within, change=block.change or within.change, in_clause=True)
                heading = self._heading("clause", number, anchor, words, around)
                return heading + self.blocks(inner, evolve(around, level=within.level + 1))
            case m.Items():
                return self._items(block, within)
            case m.Terms(entries=entries):
                return "".join(self._entry(each, within) for each in entries)
            case m.Note():
                return self._note(block, within)
            case m.Program(instead=instead):
                return self.blocks(instead, within)
            case _:
                return self._plain_block(block, within)

    def _plain_block(self, block: m.Block, within: Within) -> str:
        """A block that holds no others."""
        match block:
            case m.Paragraph():
                return self._paragraph(block, within)
            case m.Table():
                return table(block, within, self.runs)
            case m.Formula():
                return self._formula(block, within)
            case m.Picture():
                return self._picture(block, within)
            case m.Preformatted(text=text):
                return self._line(self.runs.text(text, _look(within)), Manner("Preformatted"), within)
            case _:
                raise TypeError(f"{type(block).__name__} is not drawn")

    def _line(self, inner: str, manner: Manner, within: Within) -> str:
        return paragraph(inner, manner, within, self.parts)

    def _heading(self, run: str, number: str | None, anchor: str, words: m.Inlines, within: Within) -> str:
        place = self.lists.numbered(run, number) if number is not None else None
        said = self.runs.inlines(words, _look(within))
        if number is not None and place is None:
            said = self.runs.text(f"{number}\t", _look(within)) + said
        hanging = HANG if number is not None else 0
        manner = Manner(f"Heading{min(within.level, _HEADINGS)}", place, left=hanging, hanging=hanging)
        return self._line(self.parts.marked(anchor, said), manner, within)

    def _paragraph(self, block: m.Paragraph, within: Within) -> str:
        words = self.runs.inlines(block.words, _look(within))
        if block.number is None:
            leads = m.plain(block.words).endswith(":")
            return self._line(self.parts.marked(block.anchor, words), Manner(with_next=leads), within)
        place = self.lists.numbered("clause" if within.in_clause else "section", block.number)
        if place is None:
            words = self.runs.text(f"{block.number}\t", _look(within)) + words
        manner = Manner("Numbered", place, left=HANG, hanging=HANG)
        return self._line(self.parts.marked(block.anchor, words), manner, within)

    def _items(self, block: m.Items, within: Within) -> str:
        place = self.lists.letter(within.depth) if block.ordered else self.lists.dot(within.depth)
        return "".join(self._item(each, place, within) for each in block.items)

    def _item(self, blocks: tuple[m.Block, ...], place: Place, within: Within) -> str:
        first, *rest = blocks
        inside = evolve(within, indent=within.indent + STEP, depth=within.depth + 1)
        manner = Manner("ListParagraph", place, left=STEP, hanging=STEP)
        if isinstance(first, m.Paragraph) and first.number is None:
            words = self.parts.marked(first.anchor, self.runs.inlines(first.words, _look(within)))
            return self._line(words, manner, within) + self.blocks(rest, inside)
        return self._line("", manner, within) + self.blocks(blocks, inside)

    def _entry(self, entry: m.Entry, within: Within) -> str:
        term = self.parts.marked(entry.anchor, self.runs.inlines(entry.term, _look(within)))
        inside = evolve(within, indent=within.indent + STEP)
        return self._line(term, Manner("Term"), within) + self.blocks(entry.blocks, inside)

    def _note(self, note: m.Note, within: Within) -> str:
        inside = evolve(within, note=note.kind, indent=within.indent + 200)
        title = self.parts.marked(note.anchor, self.runs.inlines(note.title, _look(within)))
        end = self._line("", Manner("TableEnd"), evolve(within, note=None))
        return self._line(title, Manner("NoteTitle"), inside) + self.blocks(note.blocks, inside) + end

    def _formula(self, formula: m.Formula, within: Within) -> str:
        whole = lines(formula.math, self.furniture)
        first, *more = [self._equation(each, within, centred=len(whole) == 1) for each in whole]
        keyed = bool(formula.key)
        manner = Manner("LongFormula" if more else "Formula", with_next=bool(more) or keyed)
        shown = self._line(first, manner, within)
        for number, each in enumerate(more, 1):
            further = Manner("LongFormula", left=STEP, with_next=number < len(more) or keyed)
            shown += self._line(each, further, within)
        if not formula.key:
            return shown
        inside = Within(change=within.change)
        rows = []
        for place, pair in enumerate(formula.key, 1):
            cell = Manner("Cell", with_next=place < len(formula.key) <= SHORT)
            name, what = (self._line(self.runs.inlines(words, _look(within)), cell, inside) for words in pair)
            rows.append((name, what))
        where = self._line(
            self.runs.text(self.furniture["where"], _look(within)), Manner("Where", with_next=True), within
        )
        indented = evolve(within, indent=within.indent + STEP)
        width = TEXT_WIDTH - indented.indent
        key = pairs(rows, (_KEY, width - _KEY), "Key", indented)
        return shown + where + key + self._line("", Manner("TableEnd"), inside)

    def _equation(self, math: m.Math, within: Within, *, centred: bool) -> str:
        """An equation; a tracked change cannot hold one that is set apart, so there it stands in the line."""
        drawn = equation(math, self.furniture)
        if within.change is not None:
            return self.parts.change(within.change, drawn)
        side = "center" if centred else "left"
        return f'<m:oMathPara><m:oMathParaPr><m:jc m:val="{side}"/></m:oMathParaPr>{drawn}</m:oMathPara>'

    def _picture(self, block: m.Picture, within: Within) -> str:
        drawn = self.parts.marked(block.anchor, self.parts.change(within.change, picture(block.chart, self.parts)))
        shown = self._line(drawn, Manner("Picture", align="centre", with_next=bool(block.caption)), within)
        if not block.caption:
            return shown
        caption = self.runs.inlines(block.caption, _look(within))
        return shown + self._line(caption, Manner("PictureCaption", align="centre"), within)


def _look(within: Within) -> Look:
    return evolve(PLAIN, change=within.change)
