"""PostgreSQL as the database in which rows are worked out: `pip install 'pbrlang[postgres]'`.

Rows that were loaded and checked are copied into temporary tables of one session, which leave nothing behind. Text is
compared by its bytes there, as everywhere else, and not by the language of the server. A whole number that is too long
for its type is an error in PostgreSQL, never another number.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define

from pbrlang.backends.sql.dialects import POSTGRES, Dialect
from pbrlang.backends.sql.naming import column, quoted, relation
from pbrlang.ir.program import Program

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from psycopg import Connection

TYPES: Mapping[str, str] = {
    "BIGINT": "BIGINT",
    "INTEGER": "INTEGER",
    "HUGEINT": "NUMERIC",
    "DATE": "DATE",
    "BOOLEAN": "BOOLEAN",
    "VARCHAR": 'TEXT COLLATE "C"',
}
_CHUNK = 1 << 20


class CannotConnect(Exception):
    """A server does not answer, or does not let us do what is needed; the text says why."""


@define(eq=False)
class Postgres:
    """A session on a server."""

    session: "Connection[Any]"
    dialect: Dialect = POSTGRES

    def execute(self, query: str) -> Any:
        """Run a statement; what it gives has `fetchone` and `fetchall`. OverflowError for a number that is too long."""
        from psycopg.errors import NumericValueOutOfRange

        try:
            return self.session.execute(query.encode())
        except NumericValueOutOfRange as wrong:
            raise OverflowError(str(wrong)) from None

    def take(self, connection: "DuckDBPyConnection", program: Program) -> None:
        """Copy the relations of a contract's tables out of the database that has checked them."""
        for name in program.tables:
            table = quoted(relation(name))
            columns = connection.execute(f"DESCRIBE {table}").fetchall()
            made = ", ".join(f"{quoted(at)} {TYPES[kind]}" for at, kind, *_ in columns)
            self.execute(f"CREATE TEMP TABLE {table} ({made})")
            with tempfile.TemporaryDirectory(prefix="pbr-") as folder:
                file = Path(folder) / "rows.csv"
                target = "'" + str(file).replace("'", "''") + "'"
                connection.execute(f"COPY (FROM {table}) TO {target} (FORMAT csv, HEADER false, NULLSTR '')")
                self._copy(table, file)
            for key in _looked_up(program, name):
                self.execute(f"CREATE INDEX ON {table} ({quoted(key)})")
            self.execute(f"ANALYZE {table}")

    def _copy(self, table: str, file: Path) -> None:
        with (
            self.session.cursor() as cursor,
            cursor.copy(f"COPY {table} FROM STDIN (FORMAT csv)".encode()) as copy,
            file.open("rb") as rows,
        ):
            while chunk := rows.read(_CHUNK):
                copy.write(chunk)


def _looked_up(program: Program, name: str) -> list[str]:
    """The columns by which rows are found: what they are called, and whom they name."""
    table = program.tables[name]
    fields = [each.name for each in table.fields if each.refers_to or (table.key == (each.name,))]
    return [column(each) for each in fields]


@contextmanager
def on_server(url: str) -> Iterator[Postgres]:
    """A session on the server of a URL. Raises CannotConnect; ImportError where psycopg is not installed."""
    import psycopg
    from psycopg.adapt import Loader

    class Whole(Loader):
        """Every number that is asked for is whole."""

        def load(self, data: bytes | bytearray | memoryview) -> int:
            return int(bytes(data))

    try:
        session = psycopg.connect(url, autocommit=True)
    except psycopg.Error as wrong:
        raise CannotConnect(" ".join(str(wrong).split())) from None
    with session:
        session.adapters.register_loader("numeric", Whole)
        session.execute("SET client_encoding TO 'UTF8'")
        session.execute("SET datestyle TO 'ISO, YMD'")
        try:
            yield Postgres(session)
        except psycopg.Error as wrong:
            raise CannotConnect(" ".join(str(wrong).split())) from None
