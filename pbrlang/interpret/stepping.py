"""Balances stepped once a period: read as at the end of each step, from lines that are made step by step."""

from datetime import date
from fractions import Fraction

from pbrlang.calendar.periods import Period
from pbrlang.interpret.elements import Element, Line, part_of
from pbrlang.interpret.paths import EVER
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import Aggregate, Lines
from pbrlang.ir.program import Definition
from pbrlang.names.homes import Path

NOUGHT = Fraction(0)
ByTarget = dict[Element, list[Line]]


def as_at(definition: Definition, element: Element, t: date) -> date:
    """The day on which a value is read at an element: the balance of a step is that of its last day."""
    period = part_of(element, Period) if definition.role == "account" else None
    return t if period is None else min(t, period.last)


def is_plain(aggregate: Aggregate) -> bool:
    """Whether this is what the lines of a clause come to for an element, without more."""
    simple = aggregate.word == "total" and aggregate.body is None and aggregate.where is None
    return isinstance(aggregate.over, Lines) and simple and aggregate.window is None


class SteppedLines:
    """The lines of clauses that read a balance which they reduce, as far as they have been made.

    They are made by date, and a line reads only balances of earlier steps, so that these have all their lines.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._made: dict[str, list[Line]] = {}
        self._indices: dict[tuple[str, Path], ByTarget] = {}
        limited = {name for cap in world.program.caps.values() for name in cap.clauses}
        self._whole = world.program.stepped - limited

    def begin(self, clause: str) -> None:
        """Note that the lines of a clause are now made."""
        self._made[clause] = []

    def add(self, line: Line) -> None:
        """Note a line that has been made."""
        self._made[line.clause].append(line)
        for (clause, path), index in self._indices.items():
            if clause == line.clause:
                self._place(index, path, line)

    def total(self, aggregate: Aggregate, lines: Lines, element: Element, t: date) -> Fraction:
        """What the lines of a clause come to for an element, for a reader dated `t`."""
        if lines.clause not in self._made:
            self._world.lines(lines.clause)
        key = (lines.clause, aggregate.member)
        if key not in self._indices:
            index = self._indices[key] = {}
            for line in self._made[lines.clause]:
                self._place(index, aggregate.member, line)
        subject = self._world.walker.walk(element, aggregate.subject, t)
        those = self._indices[key].get(subject, ()) if subject is not None else ()
        return sum((self._amount(line, lines.amount) for line in those if line.date <= t), NOUGHT)

    def _place(self, index: ByTarget, path: Path, line: Line) -> None:
        target = self._world.walker.walk(line, path, EVER)
        if target is not None:
            index.setdefault(target, []).append(line)

    def _amount(self, line: Line, which: str) -> Fraction:
        return line.due if line.clause in self._whole else self._world.amount(line, which)
