"""From a contract and its rows to statements."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Protocol

from pbrlang.data.checks import spoken
from pbrlang.data.errors import RefersToBadRow
from pbrlang.data.rows import Row
from pbrlang.interpret import Fault
from pbrlang.interpret.bulk import Bulk
from pbrlang.interpret.elements import sort_key
from pbrlang.interpret.evaluating import Given
from pbrlang.interpret.faults import place_of
from pbrlang.ir.lateness import is_late
from pbrlang.ir.program import Program
from pbrlang.settle.accounting import account
from pbrlang.settle.bearing import with_shares
from pbrlang.settle.late import LateStatements
from pbrlang.settle.later import by_clause
from pbrlang.settle.model import ClauseTotal, SettledLine, Settlement, Statement, TableAccount
from pbrlang.settle.reckoning import Reckoned, Rows, reckon
from pbrlang.settle.stretches import Stretch
from pbrlang.source.room import TO_EVALUATE, room
from pbrlang.values.sums import added

NOUGHT = Fraction(0)


class BulkRows(Bulk, Protocol):
    """What is asked of a database for a whole settlement."""

    def accounting(self, world: Reckoned) -> tuple[TableAccount, ...]:
        """What became of the rows of each table, once all is worked out."""


@room(TO_EVALUATE)
def settle(
    program: Program,
    rows: Rows,
    *,
    as_at: date,
    complete_to: date | None = None,
    provisional: bool = False,
    given: Given | None = None,
    bulk: BulkRows | None = None,
) -> Settlement:
    """Settle a contract: a statement for each settlement period that is over and to whose end the data is complete.

    `rows` are by table, in any order. `complete_to` is the date to which all data is complete, and is
    `as_at` if it is not said. `given` puts values in the place of definitions. Rows that the contract
    cannot be applied to are told in `faults`: nothing is paid then, unless the settlement is
    `provisional`, which leaves out those rows, and the rows that name them, and pays the rest. Where data
    say when they were recorded, or figures when they were published, each statement is made from what was known on
    its last day. Where rows are in a database, `bulk` answers for all of them, and `rows` has none.
    """
    complete = as_at if complete_to is None else complete_to
    faults: tuple[Fault, ...] = ()
    while True:
        settlement, found = _settle(program, rows, as_at, complete, provisional, given or {}, faults, bulk)
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
    bulk: BulkRows | None,
) -> tuple[Settlement, tuple[Fault, ...]]:
    """The settlement over some rows, and the faults of the data that it met."""
    settled_to = min(as_at, complete_to)
    late = LateStatements(program, rows, settled_to, given, bulk) if is_late(program) else None
    world = late.at(settled_to) if late else reckon(program, rows, settled_to, given, bulk=bulk)
    found = late.faults if late else world.faults
    faults = set_aside + found
    made = late.statements if late else _by_stretch(world)
    statements = _statements(program, made) if provisional or not faults else ()
    statements = with_shares(program, statements)
    unknown = late.unknown if late else {}
    return Settlement(
        program=world.interpreter.program,
        as_at=as_at,
        complete_to=complete_to,
        provisional=provisional,
        statements=statements,
        total=sum((each.total for each in statements), NOUGHT),
        accounting=bulk.accounting(world) if bulk else _accounts(world, unknown),
        faults=tuple(fault.as_bad_row() for fault in faults),
        settled=world.settled,
        interpreter=world.interpreter,
        taken_back=world.advances,
        later=by_clause(world.settled),
        unknown=unknown,
    ), found


def _accounts(world: Reckoned, unknown: Rows) -> tuple[TableAccount, ...]:
    stretches = world.stretches
    return account(world.interpreter, lambda line: stretches.is_over(stretches.of(line)), unknown)


def _by_stretch(world: Reckoned) -> list[tuple[Stretch, tuple[SettledLine, ...]]]:
    """The lines of each statement to issue; they come by clause, date and key, what is taken back last."""
    by_stretch: dict[Stretch, list[SettledLine]] = {}
    for line, each in world.settled.items():
        by_stretch.setdefault(world.stretches.of(line), []).append(each)
    issued = world.stretches.issued_of(by_stretch)
    return [(stretch, tuple(by_stretch.get(stretch, ()))) for stretch in issued]


def _statements(program: Program, made: Iterable[tuple[Stretch, tuple[SettledLine, ...]]]) -> tuple[Statement, ...]:
    to_date = NOUGHT
    clauses_to_date = dict.fromkeys(program.clauses, NOUGHT)
    statements = []
    for stretch, lines in made:
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
        settled = added(each.settled for each in kept)
        taken_back = added(each.settled for each in those if each.is_taken_back)
        due = added(each.due for each in kept)
        total = clause.sign * settled - taken_back
        to_date[name] += total
        totals.append(
            ClauseTotal(
                clause=name,
                number=clause.clause,
                count=sum(each.line.count for each in those),
                due=due,
                cut=due - settled,
                recovered=taken_back + settled if clause.recovery else taken_back,
                total=total,
                to_date=to_date[name],
            )
        )
    return totals
