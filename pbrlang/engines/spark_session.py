"""Which session of Spark is used, and its settings: those on which exactness rests, and those that only cost time."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pbrlang.engines.connecting import Resources, bytes_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EXACT: Mapping[str, str] = {
    "spark.sql.ansi.enabled": "true",  # a number that is too long is an error
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.groupByOrdinal": "true",
    "spark.sql.orderByOrdinal": "true",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.parser.quotedRegexColumnNames": "false",
    "spark.sql.variable.substitute": "false",  # a word of the contract may look like a variable
    "spark.sql.legacy.integralDivide.returnBigint": "true",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",  # days before 1582 are those that were written
    "spark.sql.session.timeZone": "UTC",
}
"""What the SQL takes for granted, set in every session that is used; they hold in it alone."""
QUIET: Mapping[str, str] = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",  # what goes wrong is told by the one message, without Java's account of it
}
FEW = 500_000
"""Up to so many rows starting, planning and compiling cost more than the rows."""
_FOR_FEW: Mapping[str, str] = {
    # The optimising compiler of Java takes more of a short run than it gives. What the user sets beside it holds.
    "spark.driver.defaultJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.adaptive.enabled": "false",  # it plans each stage anew, as a job of its own
    "spark.sql.shuffle.partitions": "2",
}
_FOR_MANY: Mapping[str, str] = {"spark.sql.adaptive.enabled": "true"}
_PARTS = 4
"""How many parts of a shuffle there are for each task that runs at once on one machine, where there are many rows."""


_NAMES = ("org.apache.spark.", "java.", "Caused by: org.apache.spark.")


class DoesNotStart(Exception):
    """Spark does not start, as where there is no Java, or cannot be used; the text is its reason."""


@contextmanager
def session_of(resources: Resources, rows: int) -> Iterator["SparkSession"]:
    """A session with the settings that exactness needs. Raises DoesNotStart; ImportError without pyspark.

    Where the program has one already, it is a new session beside that, in the same cluster and with its settings, and
    the program's own is left as it was. Else it is started for the time, on the cluster that `url` names or on this
    machine, and then there are settings for the number of rows too.
    """
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    if active is not None:
        _refuse_another(active, resources)
        if not _is_here(active):
            _refuse_folder_of_one_machine(resources)
        yield _exact(active.newSession())
        return
    session = _started(resources, rows)
    try:
        if not _is_here(session):
            _refuse_folder_of_one_machine(resources)
        yield _exact(session)
    finally:
        session.stop()


def _exact(session: "SparkSession") -> "SparkSession":
    for name, value in EXACT.items():
        session.conf.set(name, value)
    return session


def _started(resources: Resources, rows: int) -> "SparkSession":
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    _refuse_no_master(resources.url)
    if resources.url is not None and not resources.url.startswith("local"):
        _refuse_folder_of_one_machine(resources)
    builder = SparkSession.builder.appName("pbr")
    for name, value in _settings(resources, rows).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError) as wrong:
        raise DoesNotStart(f"Spark does not start: {' '.join(str(wrong).split())} (it needs Java)") from None
    except Py4JError as wrong:
        raise DoesNotStart(f"Spark does not start: {reason(wrong)}") from None
    if _is_here(session) and rows > FEW:
        parts = _PARTS * session.sparkContext.defaultParallelism
        session.conf.set("spark.sql.shuffle.partitions", str(parts))
    return session


def _settings(resources: Resources, rows: int) -> dict[str, str]:
    url, settings = resources.url, {**QUIET, **EXACT}
    here = url is None or url.startswith("local")
    if here:
        settings |= _FOR_FEW if rows <= FEW else _FOR_MANY
    if url is not None:
        settings["spark.master"] = url
    elif resources.threads is not None:
        settings["spark.master"] = f"local[{resources.threads}]"
    if resources.memory is not None:
        whose = "driver" if here else "executor"
        settings[f"spark.{whose}.memory"] = f"{bytes_of(resources.memory) // 2**20}m"
    return settings


def _refuse_no_master(url: str | None) -> None:
    if url is None or url == "yarn" or url.startswith(("spark://", "k8s://", "local")):
        return
    if url.startswith("sc://"):
        raise DoesNotStart("a server of Spark Connect reads no files from here: name the master of a cluster")
    raise DoesNotStart(f"`{url}` is no master of Spark, which is yarn or begins with spark://, k8s:// or local")


def _refuse_another(active: "SparkSession", resources: Resources) -> None:
    master = active.sparkContext.master
    if resources.url not in (None, master):
        raise DoesNotStart(f"this program has a session of Spark already, with the master {master}: leave the URL out")


def _refuse_folder_of_one_machine(resources: Resources) -> None:
    if resources.scratch is None:
        why = "the workers of a cluster must be able to read the rows"
        raise DoesNotStart(f"{why}: name a folder that they share (`--scratch`)")


def _is_here(session: "SparkSession") -> bool:
    """Whether all of it runs on this machine."""
    return bool(session.sparkContext.master.startswith("local"))


def reason(wrong: Exception) -> str:
    """The line of what Spark says that names what is wrong."""
    lines = [each.strip().removeprefix(": ") for each in str(wrong).splitlines() if each.strip()]
    named = [each.partition(": ")[2] for each in lines if each.startswith(_NAMES)]
    return next((each for each in (*named, *lines) if each), type(wrong).__name__)
