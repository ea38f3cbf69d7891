"""What came of reading a folder of data."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from pbrlang.data.errors import DataDiagnostic
from pbrlang.data.rows import Row
from pbrlang.diagnostics import DataPlace, Severity


@frozen
class BadRow:
    """One fault of a row that is not used; a row with two faults appears twice. It keeps the row as it was written."""

    table: str
    fault: DataDiagnostic
    headings: tuple[str, ...]
    record: tuple[str, ...]

    @property
    def place(self) -> DataPlace:
        """The file and row, and the column and value where one cell is at fault."""
        return self.fault.place

    @property
    def expected(self) -> str:
        """What was expected there."""
        return self.fault.wanted()

    @property
    def reason(self) -> str:
        """What is wrong, in a sentence, with what to do where that is known."""
        advice = self.fault.help()
        return f"{self.fault.message()}; {advice}" if advice else self.fault.message()


@frozen(eq=False)
class Reading:
    """The good rows of each table, and all that is wrong with the rest.

    `read` counts the rows of each file; each is either in `rows` or bad. `problems` are faults of
    the folder, of whole files and of completeness, notes and warnings among them. A table whose
    file could not be used has no rows and is among the `errors`.
    """

    rows: Mapping[str, tuple[Row, ...]]
    bad: tuple[BadRow, ...]
    problems: tuple[DataDiagnostic, ...]
    read: Mapping[str, int]
    complete_to: Mapping[str, date]

    @property
    def errors(self) -> tuple[DataDiagnostic, ...]:
        """The problems that forbid any payment, even a provisional one."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def as_at(self) -> date | None:
        """The date to which all data is complete; none if that is not known for any."""
        return min(self.complete_to.values(), default=None)

    def bad_count(self, table: str) -> int:
        """How many rows of a table are bad, each counted once."""
        return len({each.place.row for each in self.bad if each.table == table})
