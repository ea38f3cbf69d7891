"""What clawbacks recover: never more than was paid and is not yet recovered."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from pbrlang.interpret import Element, Interpreter, Line
from pbrlang.interpret.elements import SortKey, sort_key
from pbrlang.interpret.paths import EVER
from pbrlang.ir.loops import looped
from pbrlang.ir.program import Clause
from pbrlang.ir.recovering import Recovery
from pbrlang.settle.caps import Limits
from pbrlang.settle.pools import Pool, bounds, pools

NOUGHT = Fraction(0)


class Recoveries:
    """Bounds the clawbacks of a contract.

    The bound of a line is what was paid under its sources up to the line's date, less what was recovered
    before it, by date, clause and key; for the smallest home that the clauses share. Several clawbacks on
    one source share what is left of it, each at its own home, at the homes of the others to which its lines
    lead, and all of them over the contract.
    """

    def __init__(self, interpreter: Interpreter, limits: Limits) -> None:
        self._interpreter = interpreter
        self._limits = limits
        self._clauses = interpreter.program.clauses
        self._looped = looped(self._clauses, interpreter.program.caps)
        self._places = {name: place for place, name in enumerate(self._clauses)}
        self._pools = pools(interpreter.program)
        self._recovered: dict[Line, Fraction] = {}
        self._by_clause: dict[str, Mapping[Line, Fraction]] = {}

    def settled(self, clause: str) -> Mapping[Line, Fraction]:
        """What is paid or recovered of each line of any clause, after caps and bounds, as positive amounts."""
        known = self._by_clause.get(clause)
        if known is None and clause in self._looped:
            self._by_clause.update(self._settle_together())
            return self._by_clause[clause]
        if known is None:
            known = self._by_clause[clause] = self._settle(self._clauses[clause])
        return known

    def _settle_together(self) -> dict[str, Mapping[Line, Fraction]]:
        """What is paid and recovered where recoveries make room in limits.

        Supposing first that nothing is recovered, each turn is right for one more day on which something is.
        """
        clawbacks = [name for name in self._looped if self._clauses[name].recovery is not None]
        before: object = None
        while True:
            recovered = {name: self._settle(self._clauses[name]) for name in clawbacks}
            now = {
                (name, line): amount for name, lines in recovered.items() for line, amount in lines.items() if amount
            }
            if now == before:
                return {name: self._settle(self._clauses[name]) for name in self._looped}
            before = now
            self._limits.suppose(recovered)
            self._recovered = {}

    def _settle(self, clause: Clause) -> Mapping[Line, Fraction]:
        if clause.recovery is None:
            return self._limits.paid(clause.name)
        lines = self._interpreter.lines(clause.name)
        if any(line not in self._recovered for line in lines):
            self._recover(clause.recovery)
        return {line: self._recovered[line] for line in lines}

    def order(self, line: Line) -> tuple[date, int, SortKey]:
        """The order in which lines recover: by date, clause and key."""
        return line.date, self._places[line.clause], sort_key(line)

    def _recover(self, recovery: Recovery) -> None:
        """Recover under all clawbacks that share something with one, in the order of their lines."""
        joined = {name for pool in self._pools if set(recovery.clauses) <= set(pool.clauses) for name in pool.clauses}
        together = [
            each for each in self._clauses.values() if each.recovery and joined.issuperset(each.recovery.clauses)
        ]
        claims = [
            (line, each.recovery) for each in together if each.recovery for line in self._interpreter.lines(each.name)
        ]
        purses: dict[Pool, _Purses] = {}
        for claim, how in sorted(claims, key=lambda each: self.order(each[0])):
            targets = bounds(self._interpreter, self._pools, claim, how)
            for pool, _ in targets:
                if pool not in purses:
                    purses[pool] = _Purses(self._interpreter, self._limits, pool)
            taken = min(claim.due, *(purses[pool].left(target, claim.date) for pool, target in targets))
            for pool, target in targets:
                purses[pool].take(target, taken)
            self._recovered[claim] = taken


class _Purses:
    """What was paid and is not yet recovered, for each element of a pool; asked in the order of dates."""

    def __init__(self, interpreter: Interpreter, limits: Limits, pool: Pool) -> None:
        self._waiting: dict[Element, list[tuple[date, Fraction]]] = {}
        self._left: dict[Element, Fraction] = {}
        paid = [
            (line, amount, pool.sources[clause])
            for clause in pool.clauses
            for line, amount in limits.paid(clause).items()
        ]
        for line, amount, path in sorted(paid, key=lambda each: each[0].date, reverse=True):
            target = interpreter.walk(line, path, EVER)
            if target is not None:
                self._waiting.setdefault(target, []).append((line.date, amount))

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
