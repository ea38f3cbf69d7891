"""What clawbacks recover: never more than was paid and is not yet recovered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pbrlang.backends.python.kit.caps import Amounts
from pbrlang.backends.python.kit.rows import Line, sort_key


@dataclass(frozen=True, eq=False, slots=True)
class Clawback:
    """A clawback: its place in the text, its lines, and what a line is bounded for.

    `bounds` gives what a line leads to, by what the bound is kept for, its own first; what leads nowhere does not
    bound it, save that a line that does not reach its `own` recovers nothing.
    """

    place: int
    lines: Sequence[Line[Any]]
    own: str
    bounds: Mapping[str, Callable[[Any], object | None]]


class Purse:
    """What was paid and is not yet recovered, for each of something; asked in the order of dates."""

    def __init__(self, paid: Sequence[tuple[Line[Any], int]], belongs_to: Callable[[Any], object | None]) -> None:
        self._waiting: dict[object, list[tuple[date, int]]] = {}
        for line, amount in reversed(paid):
            target = belongs_to(line)
            if target is not None:
                self._waiting.setdefault(target, []).append((line.day, amount))
        self._left: dict[object, int] = {}

    def left(self, target: object | None, on: date) -> int:
        """What may be recovered on a day; nothing where there is nothing that it is for."""
        if target is None:
            return 0
        left = self._left.get(target, 0)
        waiting = self._waiting.get(target, [])
        while waiting and waiting[-1][0] <= on:
            left += waiting.pop()[1]
        self._left[target] = left
        return max(0, left)

    def take(self, target: object | None, amount: int) -> None:
        """Note what was recovered."""
        if target is not None:
            self._left[target] -= amount


def recover(
    paid: Amounts, kept_for: Mapping[str, Callable[[Any], object | None]], clawbacks: Sequence[Clawback]
) -> dict[Line[Any], int]:
    """What the clawbacks on one clause recover, by date, clause and key. `paid` is what was paid under that clause.

    `kept_for` says, for each thing that some bound is kept for, what a line of that clause leads to.
    """
    in_order = sorted(paid.items(), key=lambda each: each[0].day)
    purses = {name: Purse(in_order, belongs_to) for name, belongs_to in kept_for.items()}
    claims = [(clawback, line) for clawback in clawbacks for line in clawback.lines]
    claims.sort(key=lambda each: (each[1].day, each[0].place, sort_key(each[1])))
    recovered: dict[Line[Any], int] = {}
    for clawback, line in claims:
        led = {name: leads_to(line) for name, leads_to in clawback.bounds.items()}
        bounds = [(purses[name], to) for name, to in led.items() if to is not None or name == clawback.own]
        recovered[line] = min(line.due, *(purse.left(to, line.day) for purse, to in bounds))
        for purse, to in bounds:
            purse.take(to, recovered[line])
    return recovered
