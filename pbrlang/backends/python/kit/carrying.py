"""Caps for each period of which something is carried forward: unused room, money cut, or both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from pbrlang.backends.python.kit.caps import Amounts, Entry, Room
from pbrlang.backends.python.kit.days import Period, in_words
from pbrlang.backends.python.kit.rows import Line, Pair, sort_key
from pbrlang.backends.python.kit.standing import Later


@dataclass(frozen=True, slots=True)
class Carrying:
    """What of one period is there in the next: `room` that is left over, money that is `cut`, or both.

    `counts` where a cap limits a number of sums; what is cut waits for the first day of the next of `periods`.
    """

    cap: str
    periods: Sequence[Period]
    room: bool
    cut: bool
    counts: bool


def limited_in_turn(
    parts: Sequence[tuple[int, Amounts, Callable[[Any], object]]],
    until: date,
    room: Callable[[Any, date], int],
    carrying: Carrying,
) -> dict[Line[Any], int]:
    """What is left of each line after a cap whose periods follow one another, and what is paid later of what is cut.

    Each part is a clause: its place in the text, its lines, and what a line is limited for. Lines after `until` do not
    count and are not cut.
    """
    left = {line: amount for _, amounts, _ in parts for line, amount in amounts.items()}
    windows: dict[object, list[Entry]] = {}
    for place, amounts, limited_for in parts:
        for line, amount in amounts.items():
            element = limited_for(line)
            if element is not None and amount > 0 and line.day <= until:
                windows.setdefault(element, []).append(Entry(line, amount, (place, sort_key(line.element))))
    for like in {others(element): element for element in windows}.values():
        for line, amount in in_turn(windows, like, until, room, carrying).items():
            if amount or line in left:
                left[line] = amount
    return left


def others(element: Any) -> tuple[object, ...]:
    """What an element combines with a period."""
    return tuple(each for each in element.parts if not isinstance(each, Period)) if isinstance(element, Pair) else ()


def in_period(element: Any, period: Period) -> Any:
    """The same with another period."""
    if not isinstance(element, Pair):
        return period
    return Pair(tuple(period if isinstance(each, Period) else each for each in element.parts))


def in_turn(
    windows: Mapping[object, list[Entry]],
    like: Any,
    until: date,
    room: Callable[[Any, date], int],
    carrying: Carrying,
) -> dict[Line[Any], int]:
    """What is paid in windows that differ only in their period, one after the other."""
    found: dict[Line[Any], int] = {}
    to_come = sum(in_period(like, period) in windows for period in carrying.periods)
    waiting: list[tuple[Entry, int]] = []
    extra = 0
    for period in carrying.periods:
        if period.first > until or not (to_come or waiting):
            break
        element = in_period(like, period)
        own = windows.get(element, [])
        to_come -= bool(own)
        here = [*(carried(entry, left, period.first, carrying.cap) for entry, left in waiting), *own]
        paid = cut_in_turn(here, partial(room, element), extra, carrying.counts)
        found.update(paid)
        if carrying.cut:
            waiting = [(each, each.amount - paid[each.line]) for each in here if each.amount > paid[each.line]]
        if carrying.room:
            used = sum(1 if carrying.counts else amount for amount in paid.values() if amount)
            extra = max(0, room(element, period.last) + extra - used)
    return found


def carried(entry: Entry, amount: int, day: date, cap: str) -> Entry:
    """What is left of a line, on the first day of the next period."""
    root = entry.line.of if isinstance(entry.line, Later) else entry.line
    return Entry(Later(root, day, f"carried forward from {in_words(root.day)}", cap), amount, entry.place)


def cut_in_turn(entries: Sequence[Entry], room: Room, extra: int, counts: bool) -> dict[Line[Any], int]:
    """What is paid where the latest lose: each line takes what room is left, or a place; what waited comes first."""
    paid: dict[Line[Any], int] = {}
    used = -extra
    for entry in sorted(entries, key=when_earned):
        left = room(entry.line.day) - used
        amount = entry.amount if left >= 1 else 0
        paid[entry.line] = amount if counts else max(0, min(entry.amount, left))
        used += bool(paid[entry.line]) if counts else paid[entry.line]
    return paid


def when_earned(entry: Entry) -> tuple[Any, ...]:
    """By date, what comes from earlier days first; then by clause and key."""
    line = entry.line
    root = line.of if isinstance(line, Later) else line
    return line.day, root is line, root.day, entry.place
