"""What each line comes to under the data as it now is, and how far that is from what was paid for it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from pbrlang.interpret import Element, key_in_words
from pbrlang.ledger.history import History
from pbrlang.ledger.model import LineKey, Order
from pbrlang.settle import Settlement, Stretch


class Entitled(NamedTuple):
    """A line as it is now: the statement that its date belongs to, and what is due, cut and paid, in coins."""

    stretch: Stretch
    number: str
    element: Element
    due: int
    cut: int
    amount: int


class Entitlement:
    """The lines of all statements that a settlement makes, in their order."""

    def __init__(self, settlement: Settlement) -> None:
        self._scale = 10**settlement.program.terms.places
        self.lines: dict[LineKey, Entitled] = {}
        self._by_stretch: dict[Stretch, list[LineKey]] = {}
        for statement in settlement.statements:
            here = self._by_stretch.setdefault(statement.stretch, [])
            total = 0
            for each in statement.lines:
                line, clause = each.line, each.clause
                key = LineKey(clause.name, line.date, tuple(key_in_words(line.element).items()))
                due, cut, amount = self._coins(each.due), self._coins(each.cut), self._coins(each.amount)
                total += amount
                same = self.lines.get(key)
                if same is not None:
                    due, cut, amount = due + same.due, cut + same.cut, amount + same.amount
                else:
                    here.append(key)
                self.lines[key] = Entitled(statement.stretch, clause.clause, line.element, due, cut, amount)
            if total != self._coins(statement.total):
                raise ValueError(f"the lines of {statement.stretch.name} do not come to its total")

    def _coins(self, amount: Fraction) -> int:
        coins, rest = divmod(amount.numerator * self._scale, amount.denominator)
        if rest:
            raise ValueError(f"{amount} is not settled to the coin")
        return int(coins)

    def of(self, stretch: Stretch) -> Iterator[tuple[LineKey, Entitled]]:
        """The lines of one statement."""
        for key in self._by_stretch.get(stretch, ()):
            yield key, self.lines[key]

    def moved(self, history: History, to: Order) -> Iterator[tuple[LineKey, Entitled | None, int, int]]:
        """The lines of statements up to one, or recorded before, that were not paid as they are now.

        For each: what it is now, unless it is gone; what was paid for it; and what it comes to now.
        """
        paid = history.paid
        for key, now in self.lines.items():
            before = paid.get(key)
            was = before.amount if before else 0
            if now.stretch.order <= to and now.amount != was:
                yield key, now, was, now.amount
        for key, recorded in paid.items():
            now_is = self.lines.get(key)
            if recorded.amount and (now_is is None or now_is.stretch.order > to):
                yield key, None, recorded.amount, 0
