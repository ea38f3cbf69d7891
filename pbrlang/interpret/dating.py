"""The day of a line, where its clause works it out."""

from collections.abc import Callable
from datetime import date

from pbrlang.data.rows import Value
from pbrlang.interpret.elements import Element
from pbrlang.interpret.paths import EVER
from pbrlang.ir.blanks import known_readings
from pbrlang.ir.expressions import Apply, DayOf, Expr, FirstDay
from pbrlang.ir.program import Clause
from pbrlang.ir.signs import conjuncts
from pbrlang.ir.visit import walk

Evaluate = Callable[[Expr, Element, date], Value]


def worked_out_day(clause: Clause, day: Expr, element: Element, evaluate: Evaluate) -> Value:
    """The day that a clause works out for an element; blank where what it is worked out from is.

    It is read without a date of its own; if it comes later than the reader's, there is no line yet.
    """
    if blank_source(clause, day, element, evaluate) is not None:
        return None
    return evaluate(day, element, EVER)


def blank_source(clause: Clause, day: Expr, element: Element, evaluate: Evaluate) -> Expr | None:
    """What a day is worked out from and is blank: a day that never comes, or what the condition says must not be."""
    if not isinstance(day, Apply):
        return None
    said = list(known_readings(conjuncts(clause.when)))
    sources = (each for each in walk(day) if each in said or isinstance(each, FirstDay | DayOf))
    return next((each for each in sources if evaluate(each, element, EVER) is None), None)
