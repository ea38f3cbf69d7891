"""`pbr build`: a contract as a program in another language."""

from pathlib import Path

import click

from pbrlang.cli.failures import MISTAKES
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import tell
from pbrlang.cli.options import CONTRACT, NO_COLOUR
from pbrlang.cli.reading import told


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
    "--to", "target", metavar="TARGET", type=_target, required=True, help="What to write: python, javascript or json."
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into; it is made if it is not there.",
)
@NO_COLOUR
@click.pass_context
def build(ctx: click.Context, /, path: Path, target: str, output: Path) -> None:
    """Write a program in another language that gives what `pbr pay` gives, to the penny, and needs no pbrlang.

    With `--to json`, write the compiled contract itself, for another tool to read and compute with.

    Where the target cannot say a part of the contract, that part and the reason are told, and nothing is written.
    """
    from pbrlang.api import CannotBeBuilt, load

    contract = load(path)
    with told(ctx):
        try:
            files = contract.build(target)
        except CannotBeBuilt as declined:
            tell(declined.diagnostics, err=True)
            ctx.exit(MISTAKES)
    output.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (output / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"{output / name}: written")
