"""`pbr why`: why an amount is what it is."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

import click

from pbrlang.cli.failures import PROVISIONAL
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import put_json
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
@click.option("--clause", metavar="NAME", help="The clause, by its name or its number.")
@click.option(
    "--for", "keys", metavar="KEY", multiple=True, help="For what: P1, or Participant=P1; once for each part."
)
@click.option("--date", "on", metavar="DATE", type=day, help="The date of the amount, where there are several.")
@click.option("--payer", metavar="NAME", help="A payer instead of a clause: why it bears what it does of statements.")
@click.option("--period", metavar="NAME", help="The statement of which a payer's part is explained.")
@DATA
@AS_AT
@COMPLETE_TO
@click.option(
    "--json", "as_json", is_flag=True, help="Print the explanation as JSON, with every step that it rests on."
)
@NO_COLOUR
@click.pass_context
def why(ctx: click.Context, /, **options: Any) -> None:
    """Say in plain English why a clause paid what it did for something, or why it paid nothing.

    Each number comes with its clause, or with its file and row. Where KEY leaves several amounts open, each is told
    in a line.
    """
    from pbrlang.api import NoSuchAmount, load

    asked = Asked(**options)
    _refuse_misuse(asked)
    contract = load(asked.path)
    with told(ctx):
        need_day(contract, asked.as_at or asked.complete_to)
        reading = read(contract, asked.data, asked.complete_to)
        days: Days = {"as_at": asked.as_at, "complete_to": asked.complete_to}
        try:
            if asked.payer is not None:
                told_why = contract.why_payer(asked.payer, asked.period, data=reading, **days)
            else:
                told_why = contract.why(asked.clause or "", key_asked(asked.keys), asked.on, data=reading, **days)
        except NoSuchAmount as unknown:
            raise click.UsageError(str(unknown)) from None
    if asked.as_json:
        from pbrlang.explain.output import as_json

        put_json(as_json(told_why, contract.program))
    else:
        click.echo(told_why.text)
    if reading.bad:
        click.echo("\nThis leaves out bad rows of the data: `pbr pay` tells them.", err=True)
        ctx.exit(PROVISIONAL)


class Asked(NamedTuple):
    """What the command was asked."""

    path: Path
    clause: str | None
    keys: tuple[str, ...]
    on: date | None
    payer: str | None
    period: str | None
    data: Path | None
    as_at: date | None
    complete_to: date | None
    as_json: bool


class Days(TypedDict):
    """Up to which day to settle, and to which the data is complete."""

    as_at: date | None
    complete_to: date | None


def _refuse_misuse(asked: Asked) -> None:
    """Raise UsageError unless a clause is asked about, or a payer, with the options of that question."""
    if (asked.clause is None) is (asked.payer is None):
        raise click.UsageError("say of what: --clause NAME, or --payer NAME")
    if asked.payer is None and asked.period is not None:
        raise click.UsageError("--period is for --payer; what a clause paid is picked by --for and --date")
    if asked.payer is not None and (asked.keys or asked.on):
        raise click.UsageError("--for and --date are for --clause; with --payer say --period")


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
