"""A comparison as a document: a redline of the whole contract, after a list of what changes and what it is worth."""

from collections.abc import Iterator

from pbrlang.compare.model import (
    INSERTED,
    MOVED,
    REMOVED,
    SAME,
    BlockChange,
    Comparison,
    Difference,
    Moneys,
    PieceChange,
    RowChange,
    Run,
    Runs,
)
from pbrlang.compare.parts import COMMENT, FILE, HEADER
from pbrlang.compare.wording import counts, money, more, moved_within, renumbered, status, tables, verdict
from pbrlang.render.model import (
    Block,
    Clause,
    Column,
    Document,
    Emphasis,
    Inline,
    Inlines,
    Inserted,
    Items,
    Link,
    Paragraph,
    Removed,
    Section,
    Table,
    Text,
)

_SHORT_HASH = 12


def document_of(comparison: Comparison) -> Document:
    """The redline as a document that any format draws; in Word its changes are tracked ones, to accept or reject."""
    old, new = comparison.titles
    before, after = (digest[:_SHORT_HASH] for digest in comparison.hashes)
    facts = (
        ("Older version", (Text(f"{old} (SHA-256 {before}…)"),)),
        ("Newer version", (Text(f"{new} (SHA-256 {after}…)"),)),
    )
    sections = (_summary(comparison), _money(comparison), _redline(comparison))
    return Document(new, "Changes between two versions", facts, sections, f"{new}: changes", f"{before} to {after}")


def _said(text: str) -> Inlines:
    return (Text(text),)


def _summary(comparison: Comparison) -> Section:
    blocks: list[Block] = [Paragraph(_said(counts(comparison)))]
    if told := renumbered(comparison):
        blocks.append(Paragraph(_said(told)))
    rows = tuple(
        (_said(each.number or ""), (Link(_anchor(place), _said(each.heading)),), _said(status(each)))
        for place, each in enumerate(comparison.blocks)
        if each.told
    )
    if rows:
        columns = (Column(_said("Clause")), Column(_said("Block")), Column(_said("What became of it")))
        blocks.append(Table(columns, rows))
    return Section("changes", _said("What changes"), tuple(blocks))


def _anchor(place: int) -> str:
    return f"block-{place + 1}"


def _money(comparison: Comparison) -> Section:
    blocks: list[Block] = [Paragraph(_said(each)) for each in verdict(comparison)]
    differing = [each for each in comparison.moneys if each.differs]
    for place, each in enumerate(differing, start=1):
        blocks.append(Section(f"money-{place}", _said(f"On {each.trial}"), tuple(_tables(each, comparison))))
    return Section("money", _said("What it changes in money"), tuple(blocks))


def _tables(moneys: Moneys, comparison: Comparison) -> Iterator[Block]:
    for name, differing in tables(moneys):
        yield _sums(f"By {name}", differing, comparison)
    yield _sums("In all", (moneys.total,), comparison)


def _sums(caption: str, rows: tuple[Difference, ...], comparison: Comparison) -> Table:
    columns = (Column(()), *(Column(_said(each), "right") for each in ("Older", "Newer", "Difference")))
    return Table(
        columns,
        tuple(
            (
                _said(each.name),
                _said(money(each.old, comparison)),
                _said(money(each.new, comparison)),
                _said(more(each, comparison) or "none"),
            )
            for each in rows
        ),
        _said(caption),
        row_headings=True,
    )


def _redline(comparison: Comparison) -> Section:
    blocks = tuple(_block(each, _anchor(place)) for place, each in enumerate(comparison.blocks))
    return Section("redline", _said("The contract with its changes"), blocks)


def _block(block: BlockChange, anchor: str) -> Clause | Section:
    heading = _inlines(block.title)
    inner: list[Block] = []
    if block.moved or block.renamed:
        inner.append(Paragraph((Emphasis(_said(f"{status(block)}.")),)))
    inner += _pieces(block)
    if block.number is None:
        return Section(anchor, heading, tuple(inner))
    change = block.how if block.how in (INSERTED, REMOVED) else None
    return Clause(block.number, anchor, heading, tuple(inner), change)


def _pieces(block: BlockChange) -> Iterator[Block]:
    """What stands in the block: its header where that says more than its title, then items and tables."""
    items: list[tuple[Block, ...]] = []
    for piece in block.pieces:
        if piece.sort == FILE and piece.how == SAME:
            continue
        if piece.rows:
            if items:
                yield Items(tuple(items))
                items = []
            yield _table(piece)
        elif piece.sort != HEADER:
            items.append((Paragraph(_item(piece)),))
        elif piece.runs != block.title:
            yield Paragraph(_inlines(piece.runs))
    if items:
        yield Items(tuple(items))


def _item(piece: PieceChange) -> Inlines:
    words = _inlines(piece.runs)
    if piece.sort == COMMENT:
        words = (Emphasis(words),)
    return (*words, Text(" "), Emphasis(_said(moved_within()))) if piece.how == MOVED else words


def _inlines(runs: Runs) -> Inlines:
    return tuple(map(_inline, runs))


def _inline(run: Run) -> Inline:
    if run.how == REMOVED:
        return Removed(_said(run.text))
    return Inserted(_said(run.text)) if run.how == INSERTED else Text(run.text)


def _table(piece: PieceChange) -> Table:
    heading, *rows = piece.rows
    columns = tuple(Column(_inlines(cell)) for cell in heading.cells)
    return Table(columns, tuple(_row(each) for each in rows), row_headings=False)


def _row(row: RowChange) -> tuple[Inlines, ...]:
    return tuple(_inlines(cell) for cell in row.cells)
