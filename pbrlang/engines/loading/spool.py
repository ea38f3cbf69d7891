"""Rows from Python into a database, by way of a file of text, which is quick and needs no library."""

import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pbrlang.engines.loading.plain import literal
from pbrlang.engines.naming import quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


def create_from(
    connection: "Connection",
    name: str,
    types: Mapping[str, str],
    rows: Iterable[Sequence[object]],
    *,
    temp: bool = True,
) -> None:
    """Make a table of rows. Blank text and `None` become null; truths are written `true` and `false`."""
    columns = ", ".join(f"{quoted(column)} {kind}" for column, kind in types.items())
    connection.execute(f"CREATE {'TEMP ' if temp else ''}TABLE {quoted(name)} ({columns})")
    with tempfile.TemporaryDirectory(prefix="pbr-") as folder:
        file = Path(folder) / "rows.csv"
        with file.open("w", encoding="utf-8", newline="") as written:
            writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows(map(_spelt, rows))
        if file.stat().st_size:
            connection.execute(f"INSERT INTO {quoted(name)} SELECT * FROM {_reader(file, types)}")


def _spelt(row: Sequence[object]) -> list[object]:
    return [str(each).lower() if isinstance(each, bool) else each for each in row]


def _reader(file: Path, types: Mapping[str, str]) -> str:
    columns = ", ".join(f"{literal(column)}: {literal(kind)}" for column, kind in types.items())
    # One thread alone: a quoted line end must not be taken for the end of a row where the file is cut up.
    return (
        f"read_csv({literal(str(file))}, columns={{{columns}}}, auto_detect=false, header=false, delim=',', "
        "quote='\"', escape='\"', new_line='\\n', parallel=false, max_line_size=67108864)"
    )
