"""`pbr site`: a static site of contracts."""

from pathlib import Path

import click

from pbrlang.cli.groups import Command
from pbrlang.cli.options import CONTRACTS, NO_COLOUR
from pbrlang.cli.reading import told


@click.command(
    cls=Command,
    short_help="Write a static site of one or more contracts.",
    examples=[
        "pbr site contract.pbr -o public",
        'pbr site contract.pbr other/contract.pbr -o public --title "Our contracts"',
    ],
    statuses={0: "written", 1: "a contract has errors; nothing is written", 2: "wrong usage"},
)
@CONTRACTS
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into; it is made if it is not there.",
)
@click.option("--title", metavar="WORDS", default="Contracts", show_default=True, help="The title of the index.")
@NO_COLOUR
@click.pass_context
def site(ctx: click.Context, /, paths: tuple[Path, ...], output: Path, title: str) -> None:
    """Write a site of contracts: documents to read and to download, findings, statements from the data beside each.

    Its pages need no network and no server, and can be read on a phone. A format whose packages are not installed is
    left out, and told.
    """
    from pbrlang.api import load
    from pbrlang.render.formats import LacksPackage
    from pbrlang.site import write_site

    contracts = [load(path) for path in paths]
    with told(ctx):
        try:
            written = write_site(contracts, output, title)
        except LacksPackage as lacks:
            raise click.UsageError(str(lacks)) from None
    for each in written.missing:
        click.echo(f"pbr: {each}", err=True)
    click.echo(f"{output / 'index.html'}: written, with {len(written.files) - 1} other files")
