"""Which lines share the room of a cap, and what each had taken of it."""

from fractions import Fraction
from itertools import accumulate

from pbrlang.interpret import Element, Line
from pbrlang.settle.caps import Limits

NOUGHT = Fraction(0)


class Room:
    """The lines that a cap limits together, in their order, with their amounts before and after it.

    `extra` is the room that was left over before, where it is carried forward.
    """

    def __init__(self, limits: Limits, place: int, element: Element) -> None:
        cutting = limits.cutting(place, element)
        entries = sorted(cutting.entries, key=lambda each: each.order)
        self.lines = tuple(each.line for each in entries)
        self.before = {each.line: each.amount for each in entries}
        self.after = cutting.paid
        self.extra = cutting.purse.extra
        self.freed = cutting.purse.freed
        self.order = {each.line: (each.clause, *each.order) for each in entries}
        self._places = {line: place for place, line in enumerate(self.lines)}
        self._used = [NOUGHT, *accumulate(self.after[line] for line in self.lines)]

    def earlier(self, line: Line) -> tuple[int, Line | None, Fraction]:
        """How many lines came before one, the last of them, and what they had taken."""
        place = self._places[line]
        return place, self.lines[place - 1] if place else None, self._used[place]


class Rooms:
    """The rooms of every cap of a settled contract, looked up again and again."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._known: dict[tuple[int, Element], Room] = {}

    def of(self, place: int, element: Element) -> Room:
        """The room of the cap in a place, for one of what it is for each of."""
        if (place, element) not in self._known:
            self._known[place, element] = Room(self._limits, place, element)
        return self._known[place, element]
