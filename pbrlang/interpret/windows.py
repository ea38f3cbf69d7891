"""Which days count for an aggregate, for a reader at an element and a date."""

from datetime import date, timedelta
from typing import Protocol

from pbrlang.calendar.periods import Period, shift_months
from pbrlang.data.rows import Value
from pbrlang.interpret.elements import Element, own_date, part_of
from pbrlang.interpret.errors import BlankWhereNeeded
from pbrlang.interpret.faults import Fault, Unreadable, place_of
from pbrlang.interpret.paths import Walker, row_of
from pbrlang.ir.expressions import Expr, FieldOf, Window
from pbrlang.ir.program import Program

Days = tuple[date, date]
"""First and last day, both included; empty where the last comes first."""

ALWAYS = date.min
NEVER: Days = (date.max, date.min)
_ONE_DAY = timedelta(days=1)


class Reader(Protocol):
    """What windows need of the rest of the interpreter."""

    program: Program
    walker: Walker

    def evaluate(self, expr: Expr, element: Element, t: date) -> Value: ...


class Windows:
    """Turns the time words of aggregates into stretches of days; none reaches beyond the reader's date."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._program = reader.program
        self._walker = reader.walker

    def days(self, window: Window | None, element: Element, t: date) -> Days:
        """The days that count for a reader dated `t` at an element."""
        first, last = self._said(window, element, t)
        return first, min(last, t)

    def _said(self, window: Window | None, element: Element, t: date) -> Days:
        match window:
            case Window(word="in" | "in to date", step=str(step)):
                period = self._walker.period_at(step, own_date(element) or t)
                return (period.first, period.last) if period else NEVER
            case Window(word="before this"):
                period = part_of(element, Period)
                day = period.first if period else own_date(element)
                return (ALWAYS, day - _ONE_DAY) if day else (ALWAYS, t)
            case Window(word="while observed", cohort=str(name)):
                return self._observed(name, element)
            case Window(word="stretch", first=Expr() as first, last=Expr() as last):
                return self._day(first, element, t), self._day(last, element, t)
            case Window(word="all", parts=parts):
                every = [self._said(part, element, t) for part in parts]
                return max(first for first, _ in every), min(last for _, last in every)
            case None | Window(word="to date"):
                return ALWAYS, t
            case _:
                raise ValueError(f"no aggregate takes {window}")

    def _day(self, expr: Expr, element: Element, t: date) -> date:
        day = self._reader.evaluate(expr, element, t)
        if not isinstance(day, date):
            row = row_of(element)
            column = expr.field if isinstance(expr, FieldOf) and not expr.path else None
            raise Unreadable([Fault(row, BlankWhereNeeded(place_of(row, column)))])
        return day

    def _observed(self, name: str, element: Element) -> Days:
        cohort = self._program.cohorts[name]
        start = row_of(element).values[cohort.observed_from]
        if not isinstance(start, date):
            return NEVER
        if not cohort.months:
            return start, start + timedelta(days=cohort.days - 1)
        end = shift_months(start, cohort.months, self._program.terms.month_ends)
        if end is None:
            raise ValueError(f"{name}: the contract does not say which day is {cohort.months} months after {start}")
        return start, end - _ONE_DAY
