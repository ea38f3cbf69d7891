"""The value of every expression, as the contract's text says it, on exact numbers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import frozen

from pbrlang.calendar.periods import Period
from pbrlang.data.rows import Row, Value
from pbrlang.interpret.aggregates import Aggregates
from pbrlang.interpret.bulk import BulkAggregates, Read
from pbrlang.interpret.bulk_covers import BulkCovers
from pbrlang.interpret.cards import Cards
from pbrlang.interpret.covered import Covers
from pbrlang.interpret.elements import CohortElement, Element, ListElement
from pbrlang.interpret.errors import BlankWhereNeeded
from pbrlang.interpret.faults import Fault, NothingBefore, Undefined, Unreadable, place_of
from pbrlang.interpret.first_days import FirstDays
from pbrlang.interpret.operations import OPERATIONS, BlankOperand
from pbrlang.interpret.paths import row_of
from pbrlang.interpret.picks import Picks
from pbrlang.interpret.prices import cell, contract_year, no_such_price, outside_years
from pbrlang.interpret.stepping import as_at, is_plain
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import (
    PICKS,
    Aggregate,
    Apply,
    Banded,
    CellOf,
    Choose,
    Constant,
    Covered,
    DayOf,
    Expr,
    FieldOf,
    FigureOf,
    FirstDay,
    IndexedBy,
    InGroup,
    Lines,
    PeriodNumber,
    PreviousOf,
    ReadOn,
    RoundedTo,
    ValueOf,
    WordOf,
    YearOf,
)
from pbrlang.ir.program import Definition, account_of
from pbrlang.values.rounding import round_to

Given = Mapping[tuple[str, Element], Value]


@frozen
class Kept:
    """What came of reading a name on a day: its value, or why there is none."""

    value: Value
    failure: Undefined | Unreadable | None
    on: date


class Evaluator:
    """Evaluates expressions, and remembers the values of names.

    A name whose value does not depend on the reader's date is remembered by element. Even so, it may
    be unreadable on an early day, because it reads a row that is dated later: what was read on one
    day holds for later ones, and what failed on one day fails on earlier ones.
    """

    def __init__(self, world: World, given: Given) -> None:
        self._world = world
        self._program = world.program
        self._walk = world.walker.walk
        self._given = given
        self._aggregates = Aggregates(world)
        self._picks = Picks(world, self._aggregates)
        self._first_days = FirstDays(world, self._aggregates)
        self._covers = Covers(world, self._aggregates)
        self._bulk = BulkAggregates(world, world.bulk) if world.bulk else None
        self._bulk_covers = BulkCovers(world, world.bulk) if world.bulk else None
        cards = Cards(world, self._blank)
        self._kept: dict[str, dict[Element | tuple[Element, date], Kept]] = {}
        self._handlers: dict[type, Callable[[Any, Element, date], Value]] = {
            Constant: lambda expr, _, __: expr.value,
            FieldOf: self._field,
            WordOf: self._word,
            InGroup: self._in_group,
            ValueOf: self._value_of,
            PreviousOf: self._previous_of,
            ReadOn: lambda _, __, t: t,
            Choose: self._choose,
            CellOf: self._cell,
            YearOf: self._year,
            PeriodNumber: cards.period_number,
            Banded: cards.banded,
            FigureOf: cards.figure,
            IndexedBy: cards.indexed,
            Apply: self._apply,
            RoundedTo: self._rounded,
            Aggregate: self._aggregate,
            Covered: self._covered,
            FirstDay: self._first_days.evaluate,
            DayOf: self._day_of,
        }

    def evaluate(self, expr: Expr, element: Element, t: date) -> Value:
        """The value of an expression at an element for a reader dated `t`."""
        return self._handlers[type(expr)](expr, element, t)

    def rows_read(self) -> set[Row]:
        """All rows that counted in something."""
        return self._aggregates.rows_read() | self._picks.rows_read() | self._covers.rows_read()

    def is_given(self, name: str, element: Element) -> bool:
        """Whether a value stands in the place of a definition's meaning at an element."""
        return (name, element) in self._given

    def bulk_reads(self) -> Sequence[Read]:
        """What was read of what a database has."""
        return (*self._bulk.reads, *self._bulk_covers.reads) if self._bulk and self._bulk_covers else ()

    def value(self, name: str, element: Element, t: date) -> Value:
        """The value of a definition; a given one stands in the place of its meaning."""
        if self._given and (name, element) in self._given:
            return self._given[name, element]
        definition = self._program.definitions[name]
        if definition.role == "account":
            self._step_up_to(definition, element, t)
        return self._remembered(name, definition.body, element, as_at(definition, element, t))

    def _step_up_to(self, definition: Definition, element: Element, t: date) -> None:
        """Have the balances of earlier steps ready, the first one first, so that none waits for many others."""
        closing = self._program.definitions[account_of(definition.name)]
        kept = self._kept.setdefault(closing.name, {})
        waiting = []
        before = self._world.walker.before(element)
        while before is not None and (before, as_at(closing, before, t)) not in kept:
            waiting.append(before)
            before = self._world.walker.before(before)
        for each in reversed(waiting):
            try:
                self._remembered(closing.name, closing.body, each, as_at(closing, each, t))
            except (Undefined, Unreadable):
                return  # whoever reads it meets it too

    def in_group(self, group: str, row: Row, t: date) -> bool:
        """Whether a row is in a named group."""
        return bool(self._remembered(group, self._program.groups[group].where, row, t))

    def _remembered(self, name: str, body: Expr, element: Element, t: date) -> Value:
        kept = self._kept.setdefault(name, {})
        key = (element, t) if name in self._program.timed else element
        known = kept.get(key)
        if known is None or (t > known.on if known.failure else t < known.on):
            known = kept[key] = self._read(body, element, t)
        match known.failure:
            case None:
                return known.value
            case Unreadable(faults=faults, readable_from=day):
                raise Unreadable(faults, day)
            case Undefined():
                raise type(known.failure)(*known.failure.args)

    def _read(self, body: Expr, element: Element, t: date) -> Kept:
        try:
            return Kept(self.evaluate(body, element, t), None, t)
        except (Undefined, Unreadable) as failure:
            return Kept(None, failure, t)

    def _aggregate(self, expr: Aggregate, element: Element, t: date) -> Value:
        if isinstance(expr.over, Lines) and expr.over.clause in self._program.stepped and is_plain(expr):
            return self._world.stepping.total(expr, expr.over, element, t)
        if self._bulk is not None and self._bulk_answers(expr):
            return self._bulk.evaluate(expr, element, t)
        picks = expr.word in PICKS or expr.word == "different"
        return (self._picks if picks else self._aggregates).evaluate(expr, element, t)

    def _covered(self, expr: Covered, element: Element, t: date) -> Value:
        if self._bulk_covers is not None and self._world.bulk is not None and self._world.bulk.covers(expr):
            return self._bulk_covers.evaluate(expr, element, t)
        return self._covers.evaluate(expr, element, t)

    def _bulk_answers(self, expr: Aggregate) -> bool:
        return self._world.bulk is not None and self._world.bulk.answers(expr)

    def _field(self, expr: FieldOf, element: Element, t: date) -> Value:
        target = self._walk(element, expr.path, t)
        if target is None:
            return None
        row = row_of(target)
        value = row.values[expr.field]
        lasts = row.table.lasts
        if lasts is not None and expr.field == lasts.end and isinstance(value, date) and value > t:
            return None
        return value

    def _in_group(self, expr: InGroup, element: Element, t: date) -> Value:
        target = self._walk(element, expr.path, t)
        return target is not None and self.in_group(expr.group, row_of(target), t)

    def _word(self, expr: WordOf, element: Element, t: date) -> Value:
        target = self._walk(element, expr.path, t)
        return target.word if isinstance(target, ListElement) else None

    def _value_of(self, expr: ValueOf, element: Element, t: date) -> Value:
        target = self._walk(element, expr.path, t)
        return None if target is None else self.value(expr.definition, target, t)

    def _previous_of(self, expr: PreviousOf, element: Element, t: date) -> Value:
        target = self._walk(element, expr.path, t)
        if target is None:
            return None
        before = self._world.walker.before(target)
        if before is None:
            raise NothingBefore(f"nothing comes before the first {expr.definition}")
        return self.value(expr.definition, before, t)

    def _day_of(self, expr: DayOf, element: Element, t: date) -> Value:
        target = self._walk(element, expr.path, t)
        if isinstance(target, CohortElement) and expr.which == "confirmation":
            return target.confirmed
        period = target.period if isinstance(target, CohortElement) else target
        if not isinstance(period, Period):
            return None
        return period.first if expr.which == "first day" else period.last

    def _choose(self, expr: Choose, element: Element, t: date) -> Value:
        return self.evaluate(expr.then if self.evaluate(expr.when, element, t) else expr.otherwise, element, t)

    def _cell(self, expr: CellOf, element: Element, t: date) -> Value:
        keys = [self.evaluate(each, element, t) for each in expr.keys]
        for key, value in zip(expr.keys, keys, strict=True):
            if value is None:
                raise self._blank(key, element, t)
        found = cell(self._program.tariffs[expr.tariff], expr.column, keys)
        if found is None:
            row, column = self._blamed(expr.keys[0], element, t)
            raise Unreadable([Fault(row, no_such_price(place_of(row, column), expr.column, keys))])
        return found

    def _year(self, expr: YearOf, element: Element, t: date) -> Value:
        day = self.evaluate(expr.day, element, t)
        if not isinstance(day, date):
            raise self._blank(expr.day, element, t)
        number = contract_year(self._program, day)
        if number is None:
            row, column = self._blamed(expr.day, element, t)
            raise Unreadable([Fault(row, outside_years(place_of(row, column), self._program))])
        return Fraction(number)

    def _apply(self, expr: Apply, element: Element, t: date) -> Value:
        try:
            return OPERATIONS[expr.operation](self.evaluate, expr.arguments, element, t)
        except BlankOperand as blank:
            raise self._blank(blank.argument, element, t) from None

    def _rounded(self, expr: RoundedTo, element: Element, t: date) -> Value:
        value = self.evaluate(expr.of, element, t)
        if not isinstance(value, Fraction):
            raise self._blank(expr.of, element, t)
        return round_to(value, expr.unit, expr.way)

    def _blank(self, expr: Expr, element: Element, t: date) -> Unreadable:
        if isinstance(expr, ValueOf):
            body, target = self._program.definitions[expr.definition].body, self._walk(element, expr.path, t)
            if isinstance(body, DayOf) and target is not None:
                return self._blank(body, target, t)
        row, column = self._blamed(expr, element, t)
        if isinstance(expr, DayOf):
            return Unreadable([Fault(row, outside_years(place_of(row, row.table.dated), self._program))])
        return Unreadable([Fault(row, BlankWhereNeeded(place_of(row, column)))])

    def _blamed(self, expr: Expr, element: Element, t: date) -> tuple[Row, str | None]:
        """The row and, where it can be told, the column that an expression was read from."""
        if isinstance(expr, YearOf):
            return self._blamed(expr.day, element, t)
        if isinstance(expr, FieldOf):
            target = self._walk(element, expr.path, t)
            return (row_of(target), expr.field) if target is not None else (row_of(element), None)
        return row_of(element), None
