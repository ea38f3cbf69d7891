"""Rows worked out in Spark, in several partitions: the same bytes as from the interpreter."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pbrlang.api import load
from pbrlang.backends.sql.dialects import SPARK
from pbrlang.backends.sql.script.inputs import input_name
from pbrlang.engines.connecting import Resources
from pbrlang.engines.errors import Declined
from tests.cli.homes import run
from tests.engines import extremes
from tests.engines.test_examples import EXAMPLES
from tests.engines.test_sql_advances import OF_CLIENT
from tests.engines.test_sql_limits import CLAWBACKS, HEAD, a_folder
from tests.engines.test_sql_scripts import STATEMENT, fill, given, statement_of, wanted

pytestmark = pytest.mark.slow

PARTITIONS = 3

# First those that start Spark themselves; beside the session of the rest they could not.


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("sc://localhost", "Spark Connect reads no files from here"),
        ("nonsense", "`nonsense` is no master of Spark"),
        ("spark://nowhere:1", "name a folder that they share"),
    ],
)
def test_a_master_that_is_of_no_use_is_told(repository: Path, url: str, why: str) -> None:
    pytest.importorskip("pyspark", reason="needs pyspark")
    done = run("pay", repository / "examples" / "care-review", "--engine", "spark", "--url", url)
    assert done.exit_code == 1
    assert why in " ".join(done.stderr.split())


def test_a_cluster_with_a_shared_folder_pays_alike(repository: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs pyspark")
    words: list[str | Path] = ["pay", repository / "examples" / "care-review", "--json", "--engine"]
    done = run(*words, "spark", "--url", "local-cluster[2,1,1024]", "--scratch", tmp_path)
    assert done.exit_code == 0
    assert done.stdout == run(*words, "python").stdout
    assert not list(tmp_path.iterdir())


def test_it_is_verified_in_one_session_for_all_data(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="needs pyspark")
    from pbrlang.engines import spark_session

    started = []
    start = spark_session._started

    def noted(resources: Resources, rows: int) -> Any:
        started.append(rows)
        return start(resources, rows)

    monkeypatch.setattr(spark_session, "_started", noted)
    done = run("verify", repository / "examples" / "care-review", "--engine", "spark", "--grown", "2")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "spark (engine): the same, to the byte"
    assert len(started) == 1


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The session of a program, beside which each contract is worked out in one of its own."""
    pytest.importorskip("pyspark", reason="needs pyspark")
    from pyspark.sql import SparkSession

    tables = tmp_path_factory.mktemp("tables")
    builder = SparkSession.builder.master("local[2]").config("spark.sql.warehouse.dir", str(tables))
    builder = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", PARTITIONS)
    builder = builder.config("spark.driver.defaultJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    made = builder.config("spark.sql.adaptive.enabled", "false").config("spark.sql.ansi.enabled", "false").getOrCreate()
    yield made
    made.stop()


@pytest.fixture
def apart(session: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Has rows lie in several partitions."""
    from pbrlang.engines import spark

    monkeypatch.setattr(spark, "in_spark", partial(spark.in_spark, partitions=PARTITIONS))
    return session


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_paid_alike(repository: Path, apart: Any, name: str) -> None:
    contract = load(repository / "examples" / name)
    assert contract.pay(engine="spark").as_json() == contract.pay().as_json()


@pytest.mark.parametrize("way", ["half to even", "up", "half down"])
def test_sums_words_and_days_at_the_limits_are_the_same(tmp_path: Path, apart: Any, way: str) -> None:
    contract = extremes.written(tmp_path / "usual", way, extremes.THINGS)
    assert extremes.paid(contract, "spark") == contract.pay().as_json()
    contract = extremes.written(tmp_path / "huge", way, extremes.HUGE)
    assert extremes.paid(contract, "spark") in (contract.pay().as_json(), None)


def test_large_numbers_are_divided_and_days_moved_as_everywhere(session: Any) -> None:
    from pbrlang.engines.spark import in_spark

    with in_spark() as spark:
        assert extremes.quotients(spark, SPARK) == ([], [])
        assert extremes.moved(spark, SPARK) == extremes.MOVED
        # What it is for: with DIV of decimals Spark gives another number, and no error.
        assert spark.execute("SELECT CAST('20000000000000000000' AS DECIMAL(38, 0)) DIV 1").fetchone() != (2 * 10**19,)


def test_sums_by_day_come_to_the_same(repository: Path, apart: Any) -> None:
    contract = load(repository / "examples" / "work-programme")
    assert contract.pay(engine="spark", lines=False).settlement.total == contract.pay().settlement.total


def test_a_programs_session_is_left_as_it_was(repository: Path, apart: Any) -> None:
    apart.sql("CREATE OR REPLACE TEMPORARY VIEW custody_stay AS SELECT 1 AS mine")
    apart.catalog.cacheTable("custody_stay")
    contract = load(repository / "examples" / "west-yorkshire-custody")
    assert contract.pay(engine="spark").as_json() == contract.pay().as_json()
    assert apart.conf.get("spark.sql.ansi.enabled") == "false"
    assert [tuple(row) for row in apart.sql("SELECT * FROM custody_stay").collect()] == [(1,)]
    assert apart.catalog.isCached("custody_stay")
    assert apart._jsparkSession.sharedState().cacheManager().cachedData().size() == 1
    apart.catalog.dropTempView("custody_stay")


def test_another_master_than_that_of_the_program_is_refused(repository: Path, session: Any) -> None:
    contract = load(repository / "examples" / "care-review")
    with pytest.raises(Declined, match=r"has a session of Spark already, with the master local\[2\]"):
        contract.pay(engine="spark", resources=Resources(url="spark://nobody:7077"))


def test_its_habits_are_those_that_are_reckoned_with(session: Any) -> None:
    from pbrlang.engines.spark import in_spark

    text = 'it\'s a \\ and "b" for ${x} and \\u0041'
    with in_spark() as spark:
        assert spark.execute(f"SELECT {SPARK.literal(text)}").fetchone() == (text,)
        with pytest.raises(OverflowError):
            spark.execute("SELECT CAST(9223372036854775807 AS BIGINT) + 1")
        with pytest.raises(OverflowError):
            spark.execute("SELECT CAST(99999999999999999999999999999999999999 AS DECIMAL(38, 0)) * 10")
        with pytest.raises(OverflowError):
            spark.execute("SELECT SUM(n) FROM (VALUES (9223372036854775807), (CAST(1 AS BIGINT))) AS v(n)")
        wide = "CAST(9007199254740993000000 AS DECIMAL(38, 0))"
        assert spark.execute(f"SELECT {SPARK.divided(wide, '1000000')}").fetchone() == (9007199254740993,)


@pytest.mark.parametrize("added", [CLAWBACKS["instalments"], OF_CLIENT.format(day="31 March 2031", how="as a debt")])
def test_a_script_that_takes_sums_back_gives_the_statement(session: Any, tmp_path: Path, added: str) -> None:
    beside = session.newSession()
    beside.conf.set("spark.sql.ansi.enabled", "true")
    contract = a_folder(tmp_path / "visits", 0, HEAD + added)
    name = f"visits_{len(added)}"
    beside.sql(f"CREATE DATABASE {name} LOCATION '{tmp_path}/spark'")
    beside.sql(f"USE {name}")
    [script] = [text for name, text in contract.build("sql").items() if name.endswith(".spark.sql")]
    for statement in script.split(";\n"):
        if statement.strip():
            beside.sql(statement)
    statement_of(contract)(lambda text: list(beside.sql(text.replace('"', "`")).collect()))
    beside.sql(f"DROP DATABASE {name} CASCADE")


@pytest.mark.parametrize("name", ["care-review", "resettlement"])
def test_the_script_of_views_gives_the_statement(session: Any, repository: Path, name: str) -> None:
    beside = session.newSession()
    beside.conf.set("spark.sql.ansi.enabled", "true")

    def query(text: str) -> list[Any]:
        return list(beside.sql(text.replace('"', "`")).collect())

    contract = load(repository / "examples" / name)
    [script] = [text for name, text in contract.build("sql").items() if name.endswith(".spark.sql")]
    for statement in script.split(";\n"):
        if statement.strip():
            beside.sql(statement)
    fill(query, contract.program, contract.read())
    assert given(query(STATEMENT)) == wanted(contract.program, contract.read())
    table = input_name(next(iter(contract.program.tables.values())))
    query(f"INSERT INTO {table} SELECT * FROM {table}")
    with pytest.raises(Exception, match="some rows must not be used"):
        query(STATEMENT)
