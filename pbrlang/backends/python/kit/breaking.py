"""A term that ends early."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pbrlang.backends.python.kit.numbers import Undefined


@dataclass(frozen=True, eq=False, slots=True)
class Break:
    """The term ends on a day, if a condition holds then: it is read on that day, as if there were no break."""

    name: str
    number: str
    day: date
    holds: Callable[[Any, date], bool]


def ended(breaks: Iterable[Break], as_at: date, books_on: Callable[[date], Any]) -> dict[str, Any]:
    """By which break, and on which day, the term has ended early by a day; empty where it has not."""
    for each in sorted(breaks, key=lambda each: each.day):
        if each.day > as_at:
            break
        try:
            holds = each.holds(books_on(each.day), each.day)
        except Undefined:
            holds = False
        if holds:
            return {"term_ended": {"break": each.name, "number": each.number, "on": each.day.isoformat()}}
    return {}
