"""The bound of a clawback: what was paid and not yet recovered."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.diagnostics.prose import listing
from pbrlang.explain.leaving import kept
from pbrlang.explain.words import Words, of_clause
from pbrlang.interpret import Element, Line
from pbrlang.interpret.elements import sort_key
from pbrlang.interpret.paths import EVER
from pbrlang.settle import Settlement
from pbrlang.settle.breaking import is_kept
from pbrlang.settle.pools import Pool, bounds, pools
from pbrlang.values.wording import in_words

NOUGHT = Fraction(0)


def recovered(settlement: Settlement, line: Line, due: Fraction, words: Words) -> tuple[Fraction, str] | None:
    """What is recovered of what is due for a line, and why; nothing where the clause is no clawback."""
    clauses = settlement.program.clauses
    recovery = clauses[line.clause].recovery
    if recovery is None:
        return None
    if is_kept(settlement.program, recovery.clauses, line.date):
        return (
            NOUGHT,
            f"{kept(settlement.program, listing(recovery.clauses, 'and'))}, so nothing is recovered after that day.",
        )
    known = pools(settlement.program)
    targets = bounds(settlement.interpreter, known, line, recovery)
    purse = min((_Purse(settlement, line, known, *each) for each in targets), key=lambda each: each.left)
    amount = min(due, purse.left)
    paid, before, most = words.money(purse.paid), words.money(purse.recovered), words.money(purse.left)
    key = words.key(purse.target) if purse.target is not None else ""
    source = listing([f"{name} ({of_clause(clauses[name].clause)})" for name in purse.pool.clauses], "and")
    told = f"{paid} was paid under {source}{f' for {key}' if key else ''} by {in_words(line.date)}"
    told += f" and {before} of it recovered before"
    if amount < due:
        told += f", so that at most {most} could be recovered, not {words.money(due)}"
    return amount, f"{told}."


class _Purse:
    """What was paid under some sources by the day of a clawback's line, and what earlier lines recovered of it.

    `target` is what it is kept for, an element of the pool's home; where a blank leads to nothing, nothing was paid.
    """

    def __init__(
        self, settlement: Settlement, line: Line, known: tuple[Pool, ...], pool: Pool, target: Element | None
    ) -> None:
        self.pool = pool
        self.target = target
        self._settlement = settlement
        self._known = known
        interpreter, settled = settlement.interpreter, settlement.settled
        paid = [
            settled[each].settled
            for name, path in pool.sources.items()
            for each in self._lines(name)
            if each.date <= line.date and target is not None and interpreter.walk(each, path, EVER) == target
        ]
        self.paid = sum(paid, NOUGHT)
        self.recovered = sum((settled[each].settled for each in self._earlier(line)), NOUGHT)
        self.left = max(NOUGHT, self.paid - self.recovered)

    def _lines(self, clause: str) -> list[Line]:
        """The lines of a clause, those by which it pays later what a limit had cut among them."""
        return [each for each in self._settlement.settled if each.clause == clause]

    def _earlier(self, line: Line) -> Iterator[Line]:
        """The lines that recovered from the same before this one."""
        interpreter, clauses = self._settlement.interpreter, self._settlement.program.clauses
        places = {name: place for place, name in enumerate(clauses)}
        own = (line.date, places[line.clause], sort_key(line))
        for name, clause in clauses.items():
            if clause.recovery is None or not set(clause.recovery.clauses) <= set(self.pool.clauses):
                continue
            for each in self._lines(name):
                if (each.date, places[name], sort_key(each)) < own and (
                    dict(bounds(interpreter, self._known, each, clause.recovery)).get(self.pool) == self.target
                ):
                    yield each
