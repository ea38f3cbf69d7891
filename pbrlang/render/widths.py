"""How wide the columns of a table are, for formats that must be told."""

from pbrlang.render.model import Table, plain

PAGE = 92  # characters that stand beside one another on a page
_LONGEST_WORD = 28  # longer ones, such as hashes, are broken
_LABEL = 17  # a date or an amount; such a cell stays on one line
_MOST = 70  # beyond this a cell is a paragraph, and more words only make it longer
_NARROWEST = 400  # parts of a thousand of the page
_AROUND = 3  # characters' worth of space around a cell


def shares(table: Table, page: int = PAGE) -> tuple[int, ...]:
    """The width of each column, as parts of a thousand: first what keeps words whole, then what is left by need."""
    least, most = _bounds(table)
    spare = min(page, sum(most)) - sum(least)
    needs = [more - less for less, more in zip(least, most, strict=True)]
    if spare > 0 and sum(needs) > 0:
        wanted = [1000 * less + 1000 * spare * need // sum(needs) for less, need in zip(least, needs, strict=True)]
    else:
        wanted = [1000 * each for each in least]
    given = [each * 1000 // sum(wanted) for each in wanted]
    given[-1] += 1000 - sum(given)
    return tuple(given)


def breadth(table: Table, page: int = PAGE) -> int:
    """How much of the page's width it takes, in parts of a thousand."""
    return max(_NARROWEST, min(1000, sum(_bounds(table)[1]) * 1000 // page))


def _bounds(table: Table) -> tuple[list[int], list[int]]:
    """The least and the most that each column can use, in characters."""
    rows = [tuple(f"{plain(each.heading)}_" for each in table.columns)]  # bold letters are wider
    rows += [tuple(plain(cell) for cell in row) for row in table.rows]
    if table.row_headings:
        rows = [(f"{first}_", *rest) for first, *rest in rows]
    columns = [[row[index] for row in rows] for index in range(len(table.columns))]
    return [_AROUND + _least(each) for each in columns], [_AROUND + _most(each) for each in columns]


def _least(cells: list[str]) -> int:
    words = [word for cell in cells for word in ([cell] if len(cell) <= _LABEL else cell.split())]
    return min(max(map(len, words), default=1), _LONGEST_WORD)


def _most(cells: list[str]) -> int:
    return max(_least(cells), min(max(map(len, cells)), _MOST))
