"""Sums that come back in instalments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pbrlang.backends.python.kit.clauses import Window
from pbrlang.backends.python.kit.days import months_later
from pbrlang.backends.python.kit.rows import Line, sort_key


@dataclass(frozen=True, slots=True)
class Instalments:
    """So many equal sums, some months apart, from a day on, or from that of the sum; the last takes the rest.

    `missing` says which day is meant where a month has no such day. None falls due after the run-off.
    """

    count: int
    months: int
    missing: str
    window: Window
    first: date | None = None

    def shares(self, day: date, whole: int) -> Iterator[tuple[int, date, int]]:
        """The number of each instalment, counted from 1, its day and its amount."""
        each = whole // self.count
        for number in range(self.count):
            falls = months_later(self.first or day, self.months * number, self.missing)
            amount = each if number < self.count - 1 else whole - each * number
            yield number + 1, min(max(falls, day), self.window.settles_until), amount

    def of_lines(self, lines: Sequence[Line[Any]], until: date) -> list[Line[Any]]:
        """The instalments of some lines that have fallen due by a day, by date and key."""
        found = [
            Line(line.clause, line.element, day, amount, part, self.count)
            for line in lines
            for part, day, amount in self.shares(line.day, line.due)
            if day <= until
        ]
        return sorted(found, key=lambda each: (each.day, sort_key(each)))
