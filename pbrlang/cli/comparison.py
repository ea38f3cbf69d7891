"""A comparison of two contracts on a terminal."""

from collections.abc import Iterator

from pbrlang.cli.tables import aligned
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
    Runs,
)
from pbrlang.compare.wording import (
    counts,
    marked,
    money,
    more,
    moved_within,
    renumbered,
    status,
    tables,
    verdict,
    where,
)

_RED, _GREEN, _BOLD, _END = "\x1b[31;9m", "\x1b[32;4m", "\x1b[1m", "\x1b[0m"
_INDENT = "    "
_MOST = 12
"""So many rows of a table of sums are shown, those of the greatest differences; a file has them all."""


def drawn(comparison: Comparison, *, colour: bool) -> Iterator[str]:
    """The lines: what changes in words, only where something does, and what it changes in money."""
    old, new = comparison.titles
    yield _strong(old if old == new else f"{old}, now {new}", colour)
    yield counts(comparison)
    if told := renumbered(comparison):
        yield told
    for block in comparison.changes:
        yield ""
        yield f"{_strong(where(block), colour)}: {status(block)}"
        yield from _pieces(block, colour)
    if sentences := verdict(comparison):
        yield from ("", *sentences)
    for each in comparison.moneys:
        if each.differs:
            yield ""
            yield from _moneys(each, comparison, colour)


def _strong(text: str, colour: bool) -> str:
    return f"{_BOLD}{text}{_END}" if colour else text


def _pieces(block: BlockChange, colour: bool) -> Iterator[str]:
    for piece in block.pieces:
        if piece.how == SAME:
            continue
        if piece.rows:
            yield from _table(piece, colour)
        else:
            yield f"{_INDENT}{_runs(piece.runs, colour)}" + (f" {moved_within()}" if piece.how == MOVED else "")


def _runs(runs: Runs, colour: bool) -> str:
    if not colour:
        return marked(runs)
    signs = {REMOVED: _RED, INSERTED: _GREEN}
    return "".join(f"{signs[each.how]}{each.text}{_END}" if each.how in signs else each.text for each in runs)


def _table(piece: PieceChange, colour: bool) -> Iterator[str]:
    """The heading of a table and the rows that differ, each cell as wide as the widest of its column."""
    shown = [row for place, row in enumerate(piece.rows) if place == 0 or row.how != SAME]
    plain = [[marked(cell) for cell in row.cells] for row in shown]
    widths = [max(len(row[column]) for row in plain) for column in range(len(plain[0]))]
    for row in shown:
        cells = (_padded(cell, wide, colour) for cell, wide in zip(row.cells, widths, strict=True))
        yield f"{_INDENT}{_side(row)} | {' | '.join(cells)} |"


def _side(row: RowChange) -> str:
    return {INSERTED: "+", REMOVED: "-", SAME: " "}.get(row.how, "~")


def _padded(cell: Runs, wide: int, colour: bool) -> str:
    """A cell of the width that it has without colours, so that rows line up with and without them."""
    return _runs(cell, colour) + " " * (wide - len(marked(cell)))


def _moneys(moneys: Moneys, comparison: Comparison, colour: bool) -> Iterator[str]:
    yield _strong(f"On {moneys.trial}", colour)
    rows = [["", "older", "newer", "difference"]]
    for name, differing in tables(moneys):
        rows.append([f"by {name}", "", "", ""])
        shown = sorted(differing, key=lambda each: -abs(each.more))[:_MOST]
        rows += [_row(f"  {each.name}", each, comparison) for each in differing if each in shown]
        if len(differing) > len(shown):
            rows.append([f"  and {len(differing) - len(shown)} of smaller differences", "", "", ""])
    rows.append(_row("In all", moneys.total, comparison))
    yield from (f"  {line}" for line in aligned(rows))


def _row(name: str, each: Difference, comparison: Comparison) -> list[str]:
    return [name, money(each.old, comparison), money(each.new, comparison), more(each, comparison) or "none"]
