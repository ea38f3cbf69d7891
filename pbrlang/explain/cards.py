"""Prices by bands, figures by date and indexed amounts, traced so that each says from which rows it comes."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from pbrlang.calendar.months import month_name, month_number
from pbrlang.calendar.periods import Period
from pbrlang.data.checks import written
from pbrlang.diagnostics.prose import listing
from pbrlang.explain.model import Step
from pbrlang.explain.words import Words, of_clause, said
from pbrlang.interpret import Element, Interpreter
from pbrlang.interpret.banding import Given, give
from pbrlang.interpret.figures import Factor, Figures, Known, period_key
from pbrlang.interpret.prices import key_of_card
from pbrlang.ir.expressions import Banded, Constant, Expr, FigureOf, IndexedBy, PeriodNumber
from pbrlang.values.wording import in_words

Trace = Callable[[Expr, Element, date], Step]


class CardTracer:
    """The handlers of these expressions; `trace` traces what they rest on."""

    def __init__(self, interpreter: Interpreter, trace: Trace) -> None:
        self._interpreter = interpreter
        self._program = interpreter.program
        self._trace = trace
        self._figures = Figures(interpreter.program, interpreter.as_at, interpreter.settled_to)

    def period_number(self, expr: PeriodNumber, element: Element, t: date) -> Step:
        """The number of a subject's own period, said by the period's name."""
        period = self._interpreter.walk(element, expr.path, t)
        number = self._interpreter.evaluate(expr, element, t)
        text = period.name if isinstance(period, Period) else expr.step
        return Step(expr, element, text, number, of_clause(self._program.terms.span.clause))

    def figure(self, expr: FigureOf, element: Element, t: date) -> Step:
        """A figure of a table by date, with the row that it stands in."""
        period = self._interpreter.walk(element, expr.path, t)
        if not isinstance(period, Period):
            raise TypeError(f"{expr.column} is read for no period")
        step = self._program.date_tables[expr.table].step
        known = self._figures.of(expr.table, expr.column, period_key(step, period))
        place = self._place(expr.table, known, stands=known.number != period_key(step, period))
        return Step(expr, element, expr.column, known.figure.value, place)

    def _place(self, name: str, known: Known, stands: bool = False) -> str:
        """The row of a figure, its period, when it was published, and whether it stands for a later one."""
        table = self._program.date_tables[name]
        row = f"{table.file}, row {known.figure.span.line}" if table.file else of_clause(table.clause)
        found = [row, f"for {self._figures.period_name(table.step, known.number)}"]
        if known.figure.published is not None:
            found.append(f"published on {in_words(known.figure.published)}")
        return ", ".join([*found, "the latest published"] if stands else found)

    def indexed(self, expr: IndexedBy, element: Element, t: date) -> Step:
        """An indexed amount, with both figures."""
        of = self._trace(expr.of, element, t)
        factor = self._figures.factor(expr, t)
        value = of.value * factor.value if isinstance(of.value, Fraction) else None

        def worked(words: Words) -> str:
            return self._moved(expr, factor, words.value(of.value, expr.kind), month_number(t.year, t.month))

        return Step(expr, element, said(expr.span), value, of_clause(expr.span.clause), (of,), worked=worked)

    def _moved(self, expr: IndexedBy, factor: Factor, amount: str, now: int) -> str:
        base = month_name(month_number(*expr.base))
        if factor.latest is None:
            early = now < month_number(*expr.base) or factor.base is None
            why = f"it is not indexed before {base}" if early else f"`{expr.column}` was never higher than in {base}"
            return f"{amount}, because {why}"
        latest, start = factor.latest, factor.base
        shown = [
            f"{written(each.figure.value)} ({self._place(expr.table, each, stands)})"
            for each, stands in ((latest, latest.number != factor.month), (start, False))
            if each is not None
        ]
        return f"{amount} times {' over '.join(shown)}"

    def banded(self, expr: Banded, element: Element, t: date) -> Step:
        """What a rate card by bands gives, with the bands that it comes from."""
        quantity = self._trace(expr.quantity, element, t)
        bounds = [self._trace(band.bound, element, t) for band in expr.bands]
        key = self._trace(expr.key, element, t) if expr.key is not None else None
        choice = 0 if key is None else expr.choices.index(key_of_card(key.value, expr.open_from))
        prices: dict[int, Step] = {}

        def price(band: int) -> Fraction:
            prices[band] = self._trace(expr.bands[band].prices[choice], element, t)
            return _number(prices[band])

        given = give(expr, _number(quantity), [_number(each) for each in bounds], price)
        parts = (quantity, *([key] if key else []), *bounds, *prices.values())
        shown = _Shown(expr, given, quantity, bounds, prices)
        place = ", ".join([of_clause(expr.clause), *shown.alone(), *([f"for {key_said(key)}"] if key else [])])
        return Step(expr, element, expr.tariff, given.value, place, parts, worked=shown.worked())


class _Shown:
    """How a card by bands came to what it gave, in words."""

    def __init__(self, expr: Banded, given: Given, quantity: Step, bounds: list[Step], prices: dict[int, Step]) -> None:
        self._expr, self._given, self._quantity = expr, given, quantity
        self._bounds, self._prices = bounds, prices

    def alone(self) -> list[str]:
        """The one band that holds, where it is one."""
        return [self._bound(self._given.parts[0].band)] if len(self._given.parts) == 1 else []

    def worked(self) -> Callable[[Words], str] | None:
        """How much of the quantity is priced how; nothing where the band alone says it."""
        match self._expr.way:
            case "slice by slice" | "whole quantity":
                return self._slices
            case _:
                return self._line if len(self._given.parts) > 1 else None

    def _bound(self, band: int) -> str:
        return said(self._expr.bands[band].span)

    def _slices(self, words: Words) -> str:
        told = []
        for part in self._given.parts:
            amount = words.value(part.quantity, self._quantity.expr.kind)
            row = f" ({self._bound(part.band)})" if len(self._given.parts) > 1 else ""
            told.append(f"{amount} at {self._price(part.band, words)}{row}")
        return listing(told, "and")

    def _line(self, words: Words) -> str:
        ends = [f"{self._price(part.band, words)} {self._bound(part.band)}" for part in self._given.parts]
        return f"on the straight line from {ends[0]} to {ends[1]}"

    def _price(self, band: int, words: Words) -> str:
        step = self._prices[band]
        return step.text if isinstance(step.expr, Constant) else words.value(step.value, step.expr.kind)


def key_said(step: Step) -> str:
    """A key of a rate card: a word, or a year."""
    if isinstance(step.expr, PeriodNumber):
        return step.text
    return f"year {step.value}" if isinstance(step.value, Fraction) else str(step.value)


def _number(step: Step) -> Fraction:
    if not isinstance(step.value, Fraction):
        raise TypeError(f"{step.text} gives no number")
    return step.value
