"""`pbr verify`: the reference interpreter, what is built from a contract, and engines, on the same data."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pbrlang.cli.failures import MISTAKES, stop
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import tell
from pbrlang.cli.options import AS_AT, COMPLETE_TO, CONTRACT, DATA, NO_COLOUR
from pbrlang.cli.reading import read, told

if TYPE_CHECKING:
    from datetime import date

    from pbrlang.api import Contract
    from pbrlang.ir.program import Program
    from pbrlang.verify import Data, Outcome, Way


def _targets(values: tuple[str, ...]) -> tuple[str, ...]:
    from pbrlang.diagnostics.prose import listing
    from pbrlang.verify import TARGETS, VIEWS, WORKBOOK

    known = (*TARGETS, WORKBOOK, VIEWS)
    for value in values:
        if value not in known:
            raise click.BadParameter(f"{value} cannot be run and compared here: there are {listing(known, 'and')}")
    return values


def _engines(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        return values
    from pbrlang.diagnostics.prose import listing
    from pbrlang.verify.engines import ENGINES

    for value in values:
        if value not in ENGINES:
            raise click.BadParameter(f"{value} is no engine that is compared here: there are {listing(ENGINES, 'and')}")
    return values


@click.command(
    cls=Command,
    short_help="Compare what is built with the reference.",
    examples=[
        "pbr verify examples/care-review",
        "pbr verify contract.pbr --target javascript --data claims --grown 200",
    ],
    statuses={0: "the same, to the byte", 1: "a difference, or a part that cannot be built", 2: "wrong usage"},
)
@CONTRACT
@click.option(
    "--target",
    "--to",
    "targets",
    metavar="TARGET",
    multiple=True,
    callback=lambda _ctx, _param, values: _targets(values),
    help="What to build and compare: python, javascript or json, by default each; or excel, which LibreOffice reckons, "
    "or sql, in DuckDB. May be repeated.",
)
@click.option(
    "--engine",
    "engines",
    metavar="ENGINE",
    multiple=True,
    callback=lambda _ctx, _param, values: _engines(values),
    help="Compare an engine of `pbr pay` too: duckdb or spark; may be repeated.",
)
@DATA
@AS_AT
@COMPLETE_TO
@click.option(
    "--grown",
    metavar="N",
    default=20,
    show_default=True,
    type=click.IntRange(min=0),
    help="Try so many sets of data made up at the contract's limits too.",
)
@click.option("--seed", metavar="N", default=1, show_default=True, help="The first seed from which they are made up.")
@click.option(
    "--keep",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write made-up data on which there is a difference here.",
)
@click.option("--most", metavar="N", default=20, show_default=True, help="How many differences to show of each.")
@NO_COLOUR
@click.pass_context
def verify(ctx: click.Context, /, **options: Any) -> None:
    """Compare what is built from a contract with the reference interpreter, to the penny, on data.

    The data is the contract's own, and more that is made up from the values at which the contract changes its
    mind: its numbers and one unit beside them, ends of months, leap days, blanks.
    """
    from pbrlang.api import load

    wanted = Wanted(**options)
    contract = load(wanted.path)
    with told(ctx):
        program = contract.program
        every = dict(_data(contract, wanted))
    ways = _ways(program, wanted.targets) if wanted.targets or not wanted.engines else {}
    same = not wanted.targets or len(ways) == len(set(wanted.targets))
    for name, way in (ways | _in_databases(contract, wanted.engines)).items():
        with closing(way):
            same = _told_or_declined(program, name, way, every, wanted) and same
    ctx.exit(0 if same else MISTAKES)


class Wanted(NamedTuple):
    """What the command was asked for."""

    path: Path
    targets: tuple[str, ...]
    engines: tuple[str, ...]
    data: Path | None
    as_at: "date | None"
    complete_to: "date | None"
    grown: int
    seed: int
    keep: Path | None
    most: int


def _data(contract: "Contract", wanted: Wanted) -> "Iterator[tuple[str, Data]]":
    """The data to compare on, each with what it is called; tells what there is."""
    from pbrlang.diagnostics.prose import plural
    from pbrlang.verify import grown_data

    own = _own_data(contract, wanted)
    if own is not None:
        folder = wanted.data or contract.data
        click.echo(f"{folder}: {plural(own.count, 'row')}, {plural(len(own.settlement.statements), 'statement')}")
        yield str(folder), own
    found = {seed: grown_data(contract.program, seed) for seed in range(wanted.seed, wanted.seed + wanted.grown)}
    made = {seed: data for seed, data in found.items() if data is not None}
    if made:
        rows = plural(sum(data.count for data in made.values()), "row")
        lines = plural(sum(len(data.settlement.settled) for data in made.values()), "line")
        click.echo(f"{plural(len(made), 'set')} of made-up data from seed {wanted.seed} on: {rows}, {lines}")
    yield from ((f"seed {seed}", data) for seed, data in made.items())


def _own_data(contract: "Contract", wanted: Wanted) -> "Data | None":
    from pbrlang.api import DataMistakes
    from pbrlang.verify import data_of

    if wanted.data is None and not contract.data.is_dir():
        return None
    reading = read(contract, wanted.data, wanted.complete_to)
    complete = reading.as_at or wanted.complete_to or contract.program.terms.settles_until
    if reading.errors or reading.bad:
        raise DataMistakes(reading.problems, reading.bad)
    data = data_of(contract.program, reading, complete, wanted.as_at or complete)
    if data.settlement.faults:
        raise DataMistakes(reading.problems, data.settlement.faults)
    return data


def _ways(program: "Program", targets: tuple[str, ...]) -> "dict[str, Way]":
    """What can be built and run; what cannot is told, with the reasons where it was asked for."""
    from pbrlang.verify import TARGETS, NotThere, way_of

    found: dict[str, Way] = {}
    for target in dict.fromkeys(targets or TARGETS):
        try:
            way = way_of(program, target)
        except NotThere as absent:
            stop(str(absent))
        if not isinstance(way, tuple):
            found[target] = way
            continue
        if targets:
            tell(way, err=True)
        click.echo(f"{target}: declined" + ("" if targets else f"; `pbr build --to {target}` says why"), err=True)
    return found


def _in_databases(contract: "Contract", engines: tuple[str, ...]) -> "dict[str, Way]":
    if not engines:
        return {}
    from pbrlang.verify.engines import InDatabase

    return {f"{engine} (engine)": InDatabase(contract, engine) for engine in engines}


def _told_or_declined(program: "Program", name: str, way: "Way", every: "dict[str, Data]", wanted: Wanted) -> bool:
    """The same, unless an engine cannot work the contract out; then that is told."""
    from pbrlang.engines.errors import Declined

    try:
        return _told(program, name, way, every, wanted)
    except Declined as declined:
        tell(declined.diagnostics, err=True)
        click.echo(f"{name}: declined", err=True)
        return False


def _told(program: "Program", name: str, way: "Way", every: "dict[str, Data]", wanted: Wanted) -> bool:
    """Tell whether a way gives the same on all data."""
    from pbrlang.diagnostics.prose import plural
    from pbrlang.verify import VIEWS, WORKBOOK
    from pbrlang.verify import verify as compare

    (found,) = compare({name: way}, list(every.values())).values()
    if not found:
        otherwise = {WORKBOOK: "to the penny, each cell as the file shows it", VIEWS: "to the penny"}
        click.echo(f"{name}: the same, {otherwise.get(name, 'to the byte')}")
        return True
    click.echo(f"{name}: differs on {len(found)} of {plural(len(every), 'set')} of data")
    names = list(every)
    for place, outcome in found:
        for line in _lines(outcome, wanted.most):
            click.echo(f"  {names[place]}: {line}")
        if wanted.keep and names[place].startswith("seed "):
            _keep(program, wanted.keep / names[place].replace(" ", "-"), every[names[place]])
    return False


def _lines(outcome: "Outcome", most: int) -> Iterator[str]:
    if outcome.failure is not None:
        yield outcome.failure.strip().splitlines()[0]
    for each in outcome.differences[:most]:
        by = f" ({each.pence:+})" if each.pence else ""
        if each.meant is None and each.found is None:
            yield each.where
        else:
            yield f"{each.where}: {each.meant or 'nothing'} is meant, {each.found or 'nothing'} is found{by}"
    if len(outcome.differences) > most:
        yield f"and {len(outcome.differences) - most} more"


def _keep(program: "Program", folder: Path, data: "Data") -> None:
    from pbrlang.verify import written

    folder.mkdir(parents=True, exist_ok=True)
    for file, text in written(program, data).items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"  {folder}: written")
