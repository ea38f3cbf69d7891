"""What is paid of each line once every limit has been applied."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from pbrlang.calendar.periods import Period
from pbrlang.data.rows import Value
from pbrlang.interpret import THE_CONTRACT, Element, Interpreter, Line, Unreadable
from pbrlang.interpret.clauses import member_of
from pbrlang.interpret.elements import PairElement, sort_key
from pbrlang.interpret.paths import EVER
from pbrlang.ir.program import Cap, Program
from pbrlang.names.homes import CalendarHome, Path, part_of
from pbrlang.settle.carrying import Carrying, Windows
from pbrlang.settle.cutting import (
    NOUGHT,
    ONE,
    Amounts,
    Cutting,
    Entry,
    Purse,
    Room,
    first_so_many,
    in_proportion,
    latest_first,
)
from pbrlang.settle.later import Later
from pbrlang.settle.standing import alternative, greatest
from pbrlang.settle.stretches import Stretches
from pbrlang.values.rounding import round_to

Recovered = Mapping[str, Mapping[Line, Fraction]]
"""By clawback, what was recovered of each of its lines."""


class Limits:
    """Applies the caps of a contract in their order, each to what those before it left.

    A cap acts on what is positive. Unless it is net, recoveries and negative lines do not free room. A cap that
    is no whole number of coins is cut to the coin, so that it holds for what is really paid.
    """

    def __init__(self, interpreter: Interpreter, stretches: Stretches) -> None:
        self._interpreter = interpreter
        self._program: Program = interpreter.program
        self._stretches = stretches
        self._caps = tuple(self._program.caps.values())
        self._places = {name: place for place, name in enumerate(self._program.clauses)}
        self._done: dict[int, dict[str, Amounts]] = {}
        self._dues: dict[str, Amounts] = {}
        self._cuttings: dict[tuple[int, Element], Cutting] = {}
        self._recovered: Recovered = {}

    def suppose(self, recovered: Recovered) -> None:
        """Take this to have been recovered, which may free room in limits that are net."""
        self._recovered = recovered
        self._done = {}
        self._cuttings = {}

    def paid(self, clause: str) -> Mapping[Line, Fraction]:
        """What is left of each line of a clause after all caps, and what they make of it on later days."""
        return self.after(clause, len(self._caps))

    def after(self, clause: str, caps: int) -> Mapping[Line, Fraction]:
        """What is left after the first so many caps."""
        for number in range(caps - 1, -1, -1):
            if clause in self._caps[number].clauses:
                return self._after_cap(number)[clause]
        dues = self._dues.get(clause)
        if dues is None:
            dues = self._dues[clause] = {line: line.due for line in self._interpreter.lines(clause)}
        return dues

    def cutting(self, number: int, element: Element) -> Cutting:
        """One of the windows of a cap, by its place, in which something is limited."""
        self._after_cap(number)
        return self._cuttings[number, element]

    def cuttings(self) -> Iterator[tuple[Cap, Cutting]]:
        """Every window of a cap in which something is limited."""
        for number, cap in enumerate(self._caps):
            self._after_cap(number)
            yield from ((cap, each) for (place, _), each in self._cuttings.items() if place == number)

    def _after_cap(self, number: int) -> dict[str, Amounts]:
        """What is left after one cap, for each clause that it limits."""
        done = self._done.get(number)
        if done is None:
            cap = self._caps[number]
            clauses = sorted(cap.clauses, key=self._places.__getitem__)
            done = {clause: dict(self.after(clause, number)) for clause in clauses}
            for element, cutting in self._cut(cap, *self._windows(cap, done)):
                self._cuttings[number, element] = cutting
                for line, amount in cutting.paid.items():
                    if amount or line in done[line.clause]:
                        done[line.clause][line] = amount
            self._done[number] = done
        return done

    def window(self, cap: Cap, line: Line) -> Element | None:
        """What the cap is for each of; a line that leads to none is not limited."""
        if not cap.each:
            return THE_CONTRACT
        element = self._reached(cap, line, cap.each[line.clause])
        step = part_of(cap.home, CalendarHome)
        if element is None or step is None or not isinstance(line, Later):
            return element
        period = self._program.calendars[step.step].at(line.date)  # not that of what it was earned for
        return _in_period(element, period) if period else None

    def _reached(self, cap: Cap, line: Line, path: Path) -> Element | None:
        element = self._interpreter.walk(line, path, EVER)
        try:
            return member_of(self._interpreter, cap.home, element, line.date)
        except Unreadable as failure:
            self._interpreter.report(failure)
            return None

    def _windows(
        self, cap: Cap, amounts: Mapping[str, Amounts]
    ) -> tuple[dict[Element, list[Entry]], dict[Element, list[tuple[Line, Fraction]]]]:
        """The lines that are limited, and what makes room again, by what the cap is for each of."""
        entries: dict[Element, list[Entry]] = {}
        freed: dict[Element, list[tuple[Line, Fraction]]] = {}
        for clause, lines in amounts.items():
            for line, amount in lines.items():
                element = self.window(cap, line)
                if element is not None and amount > 0 and line.date <= cap.until:
                    entry = Entry(line, amount, self._places[clause], sort_key(line.element))
                    entries.setdefault(element, []).append(entry)
                elif element is not None and amount < 0 and cap.net:
                    freed.setdefault(element, []).append((line, -amount))
        for clawback, path in cap.taken.items():
            for line, amount in self._recovered.get(clawback, {}).items():
                element = self._reached(cap, line, path)
                if element is not None and amount:
                    freed.setdefault(element, []).append((line, amount))
        for each in freed.values():
            each.sort(key=lambda pair: pair[0].date)
        return entries, freed

    def _cut(
        self,
        cap: Cap,
        entries: Mapping[Element, list[Entry]],
        freed: Mapping[Element, list[tuple[Line, Fraction]]],
    ) -> Iterator[tuple[Element, Cutting]]:
        """Each window in which something is limited, and what is paid there."""

        def purse(element: Element) -> Purse:
            return Purse(self._room(cap, element), freed=tuple(freed.get(element, ())))

        def cut(those: list[Entry], purse: Purse) -> Amounts:
            return self._cut_one(cap, those, purse)

        if not cap.carried:
            for element, those in entries.items():
                yield element, Cutting(own := purse(element), tuple(those), cut(those, own))
            return
        as_at = self._interpreter.as_at
        until = cap.until if as_at is None else min(cap.until, as_at)
        carrying = Carrying(cap.name, cap.carried, cap.limits == "number", until, cut, purse)
        for windows in self._successions(cap, entries):
            yield from carrying.over(windows, entries)

    def _successions(self, cap: Cap, entries: Mapping[Element, list[Entry]]) -> Iterator[Windows]:
        """The windows in which there is something, with those between them, that differ only in their period."""
        step = part_of(cap.home, CalendarHome)
        periods = self._program.calendars[step.step].periods if step else ()
        for succession in {tuple(_others(element)): element for element in entries}.values():
            yield [(period, _in_period(succession, period)) for period in periods]

    def _cut_one(self, cap: Cap, entries: list[Entry], purse: Purse) -> Amounts:
        match cap.limits, cap.loser:
            case "alternatives", loser:
                return alternative(entries, cap.alternatives, loser == "greatest", cap.name)
            case "number", "greatest":
                return greatest(entries, purse, cap.name)
            case "number", _:
                return first_so_many(entries, purse)
            case _, "in proportion":
                return in_proportion(entries, purse, self._stretches.of, self._coin)
            case _:
                return latest_first(entries, purse)

    @property
    def _coin(self) -> Fraction:
        return Fraction(1, 10**self._program.terms.places)

    def _room(self, cap: Cap, element: Element) -> Room:
        whole = ONE if cap.limits == "number" else self._coin
        known: tuple[Value, Fraction] = (None, NOUGHT)

        def room(t: date) -> Fraction:
            nonlocal known
            try:
                most = self._interpreter.evaluate(cap.most, element, t)
            except Unreadable as failure:
                self._interpreter.report(failure)
                return NOUGHT
            if not isinstance(most, Fraction):
                raise TypeError(f"{cap.name}: a limit is an amount")
            if most is not known[0]:  # a limit is mostly the same for many days
                known = (most, round_to(max(most, NOUGHT), whole, "down"))
            return known[1]

        return room


def _others(element: Element) -> Iterator[Element]:
    """What an element combines with a period."""
    yield from (
        (each for each in element.parts if not isinstance(each, Period)) if isinstance(element, PairElement) else ()
    )


def _in_period(element: Element, period: Period) -> Element:
    """The same with another period."""
    if not isinstance(element, PairElement):
        return period
    return PairElement(tuple(period if isinstance(each, Period) else each for each in element.parts))
