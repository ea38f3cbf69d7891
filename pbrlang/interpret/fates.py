"""What became of each row: used, or outside every clause and why."""

from enum import IntEnum

from pbrlang.data.rows import Row
from pbrlang.interpret.elements import Element, Line, row_part


class Fate(IntEnum):
    """Why a row was used or not; of several that hold for one row, the greatest is told."""

    UNREAD = 0
    UNDATED = 1
    BEFORE = 2
    AFTER_RUN_OFF = 3
    UNMEASURED = 4
    CONDITION = 5
    LATER = 6
    UNRECORDED = 7
    WITHOUT_AMOUNT = 8
    LIMIT = 9
    NAMED = 10
    COUNTED = 11
    EARNED = 12

    @property
    def words(self) -> str:
        """The fate in words that follow a number of rows, be it one or many."""
        return _WORDS[self]

    @property
    def is_use(self) -> bool:
        """Whether such a row counts as used."""
        return self >= Fate.NAMED


_WORDS = {
    Fate.UNREAD: "that no clause makes use of",
    Fate.UNDATED: "with a blank day of payment",
    Fate.BEFORE: "dated before the contract runs",
    Fate.AFTER_RUN_OFF: "dated after the run-off",
    Fate.UNMEASURED: "with no night or day in the contract's term",
    Fate.CONDITION: "that met no clause's condition",
    Fate.LATER: "in a period that is not yet settled",
    Fate.UNRECORDED: "not recorded by the last day that is settled",
    Fate.WITHOUT_AMOUNT: "whose amount cannot be worked out",
    Fate.LIMIT: "beyond a limit that was already reached",
    Fate.NAMED: "read because another row names it",
    Fate.COUNTED: "counted in a measure or an amount",
    Fate.EARNED: "that earned a line",
}


class FateBook:
    """Notes what clauses do with rows."""

    def __init__(self) -> None:
        self.fates: dict[Row, Fate] = {}

    def note(self, element: Element, fate: Fate) -> None:
        """Note a fate of an element, if it is a row or combines one with others."""
        row = None if isinstance(element, Line) else row_part(element)
        if row is not None and self.fates.get(row, Fate.UNREAD) < fate:
            self.fates[row] = fate
