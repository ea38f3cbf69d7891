"""Which sums stand where only some may: the greatest of several, or one alternative.

Which stand is decided anew on each day on which something is earned, from what is dated by then. What stood and
no longer does is taken back on that day, and what stands after all is paid on it, each by a line of its own.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from pbrlang.settle.cutting import NOUGHT, Amounts, Entry, Purse
from pbrlang.settle.later import Later

OUTDONE, OTHER_STANDS = "taken back, as a greater one stands", "taken back, as another alternative stands"
STANDS = "stands after all"


def greatest(entries: Iterable[Entry], purse: Purse, cap: str) -> Amounts:
    """What is paid where the greatest stand: of equal ones the first, by date, clause and key."""
    known: list[Entry] = []
    ranked: list[tuple[object, int]] = []
    standing: set[int] = set()
    paid: Amounts = {}
    for day, those in _by_day(entries):
        before, first_new = len(standing), len(known)
        for entry in those:
            insort(ranked, (_rank(entry), len(known)))
            known.append(entry)
        most = min(len(ranked), max(0, int(purse.room(day))))
        for number in range(first_new, len(known)):
            stands = bisect_left(ranked, (_rank(known[number]), number)) < most
            paid[known[number].line] = known[number].amount if stands else NOUGHT
            standing |= {number} if stands else set()
        for place in range(min(before, most), min(len(ranked), max(before + len(those), most))):
            number = ranked[place][1]
            if number >= first_new or (number in standing) is (place < most):
                continue
            standing ^= {number}
            _turn(known[number], place < most, day, OUTDONE, cap, paid)
    return paid


def _rank(entry: Entry) -> tuple[object, object]:
    return -entry.amount, entry.order


def alternative(entries: Iterable[Entry], order: Sequence[Sequence[str]], greatest_stands: bool, cap: str) -> Amounts:
    """What is paid where one alternative stands: the first to have anything due, or the greatest by its total.

    Of two on one day, or of equal totals, the one that stood before stays, else the first in the text stands.
    """
    of_clause = {name: number for number, names in enumerate(order) for name in names}
    known: list[list[Entry]] = [[] for _ in order]
    totals = [NOUGHT for _ in order]
    stands: int | None = None
    paid: Amounts = {}
    for day, those in _by_day(entries):
        before, counts = stands, [len(each) for each in known]
        for entry in those:
            known[of_clause[entry.line.clause]].append(entry)
            totals[of_clause[entry.line.clause]] += entry.amount
        if stands is None or (greatest_stands and totals[stands] < max(totals)):
            least = max(totals) if greatest_stands else min(total for total in totals if total)
            stands = next(number for number, total in enumerate(totals) if total >= least)
        if before is not None and before != stands:
            for number in (before, stands):
                for entry in known[number][: counts[number]]:
                    _turn(entry, number == stands, day, OTHER_STANDS, cap, paid)
        for entry in those:
            paid[entry.line] = entry.amount if of_clause[entry.line.clause] == stands else NOUGHT
    return paid


def _by_day(entries: Iterable[Entry]) -> Iterator[tuple[date, list[Entry]]]:
    ordered = sorted(entries, key=lambda each: each.order)
    for day, those in groupby(ordered, key=lambda each: each.line.date):
        yield day, list(those)


def _turn(entry: Entry, stands: bool, day: date, why_not: str, cap: str, paid: Amounts) -> None:
    """A line by which an earlier one is paid after all, or what it paid is taken back."""
    line = Later(entry.line, day, STANDS if stands else why_not, cap)
    paid[line] = entry.amount if stands else -entry.amount
