"""Which lines share the room of a cap, and what each had taken of it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate

from pbrlang.interpret import Element, Line
from pbrlang.interpret.elements import SortKey, sort_key
from pbrlang.ir.program import Program
from pbrlang.settle.caps import Limits

NOUGHT = Fraction(0)


class Room:
    """The lines that a cap limits together, by date, clause and key, with their amounts before and after it."""

    def __init__(self, lines: Sequence[Line], before: Mapping[Line, Fraction], after: Mapping[Line, Fraction]) -> None:
        self.lines = lines
        self.before = before
        self.after = after
        self._places = {line: place for place, line in enumerate(lines)}
        self._used = [NOUGHT, *accumulate(after[line] for line in lines)]

    def earlier(self, line: Line) -> tuple[int, Line | None, Fraction]:
        """How many lines came before one, the last of them, and what they had taken."""
        place = self._places[line]
        return place, self.lines[place - 1] if place else None, self._used[place]


class Rooms:
    """The rooms of every cap of a settled contract, looked up again and again."""

    def __init__(self, program: Program, limits: Limits) -> None:
        self._program = program
        self._limits = limits
        self._clauses = {name: place for place, name in enumerate(program.clauses)}
        self._caps = tuple(program.caps.values())
        self._known: dict[int, dict[Element, Room]] = {}

    def of(self, place: int, element: Element) -> Room:
        """The room of the cap in a place, for one of what it is for each of."""
        if place not in self._known:
            self._known[place] = self._read(place)
        return self._known[place][element]

    def order(self, line: Line) -> tuple[object, int, SortKey]:
        """The order in which lines take room: by date, clause and key."""
        return line.date, self._clauses[line.clause], sort_key(line.element)

    def _read(self, place: int) -> dict[Element, Room]:
        cap = self._caps[place]
        before: dict[Line, Fraction] = {}
        after: dict[Line, Fraction] = {}
        lines: dict[Element, list[Line]] = {}
        for clause in cap.clauses:
            if self._program.clauses[clause].sign < 0:
                continue
            left = self._limits.after(clause, place + 1)
            for line, amount in self._limits.after(clause, place).items():
                element = self._limits.window(cap, line)
                if element is not None and amount > 0 and line.date <= cap.until:
                    before[line], after[line] = amount, left[line]
                    lines.setdefault(element, []).append(line)
        return {element: Room(sorted(those, key=self.order), before, after) for element, those in lines.items()}
