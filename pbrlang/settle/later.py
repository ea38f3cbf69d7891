"""What a cap makes of a line on a later day: money that is carried forward, taken back, or paid after all."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from pbrlang.interpret import Line


class Later(Line):
    """A further line for what an earlier one was earned for. Nothing new is due; what it pays may be below nought.

    `of` is the line that the clause made; `said` tells in words what became of it, and `cap` by which limit.
    """

    __slots__ = ("cap", "of", "said")

    def __init__(self, of: Line, day: date, said: str, cap: str) -> None:
        super().__init__(of.clause, of.element, day, Fraction(0))
        self.of = root(of)
        self.said = said
        self.cap = cap


def root(line: Line) -> Line:
    """The line that the clause made."""
    return line.of if isinstance(line, Later) else line


def by_clause(lines: Iterable[Line]) -> dict[str, tuple[Later, ...]]:
    """The lines that caps made, by clause, in their order."""
    found: dict[str, list[Later]] = {}
    for line in lines:
        if isinstance(line, Later):
            found.setdefault(line.clause, []).append(line)
    return {name: tuple(those) for name, those in found.items()}
