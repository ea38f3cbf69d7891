"""Figures and rows as they are known on the day of a statement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pbrlang.backends.python.kit.days import ALWAYS, EVER, MONTH_NAMES, Calendar, in_words
from pbrlang.backends.python.kit.numbers import Ratio
from pbrlang.backends.python.kit.rows import Row, RowAtFault, Workings


class KnownWorkings(Workings):
    """What has been worked out from what was known on a day; `settled_to` is the last day that is settled."""

    def __init__(self, as_at: date, settled_to: date | None = None) -> None:
        super().__init__(as_at)
        self.settled_to = settled_to or as_at
        self.figures: dict[tuple[Figures, int], int] = {}


def month_number(year: int, month: int) -> int:
    """A number for each month, one more than that of the month before."""
    return year * 12 + month - 1


def month_of(day: date) -> int:
    """The number of the month of a day."""
    return month_number(day.year, day.month)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the number and the name of its period, the figure, and when it was published, if that is said."""

    number: int
    period: str
    value: int
    published: date | None = None


class Figures:
    """Figures by month, quarter or year: those published by the day of a statement, the last of them first.

    With `stands`, the latest earlier figure stands for one that is not published yet. A month has no calendar.
    """

    def __init__(self, name: str, stands: bool, calendar: Calendar | None, figures: Iterable[Figure]) -> None:
        self.name = name
        self.stands = stands
        self.calendar = calendar
        self.by_number: dict[int, list[Figure]] = {}
        for each in figures:
            self.by_number.setdefault(each.number, []).append(each)

    @property
    def published(self) -> set[date]:
        """The days on which figures are published."""
        return {each.published for those in self.by_number.values() for each in those if each.published}

    def of(self, books: KnownWorkings, number: int) -> int:
        """The figure for a period, or what stands for it.

        Where none that can stand is known yet, it is read as on the first day on which one was: until then nothing
        could be settled that reads it.
        """
        key = self, number
        if key not in books.figures:
            books.figures[key] = self.found(books, number)
        return books.figures[key]

    def found(self, books: KnownWorkings, number: int) -> int:
        """The same, looked up."""
        serving = list(self.serving(number))
        days = [each.published for each in serving if each.published]
        for day in (books.as_at, min([*days, EVER])):
            for each in serving if day <= books.settled_to else ():
                if each.published is None or each.published <= day:
                    return each.value
        raise RowAtFault(None, None, self.missing(number))

    def serving(self, number: int) -> Iterator[Figure]:
        """The figures that may stand for a period, its own first, and of one period the last published first."""
        for each in sorted(self.by_number, reverse=True):
            if each == number or (self.stands and each < number):
                yield from reversed(self.by_number[each])

    def missing(self, number: int) -> str:
        """What is told where there is no figure for a period."""
        days = [each.published for each in self.by_number.get(number, ()) if each.published]
        late = f" yet: it is published on {in_words(min(days))}" if days else ""
        month = f"{MONTH_NAMES[number % 12]} {number // 12}"
        period = self.calendar.periods[number - 1].name if self.calendar else month
        return f"there is no figure of `{self.name}` for {period}{late}"

    def index(self, books: KnownWorkings, on: date, base: int, each: int, never_falls: bool = False) -> Ratio:
        """By what an amount is multiplied: the figure of the latest month `each` over that of the month `base`.

        Before `base` it is 1. With `never_falls` it is the highest so far, and at least 1.
        """
        month = month_number(on.year if on.month >= each else on.year - 1, each)
        if month < base:
            return Ratio(1, 1)
        start = self.of(books, base)
        first = base + (each - 1 - base) % 12
        latest = [self.of(books, one) for one in (range(first, month + 1, 12) if never_falls else [month])]
        return Ratio(max([*latest, start] if never_falls else latest), start)


@dataclass(frozen=True, slots=True)
class HeldRows:
    """A kind of data: where its rows are, the field that says when one was recorded, and whose rows fields name."""

    rows: str
    recorded: str | None
    refers: Mapping[str, str]


def known_from(data: Any, kinds: Sequence[HeldRows]) -> Mapping[Row, date]:
    """The day on which each row, and every row that it names, is recorded; a blank is never."""
    found: dict[Row, date] = {}
    for kind in kinds:
        for row in getattr(data, kind.rows):
            found[row] = ALWAYS if kind.recorded is None else getattr(row, kind.recorded) or EVER
    naming: dict[Row, list[Row]] = {}
    for kind in kinds:
        for field, rows in kind.refers.items():
            by_name = {each.key[0]: each for each in getattr(data, rows)}
            for row in getattr(data, kind.rows):
                if getattr(row, field) is not None:
                    naming.setdefault(by_name[getattr(row, field)], []).append(row)
    waiting = [row for row, day in found.items() if day != ALWAYS]
    while waiting:
        target = waiting.pop()
        for row in naming.get(target, ()):
            if found[row] < found[target]:
                found[row] = found[target]
                waiting.append(row)
    return found
