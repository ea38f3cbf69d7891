"""Which file of a folder holds which data."""

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from pbrlang.data.databases import kind_of_database, tables_of
from pbrlang.data.errors import DataDiagnostic, MissingFile, MissingFolder, TwoFiles, UnmatchedFile, UnsupportedFormat
from pbrlang.data.formats import FORMATS
from pbrlang.data.matching import Matcher, name_key, nearest
from pbrlang.diagnostics import DataPlace
from pbrlang.ir.tables import Table

COMPLETE = "complete.csv"
"""The file that says to which date each data is complete, as it is asked for; any format that is read will do."""


@frozen
class Files:
    """The file of each table that has one, and what is wrong with the folder."""

    by_table: dict[str, Path]
    problems: tuple[DataDiagnostic, ...]


def table_matcher(tables: Sequence[Table]) -> Matcher:
    """Finds a table by its name or its plural, as people write them."""
    return Matcher({table.name: (table.name, table.plural) for table in tables})


def match_files(folder: Path, tables: Sequence[Table]) -> Files:
    """Match the files of a folder to tables; hidden files, README files and files of completeness are passed over.

    A database is a folder of its tables.
    """
    thing = "table" if folder.is_file() else "file"
    expected = {table.name: file_name(table).removesuffix(".csv" if thing == "table" else "") for table in tables}
    there = entries(folder)
    if there is None:
        return Files({}, (MissingFolder(DataPlace(folder.name, 0), tuple(expected.values())),))
    if isinstance(there, DataDiagnostic):
        return Files({}, (there,))
    matcher = table_matcher(tables)
    found: dict[str, list[Path]] = {}
    spare: list[Path] = []
    for path in there:
        if not _is_data(path):
            continue
        name = matcher.find(path.stem)
        if name is None:
            spare.append(path)
        else:
            found.setdefault(name, []).append(path)
    absent = [table for table in tables if table.name not in found]
    problems = [
        *_clashes(found),
        *(
            MissingFile(DataPlace(expected[each.name], 0), each.name, _nearest_file(each, spare), thing)
            for each in absent
        ),
        *(
            UnmatchedFile(DataPlace(path.name, 0), nearest(path.stem, [t.plural for t in absent]), thing)
            for path in spare
        ),
    ]
    usable = {name: paths[0] for name, paths in found.items() if len(paths) == 1 and _is_read(paths[0])}
    return Files(usable, tuple(problems))


def is_data_folder(path: Path) -> bool:
    """Whether there is a folder, or a database, to read data from."""
    return path.is_dir() or kind_of_database(path) is not None


def entries(folder: Path) -> list[Path] | DataDiagnostic | None:
    """What lies in a folder, or the tables of a database, in the order of their names; nothing if neither is there."""
    if folder.is_dir():
        return sorted(folder.iterdir())
    return tables_of(folder) if kind_of_database(folder) else None


def file_name(table: Table) -> str:
    """The name that a table's file is asked for by: `employment_claims.csv`."""
    return table.plural.lower().replace(" ", "_") + ".csv"


def _suffix(path: Path) -> str:
    return path.suffix.lower()


def is_complete_file(path: Path) -> bool:
    """Whether a file is the one that says to which date data is complete."""
    return _is_there(path) and name_key(path.stem) == "complete" and _is_read(path)


def _is_there(path: Path) -> bool:
    return path.parent.is_file() or path.is_file()


def _is_read(path: Path) -> bool:
    return path.parent.is_file() or _suffix(path) in FORMATS


def _is_data(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return _is_there(path) and not hidden and name_key(path.stem) != "readme" and not is_complete_file(path)


def _nearest_file(table: Table, spare: Sequence[Path]) -> str | None:
    by_stem = {path.stem: path.name for path in spare}
    near = nearest(table.plural, by_stem)
    return by_stem[near] if near else None


def _clashes(found: dict[str, list[Path]]) -> list[DataDiagnostic]:
    problems: list[DataDiagnostic] = []
    for name, paths in found.items():
        if len(paths) > 1:
            place = DataPlace(paths[1].name, 0)
            whole = "database" if paths[0].parent.is_file() else "folder"
            problems.append(TwoFiles(place, name, tuple(path.name for path in paths), whole))
        elif not _is_read(paths[0]):
            problems.append(UnsupportedFormat(DataPlace(paths[0].name, 0), name))
    return problems
