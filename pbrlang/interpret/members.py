"""The things that an aggregate ranges over, found by what they belong to and by date."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from pbrlang.data.rows import Row
from pbrlang.interpret.elements import Element, Line, sort_key
from pbrlang.interpret.paths import EVER, Walker
from pbrlang.interpret.windows import ALWAYS, Days
from pbrlang.names.homes import Path

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


def buckets(members: Iterable[Member], path: Path, walker: Walker) -> dict[Element, Bucket]:
    """Members by the element that a path leads to; one that is led nowhere belongs to none."""
    gathered: dict[Element, list[Member]] = {}
    for member in members:
        target = walker.walk(member, path, EVER)
        if target is not None:
            gathered.setdefault(target, []).append(member)
    return {target: Bucket(those) for target, those in gathered.items()}
