"""How the scripts for different databases differ, beyond what they say row by row."""

from pbrlang.backends.sql.dialects import DUCKDB, POSTGRES, SPARK, Dialect
from pbrlang.source.late import Late, changed

_SPARE = 4
"""Decimal places beyond those of a field that a column keeps, so that a number with too many is seen."""


class Flavour(metaclass=Late):
    """A database's script: types of columns, what comes first, and how a query is refused.

    `number` is the type of numbers, `roomy` one with more figures, and `text` that of words; `refuse` is SQL that
    stops a query with a text, as a truth.
    """

    dialect: Dialect
    title: str
    number: str
    roomy: str
    text: str
    text_key: str
    preamble: tuple[str, ...]
    refuse: str
    once: str = "MATERIALIZED "
    """What says that a step of a query is worked out once, however often it is read there."""

    def widened(self, at: str, places: int) -> str:
        """A number with room to be multiplied by its scale."""
        return self.roomy.format(at, places + _SPARE)

    def number_type(self, places: int) -> str:
        """The type of a column of numbers with so many decimal places."""
        return self.number.format(places + _SPARE)


def _viewed(dialect: Dialect, how: str) -> Dialect:
    return changed(dialect, temporary=how, lateral=False)


_REFUSE = """CREATE OR REPLACE FUNCTION pbr_refuse(why TEXT) RETURNS BOOLEAN LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', why; END $$;"""

FLAVOURS = (
    Flavour(
        dialect=_viewed(DUCKDB, "CREATE OR REPLACE VIEW {} AS"),
        title="DuckDB",
        number="DECIMAL(18, {})",
        roomy="CAST({} AS DECIMAL(30, {}))",
        text="VARCHAR",
        text_key="VARCHAR",
        preamble=(),
        refuse="CAST(error({}) AS BOOLEAN)",
    ),
    Flavour(
        dialect=_viewed(POSTGRES, "DROP VIEW IF EXISTS {0} CASCADE;\nCREATE VIEW {0} AS"),
        title="PostgreSQL",
        number="NUMERIC",
        roomy="{}",
        text='TEXT COLLATE "C"',
        text_key="TEXT",
        preamble=("-- Words are compared by their bytes, whatever the language of the server.", _REFUSE),
        refuse="pbr_refuse({})",
    ),
    Flavour(
        dialect=_viewed(SPARK, "CREATE OR REPLACE VIEW {} AS"),
        title="Apache Spark",
        number="DECIMAL(18, {})",
        roomy="CAST({} AS DECIMAL(30, {}))",
        text="STRING",
        text_key="STRING",
        preamble=(
            "-- A number that is too long is an error, and never null or another number.",
            "SET spark.sql.ansi.enabled = true;",
        ),
        refuse="CAST(raise_error({}) AS BOOLEAN)",
        once="",
    ),
)
