"""Random histories: a grown contract, and data that comes late, is corrected, withdrawn and put back."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from attrs import frozen
from hypothesis import strategies as st

from pbrlang.data.folder import read_folder
from pbrlang.ir.program import Program
from pbrlang.ledger import Basis
from pbrlang.settle import Settlement, settle
from tests.properties.contracts import SETTLES, STARTS, Grown, grown

COMPLETE = date(2031, 12, 31)
AFTERWARDS = (SETTLES, SETTLES + timedelta(30), COMPLETE)
"""The last runs: when every period is over, and later, when data still changes."""

File = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
Files = Mapping[str, File]
_CHANGES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "visits.csv": {"Kind": ("Short", "Long"), "Length": ("0", "30", "64"), "Cost": ("0.00", "10.01", "199.99")},
    "clients.csv": {"Band": ("Short Stay", "Long Stay")},
    "stays.csv": {"Left": ("", "2031-10-31")},
}


@frozen
class Snapshot:
    """The data as it stood when statements were issued up to a day."""

    to: date
    files: Files


@frozen
class Past:
    """A contract, and its data as it stood at each of several runs."""

    text: str
    snapshots: tuple[Snapshot, ...]


@st.composite
def histories(draw: st.DrawFn) -> Past:
    """A contract with three to seven runs."""
    case: Grown = draw(grown())
    days = draw(st.lists(st.dates(STARTS, SETTLES), min_size=1, max_size=4))
    runs = [*sorted(days), *AFTERWARDS[: draw(st.integers(1, len(AFTERWARDS)))]]
    return Past(case.text, tuple(Snapshot(day, draw(_state(case.files))) for day in runs))


@st.composite
def _state(draw: st.DrawFn, files: Files) -> Files:
    """The files with some rows missing and some otherwise than they are."""
    return {
        name: (heading, tuple(row for each in rows for row in draw(_row(name, heading, each))))
        for name, (heading, rows) in files.items()
    }


@st.composite
def _row(draw: st.DrawFn, file: str, heading: tuple[str, ...], row: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
    fate = draw(st.sampled_from(["as it is", "as it is", "otherwise", "missing"]))
    if fate == "missing" and file != "clients.csv":
        return ()
    if fate != "otherwise":
        return (row,)
    column = draw(st.sampled_from(sorted(_CHANGES[file])))
    cells = list(row)
    cells[heading.index(column)] = draw(st.sampled_from(_CHANGES[file][column]))
    return (tuple(cells),)


def settled(program: Program, snapshot: Snapshot, folder: Path) -> Settlement:
    """What is due by a snapshot, read from files as a user would have them."""
    folder.mkdir(exist_ok=True)
    for file, (heading, rows) in snapshot.files.items():
        with (folder / file).open("w", newline="", encoding="utf-8") as handle:
            csv.writer(handle).writerows([heading, *rows])
    tables = tuple(program.tables.values())
    reading = read_folder(folder, tables, symbol=program.terms.symbol, complete_to=COMPLETE)
    assert not reading.errors, reading.errors
    assert not reading.bad, [each.reason for each in reading.bad]
    settlement = settle(program, reading.rows, as_at=snapshot.to, complete_to=COMPLETE)
    assert not settlement.faults
    return settlement


def basis(text: str) -> Basis:
    """What is issued by a contract of this text."""
    return Basis("Grown", text.encode(), bytes.decode, "pbrlang in a test")
