"""Cutting the lines of one window to the room that a limit leaves."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

from pbrlang.interpret import Line
from pbrlang.interpret.elements import SortKey
from pbrlang.settle.later import root
from pbrlang.settle.stretches import Stretch
from pbrlang.values.rounding import round_to

NOUGHT, ONE = Fraction(0), Fraction(1)
Amounts = dict[Line, Fraction]
Room = Callable[[date], Fraction]
"""How much may be paid in all, for a reader of a date."""


@frozen(eq=False)
class Entry:
    """A line under a limit: what is left of it so far, and its place in every order that limits use."""

    line: Line
    amount: Fraction
    clause: int
    key: SortKey

    @property
    def order(self) -> tuple[date, bool, date, int, SortKey]:
        """By date, what comes from earlier days first; then by clause and key."""
        first = root(self.line)
        return self.line.date, first is self.line, first.date, self.clause, self.key


@frozen(eq=False)
class Purse:
    """What a limit has to give in one window: its room, what was left over before, and sums taken back, by date."""

    room: Room
    extra: Fraction = NOUGHT
    freed: tuple[tuple[Line, Fraction], ...] = ()


@frozen(eq=False)
class Cutting:
    """One window of a limit: what it had to give, the lines under it in their order, and what is paid of each."""

    purse: Purse
    entries: tuple[Entry, ...]
    paid: Amounts


def latest_first(entries: Iterable[Entry], purse: Purse) -> Amounts:
    """What is paid where the latest lose: each line, by date, clause and key, takes what room is left."""
    paid: Amounts = {}
    used = -purse.extra
    freed = [(line.date, amount) for line, amount in reversed(purse.freed)]
    for entry in sorted(entries, key=lambda each: each.order):
        while freed and freed[-1][0] < entry.line.date:
            used -= freed.pop()[1]
        amount = max(NOUGHT, min(entry.amount, purse.room(entry.line.date) - used))
        paid[entry.line] = amount
        used += amount
    return paid


def first_so_many(entries: Iterable[Entry], purse: Purse) -> Amounts:
    """What is paid where only so many are: each line, by date, clause and key, takes a place or gets nothing."""
    paid: Amounts = {}
    used = -purse.extra
    for entry in sorted(entries, key=lambda each: each.order):
        has_place = purse.room(entry.line.date) - used >= 1
        paid[entry.line] = entry.amount if has_place else NOUGHT
        used += ONE if has_place else NOUGHT
    return paid


def in_proportion(
    entries: Iterable[Entry], purse: Purse, statement_of: Callable[[Line], Stretch], coin: Fraction
) -> Amounts:
    """What is paid where all lose alike: the lines of each statement share the room that earlier ones left."""
    statements: dict[Stretch, list[Entry]] = {}
    for entry in entries:
        statements.setdefault(statement_of(entry.line), []).append(entry)
    paid: Amounts = {}
    used = -purse.extra
    freed = [(statement_of(line).order, amount) for line, amount in purse.freed]
    freed.sort(reverse=True)
    for stretch in sorted(statements, key=lambda each: each.order):
        while freed and freed[-1][0] < stretch.order:
            used -= freed.pop()[1]
        shared = _share(statements[stretch], max(NOUGHT, purse.room(stretch.last) - used), coin)
        paid.update(shared)
        used += sum(shared.values(), NOUGHT)
    return paid


def _share(entries: Sequence[Entry], room: Fraction, coin: Fraction) -> Amounts:
    """Share room over lines in proportion to their amounts, to the coin, the sum exact.

    Each has its share cut to the coin; the coins left over go to those that lost the largest part
    of a coin, and of equal ones to the first by clause, date and key.
    """
    wanted = sum((each.amount for each in entries), NOUGHT)
    if wanted <= room:
        return {each.line: each.amount for each in entries}
    ordered = sorted(entries, key=lambda each: (each.clause, *each.order))
    shares = dict(zip(ordered, shared([each.amount for each in ordered], room, coin), strict=True))
    return {each.line: amount for each, amount in shares.items()}


def shared(parts: Sequence[Fraction], whole: Fraction, coin: Fraction) -> list[Fraction]:
    """A whole number of coins in proportion to some parts, each to the coin, the sum exact.

    The coins left over go to those that lost the largest part of a coin, of equal ones to the first. Below nought
    it is the same with the sign turned.
    """
    if whole < 0:
        return [-each for each in shared(parts, -whole, coin)]
    total = sum(parts, NOUGHT)
    exact = [part * whole / total for part in parts]
    floors = [round_to(each, coin, "down") for each in exact]
    left = (whole - sum(floors, NOUGHT)) / coin
    by_loss = sorted(range(len(parts)), key=lambda place: floors[place] - exact[place])
    extra = set(by_loss[: int(left)])
    return [floor + (coin if place in extra else NOUGHT) for place, floor in enumerate(floors)]
