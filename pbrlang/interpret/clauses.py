"""The lines of a clause: what is due for each element of its home, limited, rounded, before caps."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Protocol

from pbrlang.calendar.periods import Period
from pbrlang.data.rows import Row, Value
from pbrlang.interpret.dating import worked_out_day
from pbrlang.interpret.elements import Element, Line, own_date, part_of, sort_key
from pbrlang.interpret.fates import Fate, FateBook
from pbrlang.interpret.faults import FaultBook, Unreadable
from pbrlang.interpret.instalments import shares
from pbrlang.interpret.paths import EVER, row_of
from pbrlang.interpret.running import NOUGHT, increases, reckonings
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import Expr
from pbrlang.ir.program import Clause, Often
from pbrlang.names.homes import GroupHome, Home
from pbrlang.names.homes import part_of as home_part
from pbrlang.values.rounding import round_to


class Homes(World, Protocol):
    """What clauses need of the rest of the interpreter."""

    def elements(self, home: Home) -> Sequence[Element]: ...


class LineMaker:
    """Makes the lines of clauses.

    A candidate whose condition holds has a line even if its amount is nought: it is counted, and it
    takes a place where a clause pays `once for each` of something. Only a part period that is `not
    paid` has none.
    """

    def __init__(self, world: Homes, as_at: date | None, faults: FaultBook, fates: FateBook) -> None:
        self._world = world
        self._terms = world.program.terms
        self.last = self._terms.settles_until if as_at is None else min(as_at, self._terms.settles_until)
        self._faults = faults
        self._fates = fates

    def make(self, clause: Clause) -> tuple[Line, ...]:
        """The lines of a clause by date and key."""
        if clause.to_date is not None:
            return self._to_date(clause)
        lines: list[Line] = []
        stepped = clause.name in self._world.program.stepped
        if stepped:
            self._world.stepping.begin(clause.name)
        for day, element in self._candidates(clause):
            try:
                line = self._line(clause, element, day)
            except Unreadable as failure:
                self._faults.add(failure.faults)
                self._fates.note(element, Fate.WITHOUT_AMOUNT)
                continue
            if line is not None:
                lines.append(line)
            if line is not None and stepped:
                self._world.stepping.add(line)
        kept = self._limited(clause.often, lines) if clause.often else lines
        found = self._in_instalments(clause, kept)
        for fate, those in ((Fate.LATER, kept), (Fate.EARNED, found)):
            for line in those:
                self._fates.note(line.element, fate)
        return tuple(found)

    def _to_date(self, clause: Clause) -> tuple[Line, ...]:
        """What each settlement period adds to the entitlement so far of each element."""
        found: list[Line] = []
        for element in self._world.elements(clause.home):
            if self.begins_too_late(clause, element):
                continue
            try:
                reckoned = reckonings(self._world.program, clause, element, self.last, self.entitled)
                lines = list(increases(clause, element, reckoned))
            except Unreadable as failure:
                self._faults.add(failure.faults)
                continue
            found += lines
            fate = self._outside(own_date(element)) if isinstance(element, Row) else None
            self._fates.note(element, Fate.EARNED if lines else fate or Fate.CONDITION)
        return tuple(sorted(found, key=lambda each: (each.date, sort_key(each))))

    @staticmethod
    def begins_too_late(clause: Clause, element: Element) -> bool:
        """Whether an element is, or combines, a period that begins after the last for which a clause pays."""
        period = part_of(element, Period)
        return period is not None and period.first > clause.until

    def entitled(self, clause: Clause, element: Element, t: date) -> Fraction:
        """The entitlement so far on a day, rounded; nought where the condition does not hold."""
        due = self._due(clause, element, t) if self._holds(clause, element, t) else None
        return NOUGHT if due is None else due

    def _in_instalments(self, clause: Clause, lines: list[Line]) -> list[Line]:
        """The lines of the instalments in the place of each line, as far as they have fallen due."""
        how = clause.recovery.instalments if clause.recovery else None
        if how is None:
            return lines
        found = [
            Line(line.clause, line.element, day, amount, part)
            for line in lines
            for part, day, amount in shares(how, line.date, line.due, self._terms)
            if day <= self.last
        ]
        return sorted(found, key=lambda each: (each.date, sort_key(each)))

    def _candidates(self, clause: Clause) -> list[tuple[date, Element]]:
        """The elements of a clause's home with the dates of their lines, in that order."""
        dated: list[tuple[date, Element]] = []
        for element in self._world.elements(clause.home):
            if self.begins_too_late(clause, element):
                continue
            try:
                day = self._day(clause, element)
            except Unreadable as failure:
                self._faults.add(failure.faults)
                continue
            fate = self._outside(day)
            if fate is None and isinstance(day, date):
                dated.append((day, element))
            elif fate is not None:
                self._fates.note(element, fate)
        return sorted(dated, key=lambda each: (each[0], sort_key(each[1])))

    def _day(self, clause: Clause, element: Element) -> Value:
        if clause.day is not None:
            return worked_out_day(clause, clause.day, element, self._world.evaluate)
        return line_date(clause, element)

    def _outside(self, day: Value) -> Fate | None:
        if not isinstance(day, date):
            return Fate.UNDATED
        if day < self._terms.starts:
            return Fate.BEFORE
        if day > self._terms.settles_until:
            return Fate.AFTER_RUN_OFF
        return Fate.LATER if day > self.last else None

    def _line(self, clause: Clause, element: Element, day: date) -> Line | None:
        if not self._holds(clause, element, day):
            self._fates.note(element, Fate.CONDITION)
            return None
        due = self._due(clause, element, day)
        return Line(clause.name, element, day, due) if due is not None else None

    def _due(self, clause: Clause, element: Element, day: date) -> Fraction | None:
        """What is due by a day, clamped and rounded; nothing for a part of a period that is not paid."""
        amount = self._number(clause.amount, element, day)
        period = part_of(element, Period)
        if period is not None and clause.parts is not None:
            days = days_paid_for(clause, period)
            if clause.parts == "not paid" and days < period.whole:
                return None
            if clause.parts == "by days":
                amount = amount * days / period.whole
        for clamp in clause.clamps:
            bound = self._number(clamp.value, element, day)
            amount = min(amount, bound) if clamp.word == "not more than" else max(amount, bound)
        rounding = self._terms.rounding
        return round_to(amount, rounding.unit, rounding.way)

    def _holds(self, clause: Clause, element: Element, day: date) -> bool:
        group = home_part(clause.home, GroupHome)
        if group is not None and not self._world.in_group(group.group, row_of(element), day):
            return False
        return clause.when is None or bool(self._world.evaluate(clause.when, element, day))

    def _number(self, expr: Expr, element: Element, day: date) -> Fraction:
        value = self._world.evaluate(expr, element, day)
        if not isinstance(value, Fraction):
            raise TypeError(f"{expr.span!r} gives no amount")
        return value

    def _limited(self, often: Often, lines: Iterable[Line]) -> list[Line]:
        """The first lines, by date and key, of each that the limit is for; a line that leads to none is not limited."""
        kept: list[Line] = []
        counts: dict[tuple[Element | None, ...], int] = {}
        for line in lines:
            try:
                group = counted_for(self._world, often, line)
                count = counts.get(group, 0)
                stands = None in group or count + 1 <= self._number(often.most, line.element, line.date)
            except Unreadable as failure:
                self._faults.add(failure.faults)
                continue
            if stands:
                counts[group] = count + 1
                kept.append(line)
            else:
                self._fates.note(line.element, Fate.LIMIT)
        return kept


def counted_for(world: World, often: Often, line: Line) -> tuple[Element | None, ...]:
    """What a line is one of how many for; nothing in the place of what it leads to none of."""
    return tuple(
        [
            member_of(world, home, world.walker.walk(line, path, EVER), line.date)
            for path, home in zip(often.paths, often.homes, strict=True)
        ]
    )


def member_of(world: World, home: Home, element: Element | None, t: date) -> Element | None:
    """An element that was reached, unless it is, or combines, a row that is not in the group that was meant."""
    group = home_part(home, GroupHome)
    if element is None or group is None or world.in_group(group.group, row_of(element), t):
        return element
    return None


def days_paid_for(clause: Clause, period: Period) -> int:
    """How many days of a period a clause for each period pays for: those in the contract, up to the clause's end."""
    return (min(period.last, clause.until) - period.first).days + 1


def line_date(clause: Clause, element: Element) -> date | None:
    """The date of a line whose clause names none: its row's, its cohort's, or the last day of the period paid for."""
    period = part_of(element, Period)
    if period is not None:
        return min(period.last, clause.until)
    return own_date(element)
