"""Which database a contract is worked out in, once its data has been read and checked in the one of this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pbrlang.backends.sql.dialects import DUCKDB, Dialect
from pbrlang.backends.sql.naming import quoted, relation
from pbrlang.engines.connecting import Resources
from pbrlang.engines.databases import Database
from pbrlang.engines.errors import DataDeclinedByEngine, Declined, NoSuchEngine, ServerDoesNotAnswer
from pbrlang.ir.program import Program

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

EXTRAS = {"postgres": "postgres", "spark": "spark"}


@contextmanager
def database_of(
    engine: str, connection: "Connection", program: Program, resources: Resources
) -> Iterator[tuple[Database, Dialect]]:
    """The database of an engine, with the rows of a contract in it, and its dialect.

    `connection` has the rows. Raises Declined where the engine is not installed, or its server does not answer;
    ValueError where a server is not named.
    """
    if engine == "duckdb":
        yield connection, DUCKDB
        return
    span = program.terms.span
    try:
        opened = _postgres if engine == "postgres" else _spark
        with opened(connection, program, resources) as database:
            yield database
    except ImportError:
        raise Declined((NoSuchEngine(span, engine, EXTRAS[engine]),)) from None


@contextmanager
def _postgres(connection: "Connection", program: Program, resources: Resources) -> Iterator[tuple[Database, Dialect]]:
    from pbrlang.engines.postgres import CannotConnect, on_server

    if resources.url is None:
        raise ValueError("nothing says which server: name it by its URL")
    try:
        with on_server(resources.url) as server:
            server.take(connection, program)
            yield server, server.dialect
    except CannotConnect as why:
        raise Declined((ServerDoesNotAnswer(program.terms.span, str(why)),)) from None


@contextmanager
def _spark(connection: "Connection", program: Program, resources: Resources) -> Iterator[tuple[Database, Dialect]]:
    from pbrlang.engines.spark import DoesNotStart, NotSaid, in_spark

    counts = (connection.execute(f"SELECT COUNT(*) FROM {quoted(relation(name))}") for name in program.tables)
    rows = sum(int(row[0]) for each in counts if (row := each.fetchone()))
    try:
        with in_spark(resources, rows) as session:
            session.take(connection, program)
            yield session, session.dialect
    except DoesNotStart as why:
        raise Declined((ServerDoesNotAnswer(program.terms.span, str(why)),)) from None
    except NotSaid as why:
        raise Declined((DataDeclinedByEngine(program.terms.span, f"Spark does not do it: {why}"),)) from None
