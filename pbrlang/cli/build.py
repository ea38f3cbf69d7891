"""`pbr build`: a contract as a program in another language."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pbrlang.cli.failures import MISTAKES
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import tell
from pbrlang.cli.options import COMPLETE_TO, CONTRACT, DATA, NO_COLOUR
from pbrlang.cli.reading import told

if TYPE_CHECKING:
    from pbrlang.api import Contract

WORKBOOK, ROOM = "excel", 100


def _target(value: str) -> str:
    from pbrlang.backends import TARGETS
    from pbrlang.diagnostics.nearest import nearest
    from pbrlang.diagnostics.prose import listing

    if value in TARGETS:
        return value
    near = nearest(value, TARGETS)
    asked = f"did you mean {listing(near)}?" if near else f"there are {listing(TARGETS, 'and')}"
    raise click.BadParameter(f"there is no target {value}: {asked}")


@click.command(
    cls=Command,
    short_help="Write a program that pays by the contract.",
    examples=[
        "pbr build contract.pbr --to python -o out",
        "pbr build contract.pbr --to javascript -o web/contract",
    ],
    statuses={
        0: "written",
        1: "mistakes, or a part that cannot be said; nothing is written",
        2: "wrong usage",
    },
)
@CONTRACT
@click.option(
    "--to",
    "target",
    metavar="TARGET",
    type=_target,
    required=True,
    help="What to write: python, javascript, sql, json or excel.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into; it is made if it is not there.",
)
@DATA
@COMPLETE_TO
@click.option(
    "--rows",
    metavar="N",
    type=click.IntRange(min=0),
    help="excel: how many blank rows of room to leave for each kind of data (100).",
)
@NO_COLOUR
@click.pass_context
def build(ctx: click.Context, /, target: str, output: Path, **options: Any) -> None:
    """Write a program in another language that gives what `pbr pay` gives, to the penny, and needs no pbrlang.

    With `--to sql`, write views for databases: DuckDB, PostgreSQL and Apache Spark. With `--to json`, write the
    compiled contract itself, for another tool to read and compute with. With `--to excel`, write a workbook with live
    formulae over the contract's data.

    Where the target cannot say a part of the contract, that part and the reason are told, and nothing is written.
    """
    from pbrlang.api import CannotBeBuilt, load

    _refuse_misuse(target, options)
    contract = load(options["path"])
    with told(ctx):
        try:
            files = _files(contract, target, options)
        except CannotBeBuilt as declined:
            tell(declined.diagnostics, err=True)
            ctx.exit(MISTAKES)
    output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (output / name).write_bytes(content)
        click.echo(f"{output / name}: written")


def _refuse_misuse(target: str, options: dict[str, Any]) -> None:
    """Raise UsageError for options that another target has no use for."""
    if target == WORKBOOK:
        return
    for name in ("data", "complete_to", "rows"):
        if options[name] is not None:
            option = f"--{name.replace('_', '-')}"
            raise click.UsageError(f"{option} is for `--to {WORKBOOK}`: {target} is written without any data")


def _files(contract: "Contract", target: str, options: dict[str, Any]) -> dict[str, bytes]:
    """The files of a target, by name."""
    if target != WORKBOOK:
        return {name: text.encode() for name, text in contract.build(target).items()}
    from pbrlang.cli.workbook import workbook

    room = ROOM if options["rows"] is None else options["rows"]
    return workbook(contract, options["data"], options["complete_to"], room)
