"""Rows worked out in Spark, in several partitions: the same bytes as from the interpreter."""

from pathlib import Path

import pytest

from pbrlang.api import load
from pbrlang.backends.sql.dialects import SPARK

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
