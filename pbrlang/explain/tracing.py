"""Working out an expression step by step, each step keeping the values that it rests on."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from pbrlang.data.rows import Value
from pbrlang.diagnostics.prose import article
from pbrlang.explain.cards import CardTracer, key_said
from pbrlang.explain.counting import count
from pbrlang.explain.covering import cover
from pbrlang.explain.model import Step
from pbrlang.explain.words import Words, of_clause, place_of, said
from pbrlang.interpret import CohortElement, Element, Interpreter
from pbrlang.interpret.faults import NothingBefore, Undefined, Unreadable
from pbrlang.interpret.operations import OPERATIONS
from pbrlang.interpret.prices import cell, contract_year
from pbrlang.interpret.stepping import as_at
from pbrlang.ir.expressions import (
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
from pbrlang.names.homes import ByWord, steps_of
from pbrlang.values.rounding import round_to

SUPPOSED = "supposed"
"""In the place of a clause, where a worked example or a scenario gives the value."""


class Tracer:
    """Evaluates expressions as the interpreter does, but remembers how.

    Every compound value is worked out anew from the values of its parts. Only what may be read should
    be traced: a blank where a value is needed is the interpreter's to tell.
    """

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter
        self._program = interpreter.program
        cards = CardTracer(interpreter, self.trace)
        self._handlers: dict[type, Callable[[Any, Element, date], Step]] = {
            Constant: self._constant,
            FieldOf: self._field,
            WordOf: self._word,
            InGroup: self._in_group,
            ValueOf: self._value_of,
            PreviousOf: self._previous_of,
            ReadOn: lambda expr, element, t: Step(expr, element, "the date", t, of_clause(expr.span.clause)),
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
            FirstDay: self._first_day,
            DayOf: self._day_of,
        }

    def trace(self, expr: Expr, element: Element, t: date) -> Step:
        """The value of an expression at an element for a reader dated `t`, with all that it rests on."""
        return self._handlers[type(expr)](expr, element, t)

    def _constant(self, expr: Constant, element: Element, _t: date) -> Step:
        return Step(expr, element, said(expr.span), expr.value, of_clause(expr.span.clause))

    def _field(self, expr: FieldOf, element: Element, t: date) -> Step:
        value = self._interpreter.evaluate(expr, element, t)
        row = self._interpreter.walk(element, expr.path, t) or element
        return Step(expr, row, _name(expr, expr.field), value, place_of(row, expr.span.clause or ""))

    def _in_group(self, expr: InGroup, element: Element, t: date) -> Step:
        group = self._program.groups[expr.group]
        target = self._interpreter.walk(element, expr.path, t)
        text, place = f"being {article(group.name)} {group.name}", of_clause(group.clause)
        if target is None:
            return Step(expr, element, text, False, place)
        part = self.trace(group.where, target, t)
        return Step(expr, target, text, part.value, place, (part,))

    def _word(self, expr: WordOf, element: Element, t: date) -> Step:
        value = self._interpreter.evaluate(expr, element, t)
        by_field = any(isinstance(each, ByWord) for each in steps_of(expr.path))
        place = place_of(element, "") if by_field else of_clause(expr.span.clause)
        return Step(expr, element, _name(expr, expr.list), value, place)

    def _value_of(self, expr: ValueOf, element: Element, t: date) -> Step:
        definition = self._program.definitions[expr.definition]
        text, place = _name(expr, definition.name), of_clause(definition.clause)
        target = self._interpreter.walk(element, expr.path, t)
        if target is None:
            return Step(expr, element, text, None, place)
        if self._interpreter.is_given(definition.name, target):
            return Step(expr, target, text, self._interpreter.value(definition.name, target, t), SUPPOSED)
        body = self.trace(definition.body, target, as_at(definition, target, t))
        place = body.place if isinstance(definition.body, Choose) else place  # a variation speaks where it changed it
        return Step(expr, target, text, body.value, place, (body,))

    def _previous_of(self, expr: PreviousOf, element: Element, t: date) -> Step:
        definition = self._program.definitions[expr.definition]
        text, place = said(expr.span), of_clause(definition.clause)
        target = self._interpreter.walk(element, expr.path, t)
        before = self._interpreter.walker.before(target) if target is not None else None
        if before is None:
            raise NothingBefore(text)
        if self._interpreter.is_given(definition.name, before):
            return Step(expr, before, text, self._interpreter.value(definition.name, before, t), SUPPOSED)
        if definition.role == "account":
            # A balance is told as it stood, and not by all the steps that led to it.
            value = self._interpreter.value(definition.name, before, t)
            return Step(expr, before, f"{definition.name} of {Words(self._program).key(before)}", value, place)
        body = self.trace(definition.body, before, t)
        return Step(expr, before, text, body.value, place, (body,))

    def _choose(self, expr: Choose, element: Element, t: date) -> Step:
        return self.trace(expr.then if self.trace(expr.when, element, t).value else expr.otherwise, element, t)

    def _cell(self, expr: CellOf, element: Element, t: date) -> Step:
        tariff = self._program.tariffs[expr.tariff]
        keys = tuple(self.trace(key, element, t) for key in expr.keys)
        value = cell(tariff, expr.column, [key.value for key in keys])
        named = "" if tariff.name == expr.column else f", {tariff.name}"
        whose = " and ".join(map(key_said, keys))
        place = f"{of_clause(tariff.clause)}{named}, for {whose}"
        return Step(expr, element, _name(expr, expr.column), value, place, keys)

    def _year(self, expr: YearOf, element: Element, t: date) -> Step:
        day = self.trace(expr.day, element, t)
        number = contract_year(self._program, day.value) if isinstance(day.value, date) else None
        place = of_clause(self._program.terms.span.clause)
        value = None if number is None else Fraction(number)
        return Step(expr, element, f"Contract Year of {day.text}", value, place, (day,))

    def _apply(self, expr: Apply, element: Element, t: date) -> Step:
        parts: list[Step] = []

        def evaluate(argument: Expr, here: Element, when: date) -> Value:
            part = self.trace(argument, here, when)
            parts.append(part)
            return part.value

        value = OPERATIONS[expr.operation](evaluate, expr.arguments, element, t)
        return Step(expr, element, said(expr.span), value, of_clause(expr.span.clause), tuple(parts))

    def _rounded(self, expr: RoundedTo, element: Element, t: date) -> Step:
        part = self.trace(expr.of, element, t)
        value = round_to(part.value, expr.unit, expr.way) if isinstance(part.value, Fraction) else None
        return Step(expr, element, said(expr.span), value, of_clause(expr.span.clause), (part,))

    def _aggregate(self, expr: Aggregate, element: Element, t: date) -> Step:
        counted = count(self._interpreter, expr, element, t)
        place = of_clause(expr.span.clause)
        return Step(expr, element, self._counted(expr), counted.value, place, counted=counted)

    def _counted(self, expr: Aggregate) -> str:
        """The contract's words for what is counted; its own where they are those of a larger phrase."""
        text = said(expr.span)
        if expr.word != "number" or not isinstance(expr.over, Lines) or text.startswith("number"):
            return text
        return f"number of {self._program.nouns.plural(expr.over.clause)}"

    def _covered(self, expr: Covered, element: Element, t: date) -> Step:
        value, note = cover(self._interpreter, expr, element, t)
        return Step(expr, element, said(expr.span), value, of_clause(expr.span.clause), note=note)

    def _first_day(self, expr: FirstDay, element: Element, t: date) -> Step:
        """The day, with the condition as it was read on it; if it has not come, as it is read now."""
        value = self._interpreter.evaluate(expr, element, t)
        now = min(t, self._interpreter.as_at or self._program.terms.settles_until)
        parts = self._as_far_as_readable(expr.condition, element, value if isinstance(value, date) else now)
        return Step(expr, element, said(expr.span), value, of_clause(expr.span.clause), parts)

    def _as_far_as_readable(self, condition: Expr, element: Element, t: date) -> tuple[Step, ...]:
        try:
            self._interpreter.evaluate(condition, element, t)
        except (Undefined, Unreadable):
            return ()
        return (self.trace(condition, element, t),)

    def _day_of(self, expr: DayOf, element: Element, t: date) -> Step:
        value = self._interpreter.evaluate(expr, element, t)
        target = self._interpreter.walk(element, expr.path, t)
        cohort = self._program.cohorts[target.cohort].clause if isinstance(target, CohortElement) else None
        return Step(expr, element, said(expr.span), value, of_clause(cohort or self._program.terms.span.clause))


def _name(expr: Expr, name: str) -> str:
    """The contract's words for a name; its own name where the words are those of a larger phrase."""
    text = said(expr.span)
    return text if text.endswith(name) else name
