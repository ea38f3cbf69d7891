"""`pbr why`: why an amount is what it is."""

from datetime import date
from pathlib import Path

import click

from pbrlang.cli.failures import PROVISIONAL
from pbrlang.cli.groups import Command
from pbrlang.cli.options import AS_AT, COMPLETE_TO, CONTRACT, DATA, NO_COLOUR, day
from pbrlang.cli.reading import need_day, read, told


@click.command(
    cls=Command,
    short_help="Say why an amount is what it is.",
    examples=[
        'pbr why examples/care-review --clause "Share Of Saving" --for C002',
        'pbr why contract.pbr --clause 8.2 --for Participant=P1 --for "Weeks In Work=30"',
    ],
    statuses={
        0: "explained",
        1: "mistakes in the contract or the data",
        2: "wrong usage, or nothing of that name",
        3: "explained, but bad rows were left out",
    },
)
@CONTRACT
@click.option("--clause", metavar="NAME", required=True, help="The clause, by its name or its number.")
@click.option(
    "--for", "keys", metavar="KEY", multiple=True, help="For what: P1, or Participant=P1; once for each part."
)
@click.option("--date", "on", metavar="DATE", type=day, help="The date of the amount, where there are several.")
@DATA
@AS_AT
@COMPLETE_TO
@NO_COLOUR
@click.pass_context
def why(
    ctx: click.Context,
    path: Path,
    clause: str,
    keys: tuple[str, ...],
    on: date | None,
    data: Path | None,
    as_at: date | None,
    complete_to: date | None,
) -> None:
    """Say in plain English why a clause paid what it did for something, or why it paid nothing.

    Each number comes with its clause, or with its file and row. Where KEY leaves several amounts open, each is told
    in a line.
    """
    from pbrlang.api import NoSuchAmount, load

    contract = load(path)
    with told(ctx):
        need_day(contract, as_at or complete_to)
        reading = read(contract, data, complete_to)
        try:
            told_why = contract.why(clause, key_asked(keys), on, data=reading, as_at=as_at, complete_to=complete_to)
        except NoSuchAmount as unknown:
            raise click.UsageError(str(unknown)) from None
    click.echo(told_why.text)
    if reading.bad:
        click.echo("\nThis leaves out bad rows of the data: `pbr pay` tells them.", err=True)
        ctx.exit(PROVISIONAL)


def key_asked(written: tuple[str, ...]) -> dict[str, str]:
    """The parts of a key by name; one without a name has an empty one."""
    key: dict[str, str] = {}
    for part in written:
        name, sign, value = part.partition("=")
        name, value = (name.strip(), value.strip()) if sign else ("", part.strip())
        if name in key:
            which = f"for {name}" if name else "without a name"
            raise click.BadParameter(f"there are two values {which}: name each part, as in Participant=P1")
        key[name] = value
    return key
