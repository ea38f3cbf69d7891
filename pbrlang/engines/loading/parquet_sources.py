"""Parquet files as sources."""

from pathlib import Path
from typing import TYPE_CHECKING

from pbrlang.data.sheets import Opened
from pbrlang.engines.loading.plain import literal
from pbrlang.engines.loading.sources import Source
from pbrlang.engines.loading.typed_sources import typed_source
from pbrlang.ir.tables import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_ROW = "file_row_number"


def parquet_source(connection: "Connection", path: Path, table: Table) -> tuple[Opened | None, Source | None]:
    """A file as a source, and what is wrong with its headings; neither where the interpreter has to read the file."""
    from duckdb import Error

    if any(mark in str(path) for mark in "*?["):
        return None, None
    plain = f"read_parquet({literal(str(path))})"
    scan = f"read_parquet({literal(str(path))}, file_row_number=true) AS held"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {plain}").fetchall()
    except Error:
        return None, None
    if any(row[0] == _ROW for row in described):
        return None, None
    return typed_source(path.name, table, [(row[0], row[1]) for row in described], scan, f"(held.{_ROW} + 1)")
