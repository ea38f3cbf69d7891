"""Dates moved by a length of time, and the time between two of them."""

from collections.abc import Sequence
from fractions import Fraction

from pbrlang.kinds.model import Kind, Quantity
from pbrlang.lower.forms import DATE, DATE_FORM, NUMBER, WORD_FORM, number
from pbrlang.lower.nodes import Literal, Node, Operation
from pbrlang.lower.numbers import combined, literal, opposite

_DAYS, _MONTHS = {"day": 1, "week": 7}, {"month": 1, "year": 12}


def with_dates(word: str, kinds: Sequence[Kind], arguments: Sequence[Node], clause: str) -> Node:
    """The earlier or later of two dates, the days between them, or a date moved; `kinds` are those of the arguments.

    Where a date is moved by months, a third argument says which day is meant where a month has no such day.
    """
    left, right, *missing = arguments
    if word in ("lesser", "greater"):
        return Operation(DATE_FORM, clause, word, (left, right))
    if left.form.what == right.form.what == DATE:
        return Operation(number(), clause, "days between", (left, right))
    day, length, kind = (right, left, kinds[0]) if right.form.what == DATE else (left, right, kinds[1])
    noun = kind.unit.powers[0][0] if isinstance(kind, Quantity) and kind.unit.powers else "day"
    if noun not in _MONTHS:
        later = "days later" if word == "add" else "days earlier"
        return Operation(DATE_FORM, clause, later, (day, _whole(_DAYS.get(noun, 1), length, clause)))
    months = _whole(_MONTHS[noun], length, clause)
    months = opposite(months, clause) if word == "subtract" else months
    last = Literal(WORD_FORM, clause, "last")
    return Operation(DATE_FORM, clause, "months later", (day, months, *(missing or [last])))


def _whole(each: int, length: Node, clause: str) -> Node:
    """How many days or months a length of time is, a part of one left out."""
    found = combined("multiply", literal(Fraction(each), clause), length, clause)
    if found.form.what == NUMBER and found.form.scale == 1:
        return found
    return Operation(number(), clause, "days in", (found,))
