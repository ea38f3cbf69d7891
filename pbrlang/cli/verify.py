"""`pbr verify`: the reference interpreter, what is built from a contract, and engines, on the same data."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pbrlang.cli.engines import refuse_wrong_server
from pbrlang.cli.failures import MISTAKES, stop
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import put_json, tell
from pbrlang.cli.options import AS_AT, COMPLETE_TO, CONTRACT, DATA, NO_COLOUR, SCRATCH
from pbrlang.cli.reading import read, told
from pbrlang.cli.verdicts import as_json, differing, summary

if TYPE_CHECKING:
    from datetime import date

    from pbrlang.api import Contract
    from pbrlang.engines.connecting import Resources
    from pbrlang.ir.program import Program
    from pbrlang.verify import Data, Verdict, Way


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
    from pbrlang.verify.engines import COMPARED

    for value in values:
        if value not in COMPARED:
            raise click.BadParameter(
                f"{value} is no engine that is compared here: there are {listing(COMPARED, 'and')}"
            )
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
    help="Compare an engine of `pbr pay` too: python, duckdb, postgres or spark; may be repeated.",
)
@click.option(
    "--url",
    "urls",
    metavar="URL",
    multiple=True,
    help="The server for --engine postgres, or the master for spark; may be repeated.",
)
@SCRATCH
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
@click.option("--json", "as_json", is_flag=True, help="Print what came of it as JSON, and nothing else.")
@NO_COLOUR
@click.pass_context
def verify(ctx: click.Context, /, **options: Any) -> None:
    """Compare what is built from a contract with the reference interpreter, to the penny, on data.

    The data is the contract's own, and more that is made up from the values at which the contract changes its
    mind: its numbers and one unit beside them, ends of months, leap days, blanks.
    """
    from pbrlang.api import load
    from pbrlang.verify.engines import InDatabase

    wanted = Wanted(**options)
    engines = _in_databases(wanted)
    contract = load(wanted.path)
    with told(ctx):
        program = contract.program
        every = dict(_data(contract, wanted))
    ways, not_built = _ways(program, wanted.targets) if wanted.targets or not wanted.engines else ({}, [])
    ways |= {name: InDatabase(contract, *each) for name, each in engines.items()}
    verdicts = []
    for name, way in ways.items():
        with closing(way):
            verdicts.append(_compared(program, name, way, every, wanted))
    if wanted.as_json:
        put_json(as_json(every, verdicts, not_built if wanted.targets else []))
    else:
        for line in summary(verdicts):
            click.echo(line)
    same = all(each.holds for each in verdicts) and not (wanted.targets and not_built)
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
    urls: tuple[str, ...]
    scratch: Path | None
    as_json: bool

    def say(self, text: str) -> None:
        """Print a line, unless JSON alone is wanted."""
        if not self.as_json:
            click.echo(text)


def _data(contract: "Contract", wanted: Wanted) -> "Iterator[tuple[str, Data]]":
    """The data to compare on, each with what it is called; tells what there is."""
    from pbrlang.diagnostics.prose import plural
    from pbrlang.verify import grown_data

    own = _own_data(contract, wanted)
    if own is not None:
        folder = wanted.data or contract.data
        wanted.say(f"{folder}: {plural(own.count, 'row')}, {plural(len(own.settlement.statements), 'statement')}")
        yield str(folder), own
    found = {seed: grown_data(contract.program, seed) for seed in range(wanted.seed, wanted.seed + wanted.grown)}
    made = {seed: data for seed, data in found.items() if data is not None}
    if made:
        rows = plural(sum(data.count for data in made.values()), "row")
        lines = plural(sum(len(data.settlement.settled) for data in made.values()), "line")
        wanted.say(f"{plural(len(made), 'set')} of made-up data from seed {wanted.seed} on: {rows}, {lines}")
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


def _ways(program: "Program", targets: tuple[str, ...]) -> "tuple[dict[str, Way], list[str]]":
    """What can be built and run; and what cannot, which is told with the reasons where it was asked for."""
    from pbrlang.verify import TARGETS, NotThere, way_of

    found: dict[str, Way] = {}
    not_built = []
    for target in dict.fromkeys(targets or TARGETS):
        try:
            way = way_of(program, target)
        except NotThere as absent:
            stop(str(absent))
        if not isinstance(way, tuple):
            found[target] = way
            continue
        not_built.append(target)
        if targets:
            tell(way, err=True)
        click.echo(f"{target}: declined" + ("" if targets else f"; `pbr build --to {target}` says why"), err=True)
    return found, not_built


def _in_databases(wanted: Wanted) -> "dict[str, tuple[str, Resources]]":
    """The engines with what they may use, by name; UsageError where a server is missing or is nobody's."""
    from pbrlang.engines.connecting import Resources

    servers = {"postgres" if each.startswith("postgres") else "spark": each for each in wanted.urls}
    for engine, url in servers.items():
        if engine not in wanted.engines:
            raise click.UsageError(f"--url {url} is for --engine {engine}: name that too")
    for engine in wanted.engines:
        refuse_wrong_server(engine, servers.get(engine))
    return {
        f"{engine} (engine)": (engine, Resources(scratch=wanted.scratch, url=servers.get(engine)))
        for engine in wanted.engines
    }


def _compared(program: "Program", name: str, way: "Way", every: "dict[str, Data]", wanted: Wanted) -> "Verdict":
    """Compare a way with the interpreter, and tell where it differs and why it declines."""
    from pbrlang.verify import verify as compare

    verdict = compare(name, way, every)
    for line in differing(verdict, wanted.most):
        wanted.say(line)
    if wanted.keep:
        for where, _ in verdict.different:
            if where.startswith("seed "):
                folder = wanted.keep / where.replace(" ", "-")
                _keep(program, folder, every[where])
                wanted.say(f"  {folder}: written")
    if verdict.declined:
        tell(verdict.declined, err=True)
        click.echo(f"{name}: declined", err=True)
    return verdict


def _keep(program: "Program", folder: Path, data: "Data") -> None:
    from pbrlang.verify import written

    folder.mkdir(parents=True, exist_ok=True)
    for file, text in written(program, data).items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
