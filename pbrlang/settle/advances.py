"""Advances: what is set off against them, and what is recovered because it was not earned."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from attrs import define, field

from pbrlang.interpret import Element, Interpreter, Line, SetOff, Unearned, Unreadable
from pbrlang.interpret.elements import SortKey, sort_key
from pbrlang.interpret.instalments import shares
from pbrlang.interpret.paths import EVER
from pbrlang.ir.program import Clause
from pbrlang.settle.breaking import is_kept
from pbrlang.settle.caps import Limits

NOUGHT = Fraction(0)
_PAID, _EARNED, _CLOSED = range(3)
"""What happens on one day happens in this order: advances are paid, sums are set off, the rest is recovered."""


@define(eq=False)
class Tranche:
    """One line of an advance: what is left of it, and the day on which that is recovered, if it is known."""

    line: Line
    pool: Element
    left: Fraction
    closes: date | None
    order: tuple[date, SortKey] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.order = (self.line.date, sort_key(self.line))


TakenBack = SetOff | Unearned
Open = dict[tuple[str, Element], dict[Tranche, None]]
"""By advance and by what it is kept for, the sums that are not used up, the earliest first."""


class Advances:
    """Sets off what is paid under clauses against the advances on them, after caps, by date, until they are used up.

    A line is set off against the advances that name its clause in the order of the text, and of one advance
    against the earliest sum that is not used up and that was paid for the same. Lines of nought or less are not.
    """

    def __init__(self, interpreter: Interpreter, limits: Limits) -> None:
        self._interpreter = interpreter
        self._limits = limits
        self._clauses = interpreter.program.clauses
        self._terms = interpreter.program.terms
        self._places = {name: place for place, name in enumerate(self._clauses)}
        self._advances = [each for each in self._clauses.values() if each.advance]
        self._settled_to = min(interpreter.as_at or self._terms.settles_until, self._terms.settles_until)
        self._found: dict[str, dict[Line, Fraction]] | None = None

    def of(self, clause: str) -> Mapping[Line, Fraction]:
        """What was set off against an advance or recovered of it, by date; nothing of any other clause."""
        if self._found is None:
            self._found = self._work_out()
        return self._found.get(clause, {})

    def _work_out(self) -> dict[str, dict[Line, Fraction]]:
        tranches = {each.name: self._tranches(each) for each in self._advances}
        found: dict[str, list[TakenBack]] = {name: [] for name in tranches}
        open_now: Open = {}
        for _, kind, _, _, happens in sorted(self._events(tranches), key=lambda each: each[:4]):
            if isinstance(happens, Tranche) and kind == _PAID:
                open_now.setdefault((happens.line.clause, happens.pool), {})[happens] = None
            elif isinstance(happens, Tranche):
                open_now[happens.line.clause, happens.pool].pop(happens, None)
                found[happens.line.clause] += self._recovered(happens)
            else:
                for each in self._set_off(happens, open_now):
                    found[each.clause].append(each)
        return {name: self._in_order(lines) for name, lines in found.items()}

    def _in_order(self, lines: list[TakenBack]) -> dict[Line, Fraction]:
        """What has fallen due, by date and key, and of one date and key in the order in which it happened."""
        due = [each for each in lines if each.date <= self._settled_to]
        ordered = sorted(due, key=lambda each: (each.date, sort_key(each.element)))
        return {line: NOUGHT if self._is_kept(line) else line.due for line in ordered}

    def _is_kept(self, line: Line) -> bool:
        """Whether what is left is not recovered, because the term ended early and the advance is kept."""
        return isinstance(line, Unearned) and is_kept(self._interpreter.program, (line.clause,), line.date)

    def _tranches(self, clause: Clause) -> list[Tranche]:
        advance, paid = clause.advance, self._limits.paid(clause.name)
        found = []
        for line, amount in paid.items():
            pool = self._interpreter.walk(line, advance.line, EVER) if advance else None
            if advance is None or pool is None or amount <= 0:
                continue
            found.append(Tranche(line, pool, amount, self.closes(line)))
        return found

    def closes(self, line: Line) -> date | None:
        """When what is left of a line of an advance is recovered: not before it was paid, nor after the run-off."""
        advance = self._clauses[line.clause].advance
        if advance is None:
            return None
        try:
            day = self._interpreter.evaluate(advance.unearned.day, line.element, EVER)
        except Unreadable as failure:
            self._interpreter.report(failure)
            return None
        return min(max(day, line.date), self._terms.settles_until) if isinstance(day, date) else None

    def _events(
        self, tranches: Mapping[str, list[Tranche]]
    ) -> Iterator[tuple[date, int, int, SortKey, Tranche | tuple[Line, Fraction]]]:
        for clause, those in tranches.items():
            place = self._places[clause]
            for each in those:
                yield each.line.date, _PAID, place, sort_key(each.line), each
                if each.closes is not None:
                    yield each.closes, _CLOSED, place, sort_key(each.line), each
        for name in dict.fromkeys(name for each in self._advances if each.advance for name in each.advance.clauses):
            for line, amount in self._limits.paid(name).items():
                if amount > 0:
                    yield line.date, _EARNED, self._places[name], sort_key(line), (line, amount)

    def _set_off(self, earned: tuple[Line, Fraction], open_now: Open) -> Iterator[SetOff]:
        line, left = earned
        part = 0
        for clause in self._advances:
            advance = clause.advance
            if advance is None or line.clause not in advance.clauses:
                continue
            pool = self._interpreter.walk(line, advance.sources[line.clause], EVER)
            waiting = open_now.get((clause.name, pool), {}) if pool is not None else {}
            while left and waiting:
                tranche = next(iter(waiting))
                amount = min(left, tranche.left)
                tranche.left -= amount
                left -= amount
                if not tranche.left:
                    del waiting[tranche]
                yield SetOff(tranche.line, amount, line, part)
                part += 1

    def _recovered(self, tranche: Tranche) -> Iterator[Unearned]:
        line, how = tranche.line, self._clauses[tranche.line.clause].advance
        if how is None or tranche.closes is None or not tranche.left:
            return
        if how.unearned.instalments is None:
            yield Unearned(line, tranche.closes, tranche.left)
            return
        for part, day, amount in shares(how.unearned.instalments, tranche.closes, tranche.left, self._terms):
            yield Unearned(line, day, amount, part)
