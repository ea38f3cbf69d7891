"""`pbr diff`: what a variation changes, in words and in money."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pbrlang.cli.documents import drawing_for, output_file
from pbrlang.cli.failures import DIFFERS
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import coloured, put_json
from pbrlang.cli.options import AS_AT, COMPLETE_TO, NO_COLOUR, contract_path
from pbrlang.cli.reading import told

if TYPE_CHECKING:
    from pbrlang.api import Contract
    from pbrlang.compare import Wanted


@click.command(
    cls=Command,
    short_help="Show what a variation changes, in words and in money.",
    examples=[
        "pbr diff examples/care-review examples/care-review",
        "pbr diff contract.pbr variation/contract.pbr --data claims",
    ],
    statuses={
        0: "compared, whether or not they differ",
        1: "one of the contracts has errors",
        2: "wrong usage",
        4: "with --exit-code: they differ",
    },
)
@click.argument("old", metavar="OLD", type=contract_path)
@click.argument("new", metavar="NEW", type=contract_path)
@click.option(
    "--data",
    metavar="DIR",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Pay both on this folder of data; may be repeated.",
)
@click.option("--scenario", metavar="NAME", multiple=True, help="Pay both on this scenario; may be repeated.")
@AS_AT
@COMPLETE_TO
@click.option(
    "--grown",
    metavar="N",
    default=20,
    show_default=True,
    type=click.IntRange(min=0),
    help="Pay both on so many sets of data made up at the limits of both too.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=output_file,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the whole redline too; the end of the name says in which format.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
@click.option("--exit-code", is_flag=True, help="End with status 4 if they differ.")
@NO_COLOUR
@click.pass_context
def diff(ctx: click.Context, /, old: Path, new: Path, **options: Any) -> None:
    """Compare two versions of a contract, block by block, and pay both on the same data.

    Blocks are matched by name, and one with a new name by its words. Without --data and --scenario, both are paid on
    the data beside either contract, on the scenarios and worked examples of both, and on made-up data.
    """
    from pbrlang.api import load
    from pbrlang.compare import Wanted, compare, document_of

    output: Path | None = options["output"]
    draw = drawing_for(output) if output is not None else None
    before, after = load(old), load(new)
    asked = Wanted(options["data"], options["scenario"], options["as_at"], options["complete_to"], options["grown"])
    with told(ctx):
        _refuse_unknown_scenario(before, after, asked)
        comparison = compare(before, after, asked)
    if output is not None and draw is not None:
        output.write_bytes(draw(document_of(comparison)))
        click.echo(f"{output}: written", err=True)
    if options["as_json"]:
        from pbrlang.compare.output import as_json as written

        put_json(written(comparison))
    else:
        from pbrlang.cli.comparison import drawn

        click.echo("\n".join(drawn(comparison, colour=coloured() and ctx.color is not False)))
    if options["exit_code"] and comparison.differs:
        ctx.exit(DIFFERS)


def _refuse_unknown_scenario(old: "Contract", new: "Contract", wanted: "Wanted") -> None:
    from pbrlang.diagnostics.prose import quoted_listing

    known = list(dict.fromkeys((*old.program.scenarios, *new.program.scenarios)))
    for name in wanted.scenarios:
        if name not in known:
            has = f"they have {quoted_listing(known, 'and')}" if known else "they have none"
            raise click.BadParameter(f"neither contract has a scenario called `{name}`: {has}", param_hint="--scenario")
