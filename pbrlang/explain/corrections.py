"""Where late data made a later statement correct an earlier one."""

from collections.abc import Sequence
from datetime import date

from pbrlang.data.rows import Row
from pbrlang.diagnostics.prose import listing
from pbrlang.explain.words import Words, of_clause, of_row
from pbrlang.interpret import Element, Line, row_part
from pbrlang.ir.lateness import is_late, is_recorded
from pbrlang.ir.program import Clause
from pbrlang.settle import SettledLine, Settlement, Stretch
from pbrlang.settle.late import identity
from pbrlang.values.wording import in_words

Entry = tuple[Stretch, SettledLine]


class Corrections:
    """Finds the parts that statements have of a line, where rows or figures become known later than they are for."""

    def __init__(self, settlement: Settlement) -> None:
        self._settlement = settlement
        self._words = Words(settlement.program)
        self._late = is_late(settlement.program)
        self._basis = "recorded" if is_recorded(settlement.program) else "published"
        self._by_element: dict[tuple[str, Element], list[Entry]] | None = None

    def statements(self, line: Line) -> Sequence[Stretch]:
        """The statements that have some of a line, where they may be others than its own; else none."""
        if not self._late or self._is_kept(line.clause):
            return ()
        return list(dict.fromkeys(stretch for stretch, _ in self._parts(line)))

    def _is_kept(self, clause: str) -> bool:
        """Whether what a clause paid is not taken back: then it is one sum for each element, over all its lines."""
        return self._settlement.program.clauses[clause].to_date == "not taken back"

    def of(self, clause: Clause, element: Element, line: Line | None, own: Stretch | None) -> list[str]:
        """How the statements have a line, or what they had of an element that has none, if not simply as it is."""
        if not self._late:
            return []
        parts = self._parts(line) if line is not None else self._of_element(clause.name, element)
        plain = len(parts) == 1 and parts[0][0] == own and line is not None
        settled = self._settlement.settled[line].amount if line is not None else None
        if not parts or (plain and parts[0][1].amount == settled):
            return []
        told = [f"{self._words.money(each.amount)} in that of {stretch.name}" for stretch, each in parts]
        place = of_clause(clause.clause)
        kept = " in all, and what was paid stays paid" if self._is_kept(clause.name) else ""
        whole = (
            f"The statements, each on what was {self._basis} by its last day, "
            f"have {listing(told, 'and')}{kept} ({place})."
        )
        return [*self._recorded_late(element, own), whole]

    def _recorded_late(self, element: Element, own: Stretch | None) -> list[str]:
        row = row_part(element)
        day = recorded_on(row) if row is not None else None
        if row is None or day is None or own is None or day <= own.last:
            return []
        return [f"{row.table.recorded} is {in_words(day)} ({of_row(row)}), and {own.name} ended before."]

    def _parts(self, line: Line) -> Sequence[Entry]:
        every = self._of_element(line.clause, line.element)
        if self._is_kept(line.clause):
            return every
        wanted = identity(line)
        return [entry for entry in every if identity(entry[1].line) == wanted]

    def _of_element(self, clause: str, element: Element) -> Sequence[Entry]:
        if self._by_element is None:
            self._by_element = {}
            for statement in self._settlement.statements:
                for each in statement.lines:
                    key = (each.clause.name, each.line.element)
                    self._by_element.setdefault(key, []).append((statement.stretch, each))
        return self._by_element.get((clause, element), ())


def recorded_on(row: Row) -> date | None:
    """The day on which a row was recorded, if it says so."""
    day = row.values[row.table.recorded] if row.table.recorded else None
    return day if isinstance(day, date) else None


def not_recorded(row: Row, settled_to: date) -> str:
    """That a row does not count yet."""
    day = recorded_on(row)
    said = in_words(day) if day else "blank"
    name = row.table.recorded or "The day of a row that it names"
    place, last = of_row(row), in_words(settled_to)
    return f"{name} is {said} ({place}), so it does not count by {last}, the last day that is settled."
