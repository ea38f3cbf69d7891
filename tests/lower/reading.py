"""A plain reading of lowered expressions: every number whole, every total counted member by member."""

from datetime import date
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from pbrlang.calendar.periods import Period
from pbrlang.interpret import Element, Interpreter
from pbrlang.interpret.dates import moved
from pbrlang.interpret.elements import CohortElement, ListElement, part_of, row_part
from pbrlang.interpret.windows import Windows
from pbrlang.ir.expressions import Lines, Members
from pbrlang.kinds.model import Quantity
from pbrlang.lower import Lowered
from pbrlang.lower.forms import NUMBER, RATIO
from pbrlang.lower.nodes import (
    Asked,
    AtFault,
    Literal,
    Needed,
    Node,
    OfMembers,
    OfPeriod,
    Operation,
    PeriodDays,
    PeriodWhole,
    ReadCell,
    ReaderDay,
    ReadField,
    ReadPick,
    ReadValue,
    ReadWord,
    Rounded,
    YearOfDay,
)
from pbrlang.lower.paths import without_before
from pbrlang.source.late import changed
from pbrlang.values.rounding import round_to
from pbrlang.values.units import Unit

Ratio = tuple[int, int]

DAYS, MONTHS = Quantity(Unit.noun("day")), Quantity(Unit.noun("month"))


class NoQuotient(Exception):
    """Something divides by nought."""


class Blank(Exception):
    """A blank was met where a value is needed."""


def meaning(lowered: Node, whole: Any) -> Any:
    """What a lowered value stands for: a fraction where it is a number."""
    if whole is None or isinstance(whole, bool | str | date):
        return whole
    return Fraction(*whole) if lowered.form.what == RATIO else Fraction(whole, lowered.form.scale)


@frozen(eq=False)
class Reader:
    """Reads lowered expressions; ways, fields and lines are the interpreter's, all arithmetic is its own."""

    lowered: Lowered
    interpreter: Interpreter
    found: list[tuple[Node, Any]]
    asked: list[list[Any]] = field(factory=list)
    """What is asked of the subject of the tally at hand, last, and of those around it."""

    def read(self, node: Node, element: Element, t: date) -> Any:
        """A whole number, two of them, a date, a word, yes or no, or nothing."""
        value = self._read(node, element, t)
        self.found.append((node, value))
        return value

    def _read(self, node: Node, element: Element, t: date) -> Any:
        match node:
            case Literal(value=value):
                return value
            case PeriodDays(until=until):
                period = self._period(element)
                return (min(period.last, until) - period.first).days + 1
            case PeriodWhole():
                return self._period(element).whole
            case ReaderDay():
                return t
            case AtFault():
                raise Blank
            case Asked(place=place):
                return self.asked[-1][place]
            case Needed():
                value = self.read(node.of, element, t)
                if value is None:
                    raise Blank
                return value
            case Rounded() | OfMembers() | Operation():
                return self._worked_out(node, element, t)
            case _:
                return self._looked_up(node, element, t)

    @staticmethod
    def _period(element: Element) -> Period:
        period = part_of(element, Period)
        assert period is not None
        return period

    def _looked_up(self, node: Node, element: Element, t: date) -> Any:
        match node:
            case ReadField():
                return self._field(node, element, t)
            case ReadWord():
                listed = self.interpreter.walk(element, node.path, t)
                return listed.word if isinstance(listed, ListElement) else None
            case ReadValue():
                target = self.interpreter.walk(element, node.path, t)
                return None if target is None else self.read(self.lowered.values[node.name].body, target, t)
            case OfPeriod():
                return self._of_period(node, element, t)
            case ReadCell():
                return self._cell(node, element, t)
            case YearOfDay():
                year = self.lowered.program.calendars["year"].at(self.read(node.day, element, t))
                if year is None:
                    raise Blank
                return year.number
            case _:
                raise TypeError(node)

    def _worked_out(self, node: Node, element: Element, t: date) -> Any:
        match node:
            case Rounded():
                of = self.read(node.of, element, t)
                over, under = of if node.of.form.what == RATIO else (of, 1)
                value = Fraction(over * node.times, under * node.under)
                return int(round_to(value, Fraction(1), node.way)) * node.step
            case OfMembers():
                return self._tally(node, element, t)
            case Operation():
                return self._operation(node, element, t)
            case _:
                raise TypeError(node)

    def _field(self, node: ReadField, element: Element, t: date) -> Any:
        target = self.interpreter.walk(element, node.path, t)
        if target is None:
            return None
        row = row_part(target)
        assert row is not None
        value = row.values[node.field]
        if isinstance(value, Fraction):
            whole = value * node.form.scale
            assert whole.denominator == 1
            return int(whole)
        return None if node.ends and isinstance(value, date) and value > t else value

    def _of_period(self, node: OfPeriod, element: Element, t: date) -> Any:
        target = self.interpreter.walk(element, node.path, t)
        if node.what == "confirmation":
            return target.confirmed if isinstance(target, CohortElement) else None
        period = target.period if isinstance(target, CohortElement) else target
        if not isinstance(period, Period):
            return None
        return {"first day": period.first, "last day": period.last, "number": period.number}[node.what]

    def _cell(self, node: ReadCell, element: Element, t: date) -> int:
        column = self.lowered.columns[node.tariff, node.column]
        keys = [self.read(each, element, t) for each in node.keys]
        capped = [key if last is None else min(key, last) for key, last in zip(keys, column.open_from, strict=True)]
        return column.cells[tuple(capped)]

    def _tally(self, node: OfMembers, element: Element, t: date) -> Any:
        tally, walker = node.tally, self.interpreter.walker
        subject = walker.walk(element, node.subject, t)
        first, last = self._days(node, element, t)
        keys = [self.read(each, element, t) for each in node.keys]
        if node.ties:
            self._must_come_first(node, element, t)
        self.asked.append([self.read(each, element, t) for each in node.asked])
        try:
            added = self._added(node, subject, keys, (first, last), t)
        finally:
            self.asked.pop()
        if isinstance(node, ReadPick):
            return _picked(node.word, added)
        if tally.word != "share":
            return sum(added)
        if not added:
            raise NoQuotient
        return sum(added), len(added)

    def _must_come_first(self, node: OfMembers, row: Any, t: date) -> None:
        """Blank where another row that counts has the date of the reader, were it not for `before this`."""
        alike = changed(node, window=without_before(node.window), ties=False)
        first, last = self._days(alike, row, t)
        if row.date is None or not first <= row.date <= last:
            return
        of_its_day = changed(alike, tally=changed(alike.tally, word="number", body=None))
        days = (row.date, row.date)
        subject = self.interpreter.walker.walk(row, node.subject, t)
        keys = [self.read(each, row, t) for each in node.keys]
        self.asked.append([self.read(each, row, t) for each in node.asked])
        alone = self._added(of_its_day, subject, keys, days, t, (row,))
        self.asked.pop()
        if alone:
            raise Blank

    def _days(self, node: OfMembers, element: Element, t: date) -> tuple[date, date]:
        """The days that count; stretches are those of the nodes, other windows the interpreter's."""
        parts = node.window.parts if node.window and node.window.word == "all" else (node.window,)
        stretches = iter(node.stretches)
        firsts, lasts = [], [t]
        for each in parts:
            if each is not None and each.word == "stretch":
                first, last = (self.read(day, element, t) for day in next(stretches))
            else:
                first, last = Windows(self.interpreter).days(each, element, t)
            firsts.append(first)
            lasts.append(last)
        return max(firsts), min(lasts)

    def _added(
        self, node: OfMembers, subject: Any, keys: list[Any], days: tuple[date, date], t: date, but: Any = ()
    ) -> list[Any]:
        """What each member adds, but for some."""
        tally, walker = node.tally, self.interpreter.walker
        over = tally.over
        members = (
            self.interpreter.lines(over.clause) if isinstance(over, Lines) else self.interpreter.rows_of(over.table)
        )
        added = []
        for member in (each for each in members if each not in but):
            belongs = walker.walk(member, tally.member, date.max)
            if subject is None or belongs != subject or not self._counts(node, member, *days):
                continue
            shared = [self.read(each, member, date.max) for each in tally.keys]
            if None in shared or shared != keys:
                continue
            if isinstance(over, Members) and not self.read(self.lowered.values[over.group].body, member, t):
                continue
            if tally.where is not None and not self.read(tally.where, member, t):
                continue
            added.append(_nights(member, *days) if tally.length else self._adds(node, member, t))
        return added

    def _counts(self, node: OfMembers, member: Any, first: date, last: date) -> bool:
        """Whether a member lies in a stretch of days; what has no date lies in all that are not empty."""
        if node.tally.length:
            return bool(_nights(member, first, last))
        return first <= last and (member.date is None or bool(first <= member.date <= last))

    def _adds(self, node: OfMembers, member: Any, t: date) -> Any:
        tally = node.tally
        if tally.word == "held":
            assert tally.body is not None
            return member.date or date.min, self.read(tally.body, member, t)
        if tally.that_are is not None:
            return int(self.read(self.lowered.values[tally.that_are].body, member, t))
        if tally.body is not None:
            return int(self.read(tally.body, member, t))
        if tally.word == "number":
            return 1
        over = tally.over
        assert isinstance(over, Lines)
        return int(self.interpreter.amount(member, over.amount) * tally.scale)

    # --- operations

    def _operation(self, node: Operation, element: Element, t: date) -> Any:
        word = node.word
        if word == "and":
            return all(self.read(each, element, t) for each in node.arguments)
        if word == "or":
            return any(self.read(each, element, t) for each in node.arguments)
        if word == "otherwise":
            try:
                return self.read(node.arguments[0], element, t)
            except NoQuotient:
                return self.read(node.arguments[1], element, t)
        if word == "choose":
            return self.read(node.arguments[1 if self.read(node.arguments[0], element, t) else 2], element, t)
        if word == "unless blank":
            of, *sources = node.arguments
            blank = any(self.read(each, element, t) is None for each in sources)
            return None if blank else self.read(of, element, t)
        values = [self.read(each, element, t) for each in node.arguments]
        if word.startswith("ratio ") or word == "quotient":
            return _of_ratios(word, values)
        if word == "days in" and node.arguments[0].form.what == RATIO:
            return int(Fraction(*values[0]))
        scale = node.arguments[0].form.scale if node.arguments[0].form.what == NUMBER else 1
        return _PLAIN[word](values, scale)


def _picked(word: str, held: list[tuple[date, Any]]) -> Any:
    """One of the values that members hold, each with its date."""
    values = [value for _, value in held]
    if word == "total":
        total = sum((Fraction(*each) for each in values), Fraction(0))
        return total.numerator, total.denominator
    if word == "different":
        return len({value for value in values if value is not None})
    if not held:
        raise NoQuotient
    if word in ("latest", "earliest"):
        day = (max if word == "latest" else min)(day for day, _ in held)
        values = list({value for each, value in held if each == day})
    if word in ("latest", "earliest", "only") and len(values) > 1:
        raise Blank
    return {"greatest": max, "least": min}.get(word, lambda those: those[0])(values)


def _nights(row: Any, first: date, last: date) -> int:
    """How many nights of a row lie in a stretch of days, counted one by one."""
    start, end = row.values[row.table.lasts.start], row.values[row.table.lasts.end] or date.max
    days = (date.fromordinal(each) for each in range(max(start, first).toordinal(), last.toordinal() + 1))
    return sum(each < end for each in days)


def _of_ratios(word: str, values: list[Any]) -> Any:
    if word == "quotient":
        over, under = values
        if under == 0:
            raise NoQuotient
        return (over, under) if under > 0 else (-over, -under)
    if word == "ratio opposite":
        return -values[0][0], values[0][1]
    (a, b), (c, d) = values
    crossed = {"less": a * d < c * b, "more": a * d > c * b, "same": a * d == c * b, "other": a * d != c * b}
    crossed |= {"at least": a * d >= c * b, "at most": a * d <= c * b}
    name = word.removeprefix("ratio ")
    if name in crossed:
        return crossed[name]
    if name == "over" and c == 0:
        raise NoQuotient
    sums = {"plus": (a * d + c * b, b * d), "minus": (a * d - c * b, b * d), "times": (a * c, b * d)}
    sums |= {"over": (a * d, b * c) if c >= 0 else (-a * d, -b * c)}
    sums |= {
        "lesser": min(values, key=lambda each: Fraction(*each)),
        "greater": max(values, key=lambda x: Fraction(*x)),
    }
    if name == "multiple":
        return a == 0 if c == 0 else a * d % (b * c) == 0
    return sums[name]


_PLAIN: dict[str, Any] = {
    "plus": lambda v, _: v[0] + v[1],
    "minus": lambda v, _: v[0] - v[1],
    "times": lambda v, _: v[0] * v[1],
    "opposite": lambda v, _: -v[0],
    "over": lambda v, _: v[0],
    "lesser": lambda v, _: min(v),
    "greater": lambda v, _: max(v),
    "less": lambda v, _: v[0] < v[1],
    "more": lambda v, _: v[0] > v[1],
    "at least": lambda v, _: v[0] >= v[1],
    "at most": lambda v, _: v[0] <= v[1],
    "same": lambda v, _: v[0] == v[1],
    "other": lambda v, _: v[0] != v[1],
    "within": lambda v, _: v[1] <= v[0] <= v[2],
    "one of": lambda v, _: v[0] in v[1:],
    "multiple": lambda v, _: v[0] == 0 if v[1] == 0 else v[0] % v[1] == 0,
    "days in": lambda v, scale: int(Fraction(v[0], scale)),
    "days later": lambda v, _: moved(v[0], Fraction(v[1]), DAYS, "last"),
    "days earlier": lambda v, _: moved(v[0], Fraction(v[1]), DAYS, "last", -1),
    "months later": lambda v, _: moved(v[0], Fraction(v[1]), MONTHS, v[2]),
    "days between": lambda v, _: (v[0] - v[1]).days,
    "blank": lambda v, _: v[0] is None,
    "not blank": lambda v, _: v[0] is not None,
    "is yes": lambda v, _: v[0] is True,
}
