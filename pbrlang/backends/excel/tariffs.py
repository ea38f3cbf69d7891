"""Rate cards: a grid of whole numbers for each column of a card, and how a cell of it is found."""

from collections.abc import Callable, Sequence

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Formula, Number, Word, needs_of
from pbrlang.backends.excel.homes import decline
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, TOP, WHOLE, WORDS, Column, clause_words, letters
from pbrlang.lower.model import Column as Prices
from pbrlang.lower.nodes import ReadCell


def cell(book: Book, reader: Reader, node: ReadCell) -> Number:
    """A cell for its keys."""
    prices = book.basis.lowered.columns[node.tariff, node.column]
    if len(node.keys) > 2:
        raise decline(reader.part, f"a rate card with {len(node.keys)} keys")
    rows, columns = _keys(prices, 0), _keys(prices, 1) if len(node.keys) == 2 else []
    if any((row, *([column] if columns else [])) not in prices.cells for row in rows for column in columns or [0]):
        raise decline(reader.part, f"a rate card with gaps, {node.tariff}")
    grid = _grid(book, prices, rows, columns)
    keys = [reader.read(each) for each in node.keys]
    places = [
        _place(prices, number, key, line) for number, (key, line) in enumerate(zip(keys, (rows, columns), strict=False))
    ]
    text = f"INDEX({_range(grid)},{','.join(place for place, _ in places)})"

    def value(at: int) -> int:
        found = [where(at) for _, where in places]
        key = tuple(line[place - 1] for line, place in zip((rows, columns), found, strict=False))
        return prices.cells[key]

    low, high = min(prices.cells.values()), max(prices.cells.values())
    return Number(text, value, low, high, needs=needs_of(*keys))


def _keys(prices: Prices, number: int) -> list[str | int]:
    return list(dict.fromkeys(each[number] for each in prices.cells))


def _grid(book: Book, prices: Prices, rows: Sequence[str | int], columns: Sequence[str | int]) -> list[Column]:
    known = book.grids.get((prices.tariff, prices.column))
    if known is not None:
        return known
    sheet = next((each for each in book.sheets if each.known.get(("tariff", prices.tariff))), None)
    tariff = book.basis.program.tariffs[prices.tariff]
    if sheet is None:
        about = "A rate card of the contract, in whole numbers: money in its smallest coin."
        sheet = book.sheet(prices.tariff, prices.tariff, about, len(rows), len(rows))
        sheet.kind, sheet.note = "tariff", clause_words(tariff.span, tariff.clause)
        sheet.known["tariff", prices.tariff] = sheet.given(tariff.keys[0], WORDS, list(rows))
    look = COINS if prices.scale == 100 else WHOLE
    title = prices.column if prices.scale in (1, 100) else f"{prices.column}, in parts of {prices.scale}"
    if not columns:
        grid = [sheet.given(title, look, [prices.cells[row,] for row in rows])]
    else:
        heads = [_head(prices, column) for column in columns]
        grid = [
            sheet.given(f"{title}, {head}", look, [prices.cells[row, column] for row in rows])
            for head, column in zip(heads, columns, strict=True)
        ]
    book.grids[prices.tariff, prices.column] = grid
    return grid


def _head(prices: Prices, key: str | int) -> str:
    if isinstance(key, str):
        return key
    return f"{key} and later" if key in prices.open_from else str(key)


def _range(grid: Sequence[Column]) -> str:
    first, last = grid[0], grid[-1]
    return f"{first.sheet.prefix}${letters(first.index)}${TOP}:${letters(last.index)}${first.sheet.last}"


def _place(prices: Prices, number: int, key: Formula, line: Sequence[str | int]) -> tuple[str, Callable[[int], int]]:
    """The formula of the place of a key among those of a card; where there is none it gives an error, as it should."""
    if isinstance(key, Word):
        listed = ",".join(f'"{each}"' for each in line)
        return f"MATCH({key.text},{{{listed}}},0)", lambda at: list(line).index(str(key.value(at))) + 1
    assert isinstance(key, Number)
    last = prices.open_from[number]
    known = numbers.lesser(key, numbers.constant(last)) if last is not None else key
    listed = ",".join(map(str, line))
    return f"MATCH({known.text},{{{listed}}},0)", lambda at: list(line).index(known.value(at)) + 1
