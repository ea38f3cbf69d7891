"""What is paid of each line once a limit has been applied."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from pbrlang.backends.python.kit.rows import Line, sort_key

Amounts = Mapping[Line[Any], int]
"""So many coins for each line."""

Room = Callable[[date], int]
"""How many coins may be paid in all, for a reader on a day."""


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """A line under a limit, what is left of it so far, and its place among the clauses and their elements."""

    line: Line[Any]
    amount: int
    place: tuple[int, Any]


def dues(lines: Iterable[Line[Any]]) -> dict[Line[Any], int]:
    """What is due of each line."""
    return {line: line.due for line in lines}


def of_lines(amounts: Amounts, lines: Iterable[Line[Any]]) -> dict[Line[Any], int]:
    """What is left of some lines, of all that shared a limit or a bound."""
    return {line: amounts[line] for line in lines}


def limited(
    parts: Sequence[tuple[int, Amounts, Callable[[Any], object]]],
    until: date,
    room: Callable[[Any, date], int],
    cut: Callable[[Sequence[Entry], Room], dict[Line[Any], int]],
) -> dict[Line[Any], int]:
    """What is left of each line after a cap.

    Each part is a clause: its place in the text, its lines, and what a line is limited for. Recoveries and negative
    lines free no room; lines after `until` do not count and are not cut.
    """
    left = {line: amount for _, amounts, _ in parts for line, amount in amounts.items()}
    windows: dict[object, list[Entry]] = {}
    for place, amounts, limited_for in parts:
        for line, amount in amounts.items():
            element = limited_for(line)
            if element is not None and amount > 0 and line.day <= until:
                windows.setdefault(element, []).append(Entry(line, amount, (place, sort_key(line.element))))
    for element, entries in windows.items():
        left.update(cut(entries, partial(room, element)))
    return left


def latest_first(entries: Sequence[Entry], room: Room) -> dict[Line[Any], int]:
    """What is paid where the latest lose: each line, by date, clause and key, takes what room is left."""
    paid: dict[Line[Any], int] = {}
    so_far = 0
    for entry in sorted(entries, key=lambda each: (each.line.day, *each.place)):
        amount = max(0, min(entry.amount, room(entry.line.day) - so_far))
        paid[entry.line] = amount
        so_far += amount
    return paid
