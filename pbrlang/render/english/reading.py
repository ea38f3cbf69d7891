"""Days, stretches of days, months and rounding in words."""

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from pbrlang.ir.expressions import Apply, Constant, Expr
from pbrlang.ir.program import Program
from pbrlang.kinds.model import DAY
from pbrlang.render.english.phrases import STRETCHES, WAYS
from pbrlang.render.english.places import Here
from pbrlang.render.english.saying import fill, join
from pbrlang.render.english.values import length_in_words, money
from pbrlang.render.model import Inlines
from pbrlang.values.currencies import currency

if TYPE_CHECKING:
    from pbrlang.render.english.speaker import Speaker

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def month(number: int) -> str:
    """The name of a month, counted from 1."""
    return _MONTHS[number - 1]


def unit_in_words(unit: Fraction, program: Program) -> str:
    """What something is rounded to: `penny`, `cent`, `£1`, `£100`."""
    terms = program.terms
    own = currency(terms.currency)
    if own is not None and unit == Fraction(1, 10**own.places) and own.places:
        return {"GBP": "penny", "USD": "cent", "EUR": "cent"}.get(own.code, money(unit, program))
    return money(unit, program)


def rounding(way: str, unit: Fraction, program: Program) -> str:
    """How something is rounded: `to the nearest penny, a half away from nought`."""
    return WAYS[way].replace("{unit}", unit_in_words(unit, program))


def day_moved(speaker: "Speaker", length: Expr, here: Here) -> Inlines:
    """A length of time that is added to a day or taken off."""
    if isinstance(length, Constant) and isinstance(length.value, Fraction):
        return join(length_in_words(length.value, length.kind, speaker.program))
    return speaker.bracketed(length, here)


def stretch(speaker: "Speaker", first: Expr, last: Expr, here: Here) -> Inlines:
    """The stretch between two days, as the contract says it where that can be seen from them."""
    for word, find in (
        ("after", _after),
        ("beginning with", _beginning),
        ("before", _before),
        ("ending with", _ending),
    ):
        found = find(first, last)
        if found is not None:
            day, length = found
            return fill(STRETCHES[word], length=day_moved(speaker, length, here), day=speaker.value(day, here))
    return fill(STRETCHES["plain"], first=speaker.value(first, here), last=speaker.value(last, here))


Found = tuple[Expr, Expr] | None
"""The day that a stretch is counted from, and its length."""


def _after(first: Expr, last: Expr) -> Found:
    moved = _moved(last, "add")
    return moved if moved is not None and _is_beside(first, moved[0], "add") else None


def _beginning(first: Expr, last: Expr) -> Found:
    inner = _one_day(last, "subtract")
    moved = _moved(inner, "add") if inner is not None else None
    return moved if moved is not None and moved[0] == first else None


def _before(first: Expr, last: Expr) -> Found:
    moved = _moved(first, "subtract")
    return moved if moved is not None and _is_beside(last, moved[0], "subtract") else None


def _ending(first: Expr, last: Expr) -> Found:
    moved = _moved(first, "subtract")
    if moved is None or not _is_beside(moved[0], last, "add"):
        return None
    return last, moved[1]


def _moved(expr: Expr, operation: str) -> Found:
    if not isinstance(expr, Apply) or expr.operation != operation or expr.arguments[0].kind != DAY:
        return None
    return (expr.arguments[0], expr.arguments[1]) if expr.arguments[1].kind != DAY else None


def _one_day(expr: Expr, operation: str) -> Expr | None:
    """The day of which this is the next, or the one before."""
    moved = _moved(expr, operation)
    if moved is None or not isinstance(moved[1], Constant) or moved[1].value != 1:
        return None
    return moved[0]


def _is_beside(expr: Expr, day: Expr, operation: str) -> bool:
    """Whether an expression is the day after (`add`) or before (`subtract`) a day."""
    if isinstance(expr, Constant) and isinstance(day, Constant):
        if not (isinstance(expr.value, date) and isinstance(day.value, date)):
            return False
        return expr.value - day.value == timedelta(days=1 if operation == "add" else -1)
    return _one_day(expr, operation) == day
