"""`pbr check`: all mistakes of contracts at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pbrlang.cli.failures import MISTAKES
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import put_json, tell
from pbrlang.cli.options import CONTRACTS, NO_COLOUR

if TYPE_CHECKING:
    from pbrlang.api import Contract


@click.command(
    cls=Command,
    short_help="Tell every mistake of a contract.",
    examples=[
        "pbr check contract.pbr",
        "pbr check examples/care-review --json",
    ],
    statuses={0: "no errors", 1: "a contract has errors, or is not text", 2: "wrong usage"},
)
@CONTRACTS
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, for editors and other programs.")
@NO_COLOUR
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Tell every mistake of a contract at once, each with its place, its cause and what to write instead.

    Data is not read. Warnings and notes are told too, and do not change the exit status. What the parties accept is
    listed with their reasons.
    """
    from pbrlang.api import load

    contracts = [load(path) for path in paths]
    if as_json:
        _print_json(contracts)
    else:
        _draw(contracts)
    if any(each.compilation.program is None for each in contracts):
        ctx.exit(MISTAKES)


def _print_json(contracts: list["Contract"]) -> None:
    from pbrlang.diagnostics.as_json import as_json

    findings = [finding for contract in contracts for finding in contract.check()]
    put_json(as_json(findings) + "\n")


def _draw(contracts: list["Contract"]) -> None:
    for number, contract in enumerate(contracts):
        findings = contract.check()
        if findings:
            tell(findings)
            if number < len(contracts) - 1:
                click.echo()
        else:
            click.echo(f"{contract.path}: no mistakes ({_counted(contract)})")
            for line in _accepted(contract):
                click.echo(f"  {line}")


def _accepted(contract: "Contract") -> Iterator[str]:
    """What the parties accept, for the whole contract or for one clause, and why."""
    for each in contract.program.accepted:
        where = f" in clause {each.clause}" if each.clause else ""
        yield f'accepted{where}: {each.finding}, because "{each.because}" (line {each.span.line})'


def _counted(contract: "Contract") -> str:
    from pbrlang.diagnostics.prose import listing, plural

    program = contract.program
    counts = [
        plural(len(program.clauses), "clause"),
        plural(len(program.caps), "limit"),
        plural(len(program.tables), "kind of data", "kinds of data"),
        plural(len(program.examples), "worked example"),
        plural(len(program.always), "property", "properties"),
    ]
    return listing([count for count in counts if not count.startswith("0 ")] or counts[:1], "and")
