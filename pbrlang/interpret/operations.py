"""What each operation of the vocabulary does."""

import operator
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from pbrlang.data.rows import Value
from pbrlang.interpret.dates import moved
from pbrlang.interpret.elements import Element
from pbrlang.interpret.faults import NothingBefore, Undefined
from pbrlang.ir.expressions import Constant, Expr

Evaluate = Callable[[Expr, Element, date], Value]
Operation = Callable[[Evaluate, Sequence[Expr], Element, date], Value]
"""Takes what evaluates an argument, the arguments, and where and when they are read."""


class BlankOperand(Exception):
    """An operation met a blank, which it cannot take; `argument` holds it."""

    def __init__(self, argument: Expr) -> None:
        super().__init__("an operation met a blank")
        self.argument = argument


def _values(evaluate: Evaluate, arguments: Sequence[Expr], element: Element, t: date) -> list[Any]:
    found: list[Any] = []
    for argument in arguments:
        value = evaluate(argument, element, t)
        if value is None:
            raise BlankOperand(argument)
        found.append(value)
    return found


def _of_values(function: Callable[..., Value]) -> Operation:
    """An operation that takes the values of all its arguments, none of them blank."""
    return lambda evaluate, arguments, element, t: function(*_values(evaluate, arguments, element, t))


def _of_any(function: Callable[..., Value]) -> Operation:
    """An operation that takes the values of all its arguments, blanks among them."""
    return lambda evaluate, arguments, element, t: function(*[evaluate(each, element, t) for each in arguments])


def _add(evaluate: Evaluate, arguments: Sequence[Expr], element: Element, t: date) -> Value:
    left, right = _values(evaluate, arguments[:2], element, t)
    if isinstance(left, date):
        return moved(left, right, arguments[1].kind, _missing(arguments))
    if isinstance(right, date):
        return moved(right, left, arguments[0].kind, _missing(arguments))
    return left + right  # type: ignore[no-any-return]


def _subtract(evaluate: Evaluate, arguments: Sequence[Expr], element: Element, t: date) -> Value:
    left, right = _values(evaluate, arguments[:2], element, t)
    if not isinstance(left, date):
        return left - right  # type: ignore[no-any-return]
    if isinstance(right, date):
        return Fraction((left - right).days)
    return moved(left, right, arguments[1].kind, _missing(arguments), -1)


def _missing(arguments: Sequence[Expr]) -> str:
    """The rule for a day that a month does not have: a third argument where a date is moved by months."""
    return str(arguments[2].value) if len(arguments) > 2 and isinstance(arguments[2], Constant) else "last"


def _divide(left: Fraction, right: Fraction) -> Fraction:
    if right == 0:
        raise Undefined("divided by nought")
    return left / right


def _multiple(number: Fraction, unit: Fraction) -> bool:
    return number == 0 if unit == 0 else (number / unit).denominator == 1


def _otherwise(evaluate: Evaluate, arguments: Sequence[Expr], element: Element, t: date) -> Value:
    try:
        return evaluate(arguments[0], element, t)
    except NothingBefore:
        raise
    except Undefined:
        return evaluate(arguments[1], element, t)


def _at_the_start(evaluate: Evaluate, arguments: Sequence[Expr], element: Element, t: date) -> Value:
    try:
        return evaluate(arguments[0], element, t)
    except NothingBefore:
        return evaluate(arguments[1], element, t)


def _and(evaluate: Evaluate, arguments: Sequence[Expr], element: Element, t: date) -> Value:
    return all(evaluate(each, element, t) for each in arguments)


def _or(evaluate: Evaluate, arguments: Sequence[Expr], element: Element, t: date) -> Value:
    return any(evaluate(each, element, t) for each in arguments)


OPERATIONS: dict[str, Operation] = {
    "add": _add,
    "subtract": _subtract,
    "multiply": _of_values(operator.mul),
    "divide": _of_values(_divide),
    "in points": _of_values(lambda share: share * 100),
    "negate": _of_values(operator.neg),
    "lesser": _of_values(min),
    "greater": _of_values(max),
    "otherwise": _otherwise,
    "at the start": _at_the_start,
    "more than": _of_values(operator.gt),
    "less than": _of_values(operator.lt),
    "at least": _of_values(operator.ge),
    "at most": _of_values(operator.le),
    "is": _of_any(operator.eq),
    "is not": _of_any(operator.ne),
    "one of": _of_any(lambda value, *listed: value in listed),
    "a multiple of": _of_values(_multiple),
    "blank": _of_any(lambda value: value is None),
    "not blank": _of_any(lambda value: value is not None),
    "before": _of_values(operator.lt),
    "on or before": _of_values(operator.le),
    "after": _of_values(operator.gt),
    "on or after": _of_values(operator.ge),
    "in the stretch": _of_values(lambda day, first, last: first <= day <= last),
    "and": _and,
    "or": _or,
}
"""The operations by name. `and`, `or`, `otherwise` and `at the start` read an argument only where those before it leave
it open."""
