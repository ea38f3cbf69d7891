"""Figures of tables by date, and amounts that move with them."""

from fractions import Fraction
from math import lcm
from typing import Protocol

from pbrlang.calendar.months import month_name
from pbrlang.ir.expressions import Expr, FigureOf, IndexedBy
from pbrlang.ir.program import DateTable, Program
from pbrlang.kinds.model import Kind, Quantity
from pbrlang.lower.forms import DATE_FORM, RATIO_FORM, number
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.model import Figure, Figures
from pbrlang.lower.nodes import Needed, Node, OfPeriod, ReadFigure, ReadIndex
from pbrlang.lower.numbers import combined, literal
from pbrlang.lower.paths import leads
from pbrlang.names.homes import Home, Path
from pbrlang.source.late import changed


class World(Protocol):
    """What figures need to know of the rest of the contract."""

    program: Program


class Reads(Protocol):
    """What lowers the expressions of one part of a contract."""

    home: Home
    clause: str

    @property
    def world(self) -> World:
        """The rest of the contract."""

    def number(self, expr: Expr) -> Node:
        """A lowered number that is not blank."""


def figure(reader: Reads, expr: FigureOf) -> Node:
    """The figure for a period."""
    program = reader.world.program
    table = program.date_tables[expr.table]
    refuse_unknown(table, expr.table)
    found = of_column(program, table, expr.column)
    values = [each.value for each in found.figures]
    form = number(found.scale, min(values), max(values))
    return ReadFigure(form, reader.clause, expr.table, expr.column, _period(reader, table.step, expr.path))


def _period(reader: Reads, step: str, path: Path) -> Node:
    """The number of the period that a path leads to, or, of a month, its first day."""
    program = reader.world.program
    broken = leads(program, reader.home, path)[1]
    if step == "month":
        node: Node = OfPeriod(changed(DATE_FORM, blank=broken), reader.clause, path, "first day")
    else:
        last = len(program.calendars[step].periods)
        node = OfPeriod(number(1, 1, last, broken), reader.clause, path, "number")
    return Needed(changed(node.form, blank=False), reader.clause, node) if broken else node


def indexed(reader: Reads, expr: IndexedBy) -> Node:
    """An amount that moves with an index."""
    refuse_unknown(reader.world.program.date_tables[expr.table], expr.table)
    said = (expr.table, expr.column, expr.base, expr.each, expr.never_falls)
    return combined("multiply", reader.number(expr.of), ReadIndex(RATIO_FORM, reader.clause, *said), reader.clause)


def columns_of(program: Program) -> dict[tuple[str, str], Figures]:
    """All columns of tables by date."""
    tables = program.date_tables.values()
    return {(each.name, column): of_column(program, each, column) for each in tables for column in each.figures}


def of_column(program: Program, table: DateTable, column: str) -> Figures:
    """One column in whole numbers."""
    said = [(period, each.value, each.published) for period, those in table.figures[column].items() for each in those]
    scale = lcm(*(literal(value, "", _coins(program, table.columns[column])).form.scale for _, value, _ in said))
    figures = tuple(
        Figure(period, _named(program, table.step, period), _whole(value, scale), published)
        for period, value, published in said
    )
    return Figures(table.name, column, table.clause, scale, table.until_published, figures)


def _whole(value: Fraction, scale: int) -> int:
    return int(value * scale)


def _coins(program: Program, kind: Kind) -> int:
    """Money is held in its smallest coin."""
    terms = program.terms
    money = isinstance(kind, Quantity) and (terms.currency, 1) in kind.unit.powers
    return int(10**terms.places) if money else 1


def _named(program: Program, step: str, period: int) -> str:
    return month_name(period) if step == "month" else program.calendars[step].periods[period - 1].name
