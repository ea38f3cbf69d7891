"""What stood in the period or cohort before, and lines that are made step by step."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from pbrlang.backends.python.kit.clauses import CONDITION, EARNED, Window, candidates
from pbrlang.backends.python.kit.numbers import Undefined
from pbrlang.backends.python.kit.rows import Line, Pair, RowAtFault, Workings

E = TypeVar("E")
T = TypeVar("T")
AS_MADE = "lines as they are made"
STRIDE = 50
"""After so many steps the value is worked out beforehand, so that none waits for many others."""


class NothingBefore(Exception):
    """There is no value, because nothing comes before the first period or cohort."""


def at_the_start(value: Callable[[], T], instead: Callable[[], T]) -> T:
    """A value, or another where the first goes before the first period or cohort."""
    try:
        return value()
    except NothingBefore:
        return instead()


def previous(element: Any, followed: Any, read: Callable[[Any], T]) -> T:
    """A value as it was in the period or cohort before; `followed` are all of them, or nothing for what has none."""
    steps = steps_before(element, followed)
    if not steps:
        raise NothingBefore
    for back in range(steps, 1, -STRIDE):
        try:
            read(stepped_back(element, followed, back))
        except (RowAtFault, Undefined):
            break  # whoever reads it meets it too
    return read(stepped_back(element, followed, 1))


def steps_before(element: Any, followed: Any) -> int:
    """How many come before."""
    if not isinstance(element, Pair):
        return int(element.number) - 1
    return min(int(part.number) - 1 for part, each in zip(element.parts, followed, strict=True) if each is not None)


def stepped_back(element: Any, followed: Any, steps: int) -> Any:
    """What comes so many steps before."""
    if not isinstance(element, Pair):
        return followed[element.number - 1 - steps]
    return Pair(
        tuple(
            part if each is None else each[part.number - 1 - steps]
            for part, each in zip(element.parts, followed, strict=True)
        )
    )


def make_stepped_lines(
    books: Workings,
    clause: str,
    window: Window,
    elements: Iterable[E],
    day_of: Callable[[E], date | None],
    due: Callable[[E, date], int | None],
) -> Sequence[Line[E]]:
    """The lines of a clause that reads a balance which it moves, by date and key: each reads those of earlier steps."""
    made: list[Line[E]] = books.memory.setdefault(AS_MADE, {}).setdefault(clause, [])
    for day, element in candidates(books, window, elements, day_of):
        try:
            amount = due(element, day)
        except (RowAtFault, Undefined) as fault:
            books.faults.append(str(fault))
            continue
        if amount is not None:
            made.append(Line(clause, element, day, amount))
        books.note(element, CONDITION if amount is None else EARNED)
    return made


class LinesAsMade:
    """What the lines of a clause come to for what each belongs to, as far as they have been made."""

    def __init__(
        self, books: Workings, clause: str, make: Callable[[Any], object], belongs_to: Callable[[Any], object]
    ) -> None:
        self.books = books
        self.clause = clause
        self.make = make
        self.belongs_to = belongs_to
        self.taken = 0
        self.by_target: dict[object, tuple[list[date], list[int]]] = {}

    def total(self, target: object, on: date) -> int:
        """What is due of those that are dated up to a day."""
        made = self.books.memory.setdefault(AS_MADE, {})
        if self.clause not in made:
            self.make(self.books)
        lines: list[Line[Any]] = made[self.clause]
        for line in lines[self.taken :]:
            days, sums = self.by_target.setdefault(self.belongs_to(line), ([], [0]))
            days.append(line.day)
            sums.append(sums[-1] + line.due)
        self.taken = len(lines)
        days, sums = self.by_target.get(target, ([], [0]))
        return 0 if target is None else sums[bisect_right(days, on)]
