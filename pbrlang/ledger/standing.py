"""What was paid for each line so far and what it comes to so far, statement by statement."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pbrlang.ir.program import Program
from pbrlang.ledger.entitlement import Entitled, Entitlement
from pbrlang.ledger.history import Paid
from pbrlang.ledger.model import LineKey
from pbrlang.settle import Stretch

NEVER_TAKEN_BACK = "not taken back"
"""How a clause that pays to date says that what late data would take back stays paid."""


class Moved(NamedTuple):
    """A line that a statement has: what it is, unless it is gone, what was paid for it, and what it comes to, in coins.

    `is_own` is for a line of the statement's own period that nothing was paid for.
    """

    key: LineKey
    line: Entitled | None
    was: int
    now: int
    is_own: bool


class Standing:
    """Goes through statements in their order, and finds for each the lines that were not paid as they are by then."""

    def __init__(self, program: Program, entitlement: Entitlement, paid: Mapping[LineKey, Paid]) -> None:
        self._entitlement = entitlement
        self._paid = {key: each.amount for key, each in paid.items()}
        self._known = set(paid)
        self._now: dict[LineKey, Entitled] = {}
        self._waiting: set[LineKey] = set()
        self._kept = {name for name, clause in program.clauses.items() if clause.to_date == NEVER_TAKEN_BACK}

    def up_to(self, stretches: Iterable[Stretch]) -> None:
        """Take in what statements have that need not be made any more."""
        for stretch in stretches:
            self._take_in(stretch)

    def _take_in(self, stretch: Stretch) -> list[LineKey]:
        found = []
        for key, more in self._entitlement.of(stretch):
            before = self._now.get(key)
            self._now[key] = before.plus(more) if before else more
            found.append(key)
        return found

    def all_moved(self, stretch: Stretch | None = None) -> list[Moved]:
        """The lines of the first statement that is made, whatever they belong to; of none, those that wait."""
        if stretch is not None:
            self._take_in(stretch)
        gone = [key for key, paid in self._paid.items() if paid and key not in self._now]
        return self._settled([*self._now, *gone], stretch)

    def moved(self, stretch: Stretch) -> list[Moved]:
        """The lines of a further statement."""
        touched = self._take_in(stretch)
        return self._settled(dict.fromkeys([*touched, *sorted(self._waiting)]), stretch)

    def _settled(self, keys: Iterable[LineKey], stretch: Stretch | None) -> list[Moved]:
        found = list(self._all(keys, stretch))
        found = self._without_taken_back(found)
        self._known.update(each.key for each in found)
        self._paid.update((each.key, each.now) for each in found)
        return found

    def _all(self, keys: Iterable[LineKey], stretch: Stretch | None) -> Iterator[Moved]:
        for key in keys:
            line = self._now.get(key)
            was, now = self._paid.get(key, 0), line.amount if line else 0
            is_own = line is not None and line.own == stretch and not was and (key not in self._known or bool(now))
            if is_own or was != now:
                yield Moved(key, line, was, now, is_own)

    def _without_taken_back(self, found: list[Moved]) -> list[Moved]:
        """Leave out what would take back, of one element in all, what such a clause has paid; it waits."""
        if not self._kept:
            return found
        totals: dict[object, int] = {}
        for each in found:
            if each.key.clause in self._kept:
                whose = (each.key.clause, each.key.key)
                totals[whose] = totals.get(whose, 0) + each.now - each.was
        stay = [each for each in found if totals.get((each.key.clause, each.key.key), 0) >= 0]
        left = {each.key for each in found} - {each.key for each in stay}
        self._waiting = (self._waiting - {each.key for each in stay}) | left
        return stay
