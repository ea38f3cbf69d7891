"""Limits for each period of which something is carried forward: unused room, money cut, or both."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import evolve, frozen

from pbrlang.calendar.periods import Period
from pbrlang.interpret import Element
from pbrlang.settle.cutting import NOUGHT, ONE, Amounts, Cutting, Entry, Purse
from pbrlang.settle.later import Later, root
from pbrlang.values.wording import in_words

Windows = Sequence[tuple[Period, Element]]


@frozen(eq=False)
class Carrying:
    """Cuts the windows of one limit that differ only in their period, one after another.

    Money cut waits for the first day of the next period, where it comes before all that is dated then; what
    waits when there is no further period is not paid. Room `counts` where it is a number of sums.
    """

    cap: str
    carried: frozenset[str]
    counts: bool
    until: date
    cut: Callable[[list[Entry], Purse], Amounts]
    purse: Callable[[Element], Purse]

    def over(self, windows: Windows, entries: Mapping[Element, list[Entry]]) -> Iterator[tuple[Element, Cutting]]:
        """Each window and what is paid in it, up to the last in which there is anything."""
        to_come = sum(element in entries for _, element in windows)
        waiting: list[tuple[Entry, Fraction]] = []
        before: tuple[Period, Purse, Amounts] | None = None
        for period, element in windows:
            if period.first > self.until or not (to_come or waiting):
                return
            own = entries.get(element, [])
            to_come -= bool(own)
            purse = evolve(self.purse(element), extra=self._left(*before) if before else NOUGHT)
            here = [*self._carried(waiting, period.first), *own]
            paid = self.cut(here, purse)
            before = period, purse, paid
            if "cut" in self.carried:
                waiting = [(each, each.amount - paid[each.line]) for each in here if each.amount > paid[each.line]]
            yield element, Cutting(purse, tuple(here), paid)

    def _carried(self, waiting: list[tuple[Entry, Fraction]], day: date) -> Iterator[Entry]:
        for entry, amount in waiting:
            said = f"carried forward from {in_words(root(entry.line).date)}"
            yield Entry(Later(entry.line, day, said, self.cap), amount, entry.clause, entry.key)

    def _left(self, period: Period, purse: Purse, paid: Amounts) -> Fraction:
        """The room that was left over at the end of a period, where it is carried forward."""
        if "room" not in self.carried:
            return NOUGHT
        used = sum((ONE if self.counts else amount for amount in paid.values() if amount), NOUGHT)
        freed = sum((amount for _, amount in purse.freed), NOUGHT)
        return max(NOUGHT, purse.room(period.last) + purse.extra + freed - used)
