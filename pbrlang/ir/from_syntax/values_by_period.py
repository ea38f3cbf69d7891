"""`given values by year`: a table of values, a row for each period and a column for each name."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from pbrlang.calendar.periods import Calendar, Period
from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import ItemMissing, NoSuchFile, OutsideTerm, PeriodUnsaid, UnreadableCell, WrongColumn
from pbrlang.ir.from_syntax.scope import Scope, home_words
from pbrlang.ir.program import GivenValue
from pbrlang.kinds.model import Kind
from pbrlang.names.errors import UnknownName
from pbrlang.names.homes import CalendarHome
from pbrlang.names.symbols import ValueSymbol
from pbrlang.source import Source
from pbrlang.syntax.cells import parse_cell
from pbrlang.syntax.records import read_records
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Cell
from pbrlang.syntax.tree.expressions import Expression

Rows = list[tuple[Cell, ...]]
ReadValue = Callable[[Expression, Kind, str], Fraction | date | bool | str | None]
"""Gives the literal that an expression is, of the kind that a name has; nothing, with a complaint, where it is none."""


def values_by_period(
    scope: Scope, node: b.GivenValues, calendar: Calendar, beside: Callable[[str], str | None], read: ReadValue
) -> list[GivenValue]:
    """The values that a table gives, one for each cell that holds something."""
    rows = _rows(scope, node, beside)
    if not rows:
        return []
    heading, *body = rows
    if heading[0].text.casefold() != node.step:
        scope.complain(WrongColumn(heading[0].span, wanted=node.step))
    symbols = [_symbol(scope, cell, node.step) for cell in heading[1:]]
    found: list[GivenValue] = []
    for row in body:
        period = _period(scope, row[0], calendar)
        for symbol, cell in zip(symbols, row[1:], strict=False):
            if period is not None and symbol is not None and cell.text:
                found += _given(scope, symbol, period, cell, read)
    return found


def _rows(scope: Scope, node: b.GivenValues, beside: Callable[[str], str | None]) -> Rows:
    if node.file is None:
        if node.grid is None:
            scope.complain(ItemMissing(node.span, block="table", lacks=f"the values of each {node.step}"))
            return []
        return [node.grid.heading, *node.grid.rows]
    text = beside(node.file.text)
    if text is None:
        scope.complain(NoSuchFile(node.file.span, file=node.file.text))
        return []
    records = read_records(Source.of(node.file.text, text))
    if not records:
        scope.complain(ItemMissing(node.file.span, block="file", lacks="anything: it is empty"))
    return [tuple(Cell(span, cell) for cell, span in record) for record in records]


def _symbol(scope: Scope, cell: Cell, step: str) -> ValueSymbol | None:
    symbols = scope.symbols.values
    symbol = symbols.get(cell.text)
    if symbol is None:
        close = tuple(nearest(cell.text, list(symbols)))
        scope.complain(UnknownName(cell.span, term=cell.text, wanted="definition or measure", nearest=close))
        return None
    if symbol.home != CalendarHome(step):
        scope.complain(PeriodUnsaid(cell.span, period=step, here=home_words(symbol.home)))
        return None
    return symbol


def _period(scope: Scope, cell: Cell, calendar: Calendar) -> Period | None:
    names = (cell.text, f"{calendar.step} {cell.text}")
    found = next((each for each in calendar.periods if each.name in names), None)
    if found is None:
        last = calendar.periods[-1].name
        reason = f"`{cell.text}` is no {calendar.step} of the contract or its run-off"
        scope.complain(OutsideTerm(cell.span, reason=reason, answer=last))
    return found


def _given(scope: Scope, symbol: ValueSymbol, period: Period, cell: Cell, read: ReadValue) -> Iterator[GivenValue]:
    kind = scope.kind_of(symbol.name)
    node = parse_cell(cell)
    if node is None:
        scope.complain(UnreadableCell(cell.span, expected=scope.words(kind)))
        return
    value = read(node, kind, f"`{symbol.name}`")
    if value is not None:
        yield GivenValue(symbol.name, period, value, cell.span)
