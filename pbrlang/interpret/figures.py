"""Figures of tables by date, as they are known on the day to which a contract is settled."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

from pbrlang.calendar.months import month_name, month_number
from pbrlang.calendar.periods import Period
from pbrlang.diagnostics import DataPlace
from pbrlang.interpret.card_errors import NoFigure
from pbrlang.interpret.faults import Fault, Unreadable
from pbrlang.ir.expressions import IndexedBy
from pbrlang.ir.program import DateTable, Figure, Program
from pbrlang.values.wording import in_words

ONE = Fraction(1)


@frozen(eq=False)
class Known:
    """A figure, and the number of the period that it is for: an earlier one than was asked for may stand for it."""

    figure: Figure
    number: int


@frozen(eq=False)
class Factor:
    """What an amount is multiplied by, and the two figures of which that is the quotient; none before the base."""

    value: Fraction
    latest: Known | None = None
    base: Known | None = None
    month: int = 0


class Figures:
    """Looks figures up; what is published after `as_at` is not known. Without `as_at` all is.

    Where nothing that is known on `as_at` can be read, a figure is read as it was known on the first day after it on
    which one could, `settled_to` at the latest: until then nothing could be settled that reads it.
    """

    def __init__(self, program: Program, as_at: date | None, settled_to: date | None = None) -> None:
        self._program = program
        self._as_at = as_at
        self._settled_to = settled_to
        self._factors: dict[tuple[str, tuple[int, int], int, bool, int], Factor] = {}

    def of(self, table: str, column: str, number: int) -> Known:
        """The figure for a period, or what stands for it; raises Unreadable where there is none."""
        found = self._program.date_tables[table]
        figures = found.figures[column]
        serving = [each for each in reversed(figures) if each == number or (each < number and found.until_published)]
        known = self._first(figures, serving, self._as_at)
        if known is None and self._as_at is not None and self._settled_to is not None:
            days = [each.published for period in serving for each in figures[period] if each.published]
            day = min(days, default=None)
            known = self._first(figures, serving, day) if day and day <= self._settled_to else None
        if known is None:
            raise Unreadable([Fault(None, self._missing(found, column, number))])
        return known

    @staticmethod
    def _first(figures: Mapping[int, tuple[Figure, ...]], serving: Sequence[int], as_at: date | None) -> Known | None:
        """Of the periods that may serve, the first with a figure that is published by a day: the last such figure."""
        for number in serving:
            for figure in reversed(figures[number]):
                if figure.published is None or as_at is None or figure.published <= as_at:
                    return Known(figure, number)
        return None

    def _missing(self, table: DateTable, column: str, number: int) -> NoFigure:
        late = [each.published for each in table.figures[column].get(number, ()) if each.published]
        period = self.period_name(table.step, number)
        place = DataPlace(table.file or table.span.source.name, 0)
        return NoFigure(place, table.name, table.clause, column, period, in_words(min(late)) if late else None)

    def period_name(self, step: str, number: int) -> str:
        """A period as it is written in a table."""
        return month_name(number) if step == "month" else self._program.calendars[step].periods[number - 1].name

    def factor(self, expr: IndexedBy, t: date) -> Factor:
        """By what an amount is multiplied for a reader dated `t`."""
        month = month_number(t.year if t.month >= expr.each else t.year - 1, expr.each)
        key = (expr.column, expr.base, expr.each, expr.never_falls, month)
        found = self._factors.get(key)
        if found is None:
            found = self._factors[key] = self._factor(expr, month)
        return found

    def _factor(self, expr: IndexedBy, month: int) -> Factor:
        base = month_number(*expr.base)
        if month < base:
            return Factor(ONE, month=month)
        start = self.of(expr.table, expr.column, base)
        first = base + (expr.each - 1 - base) % 12
        best: Factor | None = None
        for each in range(first, month + 1, 12) if expr.never_falls else (month,):
            latest = self.of(expr.table, expr.column, each)
            factor = Factor(latest.figure.value / start.figure.value, latest, start, each)
            best = factor if best is None or factor.value >= best.value else best
        if best is None or (expr.never_falls and best.value < 1):
            return Factor(ONE, base=start, month=month)
        return best


def period_key(step: str, period: Period) -> int:
    """The number under which a table by date has a period."""
    return month_number(period.first.year, period.first.month) if step == "month" else period.number
