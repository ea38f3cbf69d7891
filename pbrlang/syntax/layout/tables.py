"""Rows between bars into cells."""

from collections.abc import Sequence

from pbrlang.diagnostics import Diagnostic
from pbrlang.source import Span
from pbrlang.syntax.errors import RaggedRow, UnclosedRow
from pbrlang.syntax.tree.base import Cell, Grid


def read_grid(rows: Sequence[Span]) -> tuple[Grid, list[Diagnostic]]:
    """The cells of a table; a row with too few or too many is complained about and left out."""
    complaints: list[Diagnostic] = []
    cells = []
    for row in rows:
        if not row.text.endswith("|"):
            complaints.append(UnclosedRow(row))
        cells.append(_cells(row))
    heading = cells[0]
    body = []
    for row, found in zip(rows[1:], cells[1:], strict=True):
        if len(found) == len(heading):
            body.append(found)
        else:
            complaints.append(RaggedRow(row, wanted=len(heading), found=len(found), heading=rows[0]))
    return Grid(rows[0].to(rows[-1]), heading, tuple(body)), complaints


def _cells(row: Span) -> tuple[Cell, ...]:
    """Cut one row at its bars; a bar inside quotation marks is text."""
    text, cells = row.text, []
    start, quoted = 1, False
    for offset in range(1, len(text)):
        if text[offset] == '"':
            quoted = not quoted
        if (text[offset] == "|" and not quoted) or offset == len(text) - 1:
            end = offset if text[offset] == "|" else offset + 1
            cells.append(_cell(row, start, end))
            start = offset + 1
    return tuple(cells)


def _cell(row: Span, start: int, end: int) -> Cell:
    inside = row.text[start:end]
    left = start + len(inside) - len(inside.lstrip())
    text = inside.strip()
    left = min(left, end)
    return Cell(Span(row.source, row.start + left, row.start + left + len(text), row.clause), text)
