"""`pbr check`: all mistakes of contracts at once, and the weaknesses of their design."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pbrlang.cli.failures import MISTAKES
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import coloured, put_json, tell, width
from pbrlang.cli.options import CONTRACTS, NO_COLOUR

if TYPE_CHECKING:
    from pbrlang.api import Contract
    from pbrlang.cli.config import Config
    from pbrlang.diagnostics import Diagnostic
    from pbrlang.diagnostics.finding import Finding
    from pbrlang.lints import Found

    Reviewed = tuple[Contract, Found | None]


@click.command(
    cls=Command,
    short_help="Tell every mistake of a contract, and what is weak in its design.",
    examples=[
        "pbr check contract.pbr",
        "pbr check examples/* --only incentives --skip flat-part",
    ],
    statuses={
        0: "no errors",
        1: "a contract has errors, or is not text; with --strict, something was found",
        2: "wrong usage",
    },
)
@CONTRACTS
@click.option("--only", metavar="NAME", multiple=True, help="Look for this finding or family alone; may be repeated.")
@click.option("--skip", metavar="NAME", multiple=True, help="Do not look for this finding or family; may be repeated.")
@click.option(
    "--strict", is_flag=True, help="End with status 1 if anything is found that the contract does not accept."
)
@click.option("--accepted", is_flag=True, help="Show in full what the contract accepts.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, for editors and other programs.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print the findings as SARIF, for code hosts.")
@NO_COLOUR
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    only: tuple[str, ...],
    skip: tuple[str, ...],
    strict: bool,
    accepted: bool,
    as_json: bool,
    as_sarif: bool,
) -> None:
    """Tell every mistake of a contract at once, each with its place, its cause and what to write instead.

    Of a contract without errors, tell what has gone wrong with such terms in real schemes. Problems, warnings and notes
    do not change the exit status. Data is not read. What the parties accept is listed with their reasons.
    """
    from pbrlang.api import load
    from pbrlang.cli.config import configured

    if as_json and as_sarif:
        raise click.UsageError("--json and --sarif cannot be given together")
    contracts = [load(path) for path in paths]
    configs = [configured(each.path) for each in contracts]
    _know(*only, *skip, *(name for each in configs for name in (*each.only, *each.skip)))
    reviewed = [_review(each, config, only, skip) for each, config in zip(contracts, configs, strict=True)]
    if as_json:
        _print_json(reviewed, accepted)
    elif as_sarif:
        _print_sarif(reviewed)
    else:
        _draw(reviewed, accepted)
    strictly = [found for (_, found), config in zip(reviewed, configs, strict=True) if strict or config.strict]
    if any(found is None for _, found in reviewed) or any(found is not None and found.open for found in strictly):
        ctx.exit(MISTAKES)


def _know(*names: str) -> None:
    """Complain about a name that no finding or family has."""
    if not names:
        return
    from pbrlang.diagnostics.nearest import nearest
    from pbrlang.diagnostics.prose import listing
    from pbrlang.lints.registry import called

    known = called()
    for name in names:
        if name.casefold() not in known:
            near = nearest(name, known)
            asked = f": did you mean {listing(near)}?" if near else "; `pbr rule` lists them"
            raise click.UsageError(f"there is no finding or family {name}{asked}")


def _review(contract: "Contract", config: "Config", only: tuple[str, ...], skip: tuple[str, ...]) -> "Reviewed":
    """What is found in a contract; nothing where it has errors."""
    if contract.compilation.program is None:
        return contract, None
    found = contract.review(only=only or config.only, skip=(*skip, *config.skip), settings=config.settings)
    return contract, found


def _told(contract: "Contract", found: "Found | None") -> list["Diagnostic"]:
    return [*contract.check(), *(found.open if found is not None else ())]


def _print_json(reviewed: list["Reviewed"], accepted: bool) -> None:
    import json

    from pbrlang.diagnostics.as_json import as_object
    from pbrlang.diagnostics.order import in_order

    objects = [as_object(each) for contract, found in reviewed for each in in_order(_told(contract, found))]
    for found in (found for _, found in reviewed if found is not None and accepted):
        objects += [{**as_object(each), "accepted": accept.because} for each, accept in found.accepted]
    put_json(json.dumps(objects, ensure_ascii=False, indent=2) + "\n")


def _print_sarif(reviewed: list["Reviewed"]) -> None:
    from pbrlang import __version__
    from pbrlang.diagnostics.as_sarif import as_sarif

    told = [each for contract, found in reviewed for each in _told(contract, found)]
    accepted = [(each, accept.because) for _, found in reviewed if found for each, accept in found.accepted]
    put_json(as_sarif(told, __version__, accepted) + "\n")


def _draw(reviewed: list["Reviewed"], accepted: bool) -> None:
    for number, (contract, found) in enumerate(reviewed):
        if number:
            click.echo()
        if found is None:
            tell(contract.check())
        else:
            _draw_sound(contract, found, accepted)


def _draw_sound(contract: "Contract", found: "Found", accepted: bool) -> None:
    from pbrlang.diagnostics.order import in_order, summary

    told = in_order(_told(contract, found))
    for each in told:
        click.echo(_drawn(each) + "\n")
    for advice, accept in found.accepted if accepted else ():
        click.echo(f'{_drawn(advice)}\n  = accepted: "{accept.because}"\n')
    counted = summary(told).partition(" in ")[0]
    click.echo(f"{contract.path}: no mistakes ({_counted(contract)})" + (f"; {counted}" if told else ""))
    for line in _accepted(contract):
        click.echo(f"  {line}")


def _drawn(finding: "Finding") -> str:
    from pbrlang.diagnostics.draw import draw

    return draw(finding, colour=coloured(), width=width())


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
