"""Statements where data come late, or figures are published late: each is made from what was known on its last day.

A statement has what is paid for all lines up to its last day, on the rows recorded and the figures published by
then, less what the statements before it have of these lines. So what becomes known late changes no statement that
was made: the next one has the difference, and names the period that it corrects; and all statements together come
to what is paid on all that is known in the end.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from pbrlang.interpret import Element, Fault, Line, SetOff, Unearned
from pbrlang.interpret.bulk import Bulk
from pbrlang.interpret.elements import sort_key
from pbrlang.interpret.evaluating import Given
from pbrlang.ir.program import Program
from pbrlang.settle.later import Later
from pbrlang.settle.model import SettledLine
from pbrlang.settle.reckoning import Reckoned, Rows, reckon
from pbrlang.settle.recorded import ALWAYS, days_of_change, known_from, rows_known, rows_unknown
from pbrlang.settle.stretches import Stretch

NOUGHT = Fraction(0)
Key = tuple[Any, ...]
"""What makes a line the same line when the contract is worked out again on other rows."""


def identity(line: Line) -> Key:
    """What a line is for: its clause, its element, which of several it is, and what it sets off or comes from."""
    match line:
        case SetOff():
            return "set off", identity(line.paid), identity(line.against), line.part
        case Unearned():
            return "unearned", identity(line.paid), line.part
        case Later():
            return "later", identity(line.of), line.cap, line.date
        case _:
            return line.clause, _same(line.element), line.part


def _same(element: Element) -> Any:
    """An element; of a line of another clause, which is made anew when it is worked out again, what that is for."""
    return identity(element) if isinstance(element, Line) else element


@frozen(eq=False)
class Issued:
    """What the statements so far have of a line, with its last form and the statement that it belongs to."""

    settled: Fraction
    due: Fraction
    last: SettledLine
    own: Stretch


class LateStatements:
    """Makes the statements of a contract one after the other, each on what was known on its last day."""

    def __init__(self, program: Program, rows: Rows, settled_to: date, given: Given, bulk: Bulk | None = None) -> None:
        self._program = program
        self._rows = rows
        self._known = known_from(rows)
        self._settled_to = settled_to
        self._given = given
        self._bulk = bulk
        self._worlds: dict[date, Reckoned] = {}
        self._issued: dict[Key, Issued] = {}
        self._places = {name: place for place, name in enumerate(program.clauses)}
        self.statements = [(stretch, self._made(stretch)) for stretch in self._stretches()]

    @property
    def unknown(self) -> Rows:
        """The rows that are not recorded by the last day that is settled."""
        return rows_unknown(self._rows, self._known, self._settled_to)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults of the data that were met in any of the statements, each once."""
        found = {(each.told.code, each.told.place): each for t in sorted(self._worlds) for each in self.at(t).faults}
        return tuple(found.values())

    def at(self, t: date) -> Reckoned:
        """The contract on what was known on a day."""
        if t not in self._worlds:
            self._worlds[t] = reckon(
                self._program, rows_known(self._rows, self._known, t), t, self._given, self._settled_to, self._bulk
            )
        return self._worlds[t]

    def _stretches(self) -> list[Stretch]:
        """The statements to make: for each period that is over, and for each day of sums payable by themselves."""
        found = set(self.at(self._settled_to).stretches.issued(()))
        alone = [name for name, clause in self._program.clauses.items() if clause.payable_on_its_date]
        if alone:
            changes = [ALWAYS, *days_of_change(self._program, self._known, self._settled_to)]
            for first, after in zip(changes, [*changes[1:], None], strict=True):
                last = after - timedelta(1) if after is not None else self._settled_to
                world = self.at(last)
                lines = (line for name in alone for line in world.interpreter.lines(name))
                found.update(world.stretches.of(line) for line in lines if first <= line.date <= last)
        return sorted(found, key=lambda each: each.order)

    def _made(self, stretch: Stretch) -> tuple[SettledLine, ...]:
        """The lines of one statement, by clause, date and key."""
        world = self.at(stretch.last)
        current: dict[Key, tuple[tuple[SettledLine, Stretch], ...]] = {}
        for line, each in world.settled.items():
            own = world.stretches.of(line)
            if own.order <= stretch.order:
                current[self._key(line)] = (*current.get(self._key(line), ()), (each, own))
        found = [line for key, those in current.items() for line in self._difference(key, those, stretch)]
        for key, before in list(self._issued.items()):
            if key not in current:
                found += self._taken_back(key, before)
        return tuple(sorted(found, key=self._order))

    def _key(self, line: Line) -> Key:
        """What is not taken back once paid is one sum for each element, whichever period added to it."""
        if self._program.clauses[line.clause].to_date == "not taken back" and type(line) is Line:
            return line.clause, _same(line.element)
        return identity(line)

    def _difference(
        self, key: Key, those: tuple[tuple[SettledLine, Stretch], ...], stretch: Stretch
    ) -> Iterator[SettledLine]:
        """What a statement has of a line: all of it if none was issued before, else what changed."""
        each, own = those[-1]
        before = self._issued.get(key)
        settled = sum((one.settled for one, _ in those), NOUGHT)
        due = sum((one.due for one, _ in those), NOUGHT)
        if before is not None and len(key) == 2 and key[0] == each.clause.name:
            settled, due = max(settled, before.settled), max(due, before.due)
        self._issued[key] = Issued(settled, due, each, own)
        if before is None and own == stretch and len(those) == 1:
            yield each
            return
        added, added_due = settled, due
        if before is not None:
            added, added_due = settled - before.settled, due - before.due
        if added or added_due:
            yield evolve(each, settled=added, whole_due=added_due, corrects=own if own != stretch else None)

    def _taken_back(self, key: Key, before: Issued) -> Iterator[SettledLine]:
        """What was issued of a line that there is no longer, taken back; what is not taken back once paid stays."""
        if len(key) == 2 and key[0] == before.last.clause.name:
            return
        del self._issued[key]
        if before.settled or before.due:
            yield evolve(before.last, settled=-before.settled, whole_due=-before.due, corrects=before.own)

    def _order(self, each: SettledLine) -> tuple[int, bool, date, bool, Any]:
        line = each.line
        return (
            self._places[line.clause],
            each.is_taken_back,
            line.date,
            not isinstance(line, Later),
            sort_key(line.element),
        )
