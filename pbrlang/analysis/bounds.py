"""How small and how large a value can be, whatever the data: safe limits, nothing where there is none."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import reduce
from math import prod
from operator import or_

from attrs import frozen

from pbrlang.analysis.balances import Balances
from pbrlang.analysis.homes import parts_of
from pbrlang.calendar.periods import Period
from pbrlang.ir.expressions import (
    Aggregate,
    Apply,
    Banded,
    CellOf,
    Choose,
    Constant,
    Expr,
    FieldOf,
    FigureOf,
    IndexedBy,
    Lines,
    PreviousOf,
    RoundedTo,
    ValueOf,
)
from pbrlang.ir.program import Clause, Program
from pbrlang.kinds.model import Quantity
from pbrlang.names.homes import CalendarHome, CohortHome, ContractHome, Home

NOUGHT = Fraction(0)


@frozen
class Range:
    """From `low` to `high`, both included; nothing is without limit."""

    low: Fraction | None = None
    high: Fraction | None = None

    def __add__(self, other: "Range") -> "Range":
        return Range(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> "Range":
        return Range(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def __mul__(self, other: "Range") -> "Range":
        if None not in (self.low, self.high, other.low, other.high):
            ends = [
                a * b for a in (self.low, self.high) for b in (other.low, other.high) if a is not None and b is not None
            ]
            return Range(min(ends), max(ends))
        if self.is_positive and other.is_positive:
            return Range((self.low or NOUGHT) * (other.low or NOUGHT), _times(self.high, other.high))
        if NOUGHT == self.low == self.high or NOUGHT == other.low == other.high:
            return Range(NOUGHT, NOUGHT)
        if self.is_positive and (-other).is_positive:
            return -(self * -other)
        if (-self).is_positive and other.is_positive:
            return -(-self * other)
        if self.is_positive or other.is_positive:
            return self._one_sided(other) if self.is_positive else other._one_sided(self)
        return ANY

    def _one_sided(self, other: "Range") -> "Range":
        """The product of one that is not negative with one of either sign."""
        return Range(_times_low(self.high, other.low), _times(self.high, other.high))

    def __or__(self, other: "Range") -> "Range":
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Range(low, high)

    @property
    def ends(self) -> list[Fraction]:
        """The limits that there are."""
        return [each for each in (self.low, self.high) if each is not None]

    @property
    def is_positive(self) -> bool:
        """Whether it is never below nought."""
        return self.low is not None and self.low >= 0


ANY = Range()
_COUNT = Range(NOUGHT, None)
_SHARE = Range(NOUGHT, Fraction(1))
_HUNDRED = Range(Fraction(100), Fraction(100))


def _plus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _times(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    """The upper end of a product of which one side is not negative."""
    if NOUGHT in (one, other):
        return NOUGHT
    return None if one is None or other is None else one * other


def _times_low(high: Fraction | None, low: Fraction | None) -> Fraction | None:
    return None if high is None or low is None else high * low


class Bounds:
    """Limits of the values of one contract; with `steady`, as if what amounts are indexed by stood still."""

    def __init__(self, program: Program, *, steady: bool = False) -> None:
        self._program = program
        self._steady = steady
        self._open: set[str] = set()
        self._balances = Balances(program, self.of, lambda name: self.elements(program.definitions[name].home))

    def of(self, expr: Expr) -> Range:
        """The limits of a number."""
        match expr:
            case Constant(value=Fraction() as value):
                return Range(value, value)
            case FieldOf():
                return self._field(expr)
            case ValueOf(definition=name):
                return self._definition(name)
            case CellOf():
                return self._cells(expr)
            case FigureOf() | Banded() | Choose():
                return self._chosen(expr)
            case RoundedTo():
                inner = self.of(expr.of)
                return Range(_plus(inner.low, -expr.unit), _plus(inner.high, expr.unit))
            case Aggregate():
                return self._aggregate(expr)
            case Apply():
                return self._apply(expr)
            case IndexedBy() if self._steady:
                return self.of(expr.of)
            case _:
                return ANY

    def line(self, clause: Clause) -> Range:
        """The limits of one line of a clause, its bounds applied."""
        found = self.of(clause.amount)
        for clamp in clause.clamps:
            bound = self.of(clamp.value)
            found = _lesser(found, bound) if "more" in clamp.word else _greater(found, bound)
        return found

    def total(self, clause: Clause) -> Fraction | None:
        """The most that can fall due under a clause over the contract; nothing where there is no limit."""
        line = self.line(clause).high
        if line is not None and line <= 0:
            return NOUGHT
        number = self.elements(clause.home, clause)
        return None if line is None or number is None else line * number

    def elements(self, home: Home, clause: Clause | None = None, *, in_term: bool = False) -> int | None:
        """How many elements a home has, for a clause up to its own last day; nothing where rows decide.

        With `in_term` those that begin after the term are left out.
        """
        last = clause.until if clause is not None else self._program.terms.ends if in_term else date.max
        numbers = [self._number(part, last) for part in parts_of(home)]
        return None if None in numbers else prod(each for each in numbers if each is not None)

    def _number(self, home: Home, last: date) -> int | None:
        match home:
            case ContractHome():
                return 1
            case CalendarHome(step=step):
                periods: tuple[Period, ...] = self._program.calendars[step].periods
                return sum(each.first <= last for each in periods)
            case CohortHome(cohort=cohort):
                return len(self._program.cohorts[cohort].periods)
            case _:
                words = getattr(self._program, "lists", {}).get(getattr(home, "list", None))
                return len(words) if words is not None else None

    def _field(self, expr: FieldOf) -> Range:
        table = self._program.tables.get(expr.table)
        field = table.by_name.get(expr.field) if table is not None else None
        return Range(field.least, field.most) if field is not None else ANY

    def _definition(self, name: str) -> Range:
        own = self._program.definitions.get(name)
        if own is None or name in self._open:
            return ANY
        if own.role == "account":
            return self._balances.of(name) or ANY
        self._open.add(name)
        found = self.of(own.body)
        self._open.discard(name)
        return found

    def _cells(self, expr: CellOf) -> Range:
        tariff = self._program.tariffs.get(expr.tariff)
        cells = [value for (column, _), value in tariff.cells.items() if column == expr.column] if tariff else []
        return Range(min(cells), max(cells)) if cells else ANY

    def _lines(self, name: str) -> Range:
        """What the lines of a clause can come to in all."""
        clause, key = self._program.clauses.get(name), f"lines of {name}"
        if clause is None or key in self._open:
            return ANY
        self._open.add(key)
        line, number = self.line(clause), self.elements(clause.home, clause)
        self._open.discard(key)
        if number is None:
            return _COUNT * line
        found = line * Range(Fraction(number), Fraction(number))
        return found if clause.when is None else found | Range(NOUGHT, NOUGHT)

    def _chosen(self, expr: FigureOf | Banded | Choose) -> Range:
        match expr:
            case Choose():
                return self.of(expr.then) | self.of(expr.otherwise)
            case Banded():
                return self._banded(expr)
            case _:
                return self._figures(expr)

    def _figures(self, expr: FigureOf) -> Range:
        """The limits of figures that stand in the contract; those of a file can be others tomorrow."""
        table = self._program.date_tables.get(expr.table)
        if table is None or table.file is not None:
            return ANY
        values = [each.value for period in table.figures[expr.column].values() for each in period]
        return Range(min(values), max(values)) if values else ANY

    def _banded(self, expr: Banded) -> Range:
        prices = [self.of(price) for band in expr.bands for price in band.prices]
        if not prices:
            return ANY
        found = reduce(or_, prices)
        if expr.way in ("lump sum", "straight line"):
            return found
        quantity = self.of(expr.quantity)
        return (found | Range(NOUGHT, NOUGHT)) * quantity if quantity.is_positive else ANY

    def _aggregate(self, expr: Aggregate) -> Range:
        if expr.word == "share":
            return _SHARE
        if isinstance(expr.over, Lines) and expr.word == "total" and expr.body is None:
            return self._lines(expr.over.clause)
        if expr.word != "total" or expr.length:
            return _COUNT
        inner = self.of(expr.body) if expr.body is not None else _COUNT
        return _COUNT if inner.is_positive else (-_COUNT if (-inner).is_positive else ANY)

    def _apply(self, expr: Apply) -> Range:
        if not all(isinstance(each.kind, Quantity) for each in expr.arguments):
            return ANY
        sides = [self.of(each) for each in expr.arguments]
        match expr.operation:
            case "otherwise":
                return sides[0] | sides[1]
            case "at the start":
                return self._before(expr.arguments[0], sides[1])
            case operation:
                return _WORKED_OUT[operation](*sides) if operation in _WORKED_OUT else ANY

    def _before(self, previous: Expr, start: Range) -> Range:
        """The limits of a balance before a step, or of what stands at the start for it."""
        if not isinstance(previous, PreviousOf) or not self._balances.follows(previous):
            return ANY
        return self._balances.before(previous) or start


def _inverse(side: Range) -> Range:
    if side.low is not None and side.low > 0:
        return Range(NOUGHT if side.high is None else 1 / side.high, 1 / side.low)
    return _COUNT if side.is_positive else ANY


def _lesser(one: Range, other: Range) -> Range:
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    highs = [each for each in (one.high, other.high) if each is not None]
    return Range(low, min(highs) if highs else None)


def _greater(one: Range, other: Range) -> Range:
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    lows = [each for each in (one.low, other.low) if each is not None]
    return Range(max(lows) if lows else None, high)


_WORKED_OUT: dict[str, Callable[..., Range]] = {
    "add": lambda one, other: one + other,
    "subtract": lambda one, other: one + -other,
    "multiply": lambda one, other: one * other,
    "divide": lambda one, other: one * _inverse(other),
    "negate": lambda one: -one,
    "in points": lambda one: one * _HUNDRED,
    "lesser": _lesser,
    "greater": _greater,
}
