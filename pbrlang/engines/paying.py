"""Paying in a database: data is loaded, lines and totals are worked out in SQL, and the rest is settled here."""

from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from pbrlang.backends.sql.clauses import Days
from pbrlang.backends.sql.dialects import DUCKDB, Dialect
from pbrlang.backends.sql.expressions import Seen
from pbrlang.backends.sql.naming import quoted, relation
from pbrlang.data.folder import collector_at_rest
from pbrlang.data.reading import Reading
from pbrlang.data.sifting import Progress
from pbrlang.engines.answering import Answers
from pbrlang.engines.bringing import NOTHING, bring
from pbrlang.engines.connecting import Resources, connected
from pbrlang.engines.databases import Database
from pbrlang.engines.elsewhere import database_of
from pbrlang.engines.errors import DataDeclinedByEngine, Declined, NoSuchEngine
from pbrlang.engines.exactness import to_settle_apart
from pbrlang.engines.loading import BeyondWholeNumbers, load
from pbrlang.engines.planning import Plan, Planner, declined_by
from pbrlang.engines.unbrought import keep_keys, to_write_apart, write_settled
from pbrlang.ir.lateness import is_late
from pbrlang.ir.program import Program
from pbrlang.settle import Settlement, settle

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


_FEW = 10
"""One row in so many is few enough to be worked out here without being asked."""


@frozen
class Wanted:
    """What is asked for: up to which day, on data complete to which, if bad rows may be left out, if lines matter.

    Lines are written to `lines_file`, where there is one; its name ends as `write_lines` wants it.
    """

    as_at: date | None
    complete_to: date | None
    provisional: bool
    lines: bool
    lines_file: Path | None = None


@frozen
class Asked:
    """What is to be settled: up to which day, on data complete to which, and whether each line is wanted.

    Where lines are `written`, each that is not brought out of the database can be written by it. `bring` is that of
    `Resources`.
    """

    as_at: date
    complete_to: date
    provisional: bool
    lines: bool
    written: bool = False
    bring: bool = True


def pay_in_database(
    program: Program,
    data: Path,
    wanted: Wanted,
    resources: Resources | None = None,
    progress: Progress | None = None,
    engine: str = "duckdb",
) -> tuple[Reading, Settlement | None]:
    """Read data into a database, and settle a contract in that of an engine: what came of reading, and the settlement.

    There is no settlement where data cannot be used, or not all of it and the rest is not to be paid. Raises Declined,
    with reasons, where SQL cannot work all of it out exactly; UnusableResources; ValueError where nothing says up to
    which day to settle; OSError where lines cannot be written. Only DuckDB writes them itself.
    """
    try:
        with connected(resources) as connection:
            database = database_of(engine, connection, program, resources or Resources())
            bring = resources is None or resources.bring
            return _paid(connection, program, data, wanted, progress, database, bring)
    except ImportError:
        raise Declined((NoSuchEngine(program.terms.span, "duckdb", "bulk"),)) from None


def _paid(
    connection: "Connection",
    program: Program,
    data: Path,
    wanted: Wanted,
    progress: Progress | None,
    where: AbstractContextManager[tuple[Database, Dialect]],
    bring: bool,
) -> tuple[Reading, Settlement | None]:
    from duckdb import OutOfMemoryException

    tables = tuple(program.tables.values())
    try:
        loaded = load(
            connection,
            data,
            tables,
            symbol=program.terms.symbol,
            plurals=program.nouns.plurals,
            complete_to=wanted.complete_to,
            progress=progress,
        )
        reading = loaded.reading
        if reading.errors or (reading.bad and not wanted.provisional):
            return reading, None
        complete = reading.as_at or wanted.complete_to or wanted.as_at
        if complete is None:
            raise ValueError("nothing says up to which day to settle: say it with as_at")
        seen = {
            key: (least, most) for key, (least, most) in loaded.extremes.items() if type(least) is int is type(most)
        }
        written = wanted.lines_file is not None
        asked = Asked(wanted.as_at or complete, complete, bool(reading.bad), wanted.lines, written, bring)
        if progress:
            progress("", 0)
        with where as (database, dialect), collector_at_rest():
            settlement, answers = settled_in(database, program, seen, asked, dialect)
            if wanted.lines_file is not None:
                write_settled(connection, settlement, answers.plan, wanted.lines_file)
            return reading, settlement
    except BeyondWholeNumbers as beyond:
        what = f"a number of {beyond.field.name} is longer than a database holds exactly"
        raise Declined((DataDeclinedByEngine(program.terms.span, what),)) from None
    except OutOfMemoryException:
        what = "the memory that it may use is too small"
        raise Declined((DataDeclinedByEngine(program.terms.span, what),)) from None


def settle_in(
    connection: Database, program: Program, seen: Seen, asked: Asked, dialect: Dialect = DUCKDB
) -> Settlement:
    """Settle a contract over the rows that a database has, in the relations that `naming` names.

    `seen` has the least and the most of each number. Raises Declined, with reasons, where that is not done exactly.
    """
    return settled_in(connection, program, seen, asked, dialect)[0]


def settled_in(
    connection: Database, program: Program, seen: Seen, asked: Asked, dialect: Dialect = DUCKDB
) -> tuple[Settlement, Answers]:
    """As `settle_in`, with what the database answers from; its relations are as the settlement used them."""
    import duckdb

    counts = rows_in(connection, program)
    apart = set(program.clauses) if asked.lines or (asked.written and is_late(program)) else set[str]()
    brought = NOTHING
    while True:
        plan = planned(program, asked, seen, counts, apart, dialect)
        if asked.written:
            keep_keys(plan)
        if brought.rows.keys() != plan.here.tables.keys():
            brought = bring(connection, dialect, program, plan.here.tables)
        answers = Answers(plan, connection, counts, brought)
        settling = partial(
            settle,
            program,
            brought.rows,
            as_at=asked.as_at,
            complete_to=asked.complete_to,
            provisional=asked.provisional,
            bulk=answers,
        )
        try:
            answers.prepare()
            answers.foresee(settling)
            settlement = settling()
        except (duckdb.OutOfRangeException, OverflowError):
            raise _too_large(program) from None
        if settlement.faults:
            raise Declined((DataDeclinedByEngine(program.terms.span, "something cannot be read"),))
        further = to_settle_apart(answers.world) if answers.world else set()
        if asked.written:
            further |= to_write_apart(settlement, plan)
        if further <= apart:
            return settlement, answers
        apart |= further


def _too_large(program: Program) -> Declined:
    return Declined((DataDeclinedByEngine(program.terms.span, "a number is larger than a database holds exactly"),))


def planned(
    program: Program, asked: Asked, seen: Seen, counts: dict[str, int], apart: set[str], dialect: Dialect = DUCKDB
) -> Plan:
    """The plan of a contract; raises Declined where there is none."""
    terms = program.terms
    last = min(asked.as_at, asked.complete_to, terms.settles_until)
    plan = Planner(program, dialect, Days(terms.starts, terms.settles_until, last), seen, counts, apart).plan()
    if not isinstance(plan, Plan):
        raise Declined(plan)
    brought = sum(counts.get(name, 0) for name in plan.here.tables)
    if not asked.bring and brought * _FEW > sum(counts.values()):
        raise Declined(tuple(declined_by(*each) for each in plan.here.why))
    return plan


def rows_in(connection: Database, program: Program) -> dict[str, int]:
    """How many rows there are of each table."""
    counts = {}
    for name in program.tables:
        found = connection.execute(f"SELECT COUNT(*) FROM {quoted(relation(name))}").fetchone()
        counts[name] = int(found[0]) if found else 0
    return counts
