"""Rate cards: keys, columns, and a price for everything that a key can be."""

import re
from fractions import Fraction

from attrs import define, field

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import ItemMissing, MissingPrice, RowTwice, UnreadableCell, WrongColumn
from pbrlang.ir.expressions import Constant
from pbrlang.ir.from_syntax.cells import read_cell
from pbrlang.ir.from_syntax.changed_terms import changes
from pbrlang.ir.from_syntax.combine import as_literal
from pbrlang.ir.from_syntax.reading import CALENDAR_KEY
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.ir.program import Tariff
from pbrlang.kinds.errors import UnknownChoice
from pbrlang.kinds.model import UNKNOWN, Category, Kind
from pbrlang.names.errors import UnknownName
from pbrlang.source import Span
from pbrlang.source.late import changed
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Cell, Grid

_YEAR = re.compile(r"(?:year )?(\d+)( and later)?", re.IGNORECASE)

Key = str | int


def read_tariff(scope: Scope, node: b.Tariff) -> Tariff | None:
    """A rate card, with the kinds of its columns noted; nothing where it has no table."""
    if node.grid is None or not node.grid.rows:
        answer = (f"| {node.keys[0].name.text} | {node.name.text} |",)
        scope.complain(ItemMissing(node.span, block="tariff", lacks="its prices in a table", answers=answer))
        return None
    return _Reader(scope, node, node.grid).tariff()


def varied_tariffs(scope: Scope, node: b.Tariff) -> dict[str, Tariff]:
    """The rate card as each variation has it, by a name that says so."""
    found = {}
    for change in changes(scope, node.name.text):
        grid = change.reads.grid
        if grid is None or not grid.rows or node.grid is None:
            continue
        for cell, old in zip(grid.heading, node.grid.heading, strict=False):
            if len(node.keys) == 1 and cell.text != old.text:
                scope.complain(WrongColumn(cell.span, wanted=old.text))
        card = changed(node, grid=grid, number=change.node.number, span=change.reads.span)
        read = _Reader(scope, card, grid).tariff()
        name = f"{node.name.text} under {change.node.title}"
        found[name] = changed(read, name=name)
    return found


def check_heading(scope: Scope, node: b.Tariff, grid: Grid) -> None:
    """The first column is headed as the key that goes down is called."""
    first, key = grid.heading[0], node.keys[0]
    named = (key.name.text,) if key.period is None else (key.period.capitalize(), f"Contract {key.period.capitalize()}")
    if first.text not in named and first.text.capitalize() not in named:
        scope.complain(WrongColumn(first.span, wanted=named[0]))


def key_values(
    scope: Scope, node: b.Tariff, grid: Grid, index: int, cells: list[Cell]
) -> tuple[list[Key | None], int | None]:
    """The values of one key of a rate card, each once, and the year from which its last entry holds."""
    reader = _Reader(scope, node, grid, open_from=[None] * len(node.keys))
    return reader.keys(index, cells), reader.open_from[index]


@define(eq=False, repr=False)
class _Reader:
    scope: Scope
    node: b.Tariff
    grid: Grid
    kinds: dict[str, Kind] = field(factory=dict)
    cells: dict[tuple[str, tuple[Key, ...]], Fraction] = field(factory=dict)
    places: dict[tuple[str, tuple[Key, ...]], Span] = field(factory=dict)
    open_from: list[int | None] = field(factory=list)

    def tariff(self) -> Tariff:
        keys = self.node.keys
        self.open_from = [None] * len(keys)
        check_heading(self.scope, self.node, self.grid)
        rows = self.keys(0, [row[0] for row in self.grid.rows])
        columns = self.grid.heading[1:]
        if len(keys) > 1:
            across = self.keys(1, list(columns))
            self._fill_two(rows, across)
        else:
            self._fill_one(rows, columns)
        self.scope.prices.update(self.kinds)
        name, number = self.node.name.text, self.node.number or ""
        key_names = tuple(each.name.text for each in keys)
        return Tariff(
            name, key_names, self.kinds, self.cells, self.places, tuple(self.open_from), number, self.node.span
        )

    def _fill_one(self, rows: list[Key | None], columns: tuple[Cell, ...]) -> None:
        for column, heading in enumerate(columns, start=1):
            for key, row in zip(rows, self.grid.rows, strict=True):
                if key is not None:
                    self._put(heading.text, (key,), row[column])

    def _fill_two(self, rows: list[Key | None], across: list[Key | None]) -> None:
        for key, row in zip(rows, self.grid.rows, strict=True):
            for other, cell in zip(across, row[1:], strict=True):
                if key is not None and other is not None:
                    self._put(self.node.name.text, (key, other), cell)

    def _put(self, column: str, keys: tuple[Key, ...], cell: Cell) -> None:
        """One price; all prices of a column are of one kind, that of the first."""
        read = read_cell(self.scope, cell)
        wanted = self.kinds.get(column)
        if read is None:
            expected = self.scope.words(wanted) if wanted else "an amount or a number, such as £40 or 26 weeks"
            self.scope.complain(UnreadableCell(cell.span, expected=expected))
            return
        kind, value = read
        if wanted is None:
            self.kinds[column] = kind
        elif wanted not in (kind, UNKNOWN):
            expected = f"{self.scope.words(wanted)}, as above it"
            written = as_literal(self.scope, Constant(kind, cell.span, value), wanted)
            near = (written,) if written else ()
            self.scope.complain(UnreadableCell(cell.span, expected=expected, nearest=near))
            return
        self.cells[column, keys] = value
        self.places[column, keys] = cell.span

    # --- keys

    def keys(self, index: int, cells: list[Cell]) -> list[Key | None]:
        """The values of one key, in the order of its rows or columns; each may stand once."""
        key = self.node.keys[index]
        if key.period in ("month", "quarter"):
            return self._periods(index, key.period, cells)
        if key.of is not None or key.period is not None or key.name.text == CALENDAR_KEY:
            return self._years(index, cells)
        choices = self._choices(index)
        found: list[Key | None] = [self._choice(cell, choices, self.node.keys[index].name.text) for cell in cells]
        self._once(found, cells)
        missing = tuple(each for each in choices if each not in found)
        if missing and None not in found:
            self._missing(index, missing)
        return found

    def _choices(self, index: int) -> tuple[str, ...]:
        name = self.node.keys[index].name
        if name.text in self.scope.symbols.lists:
            return self.scope.symbols.lists[name.text].words
        for symbol in self.scope.symbols.fields.get(name.text, ()):
            kind = self.scope.fields.get((symbol.table, symbol.name))
            if isinstance(kind, Category):
                return kind.values
        fields = [
            each for each, owners in self.scope.symbols.fields.items() if any(o.node.kind.choices for o in owners)
        ]
        close = tuple(nearest(name.text, [*fields, *self.scope.symbols.lists]))
        self.scope.complain(UnknownName(name.span, term=name.text, wanted="field with a list of words", nearest=close))
        return ()

    def _choice(self, cell: Cell, choices: tuple[str, ...], field: str) -> str | None:
        if cell.text in choices:
            return cell.text
        if choices:
            close = tuple(nearest(cell.text, choices))
            self.scope.complain(UnknownChoice(cell.span, word=cell.text, field=field, choices=choices, nearest=close))
        return None

    def _once(self, found: list[Key | None], cells: list[Cell]) -> None:
        first: dict[Key, Cell] = {}
        for key, cell in zip(found, cells, strict=True):
            if key is not None and key in first:
                self.scope.complain(RowTwice(cell.span, key=cell.text, first=first[key].span))
            elif key is not None:
                first[key] = cell

    def _missing(self, index: int, missing: tuple[str, ...]) -> None:
        row = self.grid.rows[-1]
        place = Span(row[0].span.source, row[0].span.start, self.grid.span.end, row[0].span.clause)
        column = place.source.position(self.grid.span.start)[1] - 1
        cells = "".join(f" {_nought(cell.text)} |" for cell in row[1:])
        rows = "".join(f"\n{' ' * column}| {each} |{cells}" for each in missing) if index == 0 else ""
        name = self.node.keys[index].name.text
        self.scope.complain(MissingPrice(self.node.span, key=name, missing=missing, last_row=place, new_rows=rows))

    def _periods(self, index: int, step: str, cells: list[Cell]) -> list[Key | None]:
        """The months or quarters of the contract from its first on, by their names, and the last `and later`."""
        periods = self.scope.calendars[step].periods
        for number, (cell, period) in enumerate(zip(cells, periods, strict=False), start=1):
            wanted = f"{period.name} and later" if number == len(cells) else period.name
            if cell.text.casefold() != wanted.casefold():
                expected = f"`{wanted}`; the {step}s are named from the first on, and the last is `and later`"
                self.scope.complain(UnreadableCell(cell.span, expected=expected, nearest=(wanted,)))
        for cell in cells[len(periods) :]:
            expected = f"nothing: the contract has no more {step}s"
            self.scope.complain(UnreadableCell(cell.span, expected=expected))
        self.open_from[index] = len(cells)
        return list(range(1, len(cells) + 1))

    def _years(self, index: int, cells: list[Cell]) -> list[Key | None]:
        """Contract years: 1, 2, 3, and the last `and later`, so that every year has a price."""
        found: list[Key | None] = []
        for number, cell in enumerate(cells, start=1):
            match = _YEAR.fullmatch(cell.text)
            last = number == len(cells)
            if match is None or int(match[1]) != number or (bool(match[2]) != last):
                wanted = f"{number} and later" if last else str(number)
                expected = f"`{wanted}`; years are counted from 1, and the last is `and later`"
                self.scope.complain(UnreadableCell(cell.span, expected=expected, nearest=(wanted,)))
            found.append(number)
        self.open_from[index] = len(cells)
        return found


def _nought(price: str) -> str:
    """A price with nought in place of its figures."""
    return re.sub(r"\d[\d,.]*", "0", price)
