"""Why a payer bears what it does of a statement."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.data.matching import name_key
from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.nearest import nearest
from pbrlang.diagnostics.prose import plural
from pbrlang.explain.errors import NoSuchPayer, NothingSoKeyed
from pbrlang.explain.model import Explanation, Verdict
from pbrlang.explain.words import Words, of_clause, said
from pbrlang.ir.sharing import Payers
from pbrlang.settle import Settlement, Statement
from pbrlang.settle.cutting import shared
from pbrlang.settle.sharing import Part
from pbrlang.source.room import TO_EVALUATE, room

NOUGHT = Fraction(0)
_MOST_LISTED = 12


@room(TO_EVALUATE)
def explain_payer(settlement: Settlement, payer: str, period: str | None = None) -> Explanation | Diagnostic:
    """Why a payer bears what it does of the statement of a period, or of each, where none is named."""
    program = settlement.program
    payers = program.payers
    names = [each.name for each in payers.shares] if payers is not None else []
    place = next((number for number, name in enumerate(names) if name_key(name) == name_key(payer)), None)
    if payers is None or place is None:
        return NoSuchPayer(program.terms.span, payer, tuple(names), tuple(nearest(payer, names)))
    bearing = _Bearing(settlement, payers, place)
    if period is None:
        return bearing.several()
    stretches = [each.stretch.name for each in settlement.statements]
    found = [each for each in settlement.statements if name_key(each.stretch.name) == name_key(period)]
    if not found:
        near = tuple(nearest(period, stretches))
        return NothingSoKeyed(payers.span, names[place], f"statement of {period}", near, tuple(stretches))
    return bearing.of(found[0])


class _Bearing:
    """What one payer bears."""

    def __init__(self, settlement: Settlement, payers: Payers, place: int) -> None:
        self._settlement = settlement
        self._payers = payers
        self._place = place
        self._share = payers.shares[place]
        self._words = Words(settlement.program)
        self._coin = Fraction(1, 10**settlement.program.terms.places)
        self._clause = of_clause(payers.clause)

    def of(self, statement: Statement) -> Explanation:
        """Why it bears what it does of one statement."""
        part = self._part(statement)
        money, name = self._words.money, statement.stretch.name
        head = f"{part.name}: {money(part.amount)} of the {money(statement.total)} of the statement of {name}"
        rule = f"{self._clause[0].upper()}{self._clause[1:]}: {said(self._share.span)}."
        before = f"It bore {money(part.to_date - part.amount)} in earlier statements: {money(part.amount)} is left"
        return self._explained(
            Verdict.EARNED,
            part.amount,
            (f"{head} ({self._clause}).", rule, *self._worked(statement), f"{before} ({self._clause})."),
        )

    def _worked(self, statement: Statement) -> Iterator[str]:
        """Its share to date, its limit, and what falls on it beyond the limits of others."""
        if statement.payers is None:
            return
        money, place = self._words.money, self._clause
        parts = statement.payers.parts
        due = sum((each.to_date for each in parts), statement.payers.not_paid.to_date)
        raw = shared([each.share for each in self._payers.shares], due, self._coin)
        taken = NOUGHT
        if self._payers.taker == self._place:
            others = [number for number in range(len(raw)) if number != self._place]
            taken = sum((raw[number] - parts[number].to_date for number in others), NOUGHT)
        own = parts[self._place].to_date - taken
        yield f"{money(due)} is due to date, and its share of that is {money(raw[self._place])} ({place})."
        if own != raw[self._place]:
            on = f"falls on {parts[self._payers.taker].name}" if self._payers.taker is not None else "is not paid"
            yield f"{money(raw[self._place] - own)} of its share is beyond its limit and {on} ({place})."
        if taken:
            yield f"{money(taken)} beyond the limits of others falls on it ({place})."

    def several(self) -> Explanation:
        """What it bears of each statement."""
        busy = [each for each in self._settlement.statements if self._part(each).amount]
        total = sum((self._part(each).amount for each in busy), NOUGHT)
        told = [f"{self._share.name}: {self._words.money(total)} in {plural(len(busy), 'statement')} ({self._clause})."]
        for each in busy[:_MOST_LISTED]:
            borne, whole = (self._words.money(amount) for amount in (self._part(each).amount, each.total))
            told.append(f"{borne} of {whole}, statement of {each.stretch.name} ({self._clause}).")
        if len(busy) > _MOST_LISTED:
            told.append(f"… and {len(busy) - _MOST_LISTED:,} others.")
        if busy:
            which = f'add `--period "{busy[0].stretch.name}"`, for example'
            told.append(f"To have one explained, say which: {which} ({self._clause}).")
        return self._explained(Verdict.SEVERAL, total, tuple(told))

    def _part(self, statement: Statement) -> Part:
        if statement.payers is None:
            raise ValueError(f"the statement of {statement.stretch.name} is not shared")
        return statement.payers.parts[self._place]

    def _explained(self, verdict: Verdict, amount: Fraction, lines: tuple[str, ...]) -> Explanation:
        name, number = self._share.name, self._payers.clause
        return Explanation(clause=name, number=number, key={}, verdict=verdict, amount=amount, date=None, lines=lines)
