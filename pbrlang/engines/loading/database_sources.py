"""Tables of a DuckDB database as sources; those of any other are read by the interpreter's own reader."""

from pathlib import Path
from typing import TYPE_CHECKING

from pbrlang.data.databases import kind_of_database
from pbrlang.data.sheets import Opened
from pbrlang.engines.loading.plain import literal
from pbrlang.engines.loading.sources import Source
from pbrlang.engines.loading.typed_sources import typed_source
from pbrlang.engines.naming import quoted
from pbrlang.ir.tables import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_CATALOGUE = "_data"


def attach(connection: "Connection", database: Path) -> bool:
    """Attach a database of DuckDB, to be read only; whether it is one, and can be."""
    from duckdb import Error

    if kind_of_database(database) != "DuckDB":
        return False
    try:
        connection.execute(f"ATTACH {literal(str(database))} AS {_CATALOGUE} (READ_ONLY)")
    except Error:
        return False
    return True


def database_source(connection: "Connection", path: Path, table: Table) -> tuple[Opened | None, Source | None]:
    """A table of the attached database; neither where the interpreter has to read it, as it does views."""
    found = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() JOIN duckdb_tables() USING (database_name, schema_name, "
        "table_name) WHERE database_name = ? AND schema_name = 'main' AND table_name = ? ORDER BY column_index",
        [_CATALOGUE, path.name],
    ).fetchall()
    if not found:
        return None, None
    scan = f"{_CATALOGUE}.main.{quoted(path.name)} AS held"
    return typed_source(path.name, table, [(row[0], row[1]) for row in found], scan, "(held.rowid + 1)")
