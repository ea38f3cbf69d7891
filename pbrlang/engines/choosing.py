"""Which engine works out how much data."""

from importlib.util import find_spec
from pathlib import Path

DATABASES = ("duckdb", "postgres", "spark")
ENGINES = ("python", *DATABASES)
"""The engines by name: the interpreter, a database in this process, and others."""
LARGE = 8 * 2**20
"""From so many bytes of data on, all files together, a database is faster though it has to be filled first."""
SQUEEZED = 8
"""How many bytes of text one byte of Parquet, or of a database of DuckDB, stands for."""


def is_large(data: Path) -> bool:
    """Whether there is so much data that a database is worth its while, and one is installed."""
    if find_spec("duckdb") is None:
        return False
    files = data.iterdir() if data.is_dir() else (data,)
    return sum(_bytes_of_text(each) for each in files if each.is_file()) >= LARGE


def _bytes_of_text(file: Path) -> int:
    from pbrlang.data.databases import kind_of_database

    squeezed = file.suffix.lower() == ".parquet" or kind_of_database(file) == "DuckDB"
    return file.stat().st_size * (SQUEEZED if squeezed else 1)
