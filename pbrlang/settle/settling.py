"""From a contract and its rows to statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from pbrlang.data.checks import spoken
from pbrlang.data.errors import RefersToBadRow
from pbrlang.data.rows import Row
from pbrlang.interpret import Fault, Interpreter, Line
from pbrlang.interpret.elements import sort_key
from pbrlang.interpret.evaluating import Given
from pbrlang.interpret.faults import place_of
from pbrlang.ir.program import Program
from pbrlang.settle.accounting import account
from pbrlang.settle.advances import Advances
from pbrlang.settle.caps import Limits
from pbrlang.settle.later import Later, by_clause
from pbrlang.settle.model import ClauseTotal, SettledLine, Settlement, Statement
from pbrlang.settle.recoveries import Recoveries
from pbrlang.settle.stretches import Stretch, Stretches
from pbrlang.source.room import TO_EVALUATE, room

NOUGHT = Fraction(0)
Rows = Mapping[str, Sequence[Row]]


@room(TO_EVALUATE)
def settle(
    program: Program,
    rows: Rows,
    *,
    as_at: date,
    complete_to: date | None = None,
    provisional: bool = False,
    given: Given | None = None,
) -> Settlement:
    """Settle a contract: a statement for each settlement period that is over and to whose end the data is complete.

    `rows` are by table, in any order. `complete_to` is the date to which all data is complete, and is
    `as_at` if it is not said. `given` puts values in the place of definitions. Rows that the contract
    cannot be applied to are told in `faults`: nothing is paid then, unless the settlement is
    `provisional`, which leaves out those rows, and the rows that name them, and pays the rest.
    """
    complete = as_at if complete_to is None else complete_to
    faults: tuple[Fault, ...] = ()
    while True:
        settlement = _settle(program, rows, as_at, complete, provisional, given or {}, faults)
        found = settlement.interpreter.faults
        bad = {fault.row for fault in found if fault.row is not None}
        if not (bad and provisional):
            return settlement  # what is no fault of a row would only be met again
        faults += tuple(each for each in found if each.row is not None) + _dependents(rows, bad)
        bad = {fault.row for fault in faults if fault.row is not None}
        rows = {name: [row for row in members if row not in bad] for name, members in rows.items()}


def _dependents(rows: Rows, bad: set[Row]) -> tuple[Fault, ...]:
    """The rows that name a bad one, directly or through others."""
    faults: list[Fault] = []
    reached = set(bad)
    while reached:
        named, reached = reached, set()
        for row in (row for members in rows.values() for row in members if row not in bad):
            for field, target in row.links.items():
                if target in named:
                    told = RefersToBadRow(place_of(row, field), target.table.name, spoken(target.place))
                    faults.append(Fault(row, told))
                    reached.add(row)
        bad |= reached
    return tuple(sorted(faults, key=lambda each: (each.table, sort_key(each.row) if each.row else ())))


def _settle(
    program: Program,
    rows: Rows,
    as_at: date,
    complete_to: date,
    provisional: bool,
    given: Given,
    set_aside: tuple[Fault, ...],
) -> Settlement:
    interpreter = Interpreter(program, rows, as_at=min(as_at, complete_to), given=given)
    stretches = Stretches(program, min(as_at, complete_to))
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
    faults = set_aside + interpreter.faults
    statements = _statements(program, settled, stretches) if provisional or not faults else ()
    return Settlement(
        program=program,
        as_at=as_at,
        complete_to=complete_to,
        provisional=provisional,
        statements=statements,
        total=sum((each.total for each in statements), NOUGHT),
        accounting=account(interpreter, lambda line: stretches.is_over(stretches.of(line))),
        faults=tuple(fault.as_bad_row() for fault in faults),
        settled=settled,
        interpreter=interpreter,
        taken_back=advances,
        later=by_clause(settled),
    )


def in_order(lines: Mapping[Line, Fraction]) -> Iterable[tuple[Line, Fraction]]:
    """Lines by date and key, what comes from earlier days first."""
    if not any(isinstance(line, Later) for line in lines):
        return lines.items()
    return sorted(lines.items(), key=lambda each: (each[0].date, not isinstance(each[0], Later), sort_key(each[0])))


def _statements(program: Program, settled: Mapping[Line, SettledLine], stretches: Stretches) -> tuple[Statement, ...]:
    by_stretch: dict[Stretch, list[SettledLine]] = {}
    for line, each in settled.items():
        by_stretch.setdefault(stretches.of(line), []).append(each)
    to_date = NOUGHT
    clauses_to_date = dict.fromkeys(program.clauses, NOUGHT)
    statements = []
    for stretch in stretches.issued(settled):
        lines = tuple(by_stretch.get(stretch, ()))  # they came by clause, date and key, what is taken back last
        clauses = tuple(_clause_totals(lines, clauses_to_date))
        total = sum((each.total for each in clauses), NOUGHT)
        to_date += total
        statements.append(Statement(stretch, lines, clauses, total, to_date))
    return tuple(statements)


def _clause_totals(lines: Iterable[SettledLine], to_date: dict[str, Fraction]) -> list[ClauseTotal]:
    """The total of each clause that has lines; `to_date` is carried on from statement to statement."""
    by_clause: dict[str, list[SettledLine]] = {}
    for each in lines:
        by_clause.setdefault(each.clause.name, []).append(each)
    totals = []
    for name, those in by_clause.items():
        clause = those[0].clause
        kept = [each for each in those if not each.is_taken_back]
        recovered = sum((each.settled for each in those if each.is_taken_back or clause.recovery), NOUGHT)
        total = sum((each.amount for each in those), NOUGHT)
        to_date[name] += total
        totals.append(
            ClauseTotal(
                clause=name,
                number=clause.clause,
                count=len(those),
                due=sum((each.due for each in kept), NOUGHT),
                cut=sum((each.cut for each in kept), NOUGHT),
                recovered=recovered,
                total=total,
                to_date=to_date[name],
            )
        )
    return totals
