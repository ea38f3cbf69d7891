"""Lines into blocks: a header at the margin, items below it, deeper lines as their continuation, tables."""

from attrs import define, field, frozen

from pbrlang.diagnostics import Diagnostic
from pbrlang.source import Source, Span
from pbrlang.syntax import words
from pbrlang.syntax.errors import BlockIndented, IndentNeeded, StrayTable, UnevenIndent
from pbrlang.syntax.layout.lines import Line, read_lines
from pbrlang.syntax.layout.tables import read_grid
from pbrlang.syntax.tree.base import Grid

_WITH_TABLES = frozenset(("tariff", "table", "payers", "split"))
_KNOWN = frozenset((*words.BLOCKS, *(word for items in words.ITEMS.values() for word in items)))


@frozen(eq=False)
class RawItem:
    """One header or item: its words with comments blanked, where they stand, and its table if it has one."""

    text: str
    span: Span
    grid: Grid | None = None


@frozen(eq=False)
class RawBlock:
    """A header with what stands below it. `keyword` is `definition` where the header starts with a term."""

    keyword: str
    header: RawItem
    items: tuple["RawItem | RawBlock", ...]
    grid: Grid | None
    number: str | None


@define(eq=False, repr=False)
class _Draft:
    """A header or item while its lines are gathered."""

    line: Line
    end: int
    rows: list[Line] = field(factory=list)
    inner: list["_Draft"] = field(factory=list)

    @property
    def word(self) -> str:
        return first_word(self.line.text)


def first_word(text: str) -> str:
    """The first word of a line, without a colon after it."""
    return text.split(maxsplit=1)[0].rstrip(":")


def read_layout(source: Source) -> tuple[tuple[RawBlock, ...], list[Diagnostic]]:
    """Cut a contract into blocks and items, with clause numbers, and say what does not line up."""
    lines, clean, complaints = read_lines(source)
    reader = _Reader(source, clean, complaints)
    drafts: list[_Draft] = []
    for line in lines:
        reader.place(line, drafts)
    return reader.numbered(drafts), reader.complaints


@define(eq=False, repr=False)
class _Reader:
    source: Source
    clean: str
    complaints: list[Diagnostic]

    def place(self, line: Line, drafts: list[_Draft]) -> None:
        """Put a line where its indentation says it belongs."""
        if line.indent == 0 and not line.text.startswith("|"):
            if not self._misplaced(line, drafts):
                drafts.append(_Draft(line, line.end))
        elif not drafts:
            if first_word(line.text) in words.BLOCKS:
                self.complaints.append(UnevenIndent(self._span(line), wanted=0, found=line.indent))
            drafts.append(_Draft(line, line.end))
        elif _opens_outside(line, drafts[-1]):
            place = Span(self.source, line.start, line.start + len(first_word(line.text)))
            self.complaints.append(BlockIndented(place, word=first_word(line.text), above=drafts[-1].word))
            drafts.append(_Draft(line, line.end))
        else:
            self._place_inside(line, drafts[-1])

    def _misplaced(self, line: Line, drafts: list[_Draft]) -> bool:
        """Whether a line at the margin is plainly an item of the block above, which it is then read as."""
        word = first_word(line.text)
        if not drafts or word in words.BLOCKS or word[:1].isupper():
            return False
        rule = words.BLOCKS.get(drafts[-1].word)
        if rule is None or word not in words.ITEMS.get(rule, ()):
            return False
        wanted = drafts[-1].inner[0].line.indent if drafts[-1].inner else 4
        self.complaints.append(IndentNeeded(self._span(line), block=drafts[-1].word, wanted=wanted))
        drafts[-1].inner.append(_Draft(line, line.end))
        return True

    def _place_inside(self, line: Line, block: _Draft) -> None:
        """Put an indented line into a block: as an item, a row of a table, or a continuation."""
        if line.text.startswith("|"):
            self._place_row(line, block)
            return
        if _is_definition(block) and not line.text.startswith(('"', "accept ")):
            block.end = line.end
            return
        if not block.inner and self._goes_on(block):
            block.end = line.end
            return
        if not block.inner:
            block.inner.append(_Draft(line, line.end))
            return
        level = block.inner[0].line.indent or 4
        last = block.inner[-1]
        if line.indent == level:
            block.inner.append(_Draft(line, line.end))
        elif line.indent < level:
            self.complaints.append(UnevenIndent(self._span(line), wanted=level, found=line.indent))
            block.inner.append(_Draft(line, line.end))
        elif block.word == "outcome" and _opens_block(last):
            self._place_inside(line, last)
        else:
            last.end = line.end

    def _goes_on(self, block: _Draft) -> bool:
        """Whether a header ends in a comma, so that the line below it belongs to it."""
        return self.clean[block.line.start : block.end].rstrip().endswith(",")

    def _place_row(self, line: Line, block: _Draft) -> None:
        """A row belongs to the last item that it is indented under, else to the block."""
        owner = block
        while owner.inner and line.indent > owner.inner[-1].line.indent:
            owner = owner.inner[-1]
        owner.rows.append(line)

    def numbered(self, drafts: list[_Draft]) -> tuple[RawBlock, ...]:
        """Freeze the drafts, giving each block that states a right the next number."""
        blocks, count = [], 0
        for draft in drafts:
            number = None
            if draft.word not in words.UNNUMBERED:
                count += 1
                number = str(count)
            blocks.append(self._block(draft, number))
        return tuple(blocks)

    def _block(self, draft: _Draft, number: str | None) -> RawBlock:
        items: list[RawItem | RawBlock] = []
        count = 0
        for inner in draft.inner:
            if draft.word == "outcome" and _opens_block(inner):
                count += 1
                items.append(self._block(inner, f"{number}.{count}"))
            else:
                items.append(self._item(inner, number, f"the item `{inner.word}`", draft.word == "variation"))
        grid = self._grid(draft, number)
        if grid is not None and _is_known(draft) and draft.word not in _WITH_TABLES:
            self.complaints.append(StrayTable(grid.span, under=f"`{draft.word}`"))
        keyword = draft.word if draft.word in words.BLOCKS else "definition"
        return RawBlock(keyword, self._item(draft, number, None), tuple(items), grid, number)

    def _item(self, draft: _Draft, number: str | None, called: str | None, tables: bool = False) -> RawItem:
        span = Span(self.source, draft.line.start, draft.end, number)
        grid = self._grid(draft, number) if called else None
        if grid is not None and _is_known(draft) and draft.word != "given" and not tables:
            self.complaints.append(StrayTable(grid.span, under=called or ""))
        return RawItem(self.clean[span.start : span.end], span, grid)

    def _grid(self, draft: _Draft, number: str | None) -> Grid | None:
        if not draft.rows:
            return None
        spans = [Span(self.source, row.start, row.end, number) for row in draft.rows]
        grid, complaints = read_grid(spans)
        if _is_known(draft):
            self.complaints.extend(complaints)
        return grid

    def _span(self, line: Line) -> Span:
        return Span(self.source, line.start, line.end)


def _is_known(draft: _Draft) -> bool:
    """Whether a block or an item begins with a term, or with a word that the language knows."""
    return draft.word in _KNOWN or not draft.word[:1].islower()


def _is_definition(draft: _Draft) -> bool:
    return draft.word not in words.BLOCKS


def _opens_outside(line: Line, above: _Draft) -> bool:
    """Whether an indented line plainly begins a block that cannot stand in the block above."""
    word = first_word(line.text)
    level = above.inner[0].line.indent if above.inner else line.indent
    known = above.word in words.BLOCKS or above.word[:1].isupper()
    return known and word in words.BLOCKS and word != "accept" and above.word != "outcome" and line.indent <= level


def _opens_block(draft: _Draft) -> bool:
    """Whether an item of an outcome is itself a block: a measure, a clause, or a definition."""
    if draft.word in words.BLOCKS:
        return draft.word != "accept"
    return not draft.line.text.startswith('"')
