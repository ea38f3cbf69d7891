"""What each line comes to under the data as it now is, statement by statement."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from pbrlang.interpret import Element, Unearned, key_in_words
from pbrlang.ledger.model import LineKey
from pbrlang.settle import SettledLine, Settlement, Statement, Stretch

AS_A_DEBT = "as a debt"


@frozen
class Entitled:
    """A line as it is now, or what one statement has of it. Amounts are in coins.

    `own` is the statement that its date belongs to. Where data say when they were recorded, a later one may have a
    part of it: then it is `late`.
    """

    own: Stretch
    number: str
    element: Element
    due: int
    cut: int
    amount: int
    late: bool = False
    debt: bool = False
    """Whether the provider owes it as a debt, apart from what falls due."""

    def plus(self, more: "Entitled") -> "Entitled":
        """Both together."""
        return evolve(
            more, due=self.due + more.due, cut=self.cut + more.cut, amount=self.amount + more.amount, own=self.own
        )


class Entitlement:
    """The lines of all statements that a settlement makes, in their order."""

    def __init__(self, settlement: Settlement) -> None:
        self._scale = 10**settlement.program.terms.places
        self._lines = {each.stretch: self._of(each) for each in settlement.statements}

    def of(self, stretch: Stretch) -> Iterator[tuple[LineKey, Entitled]]:
        """What one statement has of each line."""
        yield from self._lines.get(stretch, {}).items()

    def _of(self, statement: Statement) -> dict[LineKey, Entitled]:
        found: dict[LineKey, Entitled] = {}
        total = 0
        for each in statement.lines:
            key, more = _key(each), self._entitled(each, statement.stretch)
            total += more.amount
            found[key] = found[key].plus(more) if key in found else more
        if total != sum(self._coins(each.total) for each in statement.clauses):
            raise ValueError(f"the lines of {statement.stretch.name} do not come to what its clauses do")
        return found

    def _entitled(self, each: SettledLine, stretch: Stretch) -> Entitled:
        own = each.corrects or stretch
        return Entitled(
            own=own,
            number=each.clause.clause,
            element=each.line.element,
            due=self._coins(each.due),
            cut=self._coins(each.cut),
            amount=self._coins(each.amount),
            late=own != stretch,
            debt=_is_debt(each),
        )

    def _coins(self, amount: Fraction) -> int:
        coins, rest = divmod(amount.numerator * self._scale, amount.denominator)
        if rest:
            raise ValueError(f"{amount} is not settled to the coin")
        return int(coins)


def _is_debt(each: SettledLine) -> bool:
    """Whether it is recovered as a debt: by a clawback, or what is left of an advance."""
    recovery, advance = each.clause.recovery, each.clause.advance
    if isinstance(each.line, Unearned):
        return advance is not None and advance.unearned.means == AS_A_DEBT
    return recovery is not None and recovery.means == AS_A_DEBT


def _key(each: SettledLine) -> LineKey:
    """What a line is for; what sets it apart from others for the same is a part of that."""
    told = [word for word in each.told if not word.startswith("corrects ")]
    return LineKey(each.clause.name, each.line.date, tuple(key_in_words(each.line.element).items()), ", ".join(told))
