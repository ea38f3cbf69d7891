"""What every format is read as: headings, and records of cells."""

from attrs import field as attribute
from attrs import frozen

from pbrlang.data.errors import DataDiagnostic
from pbrlang.data.stored import Cell, text_of

Record = list[Cell]


@frozen(eq=False)
class Sheet:
    """A file's headings and records; blank records are left out.

    Each record has its number: in CSV files and workbooks the row that a spreadsheet shows, in JSON lines the line,
    in Parquet the count from 1. A CSV record counts as one row even where a quoted cell runs over several lines.
    `broken` are records that could not be taken apart into cells. A sheet of an empty file has no headings; one whose
    format has no row for them has them in row 0.
    """

    file: str
    headings: tuple[str, ...]
    heading_row: int
    records: list[tuple[int, Record]]
    broken: list[DataDiagnostic] = attribute(factory=list)

    @property
    def count(self) -> int:
        """How many records the file has, broken ones among them."""
        return len(self.records) + len(self.broken)


def is_blank(record: Record) -> bool:
    """Whether nothing is written in any cell."""
    return not any(cell and text_of(cell).strip() for cell in record)


def headed_sheet(file: str, numbered: list[tuple[int, Record]]) -> Sheet:
    """A sheet whose first record holds the headings; empty cells beyond them are dropped."""
    if not numbered:
        return Sheet(file, (), 1, [])
    heading_row, first = numbered[0]
    headings = [text_of(cell).strip() for cell in first]
    while not headings[-1]:
        headings.pop()
    for _, record in numbered:
        drop_surplus(record, len(headings))
    return Sheet(file, tuple(headings), heading_row, numbered[1:])


def drop_surplus(record: Record, width: int) -> None:
    """Drop the cells beyond the headings, if nothing is written in any."""
    if len(record) > width and is_blank(record[width:]):
        del record[width:]
