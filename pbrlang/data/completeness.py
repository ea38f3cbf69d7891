"""To which date each data is complete."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pbrlang.data.errors import CompletenessUnsaid, DataDiagnostic, TwoFiles, UnclearCompleteness
from pbrlang.data.files import COMPLETE, entries, is_complete_file, table_matcher
from pbrlang.data.rows import Row
from pbrlang.data.sheets import open_sheet
from pbrlang.data.sifting import sift
from pbrlang.diagnostics import DataPlace
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import DAY, Text
from pbrlang.source import Source, Span

Completeness = tuple[dict[str, date], list[DataDiagnostic]]

_DATA, _DAY = "Data", "Complete To"
_NOWHERE = Span(Source(COMPLETE, ""), 0, 0)
_TABLE = Table(
    name="Complete",
    plural="Complete",
    fields=(Field(_DATA, Text(), _NOWHERE), Field(_DAY, DAY, _NOWHERE)),
    key=(),
    span=_NOWHERE,
    clause="",
)


def read_completeness(folder: Path, tables: Sequence[Table], stated: date | None) -> Completeness:
    """The date for each table, by name: the stated one for all, else what the file of completeness says of each.

    `folder` may be a database too.
    """
    if stated is not None:
        return {table.name: stated for table in tables}, []
    there = entries(folder)
    paths = [each for each in there if is_complete_file(each)] if isinstance(there, list) else []
    if not paths:
        return {}, _unsaid(tables)
    if len(paths) > 1:
        names = tuple(path.name for path in paths)
        return {}, [TwoFiles(DataPlace(names[1], 0), "the dates of completeness", names)]
    opened = open_sheet(paths[0], _TABLE)
    problems = list(opened.problems)
    if opened.sheet is None:
        return {}, problems
    sifted = sift(_TABLE, opened.sheet, opened.positions, "", {}, None)
    days, unclear = _by_table(sifted.rows, tables)
    problems += [*(each.fault for each in sifted.bad), *unclear]
    # A row that could not be read may be the one that is missed, so nothing is called missing beside it.
    return days, problems if sifted.bad else problems + _unsaid([each for each in tables if each.name not in days])


def _by_table(rows: Sequence[Row], tables: Sequence[Table]) -> Completeness:
    matcher = table_matcher(tables)
    days: dict[str, date] = {}
    first: dict[str, int] = {}
    problems: list[DataDiagnostic] = []
    for row in rows:
        written, day = row.values[_DATA], row.values[_DAY]
        if not (isinstance(row.place, DataPlace) and isinstance(written, str) and isinstance(day, date)):
            continue
        place = DataPlace(row.place.file, row.place.row, _DATA, written)
        name = matcher.find(written)
        if name is None:
            problems.append(UnclearCompleteness(place, matcher.nearest(written)))
        elif name in first:
            problems.append(UnclearCompleteness(place, before=first[name]))
        else:
            first[name], days[name] = row.place.row, day
    return days, problems


def _unsaid(tables: Sequence[Table]) -> list[DataDiagnostic]:
    if not tables:
        return []
    return [CompletenessUnsaid(DataPlace(COMPLETE, 0), tuple(table.plural for table in tables))]
