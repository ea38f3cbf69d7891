"""Paying in a database: data is loaded, lines and totals are worked out in SQL, and the rest is settled here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from pbrlang.backends.sql.clauses import Days
from pbrlang.backends.sql.dialects import DUCKDB
from pbrlang.backends.sql.expressions import Seen
from pbrlang.backends.sql.naming import quoted, relation
from pbrlang.engines.answering import Answers
from pbrlang.engines.errors import DataDeclinedByEngine, Declined, NoSuchEngine
from pbrlang.engines.exactness import to_settle_apart
from pbrlang.engines.planning import Plan, Planner
from pbrlang.ir.program import Program
from pbrlang.settle import Settlement, settle

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


@frozen
class Asked:
    """What is to be settled: up to which day, on data complete to which, and whether each line is wanted."""

    as_at: date
    complete_to: date
    provisional: bool
    lines: bool


@contextmanager
def connected(program: Program, memory: str | None = None, threads: int | None = None) -> Iterator["Connection"]:
    """A database in this process, empty, with no more memory and threads than are given to it.

    Raises Declined where DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise Declined((NoSuchEngine(program.terms.span, "duckdb", "bulk"),)) from None
    connection = duckdb.connect()
    try:
        connection.execute("SET preserve_insertion_order = false")
        if memory is not None:
            connection.execute("SET memory_limit = ?", [memory])
        if threads is not None:
            connection.execute("SET threads = ?", [threads])
        yield connection
    finally:
        connection.close()


def settle_in(connection: "Connection", program: Program, seen: Seen, asked: Asked) -> Settlement:
    """Settle a contract over the rows that a database has, in the relations that `naming` names.

    `seen` has the least and the most of each number. Raises Declined, with reasons, where that is not done exactly.
    """
    import duckdb

    counts = rows_in(connection, program)
    apart = set(program.clauses) if asked.lines else set[str]()
    while True:
        plan = planned(program, asked, seen, counts, apart)
        answers = Answers(plan, connection, counts)
        try:
            answers.prepare()
            settlement = settle(
                program,
                {},
                as_at=asked.as_at,
                complete_to=asked.complete_to,
                provisional=asked.provisional,
                bulk=answers,
            )
        except duckdb.OutOfRangeException:
            raise _too_large(program) from None
        if settlement.faults:
            raise Declined((DataDeclinedByEngine(program.terms.span, "something cannot be read"),))
        if answers.world is None or not (further := to_settle_apart(answers.world) - apart):
            return settlement
        apart |= further


def _too_large(program: Program) -> Declined:
    return Declined((DataDeclinedByEngine(program.terms.span, "a number is larger than a database holds exactly"),))


def planned(program: Program, asked: Asked, seen: Seen, counts: dict[str, int], apart: set[str]) -> Plan:
    """The plan of a contract; raises Declined where there is none."""
    terms = program.terms
    last = min(asked.as_at, asked.complete_to, terms.settles_until)
    plan = Planner(program, DUCKDB, Days(terms.starts, terms.settles_until, last), seen, counts, apart).plan()
    if isinstance(plan, Plan):
        return plan
    raise Declined(plan)


def rows_in(connection: "Connection", program: Program) -> dict[str, int]:
    """How many rows there are of each table."""
    counts = {}
    for name in program.tables:
        found = connection.execute(f"SELECT COUNT(*) FROM {quoted(relation(name))}").fetchone()
        counts[name] = int(found[0]) if found else 0
    return counts
