"""Lines out of a database: CSV or Parquet, written by the database itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pbrlang.engines.loading.plain import literal
from pbrlang.engines.loading.spool import create_from
from pbrlang.engines.naming import quoted
from pbrlang.settle import SettledLine, Settlement, Stretch
from pbrlang.settle.output import COLUMNS, for_what

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

LINE_COLUMNS = COLUMNS
"""The columns of a line: those of `pbr pay --csv`, in their order."""
MONEY = frozenset(("Due", "Cut", "Amount"))
DATES = frozenset(("From", "To", "Date"))
OPTIONAL = frozenset(("Number", "For"))
LINE_TYPES = {each: "HUGEINT" if each in MONEY else "DATE" if each in DATES else "VARCHAR" for each in LINE_COLUMNS}
SUFFIXES = (".parquet", ".csv")
_FIGURES = 38


def write_lines(connection: "Connection", lines: str, file: Path, places: int) -> None:
    """Write lines to a file, in the order in which they are given.

    `lines` is a query that gives `LINE_COLUMNS`: texts, dates, and amounts of `MONEY` as whole numbers of the
    currency's smallest coin, of which it has `places` decimals. The end of the file's name says how it is written:
    Parquet holds dates as dates and amounts as exact decimals, CSV is that of `pbr pay --csv`. Raises ValueError for
    any other end, OSError where the file cannot be written.
    """
    from duckdb import IOException

    columns = ", ".join(_written(each, places) for each in LINE_COLUMNS)
    try:
        connection.execute(f"COPY (SELECT {columns} FROM ({lines}) AS line) TO {literal(str(file))} ({_options(file)})")
    except IOException as wrong:
        raise OSError(str(wrong).partition("\n")[0]) from None


def spooled_lines(connection: "Connection", settlement: Settlement) -> str:
    """The lines of a settlement, put into a database: a query for `write_lines`."""
    name = "_settled lines"
    create_from(connection, name, LINE_TYPES, _rows(settlement))
    # One thread put them in, so that they come out in their order.
    return f"SELECT * FROM {quoted(name)} ORDER BY rowid"


def _rows(settlement: Settlement) -> Iterator[tuple[object, ...]]:
    coins = 10**settlement.program.terms.places
    for statement in settlement.statements:
        for each in statement.lines:
            yield as_row(statement.stretch, each, coins)


def as_row(stretch: Stretch, each: SettledLine, coins: int) -> tuple[object, ...]:
    """A line as a row of `LINE_COLUMNS`; there are so many coins in the currency's main unit."""
    amounts = (int(value * coins) for value in (each.due, each.cut, each.amount))
    what = (each.clause.name, each.clause.clause, for_what(each), each.line.date)
    return stretch.name, stretch.first, stretch.last, *what, *amounts


def _written(name: str, places: int) -> str:
    at = f"line.{quoted(name)}"
    # Said of each column whether it may be null, as Parquet tells it, and the database would go by the lines.
    if name in OPTIONAL:
        return f"NULLIF({at}, '') AS {quoted(name)}"
    at = f"COALESCE({at}, {_never(name)})"
    if name not in MONEY or not places:
        return f"{at} AS {quoted(name)}"
    # Multiplied, because a decimal divided by a decimal is a binary fraction here.
    coin = f"CAST('{'0.' + '0' * (places - 1)}1' AS DECIMAL({places + 1}, {places}))"
    return f"CAST({at} AS DECIMAL({_FIGURES - places - 1}, 0)) * {coin} AS {quoted(name)}"


def _never(name: str) -> str:
    """What would stand in the place of nothing in a column that always has something."""
    return "0" if name in MONEY else "DATE '1970-01-01'" if name in DATES else "''"


def _options(file: Path) -> str:
    match file.suffix.lower():
        case ".parquet":
            return "FORMAT parquet"
        case ".csv":
            # Without a sign for comments, or what holds it would be put in quotation marks.
            marks = "DELIMITER ',', QUOTE '\"', ESCAPE '\"', COMMENT '', NULLSTR ''"
            return f"FORMAT csv, HEADER, {marks}, PREFIX '', SUFFIX ''"
        case _:
            raise ValueError(f"{file.name} ends in none of {', '.join(SUFFIXES)}")
