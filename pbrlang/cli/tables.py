"""Tables in plain text."""

from collections.abc import Iterator, Sequence

GAP = "  "


def aligned(rows: Sequence[Sequence[str]], left: int = 1) -> Iterator[str]:
    """The rows as lines, the first `left` columns aligned on the left and the others on the right.

    A cell on the left runs on over the empty cells that follow it. Columns that are empty throughout but for
    their heading, which is the first row, are left out.
    """
    empty = {column for column in range(len(rows[0])) if not any(row[column] for row in rows[1:])}
    kept = [[cell for column, cell in enumerate(row) if column not in empty] for row in rows]
    widths = _widths(kept, left)
    for row in kept:
        yield _line(row, widths, left).rstrip()


def _widths(rows: Sequence[Sequence[str]], left: int) -> list[int]:
    widths = [0] * len(rows[0])
    running: list[tuple[int, int, int]] = []
    for row in rows:
        for column, cell in enumerate(row):
            after = next((each for each in range(column + 1, len(row)) if row[each]), len(row))
            if column >= left or after == column + 1:
                widths[column] = max(widths[column], len(cell))
            elif after < len(row):
                running.append((column, after, len(cell)))
    for column, after, length in running:
        room = sum(widths[column:after]) + len(GAP) * (after - column - 1)
        widths[column] += max(0, length - room)
    return widths


def _line(row: Sequence[str], widths: Sequence[int], left: int) -> str:
    line = ""
    end = 0
    for column, cell in enumerate(row):
        start, end = end, end + widths[column] + len(GAP)
        if column < left:
            line = line.ljust(start) + cell
        elif cell:
            line = line.ljust(start) + cell.rjust(end - len(GAP) - max(start, len(line)))
    return line
