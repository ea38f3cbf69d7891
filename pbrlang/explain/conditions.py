"""Which part of a condition failed, and by how much."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from pbrlang.diagnostics.prose import listing, plural
from pbrlang.explain.formula import is_named, with_values
from pbrlang.explain.model import Step
from pbrlang.explain.words import Words
from pbrlang.ir.expressions import Apply, Constant, InGroup

_LEAST = {"at least": "", "more than": ", and must be more", "on or after": "", "after": ", and must be after it"}
_MOST = {"at most": "", "less than": ", and must be less", "on or before": "", "before": ", and must be before it"}
"""The comparisons that ask for enough and for not too much, with what else they ask for where both are equal."""


def failures(step: Step, words: Words) -> Iterator[str]:
    """A sentence for each part of a condition that did not hold."""
    expr = step.expr
    if isinstance(expr, Apply) and expr.operation in ("and", "or"):
        for part in step.parts:
            if not part.value:
                yield from failures(part, words)
    elif isinstance(expr, InGroup) and step.parts:
        yield from failures(step.parts[0], words)
    elif isinstance(expr, Apply):
        yield f"{_failed(step, expr.operation, words)}."
    else:
        yield f"{step.text} is {words.value(step.value, expr.kind)} ({step.place})."


def _failed(step: Step, operation: str, words: Words) -> str:
    left, *others = step.parts
    if operation == "in the stretch":
        return _outside(step, words)
    if operation == "blank":
        return f"{_told(left, words)}, so it is not blank"
    if operation == "not blank":
        return f"{left.text} is blank ({left.place})"
    if operation == "a multiple of":
        return f"{_told(left, words)}, no multiple of {_bound(others[0], words)}"
    if operation in ("is", "one of"):
        return f"{_told(left, words)}, not {listing([_bound(each, words) for each in others])}"
    if operation == "is not":
        return f"{_told(left, words)}, and must be something else ({step.place})"
    if operation not in _LEAST | _MOST or not others:
        return f"{_told(left, words)}, and so it does not hold that {step.text} ({step.place})"
    return _compared(left, others[0], operation, words)


def _outside(step: Step, words: Words) -> str:
    """On which side of a stretch of days a date lies, and by how much."""
    left, first, last = step.parts
    early = isinstance(left.value, date) and isinstance(first.value, date) and left.value < first.value
    end = first if early else last
    side, which = ("before", "first") if early else ("after", "last")
    day = words.value(end.value, end.expr.kind)
    told = f"{_told(left, words)}, {_gap(left, end, words)} {side} {day}, the {which} day of a stretch"
    return f"{told}: {step.text} ({step.place})"


def _compared(left: Step, right: Step, operation: str, words: Words) -> str:
    told, bound = _told(left, words), _bound(right, words)
    gap = _gap(left, right, words)
    if gap is None:
        return f"{told}, and not {operation} {bound}"
    if not gap:
        return f"{told}, exactly {bound}{(_LEAST | _MOST)[operation]}"
    if isinstance(left.value, date):
        return f"{told}, {gap} {'before' if operation in _LEAST else 'after'} {bound}"
    return f"{told}, {gap} {'short of' if operation in _LEAST else 'more than'} {bound}"


def _gap(left: Step, right: Step, words: Words) -> str | None:
    """How far two values lie apart; empty if they do not, nothing where that cannot be told."""
    if isinstance(left.value, date) and isinstance(right.value, date):
        days = abs((left.value - right.value).days)
        return plural(days, "day") if days else ""
    if isinstance(left.value, Fraction) and isinstance(right.value, Fraction):
        apart = abs(left.value - right.value)
        return words.gap(apart, left.expr.kind) if apart else ""
    return None


def _told(step: Step, words: Words) -> str:
    """A value with its name and place, and what it was worked out from where it has no name."""
    value = words.value(step.value, step.expr.kind)
    if is_named(step):
        return f"{step.text} is {value} ({step.place})"
    if isinstance(step.expr, Constant):
        return f"{value} ({step.place})"
    return f"{step.text} is {value} ({with_values(step, words)}, {step.place})"


def _bound(step: Step, words: Words) -> str:
    value = words.value(step.value, step.expr.kind)
    if isinstance(step.expr, Constant):
        return f"{value} ({step.place})"
    return f"{step.text} ({value}, {step.place})"
