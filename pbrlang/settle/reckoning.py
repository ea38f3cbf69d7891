"""A contract worked out over the rows that are known: what is due, paid and taken back, line by line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import evolve, frozen

from pbrlang.data.rows import Row
from pbrlang.interpret import Fault, Interpreter, Line
from pbrlang.interpret.bulk import Bulk
from pbrlang.interpret.elements import sort_key
from pbrlang.interpret.evaluating import Given
from pbrlang.ir.program import Program
from pbrlang.settle.advances import Advances
from pbrlang.settle.breaking import ended
from pbrlang.settle.caps import Limits
from pbrlang.settle.later import Later
from pbrlang.settle.model import SettledLine
from pbrlang.settle.recoveries import Recoveries
from pbrlang.settle.stretches import Stretches

Rows = Mapping[str, Sequence[Row]]


@frozen(eq=False)
class Reckoned:
    """What came of working a contract out: every line up to a day, after caps, bounds and advances."""

    interpreter: Interpreter
    stretches: Stretches
    limits: Limits
    advances: Advances
    settled: Mapping[Line, SettledLine]
    faults: tuple[Fault, ...]


def reckon(
    program: Program,
    rows: Rows,
    as_at: date,
    given: Given,
    settled_to: date | None = None,
    bulk: Bulk | None = None,
) -> Reckoned:
    """Work a contract out as at a day, over all the rows that are handed over; a break may have ended its term.

    `settled_to` is the last day that is settled, where that is later; `bulk` answers for rows in a database.
    """
    program, faults = ended(
        program, as_at, lambda day: _worked(program, rows, day, given, settled_to, bulk).interpreter
    )
    found = _worked(program, rows, as_at, given, settled_to, bulk)
    return evolve(found, faults=(*faults, *found.interpreter.faults))


def _worked(
    program: Program, rows: Rows, as_at: date, given: Given, settled_to: date | None, bulk: Bulk | None
) -> Reckoned:
    interpreter = Interpreter(program, rows, as_at=as_at, given=given, settled_to=settled_to, bulk=bulk)
    stretches = Stretches(program, as_at)
    limits = Limits(interpreter, stretches)
    recoveries = Recoveries(interpreter, limits)
    advances = Advances(interpreter, limits)
    interpreter.settled, interpreter.set_off = recoveries.settled, advances.of
    settled = {
        line: SettledLine(line, clause, amount)
        for name, clause in program.clauses.items()
        for lines in (in_order(recoveries.settled(name)), advances.of(name).items())
        for line, amount in lines
    }
    return Reckoned(interpreter, stretches, limits, advances, settled, ())


def in_order(lines: Mapping[Line, Fraction]) -> Iterable[tuple[Line, Fraction]]:
    """Lines by date and key, what comes from earlier days first."""
    if not any(isinstance(line, Later) for line in lines):
        return lines.items()
    return sorted(lines.items(), key=lambda each: (each[0].date, not isinstance(each[0], Later), sort_key(each[0])))
