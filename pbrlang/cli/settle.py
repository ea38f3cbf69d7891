"""`pbr settle`: statements are issued, and stay issued."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pbrlang.cli.failures import PROVISIONAL
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import put_json, strong, tell
from pbrlang.cli.options import COMPLETE_TO, CONTRACT, DATA, NO_COLOUR, day
from pbrlang.cli.reading import read, told

if TYPE_CHECKING:
    from pbrlang.api import Contract
    from pbrlang.ledger import Run

FEW = 10
"""How many corrections of one statement are shown before the rest are counted."""


class Wanted(NamedTuple):
    """What the command was asked for."""

    path: Path
    ledger: Path
    to: date
    data: Path | None
    complete_to: date | None
    dry_run: bool
    as_json: bool
    set_aside: Path | None


@click.command(
    cls=Command,
    short_help="Issue the statements that have fallen due.",
    examples=[
        "pbr settle examples/care-review --ledger care-review.ledger --to 2015-06-30 --dry-run",
        "pbr settle contract.pbr --ledger contract.ledger --to 2012-03-31",
    ],
    statuses={
        0: "issued, or nothing is due",
        1: "mistakes in the contract, the data or the ledger; nothing is issued",
        2: "wrong usage",
        3: "issued, but provisionally: bad rows were set aside",
    },
)
@CONTRACT
@click.option(
    "--ledger",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="The ledger; it is begun if it is not there.",
)
@click.option("--to", metavar="DATE", required=True, type=day, help="Issue what has fallen due up to this day.")
@DATA
@COMPLETE_TO
@click.option("--dry-run", is_flag=True, help="Show what would be issued, and issue nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the statements as JSON.")
@click.option(
    "--set-aside",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write bad rows here and issue the rest provisionally.",
)
@NO_COLOUR
@click.pass_context
def settle(ctx: click.Context, /, **options: Any) -> None:
    """Issue every statement that has fallen due up to a day, and record it in a ledger.

    What was issued before never changes. What the data now says of earlier periods comes into the first statement
    issued, as corrections, each with the row that changed.
    """
    from pbrlang.api import load
    from pbrlang.ledger import LedgerRefused

    wanted = Wanted(**options)
    contract = load(wanted.path)
    with told(ctx):
        _refuse_misuse(wanted, contract)
        reading = read(contract, wanted.data, wanted.complete_to)
        try:
            run = contract.settle(
                wanted.ledger,
                wanted.to,
                reading,
                complete_to=wanted.complete_to,
                set_aside=wanted.set_aside,
                dry_run=wanted.dry_run,
            )
        except LedgerRefused as refused:
            tell(refused.findings, err=True)
            ctx.exit(1)
    tell(reading.problems, err=True)
    _print(run, wanted)
    if any(each.provisional for each in run.statements):
        ctx.exit(PROVISIONAL)


def _refuse_misuse(wanted: Wanted, contract: "Contract") -> None:
    """Raise UsageError where a file is named twice, or stands among the data, or its folder is not there."""
    data = (wanted.data or contract.data).resolve()
    for option, file in (("--ledger", wanted.ledger), ("--set-aside", wanted.set_aside)):
        if file is None:
            continue
        if file.resolve().parent == data:
            raise click.BadParameter(f"`{file}` would stand among the files of data: name another", param_hint=option)
        if file.resolve() == contract.path.resolve():
            raise click.BadParameter(f"`{file}` is the contract: name another file", param_hint=option)
        if not file.parent.is_dir():
            raise click.BadParameter(f"the folder `{file.parent}` does not exist", param_hint=option)
    if wanted.set_aside is not None and wanted.set_aside.resolve() == wanted.ledger.resolve():
        raise click.BadParameter("it is the ledger: name another file", param_hint="--set-aside")


def _print(run: "Run", wanted: Wanted) -> None:
    from pbrlang.cli.issued import issued_now

    if wanted.as_json:
        put_json(_as_json(run, wanted))
        return
    click.echo(strong(_head(run, wanted)))
    if run.statements:
        click.echo("\n".join(issued_now(run.statements, FEW)))


def _head(run: "Run", wanted: Wanted) -> str:
    """What was done, in one line, or in two where something waits."""
    from pbrlang.cli.issued import Money
    from pbrlang.diagnostics.prose import plural
    from pbrlang.values.wording import in_words

    many = plural(len(run.statements), "statement")
    if run.statements and wanted.dry_run:
        return f"Dry run: {many} would be issued into {run.path}; nothing was written"
    if run.statements:
        return f"Issued: {many}, into {f'the new ledger {run.path}' if run.begun else run.path}"
    head = f"Nothing is due by {in_words(wanted.to)}"
    if run.before is not None:
        head += f" that {run.path} does not have: its last statement, {run.before.number}, is for {run.before.period}"
    if run.waiting and run.before is not None:
        money = Money(run.before)
        head += f"\nThe data now says {money(run.waiting)} of earlier periods: the next statement will have it"
    return head


def _as_json(run: "Run", wanted: Wanted) -> str:
    import json

    told = {
        "ledger": str(run.path),
        "dry_run": wanted.dry_run,
        "statements": [{**each.document, "hash": each.hash} for each in run.statements],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
