"""The bound of a clawback: what was paid and not yet recovered."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.explain.words import Words, of_clause
from pbrlang.interpret import THE_CONTRACT, Element, Line
from pbrlang.interpret.elements import sort_key
from pbrlang.interpret.paths import EVER
from pbrlang.ir.program import Recovery
from pbrlang.names.homes import Path, ToContract
from pbrlang.settle import Settlement
from pbrlang.values.wording import in_words

NOUGHT = Fraction(0)


def recovered(settlement: Settlement, line: Line, due: Fraction, words: Words) -> tuple[Fraction, str] | None:
    """What is recovered of what is due for a line, and why; nothing where the clause is no clawback."""
    recovery = settlement.program.clauses[line.clause].recovery
    if recovery is None:
        return None
    target = settlement.interpreter.walk(line, recovery.line, EVER)
    own = _Purse(settlement, line, recovery, target)
    whole = _Purse(settlement, line, recovery, THE_CONTRACT)
    purse = whole if whole.left < own.left else own
    amount = min(due, purse.left)
    paid, before, most = words.money(purse.paid), words.money(purse.recovered), words.money(purse.left)
    key = words.key(target) if target is not None and purse is own else ""
    source = f"{recovery.clause} ({of_clause(settlement.program.clauses[recovery.clause].clause)})"
    told = f"{paid} was paid under {source}{f' for {key}' if key else ''} by {in_words(line.date)}"
    told += f" and {before} of it recovered before"
    if amount < due:
        told += f", so that at most {most} could be recovered, not {words.money(due)}"
    return amount, f"{told}."


class _Purse:
    """What was paid under a source by the day of a clawback's line, and what earlier lines recovered of it.

    `target` is what the two clauses share, or the whole contract; where a blank leads to nothing, nothing was paid.
    """

    def __init__(self, settlement: Settlement, line: Line, recovery: Recovery, target: Element | None) -> None:
        self._settlement = settlement
        self._recovery = recovery
        in_all = target == THE_CONTRACT
        interpreter, settled = settlement.interpreter, settlement.settled
        path: Path = (ToContract(),) if in_all else recovery.source
        paid = [
            settled[each].settled
            for each in interpreter.lines(recovery.clause)
            if each.date <= line.date and target is not None and interpreter.walk(each, path, EVER) == target
        ]
        self.paid = sum(paid, NOUGHT)
        before = [settled[each].settled for each in self._earlier(line, target, in_all)]
        self.recovered = sum(before, NOUGHT)
        self.left = max(NOUGHT, self.paid - self.recovered)

    def _earlier(self, line: Line, target: Element | None, in_all: bool) -> Iterator[Line]:
        """The lines that recovered from the same before this one."""
        program, interpreter = self._settlement.program, self._settlement.interpreter
        places = {name: place for place, name in enumerate(program.clauses)}
        own = (line.date, places[line.clause], sort_key(line.element))
        for name, clause in program.clauses.items():
            other = clause.recovery
            if other is None or other.clause != self._recovery.clause:
                continue
            if not in_all and other.home != self._recovery.home:
                continue
            for each in interpreter.lines(name):
                if (each.date, places[name], sort_key(each.element)) < own and (
                    in_all or interpreter.walk(each, other.line, EVER) == target
                ):
                    yield each
