"""`pbr incentives`: what it pays to do, measure by measure."""

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pbrlang.cli.failures import MISTAKES
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import put_json, tell
from pbrlang.cli.options import CONTRACT, NO_COLOUR

if TYPE_CHECKING:
    from pbrlang.analysis.breaking_even import Stated
    from pbrlang.analysis.held import Case
    from pbrlang.analysis.incentive import Incentive
    from pbrlang.ir.program import Program

_AMOUNT = re.compile(r"(?P<sign>-?)[^\d.-]?(?P<whole>[\d,]+)(?P<part>\.\d+)?")


def _state(ctx: click.Context, option: click.Parameter, value: str | None) -> None:
    """Keep a sum as somebody types it, `£120,000` or `120000.50`, by the name of its option."""
    if value is None:
        return
    match = _AMOUNT.fullmatch(value.strip())
    if match is None:
        raise click.BadParameter(f"{value} is not an amount: write it as £120,000 or 120000")
    ctx.meta[f"pbrlang.{option.name}"] = Fraction(
        match["sign"] + match["whole"].replace(",", "") + (match["part"] or "")
    )


def _stated(ctx: click.Context) -> "Stated":
    from pbrlang.analysis.breaking_even import Stated

    return Stated(ctx.meta.get("pbrlang.cost"), ctx.meta.get("pbrlang.fee_cut"))


def _picture(value: Path | None) -> Path | None:
    from pbrlang.cli.picture import SUFFIXES

    if value is not None and value.suffix.casefold() not in SUFFIXES:
        raise click.BadParameter(f"{value.name} has to end in .svg or .png")
    return value


@click.command(
    cls=Command,
    short_help="Show what is paid as results move.",
    examples=[
        "pbr incentives examples/west-yorkshire-custody",
        'pbr incentives contract.pbr --measure "Bed Nights" -o bed-nights.png',
    ],
    statuses={0: "shown", 1: "the contract has errors", 2: "wrong usage, or nothing of that name"},
)
@CONTRACT
@click.option("--measure", metavar="NAME", help="One measure alone.")
@click.option(
    "--example", metavar="TITLE", help="Hold all else at the values of this worked example, by its first words."
)
@click.option("--scenario", metavar="NAME", help="Hold all else at the values of this scenario.")
@click.option(
    "--cost",
    metavar="AMOUNT",
    callback=_state,
    expose_value=False,
    help="Say where fee and results cover what the service costs over the contract.",
)
@click.option(
    "--fee-cut",
    metavar="AMOUNT",
    callback=_state,
    expose_value=False,
    help="Say where results bring back what the fee was cut by over the contract.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=lambda _ctx, _option, value: _picture(value),
    help="Draw the chart of one measure into a file, .svg or .png; PNG needs the extra `documents`.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the pieces and points as JSON, with exact numbers.")
@click.option("--formula", is_flag=True, help="Print the formula too; needs the extra `analysis`.")
@NO_COLOUR
@click.pass_context
def incentives(
    ctx: click.Context,
    path: Path,
    measure: str | None,
    example: str | None,
    scenario: str | None,
    output: Path | None,
    as_json: bool,
    formula: bool,
) -> None:
    """Show what is paid as a measure moves and all else is held: each piece, jumps, what one more is worth.

    All else is held at the values of the worked examples, the first that gives one; measures of which none does, a
    tenth better than their baseline. What has to be supposed is said.
    """
    from pbrlang.analysis.incentive import incentives as found_in
    from pbrlang.api import ContractMistakes, load

    try:
        program = load(path).program
    except ContractMistakes as mistakes:
        tell(mistakes.diagnostics)
        ctx.exit(MISTAKES)
    found = list(found_in(program, _cases(program, example, scenario), _stated(ctx)))
    if measure is not None:
        found = [each for each in found if each.variable.name.casefold() == measure.strip().casefold()] or _none(
            measure, found
        )
    if output is not None and len(found) != 1:
        raise click.UsageError("--output draws one measure: choose it with --measure")
    if as_json:
        _print_json(found, program)
    else:
        _print(found, program, formula)
    if output is not None:
        from pbrlang.cli.picture import draw

        draw(found[0], program, output)


def _print_json(found: "list[Incentive]", program: "Program") -> None:
    from pbrlang.cli.incentive_json import as_json

    put_json(as_json(found, program))


def _print(found: "list[Incentive]", program: "Program", formula: bool) -> None:
    from pbrlang.cli.incentive_text import told

    if not found:
        click.echo("Nothing is paid by what moves: no measure, and nothing that is counted, changes what is due.")
    for number, each in enumerate(found):
        click.echo("\n" * bool(number) + "\n".join(told(each, program, formula)))


def _cases(program: "Program", example: str | None, scenario: str | None) -> "tuple[Case, ...]":
    from pbrlang.analysis.held import case_of, cases_of

    scenarios = program.scenarios
    if scenario is not None:
        if scenario not in scenarios:
            names = f": there are {', '.join(scenarios)}" if scenarios else ""
            raise click.UsageError(f"there is no scenario {scenario}{names}")
        return (case_of(program, scenarios[scenario]),)
    chosen = program.examples
    if example is not None:
        chosen = tuple(each for each in program.examples if each.title.casefold().startswith(example.casefold()))
        if not chosen:
            titles = "; ".join(each.title for each in program.examples) or "none"
            raise click.UsageError(f"no worked example begins with `{example}`: there are: {titles}")
    return cases_of(program) if example is None else tuple(case_of(program, each) for each in chosen)


def _none(measure: str, found: "list[Incentive]") -> "list[Incentive]":
    from pbrlang.diagnostics.nearest import nearest

    names = [each.variable.name for each in found]
    near = nearest(measure, names)
    told = f"did you mean {near[0]}?" if near else f"there are: {', '.join(names) or 'none'}"
    raise click.UsageError(f"nothing is paid by a measure {measure}; {told}")
