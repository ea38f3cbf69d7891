"""Ten thousand contracts grown at random, each with data: what is built of them, and engines, beside the interpreter.

    python -m tests.agreement.many --contracts 10000 --seed 1
    python -m tests.agreement.many --contracts 1000 --with duckdb

prints a table of the ways: how many contracts were built and run, lines, sums of money, and pennies of difference.
Half of the data is grown with the contract, half made up at the contract's limits. The exit status is 1 where anything
differs, and the contract and its data are then written into the folder that `--keep` names.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

from attrs import Factory, define
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from pbrlang.api import Contract
from pbrlang.engines.errors import Declined
from pbrlang.ir.program import Program
from pbrlang.pipeline import compile_text
from pbrlang.verify import TARGETS, Data, NotThere, Outcome, Way, compared, data_of, grown_data, way_of, written
from pbrlang.verify.engines import ENGINES, InDatabase
from tests.agreement.both import files_of, folder_of, reading_of
from tests.lower.buildable import SETTLES, STARTS, Grown, grown
from tests.lower.growing import contracts
from tests.lower.growing_late import late
from tests.properties.paying import compiled

IN_ONE_RUN = 200
"""Hypothesis keeps what it has tried, so that long runs slow down."""


@define
class Row:
    """What came of one target or engine."""

    contracts: int = 0
    declined: int = 0
    sets: int = 0
    different: int = 0
    seconds: float = 0.0


@define
class Table:
    """What came of a run."""

    contracts: int = 0
    sets: int = 0
    rows: int = 0
    lines: int = 0
    sums: int = 0
    ways: dict[str, Row] = Factory(dict)


def cases(count: int, start: int) -> Iterator[Grown]:
    """So many contracts with data; the same start gives the same ones."""
    for number, first in enumerate(range(0, count, IN_ONE_RUN)):
        yield from _gathered(min(IN_ONE_RUN, count - first), start * 1_000_003 + number)


def _gathered(count: int, from_seed: int) -> list[Grown]:
    found: list[Grown] = []

    @seed(from_seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(contracts(), contracts(), grown(), late()))
    def gather(case: Grown) -> None:
        found.append(case)

    gather()
    return found


def data_for(program: Program, case: Grown, number: int) -> Iterator[tuple[str, Data]]:
    """The data that was grown with a contract, settled to some day, and a set made up at its limits."""
    day = SETTLES if number % 2 else STARTS + timedelta(Random(number).randint(0, (SETTLES - STARTS).days))
    with folder_of(program, files_of(case)) as folder:
        reading = reading_of(program, folder, SETTLES)
    if not reading.errors and not reading.bad:
        data = data_of(program, reading, SETTLES, day)
        if not data.settlement.faults:
            yield "grown", data
    made = grown_data(program, number)
    if made is not None:
        yield "made up", made


def run(count: int, start: int, ways: tuple[str, ...], keep: Path | None) -> Table:
    """Try so many contracts in these ways."""
    table = Table(ways={way: Row() for way in ways})
    for number, case in enumerate(cases(count, start)):
        program = compiled(case.text)
        every = dict(data_for(program, case, number))
        table.contracts += 1
        table.sets += len(every)
        table.rows += sum(data.count for data in every.values())
        lines = [line for data in every.values() for line in data.settlement.settled.values()]
        table.lines += len(lines)
        table.sums += sum(each.due != 0 for each in lines)
        for name, row in table.ways.items():
            wrong = _try(_way(program, name, case.text), every, row)
            if wrong and keep:
                _keep(keep / f"{start}-{number}-{name}", case, program, every, wrong)
        if sys.stderr.isatty() and number % 50 == 0:
            print(f"\r{number} contracts", end="", file=sys.stderr)
    return table


def _way(program: Program, name: str, text: str) -> Way | None:
    """A target or an engine, ready to run; nothing where the target declines the contract."""
    if name in ENGINES:
        return InDatabase(Contract(Path("contract.pbr"), compile_text("contract.pbr", text)), name)
    way = way_of(program, name)
    return None if isinstance(way, tuple) else way


def _try(way: Way | None, every: Mapping[str, Data], row: Row) -> dict[str, Outcome]:
    """Where a way gives something else than the interpreter."""
    if way is None:
        row.declined += 1
        return {}
    began = time.process_time()
    try:
        found = {name: compared(way, data) for name, data in every.items()}
    except Declined:
        row.declined += 1
        return {}
    finally:
        way.close()
        row.seconds += time.process_time() - began
    wrong = {name: outcome for name, outcome in found.items() if not outcome.same}
    row.contracts += 1
    row.sets += len(found)
    row.different += len(wrong)
    return wrong


def _keep(folder: Path, case: Grown, program: Program, every: Mapping[str, Data], wrong: Mapping[str, Outcome]) -> None:
    for name, outcome in wrong.items():
        here = folder / name.replace(" ", "-")
        (here / "data").mkdir(parents=True, exist_ok=True)
        (here / "contract.pbr").write_text(case.text, encoding="utf-8")
        for file, text in written(program, every[name]).items():
            (here / "data" / file).write_text(text, encoding="utf-8")
        told = [outcome.failure or "", *(str(each) for each in outcome.differences)]
        (here / "different.txt").write_text("\n".join([f"as at {every[name].as_at}", *told]) + "\n", encoding="utf-8")


def told(table: Table, start: int) -> str:
    """The table, in Markdown."""
    head = f"{table.contracts:,} contracts from seed {start}, {table.sets:,} sets of data with {table.rows:,} rows: "
    head += f"{table.lines:,} lines, {table.sums:,} of them with an amount. {date.today():%-d %B %Y}."
    rows = ["| way | contracts | declined | sets of data | sets with a penny of difference | CPU seconds |"]
    rows.append("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, row in table.ways.items():
        cells = (row.contracts, row.declined, row.sets, row.different)
        rows.append(f"| {name} | {' | '.join(f'{each:,}' for each in cells)} | {row.seconds:,.0f} |")
    return "\n".join([head, "", *rows])


def main() -> int:
    """Run the command; the exit status."""
    command = argparse.ArgumentParser(description="Contracts grown at random: what is built, and the interpreter.")
    command.add_argument("--contracts", type=int, default=10_000, help="how many (10000)")
    command.add_argument("--seed", type=int, default=1, help="the same seed gives the same contracts (1)")
    command.add_argument("--target", action="append", choices=TARGETS, help="compare this one; may be repeated")
    command.add_argument(
        "--with",
        action="append",
        choices=ENGINES,
        dest="engines",
        help="compare this engine; alone, unless --target is given too",
    )
    command.add_argument("--keep", type=Path, help="write contracts and data that differ into this folder")
    asked = command.parse_args()
    try:
        ways = (*(asked.target or (() if asked.engines else TARGETS)), *(asked.engines or ()))
        table = run(asked.contracts, asked.seed, ways, asked.keep)
    except NotThere as absent:
        print(absent, file=sys.stderr)
        return 2
    print(told(table, asked.seed))
    return 1 if any(row.different for row in table.ways.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
