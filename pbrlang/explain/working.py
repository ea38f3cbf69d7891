"""Working out one element of a clause anew: what became of it, and every value on the way."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import evolve, frozen

from pbrlang.calendar.periods import Period
from pbrlang.explain.corrections import Corrections
from pbrlang.explain.instalments import first_instalment, in_instalments
from pbrlang.explain.model import Step, Verdict
from pbrlang.explain.running import Running
from pbrlang.explain.tracing import Tracer
from pbrlang.interpret import Element, Line, Unreadable, days_paid_for, line_date, part_of
from pbrlang.interpret.clauses import counted_for
from pbrlang.interpret.dating import blank_source
from pbrlang.interpret.elements import own_date, sort_key
from pbrlang.interpret.paths import EVER, row_of
from pbrlang.interpret.running import periods, reckonings
from pbrlang.ir.program import Clause, Often
from pbrlang.names.homes import GroupHome
from pbrlang.names.homes import part_of as home_part
from pbrlang.settle import Settlement
from pbrlang.settle.stretches import Stretch, Stretches
from pbrlang.values.rounding import round_to

Group = tuple[Element | None, ...]


@frozen(eq=False)
class Working:
    """What became of an element under a clause.

    `day` dates it; `member` is the condition of the group that the clause is for, `when` its own.
    `exact` is the amount after `clamps` and the part of a period, `due` the same, rounded. `most` is
    how many lines the clause pays for each of something, and `others` those of the same before this one.
    """

    clause: Clause
    element: Element
    verdict: Verdict
    day: date | None = None
    dated: Step | None = None
    member: Step | None = None
    when: Step | None = None
    amount: Step | None = None
    clamps: tuple[tuple[str, Step], ...] = ()
    exact: Fraction = Fraction(0)
    due: Fraction = Fraction(0)
    most: Step | None = None
    others: tuple[Line, ...] = ()
    line: Line | None = None
    fault: str = ""
    first: date | None = None
    """The day of the first instalment, where none has fallen due."""
    whole: Fraction | None = None
    """What the instalments of a line come to, of which this is one; or what is due to date, to which this was added."""
    running: Running | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The values that the clause directly rests on, in the order in which they are looked at."""
        clamps = tuple(step for _, step in self.clamps)
        priced = () if self.verdict is Verdict.LIMIT else (self.amount, *clamps)
        found = (self.member, self.when, *priced, self.most, self.dated)
        return tuple(each for each in found if each is not None)


class Worker:
    """Works elements out over a settlement."""

    def __init__(self, settlement: Settlement) -> None:
        self._settlement = settlement
        self._interpreter = settlement.interpreter
        self._terms = settlement.program.terms
        self.tracer = Tracer(self._interpreter)
        self._by_element: dict[str, dict[Element, list[Line]]] = {}
        self._by_group: dict[str, dict[Group, list[Line]]] = {}
        self.settled_to = min(settlement.as_at, settlement.complete_to)
        self.stretches = Stretches(settlement.program, self.settled_to)
        self.corrections = Corrections(settlement)

    def statements_of(self, line: Line) -> Sequence[Stretch]:
        """The statement in which a line stands, with the later ones that correct it."""
        return self.corrections.statements(line) or (self.stretches.of(line),)

    def work(self, clause: Clause, element: Element, line: Line | None = None) -> Working:
        """What became of an element under a clause: of the line asked for where it has several, else of the first."""
        working = Working(clause, element, Verdict.EARNED, line=line)
        try:
            return self._worked(working)
        except Unreadable as failure:
            told = failure.faults[0].told
            place = f"{told.place.file}, row {told.place.row}" if told.place.row else told.place.file
            return evolve(working, verdict=Verdict.FAULT, fault=f"{told.message()} ({place})")

    def _worked(self, working: Working) -> Working:
        clause, element = working.clause, working.element
        period = part_of(element, Period)
        if period is not None and period.first > clause.until:
            return evolve(working, verdict=Verdict.OUTSIDE_TERM)
        if clause.to_date is not None:
            return self._to_date(working)
        working = self._dated(working)
        day = working.day
        if day is None or working.verdict is not Verdict.EARNED:
            return working
        working = self._conditions(working, day)
        if working.verdict is not Verdict.EARNED:
            return working
        if period is not None and period.days < period.whole and clause.parts == "not paid":
            return evolve(working, verdict=Verdict.PART_PERIOD)
        return self._earned(self._priced(working, day), day)

    def _to_date(self, working: Working) -> Working:
        """What a settlement period added to what is due to date; without a line, the last one that is over."""
        clause, element = working.clause, working.element
        ends = [each.last for each in periods(self._settlement.program, element, self.settled_to)]
        if not ends:
            return evolve(working, day=own_date(element), verdict=self._not_yet(element))
        day = working.line.date if working.line else ends[-1]
        working = self._conditions(evolve(working, day=day), day)
        if working.verdict is Verdict.EARNED:
            working = self._priced(working, day)
        elif working.line is None and not self.lines(clause, element):
            return working
        reckoned = list(reckonings(self._settlement.program, clause, element, day, self._entitled))
        running = Running(reckoned[-1], reckoned[-2] if len(reckoned) > 1 else None)
        over = working.line is None or self.stretches.is_over(self.stretches.of(working.line))
        verdict = Verdict.EARNED if over else Verdict.UNSETTLED
        return evolve(working, running=running, whole=working.due, due=running.added, verdict=verdict)

    def _not_yet(self, element: Element) -> Verdict:
        """Why there is no settlement period for an element that is over."""
        outside = self._outside(own_date(element))
        return outside if outside in (Verdict.BEFORE, Verdict.AFTER_RUN_OFF, Verdict.UNDATED) else Verdict.LATER

    def _entitled(self, clause: Clause, element: Element, t: date) -> Fraction:
        working = self._conditions(Working(clause, element, Verdict.EARNED), t)
        return self._priced(working, t).due if working.verdict is Verdict.EARNED else Fraction(0)

    def _dated(self, working: Working) -> Working:
        expr, element = working.clause.day, working.element
        step = None
        if expr is None:
            day = line_date(working.clause, element)
        else:
            blank = blank_source(working.clause, expr, element, self._interpreter.evaluate)
            self._interpreter.evaluate(blank or expr, element, EVER)
            step = self.tracer.trace(blank or expr, element, EVER)
            day = step.value if isinstance(step.value, date) else None
        return evolve(working, day=day, dated=step, verdict=self._outside(day))

    def _outside(self, day: date | None) -> Verdict:
        if day is None:
            return Verdict.UNDATED
        if day < self._terms.starts:
            return Verdict.BEFORE
        if day > self._terms.settles_until:
            return Verdict.AFTER_RUN_OFF
        return Verdict.LATER if day > self.settled_to else Verdict.EARNED

    def _conditions(self, working: Working, t: date) -> Working:
        clause, element = working.clause, working.element
        group = home_part(clause.home, GroupHome)
        if group is not None:
            row = row_of(element)
            self._interpreter.in_group(group.group, row, t)
            member = self.tracer.trace(self._settlement.program.groups[group.group].where, row, t)
            working = evolve(working, member=member)
            if not member.value:
                return evolve(working, verdict=Verdict.CONDITION)
        if clause.when is not None:
            self._interpreter.evaluate(clause.when, element, t)
            when = self.tracer.trace(clause.when, element, t)
            working = evolve(working, when=when, verdict=Verdict.EARNED if when.value else Verdict.CONDITION)
        return working

    def _priced(self, working: Working, t: date) -> Working:
        clause, element = working.clause, working.element
        for expr in (clause.amount, *(clamp.value for clamp in clause.clamps)):
            self._interpreter.evaluate(expr, element, t)
        step = self.tracer.trace(clause.amount, element, t)
        clamps = tuple((clamp.word, self.tracer.trace(clamp.value, element, t)) for clamp in clause.clamps)
        amount = number(step)
        period = part_of(element, Period)
        if period is not None and clause.parts == "by days":
            amount = amount * days_paid_for(clause, period) / period.whole
        for word, bound in clamps:
            amount = min(amount, number(bound)) if word == "not more than" else max(amount, number(bound))
        rounding = self._terms.rounding
        due = round_to(amount, rounding.unit, rounding.way)
        return evolve(working, amount=step, clamps=clamps, exact=amount, due=due)

    def _earned(self, working: Working, t: date) -> Working:
        line = working.line or next(iter(self.lines(working.clause, working.element)), None)
        working = self._often(working, t)
        if line is None:
            return self._waiting(working) or evolve(working, verdict=Verdict.LIMIT)
        over = self.stretches.is_over(self.stretches.of(line))
        working = in_instalments(working, line, self._terms)
        return evolve(working, line=line, verdict=Verdict.EARNED if over else Verdict.UNSETTLED)

    def _waiting(self, working: Working) -> Working | None:
        """That the first instalment has not fallen due, if that is why there is no line."""
        first = first_instalment(working, self._terms)
        if first is None or first <= self.settled_to:
            return None
        return evolve(working, verdict=Verdict.LATER, first=first)

    def lines(self, clause: Clause, element: Element) -> Sequence[Line]:
        """The lines that an element has under a clause, by date, those of what is taken back last."""
        name = clause.name
        if name not in self._by_element:
            found = self._by_element[name] = {}
            back = self._settlement.taken_back.of(name) if clause.advance else ()
            later = self._settlement.later.get(name, ())
            for line in (*self._interpreter.lines(name), *later, *back):
                found.setdefault(line.element, []).append(line)
        return self._by_element[name].get(element, ())

    def _often(self, working: Working, t: date) -> Working:
        often = working.clause.often
        if often is None:
            return working
        group = self._group(often, Line(working.clause.name, working.element, t, working.due))
        if None in group:
            return working
        place = (t, sort_key(working.element))
        same = self._same(working.clause.name, often).get(group, ())
        others = [line for line in same if (line.date, sort_key(line.element)) < place]
        most = self.tracer.trace(often.most, working.element, t)
        return evolve(working, most=most, others=tuple(others))

    def _same(self, clause: str, often: Often) -> Mapping[Group, Sequence[Line]]:
        """The lines of a clause by what it pays only so often for each of."""
        if clause not in self._by_group:
            groups = self._by_group[clause] = {}
            for line in self._interpreter.lines(clause):
                groups.setdefault(self._group(often, line), []).append(line)
        return self._by_group[clause]

    def _group(self, often: Often, line: Line) -> Group:
        return counted_for(self._interpreter, often, line)


def number(step: Step) -> Fraction:
    """The number that a step gives."""
    if not isinstance(step.value, Fraction):
        raise TypeError(f"{step.text} gives no number")
    return step.value
