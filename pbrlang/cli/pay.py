"""`pbr pay`: what is due, from data."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pbrlang.cli.engines import paid_in_database, put_plan, refuse_wrong_server
from pbrlang.cli.failures import PROVISIONAL
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import put_json, strong, tell
from pbrlang.cli.options import AS_AT, COMPLETE_TO, CONTRACT, DATA, ENGINE, MEMORY, NO_COLOUR, SCRATCH, THREADS, URL
from pbrlang.cli.reading import need_day, read, told

if TYPE_CHECKING:
    from pbrlang.api import Contract
    from pbrlang.payment import Payment

_NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    cls=Command,
    short_help="Work out what is due, from data.",
    examples=[
        "pbr pay examples/care-review",
        "pbr pay contract.pbr --data claims --as-at 2012-03-31 --set-aside bad-rows.csv",
    ],
    statuses={
        0: "paid",
        1: "mistakes in the contract or the data; nothing is paid",
        2: "wrong usage",
        3: "paid, but provisionally: bad rows were set aside",
    },
)
@CONTRACT
@DATA
@AS_AT
@COMPLETE_TO
@click.option("--scenario", metavar="NAME", help="Pay what a scenario of the contract supposes, in place of data.")
@click.option("--period", metavar="NAME", help="Show one statement with each of its lines, as in 'February 2012'.")
@click.option("--json", "as_json", is_flag=True, help="Print all statements with their lines as JSON.")
@click.option("--csv", "csv_file", metavar="FILE", type=_NEW_FILE, help="Write the lines of all statements as CSV too.")
@click.option(
    "--lines",
    "lines_file",
    metavar="FILE",
    type=_NEW_FILE,
    help="Write the lines to FILE.parquet, or FILE.csv, by duckdb.",
)
@click.option("--set-aside", metavar="FILE", type=_NEW_FILE, help="Write bad rows here and pay the rest provisionally.")
@click.option("--most", metavar="N", default=20, show_default=True, help="How many bad rows to show.")
@ENGINE
@URL
@MEMORY
@THREADS
@SCRATCH
@click.option(
    "--plan", is_flag=True, help="Pay nothing; tell what would run where, with its SQL; with --json for programs."
)
@NO_COLOUR
@click.pass_context
def pay(ctx: click.Context, /, **options: Any) -> None:
    """Work out what is due under a contract from its data: a statement for each settlement period.

    Every bad row is told, and while there are any nothing is paid. Every row that was read is accounted for.
    """
    from pbrlang.api import load

    wanted = Wanted(**options)
    contract = load(wanted.path)
    with told(ctx, most=wanted.most):
        if wanted.plan:
            _refuse_results(wanted)
            put_plan(contract, wanted.engine, as_json=wanted.as_json)
            return
        _refuse_misuse(wanted, contract)
        payment = _paid(wanted, contract)
    tell(payment.reading.problems, err=True)
    _print(payment, wanted)
    if payment.provisional:
        ctx.exit(PROVISIONAL)


class Wanted(NamedTuple):
    """What the command was asked for."""

    path: Path
    data: Path | None
    as_at: date | None
    complete_to: date | None
    scenario: str | None
    period: str | None
    as_json: bool
    csv_file: Path | None
    lines_file: Path | None
    set_aside: Path | None
    most: int
    engine: str | None
    url: str | None
    memory: str | None
    threads: int | None
    scratch: Path | None
    plan: bool

    @property
    def lines(self) -> bool:
        """Whether single lines are asked for here, and not what they add up to alone, nor only in one file."""
        return self.as_json or self.period is not None or (self.csv_file is not None and self.lines_file is not None)


def _refuse_results(wanted: Wanted) -> None:
    """Raise UsageError for what a plan cannot give, because it pays nothing."""
    for option, given in (
        ("--scenario", wanted.scenario),
        ("--period", wanted.period),
        ("--csv", wanted.csv_file),
        ("--lines", wanted.lines_file),
        ("--set-aside", wanted.set_aside),
    ):
        if given is not None:
            raise click.UsageError(f"a plan tells what would run where, and pays nothing: leave out {option}")


def _refuse_idle_bounds(wanted: Wanted) -> None:
    """Raise UsageError for bounds of a database where none takes part."""
    for option, given in (("--memory", wanted.memory), ("--threads", wanted.threads)):
        if given is not None and wanted.engine == "python":
            raise click.UsageError(f"{option} bounds a database, and --engine python uses none: leave one of them out")


def _refuse_misuse(wanted: Wanted, contract: "Contract") -> None:
    """Raise UsageError for options that do not go together, before anything is read or written."""
    if wanted.lines_file is not None:
        _refuse_other_formats(wanted.lines_file)
    _refuse_idle_bounds(wanted)
    refuse_wrong_server(wanted.engine, wanted.url)
    if wanted.scenario is not None:
        _refuse_unknown_scenario(wanted, contract)
        return
    if wanted.period and wanted.as_json:
        raise click.UsageError("--period shows one statement, and --json prints all of them: leave one out")
    need_day(contract, wanted.as_at or wanted.complete_to)
    kept = [contract.path.resolve()]
    for option, file in (
        ("--csv", wanted.csv_file),
        ("--lines", wanted.lines_file),
        ("--set-aside", wanted.set_aside),
    ):
        if file is None:
            continue
        if file.resolve() in kept or file.resolve().parent == (wanted.data or contract.data).resolve():
            why = "it would stand among the files that are read" if file.resolve() not in kept else "it is taken"
            raise click.BadParameter(f"`{file}` cannot be written, because {why}: name another", param_hint=option)
        _refuse_missing_folder(file, option)
        kept.append(file.resolve())


def _refuse_other_formats(file: Path) -> None:
    """Raise UsageError where lines cannot be written by duckdb: for the end of a name, or because it is absent."""
    from importlib.util import find_spec

    if file.suffix.lower() not in (".parquet", ".csv"):
        raise click.BadParameter(
            f"`{file}` must end in .parquet or .csv, which says how to write", param_hint="--lines"
        )
    if find_spec("duckdb") is None:
        raise click.UsageError("--lines needs duckdb: pip install 'pbrlang[bulk]'")


def _refuse_unknown_scenario(wanted: Wanted, contract: "Contract") -> None:
    from pbrlang.diagnostics.prose import listing

    for option, given in (
        ("--data", wanted.data),
        ("--complete-to", wanted.complete_to),
        ("--set-aside", wanted.set_aside),
        ("--engine", wanted.engine),
        ("--memory", wanted.memory),
        ("--threads", wanted.threads),
    ):
        if given is not None:
            raise click.UsageError(f"a scenario stands in the place of data: leave out {option}")
    known = list(contract.program.scenarios)
    if wanted.scenario not in known:
        told = f"it has {listing([f'`{each}`' for each in known], 'and')}" if known else "it has none"
        raise click.BadParameter(
            f"the contract has no scenario called `{wanted.scenario}`: {told}", param_hint="--scenario"
        )


def _refuse_missing_folder(file: Path, option: str) -> None:
    if not file.parent.is_dir():
        folder = f"`{file.parent}`"
        why = f"{folder} is not a folder" if file.parent.exists() else f"the folder {folder} does not exist"
        raise click.BadParameter(f"`{file}` cannot be written, because {why}", param_hint=option)


def _paid(wanted: Wanted, contract: "Contract") -> "Payment":
    if wanted.scenario is not None:
        return contract.pay_scenario(wanted.scenario, as_at=wanted.as_at)
    paid = paid_in_database(wanted, contract)
    if paid is not None:
        return paid
    return contract.pay(
        read(contract, wanted.data, wanted.complete_to),
        as_at=wanted.as_at,
        complete_to=wanted.complete_to,
        set_aside=wanted.set_aside,
    )


def _print(payment: "Payment", wanted: Wanted) -> None:
    from pbrlang.cli.period import find_statement
    from pbrlang.cli.statement import one_statement, whole_account

    statement = find_statement(payment, wanted.period) if wanted.period else None
    if wanted.csv_file and payment.lines_file != wanted.csv_file:
        wanted.csv_file.write_text(payment.as_csv(), encoding="utf-8-sig", newline="")
    if wanted.lines_file and not payment.lines_file:
        payment.write_lines(wanted.lines_file)
    notice = _notice(payment, wanted)
    if wanted.as_json:
        put_json(payment.as_json())
        click.echo(notice, err=True, nl=bool(notice))
        return
    lines = one_statement(payment, statement) if statement else whole_account(payment)
    parts = [strong(notice), "\n".join(lines), strong(notice)]
    click.echo("\n\n".join(part for part in parts if part))


def _notice(payment: "Payment", wanted: Wanted) -> str:
    """What must be said before and after a provisional payment; empty for any other."""
    from pbrlang.diagnostics.prose import listing, plural

    if not payment.provisional:
        return ""
    rows = {(each.place.file, each.place.row) for each in payment.bad if each.place.row}
    lacking = ["what lacks a figure"] if any(not each.place.row for each in payment.bad) else []
    told = listing([*([plural(len(rows), "bad row")] if rows else []), *lacking], "and")
    return f"PROVISIONAL: {told} left out of these amounts, and written to {wanted.set_aside}"
