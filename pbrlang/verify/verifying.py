"""The reference interpreter and another way, on the same data."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from pbrlang.data.folder import read_folder
from pbrlang.data.reading import Reading
from pbrlang.diagnostics import Diagnostic
from pbrlang.engines.errors import DataDeclinedByEngine, Declined
from pbrlang.ir.program import Program
from pbrlang.settle import Settlement, as_json, settle
from pbrlang.verify.comparing import Difference, differences
from pbrlang.verify.growing import grown
from pbrlang.verify.plain import Cells, file_name, files_of, tables_of
from pbrlang.verify.views import BuiltViews, sums
from pbrlang.verify.ways import Way, WayFailed

Rows = Mapping[str, list[Cells]]
_TRIES = 12


@frozen(eq=False)
class Data:
    """Rows of a contract, each of which it can be applied to, with what the interpreter makes of them."""

    reading: Reading
    complete_to: date
    as_at: date
    settlement: Settlement

    @property
    def meant(self) -> str:
        """The statements as JSON."""
        return as_json(self.settlement)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(map(len, self.reading.rows.values()))


@frozen
class Outcome:
    """What came of a comparison: where they differ, or what the other said in the place of a result."""

    differences: tuple[Difference, ...] = ()
    failure: str | None = None

    @property
    def same(self) -> bool:
        """Whether both give the same bytes."""
        return not self.differences and self.failure is None


def data_of(program: Program, reading: Reading, complete_to: date, as_at: date) -> Data:
    """What was read, settled by the interpreter; `settlement.faults` are rows that it cannot be applied to."""
    return Data(reading, complete_to, as_at, settle(program, reading.rows, as_at=as_at, complete_to=complete_to))


def grown_data(program: Program, seed: int, most: int = 12) -> Data | None:
    """Boundary data of a seed, without rows that the contract cannot be applied to; nothing if no row is left over.

    It is complete to the end of the run-off and settled up to then, or, for every third seed, to a day before.
    """
    rows = grown(program, seed, most)
    last = program.terms.settles_until
    periods = program.calendars[program.terms.step].periods
    as_at = periods[seed % len(periods)].last if seed % 3 == 2 else last
    for _ in range(_TRIES):
        reading = read_rows(program, rows, last)
        data = None if reading.bad else data_of(program, reading, last, as_at)
        bad = reading.bad if data is None else data.settlement.faults
        if data is not None and not bad:
            return data
        left = _without(program, rows, {(each.place.file, each.place.row) for each in bad})
        if left == rows:
            return None
        rows = left
    return None


def read_rows(program: Program, rows: Rows, complete_to: date) -> Reading:
    """Rows as text, read as the files of a folder are."""
    tables = tuple(program.tables.values())
    if not tables:
        return Reading({}, (), (), {}, {})
    with TemporaryDirectory() as name:
        for file, text in files_of(program, rows).items():
            (Path(name) / file).write_text(text, encoding="utf-8")
        symbol, plurals = program.terms.symbol, program.nouns.plurals
        return read_folder(Path(name), tables, symbol=symbol, plurals=plurals, complete_to=complete_to)


def _without(program: Program, rows: Rows, bad: set[tuple[str, int]]) -> dict[str, list[Cells]]:
    """The rows but those that stand at these places; the first row of a file is its second line."""
    files = {name: file_name(table.plural) for name, table in program.tables.items()}
    return {
        name: [row for number, row in enumerate(those, start=2) if (files[name], number) not in bad]
        for name, those in rows.items()
    }


def written(program: Program, data: Data) -> dict[str, str]:
    """The files of some data, with the date to which it is complete."""
    files = files_of(program, tables_of(program, data.reading.rows))
    complete = [f"{table.name},{data.complete_to}" for table in program.tables.values()]
    return files | {"complete.csv": "\n".join(["data,complete to", *complete]) + "\n"}


def compared(way: Way, data: Data) -> Outcome:
    """What another way makes of the same data; one that gives sums alone, of all the contract."""
    if isinstance(way, BuiltViews):
        return _compared_in_sums(way, data)
    try:
        found = way.settled(data.reading.rows, data.complete_to, data.as_at)
    except WayFailed as failure:
        return Outcome(failure=str(failure))
    return Outcome(tuple(differences(data.meant, found)))


def _compared_in_sums(way: BuiltViews, data: Data) -> Outcome:
    last = way.program.terms.settles_until
    whole = data if (data.complete_to, data.as_at) == (last, last) else data_of(way.program, data.reading, last, last)
    try:
        found = way.settled(data.reading.rows, last, last)
    except WayFailed as failure:
        return Outcome() if whole.settlement.faults else Outcome(failure=str(failure))
    if whole.settlement.faults:
        return Outcome(failure="it gives sums of rows that the contract cannot be applied to")
    return Outcome(tuple(differences(sums(whole.meant), found)))


@frozen
class Verdict:
    """What came of a way on several sets of data: on how many it gave the same, and where something else, by name.

    `declined` says why it gave nothing for some, or for all, of the `tried`.
    """

    name: str
    tried: int
    same: int
    different: tuple[tuple[str, Outcome], ...] = ()
    declined: tuple[Diagnostic, ...] = ()

    @property
    def passed_over(self) -> int:
        """For how many it gave nothing."""
        return self.tried - self.same - len(self.different)

    @property
    def holds(self) -> bool:
        """Whether it gave the same on all."""
        return self.same == self.tried


def verify(name: str, way: Way, every: Mapping[str, Data]) -> Verdict:
    """Compare a way with the interpreter on data, by its name; what an engine declines is passed over, with reasons."""
    same, different = 0, []
    declined: dict[str, Diagnostic] = {}
    for where, data in every.items():
        try:
            outcome = compared(way, data)
        except Declined as why:
            declined |= {each.message(): each for each in why.diagnostics}
            if all(isinstance(each, DataDeclinedByEngine) for each in why.diagnostics):
                continue
            break
        if outcome.same:
            same += 1
        else:
            different.append((where, outcome))
    return Verdict(name, len(every), same, tuple(different), tuple(declined.values()))
