"""What stops a value from being read: nothing to divide by, or a fault of the data."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from pbrlang.data.checks import data_place, written
from pbrlang.data.errors import DataDiagnostic
from pbrlang.data.reading import BadRow
from pbrlang.data.rows import Row
from pbrlang.diagnostics import DataPlace


class Undefined(Exception):
    """There is no value, because it divides by nought. `otherwise` says what holds then."""


class NothingBefore(Undefined):
    """There is no value, because no period or cohort comes before. `at the start` says what holds then."""


@frozen(eq=False)
class Fault:
    """A fault that only evaluation can find, of one row; or of the contract's own tables and rate cards, and no row."""

    row: Row | None
    told: DataDiagnostic

    @property
    def table(self) -> str:
        """The data that the row is of; empty where there is none."""
        return self.row.table.name if self.row is not None else ""

    def as_bad_row(self) -> BadRow:
        """The fault as the reader of data tells its own; the row is as it was read, not as it was written."""
        if self.row is None:
            return BadRow("", self.told, (), ())
        fields = self.row.table.fields
        values = [self.row.values[each.name] for each in fields]
        record = tuple("" if value is None else written(value) for value in values)
        return BadRow(self.row.table.name, self.told, tuple(each.name for each in fields), record)


class Unreadable(Exception):
    """Faults of the data. `readable_from` is the day from which there are none, where time heals them."""

    def __init__(self, faults: Iterable[Fault], readable_from: date | None = None) -> None:
        super().__init__("rows are at fault")
        self.faults = tuple(faults)
        self.readable_from = readable_from


def place_of(row: Row, column: str | None) -> DataPlace:
    """Where a row was read, narrowed to one of its cells."""
    if column is None:
        return data_place(row.place)
    value = row.values[column]
    return data_place(row.place, column, "" if value is None else written(value))


class FaultBook:
    """The faults found so far, each once, in an order that does not depend on that of the rows."""

    def __init__(self) -> None:
        self._faults: dict[tuple[str, DataPlace, str], Fault] = {}

    def add(self, faults: Iterable[Fault]) -> None:
        """Take faults; of two about one cell that differ in their words the first by alphabet stays."""
        for fault in faults:
            key = (fault.told.code, fault.told.place, fault.told.message() if fault.row is None else "")
            known = self._faults.get(key)
            if known is None or fault.told.message() < known.told.message():
                self._faults[key] = fault

    @property
    def all(self) -> tuple[Fault, ...]:
        """By table, file, row and column."""
        return tuple(sorted(self._faults.values(), key=_in_order))


def _in_order(fault: Fault) -> tuple[str, str, int, str, str]:
    place = fault.told.place
    return fault.table, place.file, place.row, place.column or "", fault.told.code
