"""Walking the single-valued ways from one element to another."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import Any

from pbrlang.calendar.periods import Period
from pbrlang.data.checks import written
from pbrlang.data.rows import Row
from pbrlang.interpret.elements import (
    THE_CONTRACT,
    CohortElement,
    Element,
    Line,
    ListElement,
    PairElement,
    own_date,
    row_part,
)
from pbrlang.interpret.errors import RefersToLaterRow
from pbrlang.interpret.faults import Fault, Unreadable, place_of
from pbrlang.ir.program import Program
from pbrlang.kinds.model import Category
from pbrlang.names.homes import (
    ByDate,
    ByMembership,
    ByReference,
    ByWord,
    Path,
    ToContract,
    ToElement,
    ToPair,
    ToPart,
    ToRow,
)

EVER = date.max
"""The reader's date of one who reads no values but only asks what belongs to what."""


InGroup = Callable[[str, Row, date], bool]
"""Whether a row is in a named group for a reader of a date."""


def _asked_too_soon(group: str, _row: Row, _t: date) -> bool:
    raise LookupError(f"who is {group} is known only once the groups can be read")


class Walker:
    """Walks paths. `named` gathers the rows that were read because another row names them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.named: set[Row] = set()
        self.in_group: InGroup = _asked_too_soon
        self.cohorts = {
            name: tuple(
                CohortElement(name, number, period, confirmed)
                for number, (period, confirmed) in enumerate(
                    zip(cohort.periods, cohort.confirmed, strict=True), start=1
                )
            )
            for name, cohort in program.cohorts.items()
        }
        self.words = lists_of(program)
        self._takes: dict[type, Callable[[Any, Element, date], Element | None]] = {
            ByReference: self._by_reference,
            ByDate: self._by_date,
            ByMembership: self._by_membership,
            ToElement: lambda _, element, __: element.element if isinstance(element, Line) else element,
            ToRow: lambda _, element, __: element,
            ToContract: lambda _, __, ___: THE_CONTRACT,
            ByWord: self._by_word,
            ToPart: self._to_part,
            ToPair: self._to_pair,
        }

    def walk(self, element: Element, path: Path, t: date) -> Element | None:
        """Where a path leads from an element, for a reader dated `t`; nothing where it is broken off by a blank."""
        here: Element | None = element
        for step in path:
            if here is None:
                return None
            here = self._takes[type(step)](step, here, t)
        return here

    def before(self, element: Element) -> Element | None:
        """The period, or the cohort, before one, or the pair with that; nothing before the first."""
        if isinstance(element, PairElement):
            return self._pair_before(element)
        if not isinstance(element, Period | CohortElement):
            raise TypeError(f"nothing comes before {element}")
        if element.number == 1:
            return None
        if isinstance(element, Period):
            return self._program.calendars[element.step].periods[element.number - 2]
        return self.cohorts[element.cohort][element.number - 2]

    def _pair_before(self, pair: PairElement) -> Element | None:
        parts: list[Element] = []
        for part in pair.parts:
            moved = self.before(part) if isinstance(part, Period | CohortElement) else part
            if moved is None:
                return None
            parts.append(moved)
        return PairElement(tuple(parts))

    def period_at(self, step: str, day: date) -> Period | None:
        """The month, quarter or year that a day lies in."""
        return self._program.calendars[step].at(day)

    def _by_reference(self, step: ByReference, element: Element, t: date) -> Element | None:
        row = row_of(element)
        target = row.links.get(step.field)
        if target is None:
            return None
        dated = target.date
        if dated is not None and dated > t:
            told = RefersToLaterRow(place_of(row, step.field), target.table.name, written(dated), written(t))
            raise Unreadable([Fault(row, told)], readable_from=dated)
        if t is not EVER:
            self.named.add(target)
        return target

    def _by_date(self, step: ByDate, element: Element, _t: date) -> Element | None:
        day = own_date(element)
        return None if day is None else self.period_at(step.step, day)

    def _by_membership(self, step: ByMembership, element: Element, _t: date) -> Element | None:
        cohort = self._program.cohorts[step.cohort]
        row = row_of(element)
        entered = row.values[cohort.entry]
        if not isinstance(entered, date) or (cohort.group and not self.in_group(cohort.group, row, EVER)):
            return None
        index = bisect_right(cohort.periods, entered, key=lambda each: each.first) - 1
        if index < 0 or entered > cohort.periods[index].last:
            return None
        return self.cohorts[step.cohort][index]

    def _by_word(self, step: ByWord, element: Element, _t: date) -> Element | None:
        word = row_of(element).values[step.field]
        return self.words[step.list][word] if isinstance(word, str) else None

    @staticmethod
    def _to_part(step: ToPart, element: Element, _t: date) -> Element | None:
        return element.parts[step.number] if isinstance(element, PairElement) else None

    def _to_pair(self, step: ToPair, element: Element, t: date) -> Element | None:
        parts = [self.walk(element, way, t) for way in step.ways]
        found = tuple([each for each in parts if each is not None])
        return PairElement(found) if len(found) == len(parts) else None


def lists_of(program: Program) -> dict[str, dict[str, ListElement]]:
    """The elements of every list by their words, in its order; a field's own words are a list too."""
    lists = dict(program.lists)
    for table in program.tables.values():
        lists.update((each.kind.field, each.kind.values) for each in table.fields if isinstance(each.kind, Category))
    return {
        name: {word: ListElement(name, number, word) for number, word in enumerate(words, start=1)}
        for name, words in lists.items()
    }


def row_of(element: Element) -> Row:
    """The row that an element is, combines with others, or that a line was earned for."""
    row = row_part(element)
    if row is None:
        raise TypeError(f"{element} is no row")
    return row
