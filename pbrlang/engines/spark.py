"""Apache Spark as the database in which rows are worked out: `pip install 'pbrlang[spark]'` and Java.

Rows that were loaded and checked are handed over as Parquet files, which all workers must be able to read. Spark runs
in its ANSI mode, in which a number that is too long is an error and never null or another number; a view is kept once
it has been worked out, because later statements read it again.
"""

import logging
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from pbrlang.backends.sql.dialects import SPARK, Dialect
from pbrlang.backends.sql.naming import quoted, relation
from pbrlang.engines.connecting import Resources
from pbrlang.engines.spark_session import DoesNotStart, reason, session_of
from pbrlang.ir.program import Program

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark.sql import SparkSession

__all__ = ["DoesNotStart", "NotSaid", "Spark", "in_spark"]

_VIEW = re.compile(r"CREATE OR REPLACE TEMPORARY VIEW `((?:[^`]|``)+)`")
_LONG = "DECIMAL(38, 0)"


class NotSaid(Exception):
    """Spark does not plan a statement, or does not get through with it; the text is its reason."""


@frozen
class Answer:
    """The rows of an answer; whole numbers are whole."""

    rows: Sequence[Sequence[Any]]

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows."""
        return [tuple(int(each) if isinstance(each, Decimal) else each for each in row) for row in self.rows]

    def fetchone(self) -> tuple[Any, ...] | None:
        """The first row, if there is one."""
        return next(iter(self.fetchall()), None)


@define(eq=False)
class Spark:
    """A session of Spark; `folder` is where rows are handed over.

    `partitions`, if it is given, is in how many parts the rows of each table lie at the least; else Spark decides it
    by the size of the files.
    """

    session: "SparkSession"
    folder: Path
    partitions: int | None = None
    dialect: Dialect = SPARK
    kept: set[str] = field(factory=set)

    def execute(self, query: str) -> Answer:
        """Run a statement. OverflowError for a number that is too long, NotSaid for what Spark does not do."""
        from py4j.protocol import Py4JJavaError
        from pyspark.errors import ArithmeticException, PySparkException

        made = _VIEW.match(query)
        if made and made[1] in self.kept:
            self.session.catalog.uncacheTable(made[1])
        try:
            with _unlogged():
                rows = self.session.sql(query).collect()
        except ArithmeticException as wrong:
            raise OverflowError(str(wrong)) from None
        except (PySparkException, Py4JJavaError) as wrong:
            raise NotSaid(reason(wrong)) from None
        if made:
            self.session.catalog.cacheTable(made[1])
            self.kept.add(made[1])
        return Answer(rows)

    def take(self, connection: "DuckDBPyConnection", program: Program) -> None:
        """Take the relations of a contract's tables from the database that has checked them."""
        for name in program.tables:
            table = quoted(relation(name))
            columns = connection.execute(f"DESCRIBE {table}").fetchall()
            # A number of 128 bits would be handed over as a binary fraction.
            told = ", ".join(
                f"CAST({quoted(at)} AS {_LONG if kind == 'HUGEINT' else kind}) AS {quoted(at)}"
                for at, kind, *_ in columns
            )
            file = self.folder / f"{relation(name)}.parquet"
            target = "'" + str(file).replace("'", "''") + "'"
            connection.execute(f"COPY (SELECT {told} FROM {table}) TO {target} (FORMAT parquet)")
            frame = self.session.read.parquet(file.absolute().as_uri())
            if self.partitions is not None:
                frame = frame.repartition(self.partitions)
            frame.createOrReplaceTempView(f"`{relation(name)}`")

    def forget(self) -> None:
        """Keep no view any longer: a session that others use has the room again."""
        for name in self.kept:
            self.session.catalog.uncacheTable(name)
        self.kept.clear()


@contextmanager
def _unlogged() -> Iterator[None]:
    """Has what Spark raises not written to the log as well: it is told."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


@contextmanager
def in_spark(resources: Resources | None = None, rows: int = 0, partitions: int | None = None) -> Iterator[Spark]:
    """A session of Spark: a new one beside that of the program it is started by, else one of its own.

    `rows` is how many there will be to work on. Raises DoesNotStart; ImportError without pyspark.
    """
    wanted = resources or Resources()
    with (
        session_of(wanted, rows) as session,
        tempfile.TemporaryDirectory(prefix="pbr-", dir=wanted.scratch) as folder,
    ):
        # Workers may run as another user.
        Path(folder).chmod(0o755)
        spark = Spark(session, Path(folder), partitions)
        try:
            yield spark
        finally:
            spark.forget()
