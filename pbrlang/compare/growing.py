"""Both contracts paid on data made up at the values at which either of them changes its mind."""

from collections.abc import Iterator, Mapping

from pbrlang.compare.model import Moneys, Trial
from pbrlang.compare.money import moneys
from pbrlang.diagnostics.prose import plural
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Table
from pbrlang.settle import Settlement, settle
from pbrlang.source.late import changed
from pbrlang.verify import grown_data
from pbrlang.verify.plain import Cells, tables_of
from pbrlang.verify.verifying import Rows, read_rows

NAME = "data made up at the limits of both contracts"


def on_grown(old: Program, new: Program, sets: int, renamed: Mapping[str, str]) -> Moneys | None:
    """What differs on so many sets of made-up data, half from each contract.

    It is the set whose total differs most, named with how many sets differ; where none does, it has no differences.
    Where no set can be applied to both, there is nothing.
    """
    tried = [
        (seed, moneys(Trial(NAME, (), before, after), renamed))
        for seed, before, after in _paid(old, new, sets, renamed)
    ]
    differing = [(seed, found) for seed, found in tried if found.differs]
    if not tried:
        return None
    if not differing:
        return changed(tried[0][1], trial=f"{plural(len(tried), 'set')} of {NAME}")
    seed, most = max(differing, key=lambda each: abs(each[1].total.more))
    told = f"{NAME}: {len(differing)} of {plural(len(tried), 'set')} differ, of which that of seed {seed} differs most"
    return changed(most, trial=told)


def _paid(
    old: Program, new: Program, sets: int, renamed: Mapping[str, str]
) -> Iterator[tuple[int, Settlement, Settlement]]:
    """What both pay on each set that can be applied to both; odd seeds are those of the newer contract."""
    backwards = {there: here for here, there in renamed.items()}
    for seed in range(1, sets + 1):
        own, other, names = (new, old, backwards) if seed % 2 else (old, new, renamed)
        data = grown_data(own, seed)
        if data is None:
            continue
        rows = {names.get(name, name): cells for name, cells in tables_of(own, data.reading.rows).items()}
        theirs = _settled(other, rows)
        mine = settle(own, data.reading.rows, as_at=own.terms.settles_until)
        if theirs is not None and not mine.faults:
            yield (seed, theirs, mine) if seed % 2 else (seed, mine, theirs)


def _settled(program: Program, rows: Rows) -> Settlement | None:
    """What a contract pays on rows as text; nothing where it cannot be applied to them."""
    known = {name: _as_known(table, rows[name]) for name, table in program.tables.items() if name in rows}
    if set(known) != set(program.tables) or set(rows) != set(program.tables):
        return None
    last = program.terms.settles_until
    reading = read_rows(program, known, last)
    if reading.errors or reading.bad:
        return None
    settlement = settle(program, reading.rows, as_at=last)
    return None if settlement.faults else settlement


def _as_known(table: Table, rows: list[Cells]) -> list[Cells]:
    """The rows with the fields that a table has; those that it alone has are blank, which not every field may be."""
    return [{each.name: row.get(each.name) for each in table.fields} for row in rows]
