"""Bad rows in a file of their own, for whoever mends them."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from pbrlang.data.matching import name_key
from pbrlang.data.reading import BadRow

HEADINGS = ("File", "Row", "Column", "Value", "Expected", "Reason")
"""The columns that say what is wrong; those of the row as it was written follow them."""

_FURTHER = "Further cell"


def write_set_aside(path: Path, bad: Iterable[BadRow]) -> None:
    """Write a line for each fault, and beside it the row as it was written, under the headings of its file.

    Files that share a heading share a column. A row with several faults has a line for each, and
    its cells stand only on the first, so that mended cells can be copied back without doubling any.
    Cells beyond the headings of a ragged row follow under headings of their own.
    """
    faults = tuple(bad)
    columns = _columns(faults)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*HEADINGS, *(_headed(name) for name in columns.values())])
        seen: set[tuple[str, int]] = set()
        for each in faults:
            place = each.place
            row = (place.file, place.row)
            cells = [] if row in seen else _cells(each, list(columns))
            seen.add(row)
            reason = each.reason.replace("`", '"')
            writer.writerow([*row, place.column or "", place.value or "", each.expected, reason, *cells])


def _names(row: BadRow) -> list[str]:
    surplus = range(1, len(row.record) - len(row.headings) + 1)
    return [*row.headings, *(f"{_FURTHER} {number}" for number in surplus)]


def _columns(faults: Sequence[BadRow]) -> dict[str, str]:
    """All headings, each once, by what counts in it; those of further cells come last."""
    found: dict[str, str] = {}
    for each in faults:
        for name in _names(each):
            found.setdefault(name_key(name), name)
    return dict(sorted(found.items(), key=lambda item: item[1].startswith(_FURTHER)))


def _headed(name: str) -> str:
    taken = {name_key(heading) for heading in HEADINGS}
    return f"{name} (as written)" if name_key(name) in taken else name


def _cells(row: BadRow, columns: Sequence[str]) -> list[str]:
    by_key = {name_key(name): cell for name, cell in zip(_names(row), row.record, strict=False)}
    return [by_key.get(key, "") for key in columns]
