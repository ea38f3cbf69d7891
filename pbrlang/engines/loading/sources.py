"""A file, or a table of a database, as something that can be selected from."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from pbrlang.data.formats import Sheet
from pbrlang.data.sifting import Sifted
from pbrlang.engines.loading.plain import Plain, is_nothing, plain
from pbrlang.ir.tables import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

Pick = Callable[["Connection", Iterable[int]], Sheet]
"""Reads the records of these row numbers as the interpreter does."""


@frozen(eq=False)
class Source:
    """What holds the records of a table.

    `scan` is SQL to select from and `columns` and `types` are its columns, all those of the file; `positions` says
    which of them hold the fields. `row` is SQL for the number of a row; where there is none, rows are counted from
    `first` in the order in which they are read. `expected` is how many there must be, where that is known, or the
    file has to be read otherwise.
    """

    table: Table
    file: str
    headings: tuple[str, ...]
    positions: Mapping[str, int]
    scan: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    row: str | None
    first: int
    pick: Pick
    expected: int | None = None

    def fields(self) -> list[tuple[str, str, Plain]]:
        """Each field's column, its type, and how it is read at once, in the order of the fields."""
        found = []
        for field in self.table.fields:
            at, kind = self.columns[self.positions[field.name]], self.types[self.positions[field.name]]
            found.append((at, kind, plain(field, at, kind)))
        return found

    def is_blank(self) -> str:
        """Whether nothing is written in a record, as SQL."""
        tests = [is_nothing(at, kind) for at, kind in zip(self.columns, self.types, strict=True)]
        # One after the other: the first cell settles nearly every record.
        return "CASE " + " ".join(f"WHEN NOT ({each}) THEN false" for each in tests) + " ELSE true END"


@frozen(eq=False)
class Sorted:
    """The records of a file that the interpreter's own reader had to read, already sifted."""

    table: Table
    sheet: Sheet
    sifted: Sifted
