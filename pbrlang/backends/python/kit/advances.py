"""Advances: what is set off against them, and what is recovered because it was not earned."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pbrlang.backends.python.kit.caps import Amounts
from pbrlang.backends.python.kit.clauses import Window
from pbrlang.backends.python.kit.instalments import Instalments
from pbrlang.backends.python.kit.rows import Line, sort_key
from pbrlang.backends.python.kit.statements import key_in_words

# What happens on one day happens in this order: advances are paid, sums are set off, the rest is recovered.
PAID, EARNED_AGAINST, CLOSED = range(3)


class SetOff(Line[Any]):
    """What of a line of another clause is set off against `paid`, a line of an advance."""

    def __init__(self, paid: Line[Any], due: int, against: Line[Any], part: int) -> None:
        super().__init__(paid.clause, paid.element, against.day, due, part)
        self.against = against

    @property
    def falls_with(self) -> Any:
        """The line in whose statement it is."""
        return self.against

    @property
    def takes_back(self) -> bool:
        """Whether it takes back what was paid under its own clause."""
        return True

    def told(self) -> dict[str, Any]:
        """What it is, besides a sum."""
        return {"sets_off": {"clause": self.against.clause, "for": key_in_words(self.against.element)}}


class Unearned(Line[Any]):
    """What is left of a line of an advance on the day on which that is recovered, or an instalment of it."""

    @property
    def takes_back(self) -> bool:
        """Whether it takes back what was paid under its own clause."""
        return True

    def told(self) -> dict[str, Any]:
        """What it is, besides a sum."""
        return {"unearned": True, **super().told()}


@dataclass(frozen=True, eq=False, slots=True)
class Advance:
    """An advance: its place in the text, what is paid of its lines, and what each line is kept for.

    `closes` gives, for what a line is for, the day on which what is left of it is recovered, in instalments where there
    are some.
    `against` has the clauses that earn it: for each its place in the text, what is paid of its lines, and what such
    a line is set off for.
    """

    name: str
    place: int
    paid: Amounts
    kept_for: Callable[[Any], object | None]
    closes: Callable[[Any], date | None]
    against: Sequence[tuple[str, int, Amounts, Callable[[Any], object | None]]]
    instalments: Instalments | None = None


@dataclass(eq=False, slots=True)
class Tranche:
    """One line of an advance, what is left of it, and the day on which that is recovered, if it is known."""

    advance: Advance
    line: Line[Any]
    pool: object
    left: int
    closes: date | None


Open = dict[tuple[str, object], dict[Tranche, None]]
"""By advance and by what it is kept for, the sums that are not used up, the earliest first."""


def take_back(advances: Sequence[Advance], window: Window, as_at: date) -> Mapping[str, Amounts]:
    """What is set off against each advance and recovered of it, by date, until it is used up.

    A line is set off against the advances that name its clause in the order of the text, and of one advance against
    the earliest sum that was paid for the same.
    """
    found: dict[str, list[Line[Any]]] = {each.name: [] for each in advances}
    open_now: Open = {}
    for _, kind, _, _, happens in sorted(events(advances, window), key=lambda each: each[:4]):
        if isinstance(happens, Tranche):
            waiting = open_now.setdefault((happens.advance.name, happens.pool), {})
            if kind == PAID:
                waiting[happens] = None
            else:
                waiting.pop(happens, None)
                found[happens.advance.name] += unearned(happens)
        else:
            for each in set_off(advances, happens, open_now):
                found[each.clause].append(each)
    last = min(as_at, window.settles_until)
    return {
        name: {line: line.due for line in in_their_order(lines) if line.day <= last} for name, lines in found.items()
    }


def in_their_order(lines: Sequence[Line[Any]]) -> Sequence[Line[Any]]:
    """Lines by date and key, those that share these in the order in which they happened."""
    return sorted(lines, key=lambda each: (each.day, sort_key(each.element)))


def events(advances: Sequence[Advance], window: Window) -> Iterator[tuple[date, int, int, Any, Any]]:
    """What happens on which day: its kind, and what orders it among others of its kind."""
    earning: dict[str, tuple[int, Amounts]] = {}
    for advance in advances:
        for line, amount in advance.paid.items():
            pool, closes = advance.kept_for(line), advance.closes(line.element)
            if pool is None or amount <= 0:
                continue
            day = None if closes is None else min(max(closes, line.day), window.settles_until)
            tranche = Tranche(advance, line, pool, amount, day)
            yield line.day, PAID, advance.place, sort_key(line), tranche
            if day is not None:
                yield day, CLOSED, advance.place, sort_key(line), tranche
        earning |= {name: (place, paid) for name, place, paid, _ in advance.against}
    for place, paid in earning.values():
        for line, amount in paid.items():
            if amount > 0:
                yield line.day, EARNED_AGAINST, place, sort_key(line), (line, amount)


def set_off(advances: Sequence[Advance], earned: tuple[Line[Any], int], open_now: Open) -> Iterator[SetOff]:
    """What of a sum is set off against the advances on it."""
    line, left = earned
    part = 0
    for advance in advances:
        leads_to = next((led for name, _, _, led in advance.against if name == line.clause), None)
        pool = leads_to(line) if leads_to else None
        waiting = open_now.get((advance.name, pool), {}) if pool is not None else {}
        while left and waiting:
            tranche = next(iter(waiting))
            amount = min(left, tranche.left)
            tranche.left -= amount
            left -= amount
            if not tranche.left:
                del waiting[tranche]
            yield SetOff(tranche.line, amount, line, part)
            part += 1


def unearned(tranche: Tranche) -> Iterator[Unearned]:
    """What is recovered of what is left of a line of an advance."""
    line, how, day = tranche.line, tranche.advance.instalments, tranche.closes
    if day is None or not tranche.left:
        return
    if how is None:
        yield Unearned(line.clause, line.element, day, tranche.left)
        return
    for part, falls, amount in how.shares(day, tranche.left):
        yield Unearned(line.clause, line.element, falls, amount, part, how.count)
