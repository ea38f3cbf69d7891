"""Evaluates what reads the contract's tables by date and its rate cards by bands."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from pbrlang.calendar.periods import Period
from pbrlang.data.rows import Row, Value
from pbrlang.diagnostics import DataPlace
from pbrlang.interpret.banding import Given, give, rises
from pbrlang.interpret.card_errors import BoundsDoNotRise
from pbrlang.interpret.elements import Element, Line
from pbrlang.interpret.faults import Fault, Unreadable, place_of
from pbrlang.interpret.figures import Figures, period_key
from pbrlang.interpret.paths import row_of
from pbrlang.interpret.prices import key_of_card, no_such_price, outside_years
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import Banded, Expr, FigureOf, IndexedBy, PeriodNumber
from pbrlang.kinds.wording import show
from pbrlang.names.homes import Path


class Cards:
    """The handlers of these expressions; `blank` makes the fault of a value that is blank where one is needed."""

    def __init__(self, world: World, blank: Callable[[Expr, Element, date], Unreadable]) -> None:
        self._world = world
        self._blank = blank
        self.figures = Figures(world.program, world.as_at, world.settled_to)

    def period_number(self, expr: PeriodNumber, element: Element, t: date) -> Value:
        """The number of a subject's own period."""
        return Fraction(self._period(expr.path, element, t).number)

    def figure(self, expr: FigureOf, element: Element, t: date) -> Value:
        """A figure of a table by date."""
        number = period_key(self._world.program.date_tables[expr.table].step, self._period(expr.path, element, t))
        return self.figures.of(expr.table, expr.column, number).figure.value

    def indexed(self, expr: IndexedBy, element: Element, t: date) -> Value:
        """An amount that moves with an index."""
        return self._number(expr.of, element, t) * self.figures.factor(expr, t).value

    def banded(self, expr: Banded, element: Element, t: date) -> Value:
        """What a rate card by bands gives."""
        return self.given(expr, element, t).value

    def given(self, expr: Banded, element: Element, t: date) -> Given:
        """The same, with the bands that it comes from."""
        quantity = self._number(expr.quantity, element, t)
        bounds = [self._number(band.bound, element, t) for band in expr.bands]
        fallen = rises(expr, bounds)
        if fallen is not None:
            raise self._falling(expr, element, fallen)
        choice = self._choice(expr, element, t)
        return give(expr, quantity, bounds, lambda band: self._number(expr.bands[band].prices[choice], element, t))

    def _choice(self, expr: Banded, element: Element, t: date) -> int:
        """Which column of a card holds."""
        if expr.key is None:
            return 0
        key = self._world.evaluate(expr.key, element, t)
        if key is None:
            raise self._blank(expr.key, element, t)
        wanted = key_of_card(key, expr.open_from)
        if wanted not in expr.choices:
            row = row_of(element)
            raise Unreadable([Fault(row, no_such_price(place_of(row, None), expr.tariff, [key]))])
        return expr.choices.index(wanted)

    def _period(self, path: Path, element: Element, t: date) -> Period:
        target = self._world.walker.walk(element, path, t)
        if not isinstance(target, Period):
            row = row_of(element)
            raise Unreadable([Fault(row, outside_years(place_of(row, row.table.dated), self._world.program))])
        return target

    def _number(self, expr: Expr, element: Element, t: date) -> Fraction:
        value = self._world.evaluate(expr, element, t)
        if not isinstance(value, Fraction):
            raise self._blank(expr, element, t)
        return value

    def _falling(self, expr: Banded, element: Element, fallen: tuple[Fraction, Fraction]) -> Unreadable:
        while isinstance(element, Line):
            element = element.element
        row = element if isinstance(element, Row) else None
        span = expr.bands[0].span
        place = place_of(row, None) if row is not None else DataPlace(span.source.name, span.line)
        program, kind = self._world.program, expr.bands[0].bound.kind
        terms = program.terms
        low, high = (show(each, kind, program.nouns, terms.symbol, terms.places) for each in fallen)
        return Unreadable([Fault(row, BoundsDoNotRise(place, expr.tariff, low, high))])
