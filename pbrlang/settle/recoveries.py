"""What clawbacks recover: never more than was paid and is not yet recovered."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from pbrlang.interpret import THE_CONTRACT, Element, Interpreter, Line
from pbrlang.interpret.elements import sort_key
from pbrlang.interpret.paths import EVER
from pbrlang.ir.program import Clause, Recovery
from pbrlang.names.homes import CONTRACT, Home, Path, ToContract
from pbrlang.settle.caps import Limits

NOUGHT = Fraction(0)


class Recoveries:
    """Bounds the clawbacks of a contract.

    The bound of a line is what was paid under the source up to the line's date, less what was recovered
    before it, by date, clause and key; both for the smallest home that the two clauses share. Several
    clawbacks on one source share what is left of it, each at its own home, at the homes of the others to
    which its lines lead, and all of them over the contract.
    """

    def __init__(self, interpreter: Interpreter, limits: Limits) -> None:
        self._interpreter = interpreter
        self._limits = limits
        self._clauses = interpreter.program.clauses
        self._places = {name: place for place, name in enumerate(self._clauses)}
        self._done: dict[str, dict[Line, Fraction]] = {}
        self._by_clause: dict[str, Mapping[Line, Fraction]] = {}

    def settled(self, clause: str) -> Mapping[Line, Fraction]:
        """What is paid or recovered of each line of any clause, after caps and bounds, as positive amounts."""
        known = self._by_clause.get(clause)
        if known is None:
            known = self._by_clause[clause] = self._settle(self._clauses[clause])
        return known

    def _settle(self, clause: Clause) -> Mapping[Line, Fraction]:
        if clause.sign > 0:
            return self._limits.paid(clause.name)
        lines = self._interpreter.lines(clause.name)
        if clause.recovery is None:
            return {line: line.due for line in lines}
        source = clause.recovery.clause
        if source not in self._done:
            self._done[source] = self._recover_from(source)
        return {line: self._done[source][line] for line in lines}

    def _recover_from(self, source: str) -> dict[Line, Fraction]:
        clawbacks = [each for each in self._clauses.values() if each.recovery and each.recovery.clause == source]
        recoveries = [each.recovery for each in clawbacks if each.recovery]
        claims = [
            (line, recovery)
            for clause, recovery in zip(clawbacks, recoveries, strict=True)
            for line in self._interpreter.lines(clause.name)
        ]
        claims.sort(key=lambda each: (each[0].date, self._places[each[0].clause], sort_key(each[0].element)))
        paid = sorted(self._limits.paid(source).items(), key=lambda each: each[0].date)
        by_home = {recovery.home: _Purses(self._interpreter, paid, recovery.source) for recovery in recoveries}
        by_home.setdefault(CONTRACT, _Purses(self._interpreter, paid, (ToContract(),)))
        recovered: dict[Line, Fraction] = {}
        for claim, recovery in claims:
            purses = [(by_home[home], target) for home, target in bounds(self._interpreter, claim, recovery)]
            recovered[claim] = min(claim.due, *(purse.left(target, claim.date) for purse, target in purses))
            for purse, target in purses:
                purse.take(target, recovered[claim])
        return recovered


def bounds(interpreter: Interpreter, claim: Line, recovery: Recovery) -> list[tuple[Home, Element | None]]:
    """What a line of a clawback is bounded for: its own home first, others of the same source, the contract last."""
    found: dict[Home, Element | None] = {recovery.home: interpreter.walk(claim, recovery.line, EVER)}
    for home, path in recovery.within:
        target = interpreter.walk(claim, path, EVER)
        if target is not None:
            found[home] = target
    return list({**found, CONTRACT: THE_CONTRACT}.items())


class _Purses:
    """What was paid and is not yet recovered, for each element of one home; asked in the order of dates."""

    def __init__(self, interpreter: Interpreter, paid: list[tuple[Line, Fraction]], path: Path) -> None:
        self._waiting: dict[Element, list[tuple[date, Fraction]]] = {}
        for line, amount in reversed(paid):
            target = interpreter.walk(line, path, EVER)
            if target is not None:
                self._waiting.setdefault(target, []).append((line.date, amount))
        self._left: dict[Element, Fraction] = {}

    def left(self, target: Element | None, t: date) -> Fraction:
        """What may be recovered on a day for an element; nothing where there is no element."""
        if target is None:
            return NOUGHT
        left = self._left.get(target, NOUGHT)
        waiting = self._waiting.get(target, [])
        while waiting and waiting[-1][0] <= t:
            left += waiting.pop()[1]
        self._left[target] = left
        return max(NOUGHT, left)

    def take(self, target: Element | None, amount: Fraction) -> None:
        """Note what was recovered."""
        if target is not None:
            self._left[target] -= amount
