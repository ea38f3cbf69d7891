"""The bound of a clawback: what was paid and not yet recovered."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.explain.words import Words, of_clause
from pbrlang.interpret import Element, Line
from pbrlang.interpret.elements import sort_key
from pbrlang.interpret.paths import EVER
from pbrlang.ir.program import Recovery
from pbrlang.names.homes import Home, Path, ToContract
from pbrlang.settle import Settlement
from pbrlang.settle.recoveries import bounds
from pbrlang.values.wording import in_words

NOUGHT = Fraction(0)


def recovered(settlement: Settlement, line: Line, due: Fraction, words: Words) -> tuple[Fraction, str] | None:
    """What is recovered of what is due for a line, and why; nothing where the clause is no clawback."""
    recovery = settlement.program.clauses[line.clause].recovery
    if recovery is None:
        return None
    targets = bounds(settlement.interpreter, line, recovery)
    purse = min((_Purse(settlement, line, recovery, *each) for each in targets), key=lambda each: each.left)
    amount = min(due, purse.left)
    paid, before, most = words.money(purse.paid), words.money(purse.recovered), words.money(purse.left)
    key = words.key(purse.target) if purse.target is not None else ""
    source = f"{recovery.clause} ({of_clause(settlement.program.clauses[recovery.clause].clause)})"
    told = f"{paid} was paid under {source}{f' for {key}' if key else ''} by {in_words(line.date)}"
    told += f" and {before} of it recovered before"
    if amount < due:
        told += f", so that at most {most} could be recovered, not {words.money(due)}"
    return amount, f"{told}."


class _Purse:
    """What was paid under a source by the day of a clawback's line, and what earlier lines recovered of it.

    `target` is what it is kept for, an element of `home`; where a blank leads to nothing, nothing was paid.
    """

    def __init__(
        self, settlement: Settlement, line: Line, recovery: Recovery, home: Home, target: Element | None
    ) -> None:
        self.target = target
        self._settlement = settlement
        self._source = recovery.clause
        interpreter, settled = settlement.interpreter, settlement.settled
        path = self._path(home)
        paid = [
            settled[each].settled
            for each in interpreter.lines(recovery.clause)
            if each.date <= line.date and target is not None and interpreter.walk(each, path, EVER) == target
        ]
        self.paid = sum(paid, NOUGHT)
        self.recovered = sum((settled[each].settled for each in self._earlier(line, home)), NOUGHT)
        self.left = max(NOUGHT, self.paid - self.recovered)

    def _clawbacks(self) -> Iterator[tuple[str, Recovery]]:
        """The clauses that recover from the same source."""
        for name, clause in self._settlement.program.clauses.items():
            if clause.recovery is not None and clause.recovery.clause == self._source:
                yield name, clause.recovery

    def _path(self, home: Home) -> Path:
        """The way from a line of the source to what the purse is kept for."""
        return next((each.source for _, each in self._clawbacks() if each.home == home), (ToContract(),))

    def _earlier(self, line: Line, home: Home) -> Iterator[Line]:
        """The lines that recovered from the same before this one."""
        interpreter = self._settlement.interpreter
        places = {name: place for place, name in enumerate(self._settlement.program.clauses)}
        own = (line.date, places[line.clause], sort_key(line.element))
        for name, recovery in self._clawbacks():
            for each in interpreter.lines(name):
                if (each.date, places[name], sort_key(each.element)) < own and (
                    dict(bounds(interpreter, each, recovery)).get(home) == self.target
                ):
                    yield each
