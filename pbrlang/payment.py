"""What a contract pays on some data: the statements, and the reading that they were made from."""

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

if TYPE_CHECKING:
    from pbrlang.data.reading import BadRow, Reading
    from pbrlang.settle import Settlement


@frozen(eq=False, repr=False)
class Payment:
    """Statements, and the reading of the data that they were made from.

    `settlement` has the statements, the `total` and what became of each row. `bad` are the rows that were set
    aside; there are some only where the payment is provisional. `lines_file` is where its lines were written as it
    was worked out.
    """

    settlement: "Settlement"
    reading: "Reading"
    bad: tuple["BadRow", ...]
    lines_file: Path | None = None

    @property
    def provisional(self) -> bool:
        """Whether bad rows were left out of it."""
        return self.settlement.provisional

    def as_json(self) -> str:
        """The statements as JSON with a line end at the end; the order of the data's rows makes no difference."""
        from pbrlang.settle import as_json

        read = self.reading.read
        set_aside = {each.table: read.get(each.table, each.read) - each.read for each in self.settlement.accounting}
        return as_json(self.settlement, set_aside)

    def as_csv(self) -> str:
        """The lines of all statements as CSV, one row for each."""
        from pbrlang.settle import as_csv

        return as_csv(self.settlement)

    def with_lines_in(self, file: Path) -> "Payment":
        """The same, its lines written to a file as by `write_lines`."""
        self.write_lines(file)
        return evolve(self, lines_file=file)

    def write_lines(self, file: str | PathLike[str]) -> None:
        """Write the lines of all statements to a file whose name ends in `.parquet` or `.csv`, by duckdb.

        The columns are those of `as_csv`. Raises ImportError where duckdb is not installed, ValueError for another
        end of the name, OSError if the file cannot be written.
        """
        from pbrlang.engines.connecting import connected
        from pbrlang.engines.writing import spooled_lines, write_lines

        with connected() as connection:
            lines = spooled_lines(connection, self.settlement)
            write_lines(connection, lines, Path(file), self.settlement.program.terms.places)
