"""What clauses pay to date: at the end of each settlement period what has been added to the entitlement so far."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from attrs import frozen

from pbrlang.calendar.periods import Period
from pbrlang.data.rows import Row
from pbrlang.interpret.elements import CohortElement, Element, Line, PairElement
from pbrlang.ir.program import Clause, Program

NOUGHT = Fraction(0)
Entitled = Callable[[Clause, Element, date], Fraction]
"""The entitlement so far of an element on a day, rounded; nought where its condition does not hold."""


@frozen(eq=False)
class Reckoning:
    """The end of one settlement period: what the entitlement so far is, and what has fallen due of it by then.

    The two differ where what a clause pays to date never falls.
    """

    period: Period
    entitled: Fraction
    reached: Fraction


def reckonings(
    program: Program, clause: Clause, element: Element, last: date, entitled: Entitled
) -> Iterator[Reckoning]:
    """The entitlement so far at the end of each settlement period from the first in which there can be any."""
    reached = NOUGHT
    for period in periods(program, element, last):
        value = entitled(clause, element, period.last)
        reached = value if clause.to_date == "may fall" else max(reached, value)
        yield Reckoning(period, value, reached)


def periods(program: Program, element: Element, last: date) -> Iterator[Period]:
    """The settlement periods from the one in which an element begins, up to the last that is over."""
    begins = _begins(program, element)
    if begins is None:
        return
    for period in program.calendars[program.terms.step].periods:
        if period.last >= begins and period.last <= last:
            yield period


def _begins(program: Program, element: Element) -> date | None:
    """The day from which there can be an entitlement: a cohort's is the one on which its result is confirmed."""
    match element:
        case Row() | Line():
            day = element.date
            return day if day is not None and day >= program.terms.starts else None
        case Period(first=first):
            return first
        case CohortElement(confirmed=confirmed):
            return confirmed
        case PairElement(parts=parts):
            days = [_begins(program, part) for part in parts]
            known = [day for day in days if day is not None]
            return max(known) if len(known) == len(days) else None
        case _:
            return program.terms.starts


def increases(clause: Clause, element: Element, reckoned: Iterator[Reckoning]) -> Iterator[Line]:
    """A line for each settlement period in which the entitlement so far has changed, dated by its end."""
    before = NOUGHT
    for each in reckoned:
        if each.reached != before:
            yield Line(clause.name, element, each.period.last, each.reached - before, each.period.number)
        before = each.reached
