"""The things that an aggregate ranges over, found by what they belong to and by date."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from pbrlang.data.rows import Row, Value
from pbrlang.interpret.elements import Element, Line, sort_key
from pbrlang.interpret.windows import ALWAYS, Days

Member = Row | Line


class Bucket:
    """Things that belong to one element, by date and key. Those without a date count always."""

    __slots__ = ("_dates", "members")

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = sorted(members, key=lambda each: (each.date or ALWAYS, sort_key(each)))
        self._dates = [each.date or ALWAYS for each in self.members]

    def between(self, days: Days) -> tuple[int, int]:
        """The positions, from the one up to but not including the other, of what is dated in a stretch of days."""
        first, last = days
        if first > last:
            return 0, 0
        if self._dates and self._dates[-1] == ALWAYS:
            return 0, len(self._dates)
        return bisect_left(self._dates, first), bisect_right(self._dates, last)


NOTHING = Bucket(())


Link = tuple[Element, tuple[Value, ...]]
"""What members and a subject share: where their ways meet, and the values of further links."""


def buckets(members: Iterable[Member], link_of: Callable[[Member], Link | None]) -> dict[Link, Bucket]:
    """Members by what they share with a subject; one that shares nothing belongs to none."""
    gathered: dict[Link, list[Member]] = {}
    for member in members:
        link = link_of(member)
        if link is not None:
            gathered.setdefault(link, []).append(member)
    return {link: Bucket(those) for link, those in gathered.items()}
