"""Which column holds which field."""

from collections.abc import Sequence

from attrs import frozen

from pbrlang.data.errors import DataDiagnostic, MissingColumn, TwoColumns, UnknownColumn
from pbrlang.data.matching import Matcher, nearest
from pbrlang.diagnostics import DataPlace
from pbrlang.ir.tables import Table


@frozen
class HeadingFault:
    """What is wrong with the headings, and which of them it is; `None` where one is missing."""

    position: int | None
    fault: DataDiagnostic


@frozen
class Columns:
    """The position of each field's column, and what is wrong with the headings."""

    positions: dict[str, int]
    faults: tuple[HeadingFault, ...]


def match_columns(table: Table, headings: Sequence[str], place: DataPlace) -> Columns:
    """Match headings to a table's fields; case, spaces, hyphens, underscores and the plural make no difference."""
    matcher = Matcher({field.name: (field.name,) for field in table.fields})
    found: dict[str, list[int]] = {}
    unknown = []
    for position, heading in enumerate(headings):
        name = matcher.find(heading)
        if name is None:
            unknown.append(position)
        else:
            found.setdefault(name, []).append(position)
    spare = [headings[position] for position in unknown]
    absent = [field for field in table.fields if field.name not in found]
    faults = [*_doubled(found, headings, place), *_unknown(unknown, headings, [each.name for each in absent], place)]
    for field in absent:
        near = nearest(field.name, spare)
        faults.append(HeadingFault(None, MissingColumn(place, field.name, field.optional, near)))
    return Columns({name: positions[0] for name, positions in found.items()}, tuple(faults))


def _doubled(found: dict[str, list[int]], headings: Sequence[str], place: DataPlace) -> list[HeadingFault]:
    return [
        HeadingFault(positions[1], TwoColumns(place, name, tuple(headings[each] for each in positions)))
        for name, positions in found.items()
        if len(positions) > 1
    ]


def _unknown(
    unknown: Sequence[int], headings: Sequence[str], absent: Sequence[str], place: DataPlace
) -> list[HeadingFault]:
    faults = []
    for position in unknown:
        heading = headings[position] or f"column {position + 1}, which has no heading,"
        at = DataPlace(place.file, place.row, heading)
        faults.append(HeadingFault(position, UnknownColumn(at, nearest(headings[position], absent))))
    return faults
