"""The lines of a clause: what is due for each element, limited and rounded, before caps."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from pbrlang.backends.python.kit.numbers import Undefined
from pbrlang.backends.python.kit.rows import Line, RowAtFault, Workings, sort_key

E = TypeVar("E")

# What became of a row, the less telling first; of several that hold for one row the greatest is told.
UNREAD, UNDATED, BEFORE, AFTER_RUN_OFF, UNMEASURED, CONDITION, LATER, LIMIT, NAMED, COUNTED, EARNED = range(11)


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a line can be dated: those of the contract and its run-off, as far as it is settled."""

    starts: date
    settles_until: date


@dataclass(frozen=True, slots=True)
class First(Generic[E]):
    """Only the first lines count for each of something: as long as `has_room` for one more than so many."""

    of: Callable[[E], tuple[object, ...]]
    has_room: Callable[[E, date, int], bool]


def make_lines(
    books: Workings,
    clause: str,
    window: Window,
    elements: Iterable[E],
    day_of: Callable[[E], date | None],
    due: Callable[[E, date], int | None],
    limit: First[E] | None = None,
    instalments: Callable[[Sequence[Line[E]], date], Sequence[Line[E]]] | None = None,
) -> Sequence[Line[E]]:
    """The lines of a clause by date and key. `due` gives nothing where the clause makes nothing due.

    `instalments` gives those of some lines that have fallen due by a day.
    """
    lines: list[Line[E]] = []
    for day, element in candidates(books, window, elements, day_of):
        try:
            amount = due(element, day)
        except (RowAtFault, Undefined) as fault:
            books.faults.append(str(fault))
            continue
        if amount is None:
            books.note(element, CONDITION)
        else:
            lines.append(Line(clause, element, day, amount))
    kept = first_of(books, limit, lines) if limit else lines
    found = instalments(kept, min(books.as_at, window.settles_until)) if instalments else kept
    for fate, those in ((LATER, kept), (EARNED, found)):
        for line in those:
            books.note(line.element, fate)
    return found


def candidates(
    books: Workings, window: Window, elements: Iterable[E], day_of: Callable[[E], date | None]
) -> list[tuple[date, E]]:
    """The elements that may have a line, with its date, in the order of dates and keys."""
    last = min(books.as_at, window.settles_until)
    found: list[tuple[date, E]] = []
    for element in elements:
        try:
            day = day_of(element)
        except (RowAtFault, Undefined) as fault:
            books.faults.append(str(fault))
            continue
        if day is None:
            books.note(element, UNDATED)
        elif day < window.starts:
            books.note(element, BEFORE)
        elif day > window.settles_until:
            books.note(element, AFTER_RUN_OFF)
        elif day > last:
            books.note(element, LATER)
        else:
            found.append((day, element))
    return sorted(found, key=lambda each: (each[0], sort_key(each[1])))


def first_of(books: Workings, limit: First[E], lines: Iterable[Line[E]]) -> list[Line[E]]:
    """The first lines of each that the limit is for; a line that leads to none is not limited."""
    kept: list[Line[E]] = []
    counts: dict[tuple[object, ...], int] = {}
    for line in lines:
        group = limit.of(line.element)
        count = counts.get(group, 0)
        try:
            stands = None in group or limit.has_room(line.element, line.day, count)
        except (RowAtFault, Undefined) as fault:
            books.faults.append(str(fault))
            continue
        if stands:
            counts[group] = count + 1
            kept.append(line)
        else:
            books.note(line.element, LIMIT)
    return kept
