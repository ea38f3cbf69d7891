"""Which file of a folder holds which data."""

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

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
    """Match the files of a folder to tables; hidden files, README files and files of completeness are passed over."""
    expected = {table.name: file_name(table) for table in tables}
    if not folder.is_dir():
        return Files({}, (MissingFolder(DataPlace(folder.name, 0), tuple(expected.values())),))
    matcher = table_matcher(tables)
    found: dict[str, list[Path]] = {}
    spare: list[Path] = []
    for path in sorted(folder.iterdir()):
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
        *(MissingFile(DataPlace(expected[each.name], 0), each.name, _nearest_file(each, spare)) for each in absent),
        *(UnmatchedFile(DataPlace(path.name, 0), nearest(path.stem, [t.plural for t in absent])) for path in spare),
    ]
    usable = {name: paths[0] for name, paths in found.items() if len(paths) == 1 and _suffix(paths[0]) in FORMATS}
    return Files(usable, tuple(problems))


def file_name(table: Table) -> str:
    """The name that a table's file is asked for by: `employment_claims.csv`."""
    return table.plural.lower().replace(" ", "_") + ".csv"


def _suffix(path: Path) -> str:
    return path.suffix.lower()


def is_complete_file(path: Path) -> bool:
    """Whether a file is the one that says to which date data is complete."""
    return path.is_file() and name_key(path.stem) == "complete" and _suffix(path) in FORMATS


def _is_data(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return path.is_file() and not hidden and name_key(path.stem) != "readme" and not is_complete_file(path)


def _nearest_file(table: Table, spare: Sequence[Path]) -> str | None:
    by_stem = {path.stem: path.name for path in spare}
    near = nearest(table.plural, by_stem)
    return by_stem[near] if near else None


def _clashes(found: dict[str, list[Path]]) -> list[DataDiagnostic]:
    problems: list[DataDiagnostic] = []
    for name, paths in found.items():
        if len(paths) > 1:
            place = DataPlace(paths[1].name, 0)
            problems.append(TwoFiles(place, name, tuple(path.name for path in paths)))
        elif _suffix(paths[0]) not in FORMATS:
            problems.append(UnsupportedFormat(DataPlace(paths[0].name, 0), name))
    return problems
