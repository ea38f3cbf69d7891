"""Apache Spark as the database in which rows are worked out: `pip install 'pbrlang[spark]'` and Java.

Rows that were loaded and checked are handed over as Parquet files, which the workers must be able to read. Spark runs
in its ANSI mode, in which a number that is too long is an error and never null or another number; a view is kept once
it has been worked out, because later statements read it again.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, frozen

from pbrlang.backends.sql.dialects import SPARK, Dialect
from pbrlang.backends.sql.naming import quoted, relation
from pbrlang.ir.program import Program

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark.sql import SparkSession

SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_VIEW = re.compile(r"CREATE OR REPLACE TEMPORARY VIEW `((?:[^`]|``)+)`")
_LONG = "DECIMAL(38, 0)"


class NotSaid(Exception):
    """Spark does not plan a statement; the text is its reason."""


class DoesNotStart(Exception):
    """Spark does not start, as where there is no Java; the text is its reason."""


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
    """A session of Spark; `folder` is where rows are handed over, and `partitions` in how many parts at the least."""

    session: "SparkSession"
    folder: Path
    partitions: int
    dialect: Dialect = SPARK

    def execute(self, query: str) -> Answer:
        """Run a statement. OverflowError for a number that is too long, NotSaid for what Spark does not plan."""
        from pyspark.errors import AnalysisException, ArithmeticException

        try:
            rows = self.session.sql(query).collect()
        except ArithmeticException as wrong:
            raise OverflowError(str(wrong)) from None
        except AnalysisException as wrong:
            raise NotSaid(str(wrong).strip().partition("\n")[0]) from None
        made = _VIEW.match(query)
        if made:
            self.session.catalog.cacheTable(made[1])
        return Answer(rows)

    def take(self, connection: "DuckDBPyConnection", program: Program) -> None:
        """Take the relations of a contract's tables from the database that has checked them."""
        for name in program.tables:
            table = quoted(relation(name))
            columns = connection.execute(f"DESCRIBE {table}").fetchall()
            # A number of 128 bits would be handed over as a binary fraction.
            told = ", ".join(
                f"CAST({quoted(at)} AS {_LONG if kind == 'HUGEINT' else kind})" for at, kind, *_ in columns
            )
            file = self.folder / f"{relation(name)}.parquet"
            target = "'" + str(file).replace("'", "''") + "'"
            connection.execute(f"COPY (SELECT {told} FROM {table}) TO {target} (FORMAT parquet)")
            frame = self.session.read.parquet(str(file)).toDF(*[at for at, *_ in columns])
            if frame.rdd.getNumPartitions() < self.partitions:
                frame = frame.repartition(self.partitions)
            frame.createOrReplaceTempView(f"`{relation(name)}`")


@contextmanager
def in_spark(partitions: int = 4, scratch: Path | None = None) -> Iterator[Spark]:
    """A session of Spark: that of the program it is started by, or one on this machine. ImportError without pyspark.

    Rows are spread over so many partitions at the least, or over as many as Spark runs at once.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("pbr")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError) as wrong:
        raise DoesNotStart(f"{' '.join(str(wrong).split())} (it needs Java)") from None
    try:
        with tempfile.TemporaryDirectory(prefix="pbr-", dir=scratch) as folder:
            at_once = session.sparkContext.defaultParallelism
            yield Spark(session, Path(folder), max(partitions, at_once))
    finally:
        session.stop()
