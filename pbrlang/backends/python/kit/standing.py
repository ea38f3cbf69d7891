"""Which sums stand where only some may: so many, the first or the greatest of them, or one alternative."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from pbrlang.backends.python.kit.caps import Amounts, Entry, Room
from pbrlang.backends.python.kit.rows import Line, sort_key

STANDS = "stands after all"
OUTDONE = "taken back, as a greater one stands"
OTHER_STANDS = "taken back, as another alternative stands"


class Later(Line[Any]):
    """What a cap makes of a line on a later day: paid then, or taken back. Nothing new is due."""

    def __init__(self, of: Line[Any], day: date, said: str, cap: str) -> None:
        super().__init__(of.clause, of.element, day, 0)
        self.of = of
        self.said = said
        self.cap = cap

    def told(self) -> dict[str, Any]:
        """What it is, besides a sum."""
        return {
            "follows": {"date": self.of.day.isoformat(), "cap": self.cap, "why": self.said},
            **super().told(),
        }


def with_later(amounts: Amounts, clause: str) -> dict[Line[Any], int]:
    """What is left of the lines of a clause, and what a cap makes of them on later days, by date and key."""
    found = {line: amount for line, amount in amounts.items() if line.clause == clause}
    if not any(isinstance(line, Later) for line in found):
        return found
    ordered = sorted(found, key=lambda line: (line.day, not isinstance(line, Later), sort_key(line)))
    return {line: found[line] for line in ordered}


def lines_in(amounts: Amounts) -> list[Line[Any]]:
    """The lines that something is paid of or taken back, those that a cap made on later days among them."""
    return list(amounts)


def entries_in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By date, clause and key."""
    return sorted(entries, key=lambda each: (each.line.day, *each.place))


def days_of(entries: Iterable[Entry]) -> Iterator[tuple[date, list[Entry]]]:
    """The lines of each day, one day after the other."""
    for day, those in groupby(entries_in_order(entries), key=lambda each: each.line.day):
        yield day, list(those)


def first_so_many(entries: Sequence[Entry], room: Room) -> dict[Line[Any], int]:
    """What is paid where only so many are: each line takes a place or gets nothing."""
    paid: dict[Line[Any], int] = {}
    used = 0
    for entry in entries_in_order(entries):
        has_place = room(entry.line.day) > used
        paid[entry.line] = entry.amount if has_place else 0
        used += has_place
    return paid


def greatest_stand(cap: str) -> Callable[[Sequence[Entry], Room], dict[Line[Any], int]]:
    """What is paid where the greatest stand, as is decided anew on each day: of equal ones the first."""

    def cut(entries: Sequence[Entry], room: Room) -> dict[Line[Any], int]:
        known: list[Entry] = []
        ranked: list[tuple[Any, int]] = []
        standing: set[int] = set()
        paid: dict[Line[Any], int] = {}
        for day, those in days_of(entries):
            before, first_new = len(standing), len(known)
            for entry in those:
                insort(ranked, (rank_of_entry(entry), len(known)))
                known.append(entry)
            most = min(len(ranked), max(0, room(day)))
            for number in range(first_new, len(known)):
                stands = bisect_left(ranked, (rank_of_entry(known[number]), number)) < most
                paid[known[number].line] = known[number].amount if stands else 0
                standing |= {number} if stands else set()
            for place in range(min(before, most), min(len(ranked), max(before + len(those), most))):
                number = ranked[place][1]
                if number < first_new and (number in standing) is not (place < most):
                    standing ^= {number}
                    turn_line(known[number], place < most, day, OUTDONE, cap, paid)
        return paid

    return cut


def rank_of_entry(entry: Entry) -> Any:
    """What orders lines by amount, the greatest first."""
    return -entry.amount, entry.line.day, entry.place


def one_stands(
    cap: str, groups: Mapping[str, int], greatest: bool
) -> Callable[[Sequence[Entry], Room], dict[Line[Any], int]]:
    """What is paid where one alternative stands: the first to have anything due, or the `greatest` by its total.

    `groups` gives the alternative that a clause belongs to. Of two on one day, or of equal totals, the one that stood
    before stays, else the first in the text stands.
    """

    def cut(entries: Sequence[Entry], _room: Room) -> dict[Line[Any], int]:
        known: list[list[Entry]] = [[] for _ in set(groups.values())]
        totals = [0 for _ in known]
        stood: int | None = None
        paid: dict[Line[Any], int] = {}
        for day, those in days_of(entries):
            before, counts, stands = stood, [len(each) for each in known], stood
            for entry in those:
                known[groups[entry.line.clause]].append(entry)
                totals[groups[entry.line.clause]] += entry.amount
            if stands is None or (greatest and totals[stands] < max(totals)):
                least = max(totals) if greatest else min(total for total in totals if total)
                stands = next(number for number, total in enumerate(totals) if total >= least)
            for number in (before, stands) if before is not None and before != stands else ():
                for entry in known[number][: counts[number]]:
                    turn_line(entry, number == stands, day, OTHER_STANDS, cap, paid)
            for entry in those:
                paid[entry.line] = entry.amount if groups[entry.line.clause] == stands else 0
            stood = stands
        return paid

    return cut


def turn_line(entry: Entry, stands: bool, day: date, why_not: str, cap: str, paid: dict[Line[Any], int]) -> None:
    """A line by which an earlier one is paid after all, or what it paid is taken back."""
    line = Later(entry.line, day, STANDS if stands else why_not, cap)
    paid[line] = entry.amount if stands else -entry.amount
