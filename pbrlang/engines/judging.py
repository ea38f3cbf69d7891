"""What became of rows that are here, where a database tells a part of it."""

from collections.abc import Collection
from datetime import date
from functools import cached_property

from attrs import frozen

from pbrlang.data.rows import Row
from pbrlang.interpret import Fate, row_part
from pbrlang.ir.tables import Table
from pbrlang.settle.accounting import by_date, first_waiting
from pbrlang.settle.reckoning import Reckoned


@frozen(slots=False)
class Judged:
    """The rows of a table that are here, as the `clauses` that are made here and the totals read here treat them."""

    world: Reckoned
    clauses: Collection[str]
    table: Table

    def fate(self, row: Row, elsewhere: Fate, waits: bool) -> Fate:
        """The fate of a row: `elsewhere` is that in the database, where it `waits` if none of its lines is issued."""
        if row not in self._known:
            return Fate.UNRECORDED
        issued, waiting = self._lines
        if row in issued or (elsewhere == Fate.EARNED and not waits):
            return Fate.EARNED
        if row in waiting or waits:
            return Fate.LATER
        interpreter = self.world.interpreter
        return max(self._fates.get(row, Fate.UNREAD), elsewhere) or by_date(row, interpreter, self._first_waiting)

    @cached_property
    def _known(self) -> set[Row]:
        return set(self.world.interpreter.rows[self.table.name])

    @cached_property
    def _fates(self) -> dict[Row, Fate]:
        return self.world.interpreter.fates()

    @cached_property
    def _first_waiting(self) -> date | None:
        return first_waiting(self.world.interpreter)

    @cached_property
    def _lines(self) -> tuple[set[object], set[object]]:
        """The rows that earned a line that is issued, and those that earned one that is not."""
        stretches, found = self.world.stretches, (set[object](), set[object]())
        for name in self.clauses:
            for line in self.world.interpreter.lines(name):
                found[not stretches.is_over(stretches.of(line))].add(row_part(line.element))
        return found
