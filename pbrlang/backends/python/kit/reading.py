"""Reading a folder of CSV files: every fault of every row is told, and no value is changed on the way."""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pbrlang.backends.python.kit.cells import Column, day
from pbrlang.backends.python.kit.rows import DataAtFault, Row

OTHER_FORMATS = frozenset((".jsonl", ".ndjson", ".parquet", ".xlsx"))
DROPPED = str.maketrans("", "", " -_\u00a0\u2010\u2011\u2013\t\n\r")


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """A kind of row: what it and many of it are called, its columns, how a row is made, and whom its columns name.

    `refers` gives, by column, the table whose rows it names by their key.
    """

    name: str
    plural: str
    columns: Sequence[Column]
    key: Sequence[str]
    make: Callable[..., Row]
    refers: Mapping[str, str]
    lasts: tuple[str, str] | None = None


@dataclass(eq=False, slots=True)
class Record:
    """A row as it was read: the row itself where it is good, its key where that is known."""

    table: Table
    file: str
    number: int
    values: dict[str, Any]
    row: Row | None
    key: tuple[Any, ...] | None


@dataclass(eq=False)
class Reader:
    """Reads the files of a folder, and gathers what is wrong with them."""

    folder: Path
    tables: Sequence[Table]
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def rows(self) -> dict[str, list[Row]]:
        """The rows of each table, by its name, in the order of their files; DataAtFault where something is wrong."""
        records: dict[str, list[Record]] = {}
        for table, path in self.files().items():
            records[table.name] = self.records(table, path)
        self.check(records)
        if self.faults:
            raise DataAtFault(self.faults)
        return {table: [each.row for each in those if each.row] for table, those in records.items()}

    def files(self) -> dict[Table, Path]:
        """The file of each table."""
        check_folder(self.folder)
        found: dict[str, list[Path]] = {}
        for path in sorted(self.folder.iterdir()):
            is_other = path.name.startswith((".", "~$")) or name_key(path.stem) in ("readme", "complete")
            if not path.is_file() or is_other:
                continue
            meant = find({each.name: (each.name, each.plural) for each in self.tables}, path.stem)
            if meant is None:
                self.notes.append(f"{path.name} is not read: no data of the contract has that name")
            else:
                found.setdefault(meant, []).append(path)
        files = {}
        for table in self.tables:
            paths = found.get(table.name, [])
            expected = table.plural.lower().replace(" ", "_") + ".csv"
            if len(paths) != 1:
                named = ", ".join(each.name for each in paths)
                several = f"several files are named for {table.name}: {named}"
                self.faults.append(several if paths else f"there is no file for {table.name}; {expected} is expected")
            elif paths[0].suffix.lower() != ".csv":
                self.faults.append(f"{paths[0].name} is no CSV file: save it as {expected}")
            else:
                files[table] = paths[0]
        return files

    def records(self, table: Table, path: Path) -> list[Record]:
        """The records of a file."""
        numbered = self.cells(path)
        if not numbered:
            return []
        heading, *rest = numbered
        positions = self.positions(table, path.name, [each.strip() for each in heading[1]])
        if positions is None:
            return []
        return [self.record(table, path.name, number, cells, positions) for number, cells in rest]

    def cells(self, path: Path) -> list[tuple[int, list[str]]]:
        """The rows of a file that are not blank, each with its number; empty columns without a heading are dropped."""
        numbered: list[tuple[int, list[str]]] = []
        number = 0
        try:
            text = path.read_bytes().decode("utf-8-sig")
            for number, cells in enumerate(
                csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True), 1
            ):
                if "".join(cells).strip():
                    numbered.append((number, cells))
        except UnicodeDecodeError:
            self.faults.append(f'{path.name} is not in UTF-8: save it as "CSV UTF-8 (comma delimited)"')
            return []
        except csv.Error:
            self.faults.append(f"{path.name}, row {number + 1}: a quotation mark is not closed as it should be")
            return []
        if not numbered:
            self.faults.append(f"{path.name} is empty: write its headings, even if there are no rows")
            return []
        headings = numbered[0][1]
        while not headings[-1].strip():
            headings.pop()
        for _, cells in numbered:
            if len(cells) > len(headings) and not "".join(cells[len(headings) :]).strip():
                del cells[len(headings) :]
        return numbered

    def positions(self, table: Table, file: str, headings: Sequence[str]) -> dict[str, int] | None:
        """Which column of the file is which column of the table; nothing where one is missing or stands twice."""
        found: dict[str, list[int]] = {}
        for position, heading in enumerate(headings):
            meant = find({each.name: (each.name,) for each in table.columns}, heading)
            if meant is None:
                self.notes.append(f"{file}: the column `{heading}` is not used")
            else:
                found.setdefault(meant, []).append(position)
        before = len(self.faults)
        for column in table.columns:
            places = found.get(column.name, [])
            if not places:
                self.faults.append(f"{file} has no column {column.name}")
            elif len(places) > 1:
                self.faults.append(f"{file} has {len(places)} columns {column.name}")
        found[""] = [len(headings)]
        return {each: places[0] for each, places in found.items()} if len(self.faults) == before else None

    def record(
        self, table: Table, file: str, number: int, cells: Sequence[str], positions: Mapping[str, int]
    ) -> Record:
        """One row of a file."""
        record = Record(table, file, number, {}, None, None)
        width = positions[""]
        if len(cells) != width:
            self.fault(record, None, f"the row has {len(cells)} cells and the file {width} headings")
            return record
        before = len(self.faults)
        for column in table.columns:
            try:
                record.values[column.name] = column.value(cells[positions[column.name]])
            except ValueError as wrong:
                self.fault(record, column.name, str(wrong))
        if all(each in record.values for each in table.key):
            record.key = tuple(record.values[each] for each in table.key)
        if len(self.faults) == before and not self.ends_early(record):
            record.row = table.make(*record.values.values(), row=number)
        return record

    def ends_early(self, record: Record) -> bool:
        """Whether a row ends before it starts, which is told."""
        if record.table.lasts is None:
            return False
        start, end = (record.values[each] for each in record.table.lasts)
        early = start is not None and end is not None and end < start
        if early:
            self.fault(record, record.table.lasts[1], f"{end} is before {start}")
        return early

    def check(self, records: Mapping[str, Sequence[Record]]) -> None:
        """Tell each key that stands twice, and each name that leads to no row that is there and good."""
        by_name: dict[str, dict[Any, Record]] = {}
        for table, those in records.items():
            by_key: dict[tuple[Any, ...], list[Record]] = {}
            for record in those:
                if record.key is not None:
                    by_key.setdefault(record.key, []).append(record)
            by_name[table] = {key[0]: sharing[0] for key, sharing in by_key.items() if len(key) == 1}
            for sharing in by_key.values():
                for record in sharing if len(sharing) > 1 else ():
                    self.fault(record, " and ".join(record.table.key), "another row has the same")
        for those in records.values():
            for record in those:
                for column, table in record.table.refers.items() if record.row else ():
                    named = record.values[column]
                    if named is not None and table in by_name and named not in by_name[table]:
                        self.fault(record, column, f"`{named}` names no {table}")

    def fault(self, record: Record, column: str | None, reason: str) -> None:
        """Note a fault of a row."""
        where = f"{record.file}, row {record.number}" + (f", column {column}" if column else "")
        self.faults.append(f"{where}: {reason}")


def gathered(*ways: Callable[[], Any]) -> list[Any]:
    """What each of several ways of reading gives; DataAtFault, with what all of them found wrong, where one did."""
    found: list[Any] = []
    faults: list[str] = []
    for way in ways:
        try:
            found.append(way())
        except DataAtFault as met:
            faults += met.faults
    if faults:
        raise DataAtFault(faults)
    return found


def check_folder(folder: Path) -> None:
    """DataAtFault where there is no such folder."""
    if not folder.is_dir():
        raise DataAtFault([f"there is no folder {folder}"])


def complete_to(folder: Path, tables: Sequence[Table]) -> date:
    """The date to which all data is complete, by the folder's file of completeness; DataAtFault where it is unclear."""
    check_folder(folder)
    faults: list[str] = []
    files = [
        path
        for path in sorted(folder.iterdir())
        if path.is_file() and name_key(path.stem) == "complete" and path.suffix.lower() in {".csv", *OTHER_FORMATS}
    ]
    if len(files) != 1 or files[0].suffix.lower() != ".csv":
        told = ", ".join(each.name for each in files) or "nothing"
        raise DataAtFault([f"one file complete.csv, or --complete-to, says how far data is complete; here is {told}"])
    columns = (Column("Data", "words", str, is_text=True), Column("Complete To", "a date", day))
    reader = Reader(folder, ())
    records = reader.records(Table("Complete", "Complete", columns, (), lambda *_values, **_row: Row(), {}), files[0])
    days: dict[str, date] = {}
    for record in records if not reader.faults else ():
        meant = find({each.name: (each.name, each.plural) for each in tables}, record.values["Data"])
        if meant is None or meant in days:
            faults.append(f"{record.file}, row {record.number}: `{record.values['Data']}` is no data, or stands twice")
        else:
            days[meant] = record.values["Complete To"]
    missing = [each.plural for each in tables if each.name not in days]
    if reader.faults or faults or missing:
        unsaid = [f"nothing says to which date {each} are complete" for each in missing if not reader.faults]
        raise DataAtFault([*reader.faults, *faults, *unsaid])
    return min(days.values())


def name_key(text: str) -> str:
    """The letters of a name that matter."""
    return text.translate(DROPPED).casefold()


def singular(text: str) -> str:
    """The noun of which this is the regular plural; any other as it is."""
    if re.search(r"[^aeiou]ies$", text, re.IGNORECASE) and len(text) > len("ties"):
        return text[:-3] + "y"
    if re.search(r"(ss|x|z|ch|sh)es$", text, re.IGNORECASE):
        return text[:-2]
    return text[:-1] if re.search(r"[^su]s$", text, re.IGNORECASE) and len(text) > len("gas") else text


def find(spellings: Mapping[str, Sequence[str]], written: str) -> str | None:
    """The thing that a written name stands for; case, spaces, hyphens, underscores and plural make no difference."""
    key = name_key(written)
    for meant, spelt in spellings.items():
        if key in map(name_key, spelt):
            return meant
    loose = {meant for meant, spelt in spellings.items() for each in spelt if singular(name_key(each)) == singular(key)}
    return loose.pop() if len(loose) == 1 else None
