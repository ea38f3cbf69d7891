"""Rows worked out in Spark, in several partitions: the same bytes as from the interpreter."""

from pathlib import Path
from typing import Any

import pytest

from pbrlang.api import load
from pbrlang.backends.sql.dialects import SPARK
from tests.engines.test_sql_scripts import STATEMENT, fill, given, wanted

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["care-review", "west-yorkshire-custody", "childrens-centres"])
def test_examples_are_paid_alike(repository: Path, name: str) -> None:
    pytest.importorskip("pyspark", reason="needs pyspark")
    contract = load(repository / "examples" / name)
    assert contract.pay(engine="spark").as_json() == contract.pay().as_json()


def test_its_habits_are_those_that_are_reckoned_with(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs pyspark")
    from pbrlang.engines.spark import in_spark

    text = 'it\'s a \\ and "b"'
    with in_spark(4) as spark:
        assert spark.partitions >= 4
        assert spark.execute(f"SELECT {SPARK.literal(text)}").fetchone() == (text,)
        with pytest.raises(OverflowError):
            spark.execute("SELECT CAST(9223372036854775807 AS BIGINT) + 1")
        with pytest.raises(OverflowError):
            spark.execute("SELECT CAST(99999999999999999999999999999999999999 AS DECIMAL(38, 0)) * 10")
        wide = "CAST(9007199254740993000000 AS DECIMAL(38, 0))"
        assert spark.execute(f"SELECT {SPARK.divided(wide, '1000000')}").fetchone() == (9007199254740993,)


def test_the_script_of_views_gives_the_statement(tmp_path: Path, repository: Path) -> None:
    pytest.importorskip("pyspark", reason="needs pyspark")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.config("spark.sql.warehouse.dir", str(tmp_path / "tables"))
    session = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "3").getOrCreate()

    def run(query: str) -> list[Any]:
        return list(session.sql(query.replace('"', "`")).collect())

    contract = load(repository / "examples" / "care-review")
    [script] = [text for name, text in contract.build("sql").items() if name.endswith(".spark.sql")]
    try:
        for statement in script.split(";\n"):
            if statement.strip():
                session.sql(statement)
        fill(run, contract.program, contract.read())
        assert given(run(STATEMENT)) == wanted(contract.program, contract.read())
        run("INSERT INTO case_reviews SELECT * FROM case_reviews")
        with pytest.raises(Exception, match="some rows must not be used"):
            run(STATEMENT)
    finally:
        session.stop()
