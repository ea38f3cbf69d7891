"""`pbr doc`: the payment schedule of a contract, as a document."""

from pathlib import Path

import click

from pbrlang.cli.documents import drawing_for, output_file
from pbrlang.cli.groups import Command
from pbrlang.cli.options import CONTRACT, NO_COLOUR
from pbrlang.cli.reading import told


@click.command(
    cls=Command,
    short_help="Write the contract as a document for people to read.",
    examples=[
        "pbr doc contract.pbr -o schedule.html",
        "pbr doc contract.pbr -o schedule.md",
    ],
    statuses={0: "written", 1: "the contract has errors; nothing is written", 2: "wrong usage"},
)
@CONTRACT
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    callback=output_file,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; the end of its name says in which format.",
)
@NO_COLOUR
@click.pass_context
def doc(ctx: click.Context, /, path: Path, output: Path) -> None:
    """Write the payment schedule of a contract: what is paid for what, when, and how much, in plain English.

    It is made from the compiled contract, so that it says what `pbr pay` does, and a reader with nothing else can
    work out the same amounts.
    """
    from pbrlang.api import load

    draw = drawing_for(output)
    contract = load(path)
    with told(ctx):
        document = contract.document()
    output.write_bytes(draw(document))
    click.echo(f"{output}: written")
