"""`pbr incentives`: what it pays to do, measure by measure."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pbrlang.cli.failures import MISTAKES
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import strong, tell
from pbrlang.cli.options import CONTRACT, NO_COLOUR
from pbrlang.cli.tables import aligned
from pbrlang.cli.wording import money, number_in_words

if TYPE_CHECKING:
    from pbrlang.analysis.held import Case
    from pbrlang.analysis.incentive import Incentive, Piece
    from pbrlang.ir.program import Program


@click.command(
    cls=Command,
    short_help="Show what is paid as results move.",
    examples=[
        "pbr incentives examples/west-yorkshire-custody",
        'pbr incentives contract.pbr --measure "Bed Nights" --svg bed-nights.svg',
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
    "--svg",
    "svg_file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw the chart of one measure into a file.",
)
@click.option("--formula", is_flag=True, help="Print the formula too; needs the extra `analysis`.")
@NO_COLOUR
@click.pass_context
def incentives(
    ctx: click.Context,
    path: Path,
    measure: str | None,
    example: str | None,
    scenario: str | None,
    svg_file: Path | None,
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
    found = list(found_in(program, _cases(program, example, scenario)))
    if measure is not None:
        found = [each for each in found if each.variable.name.casefold() == measure.strip().casefold()] or _none(
            measure, found
        )
    if svg_file is not None and len(found) != 1:
        raise click.UsageError("--svg draws one measure: choose it with --measure")
    if not found:
        click.echo("Nothing is paid by what moves: no measure, and nothing that is counted, changes what is due.")
    for number, each in enumerate(found):
        click.echo("\n" * bool(number) + "\n".join(_told(each, program, formula)))
        if svg_file is not None:
            _draw(each, program, svg_file)


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


def _told(each: "Incentive", program: "Program", formula: bool) -> Iterator[str]:
    variable = each.variable
    better = f", {variable.better} is better" if variable.better else ""
    baseline = f", baseline {_quantity(each, program, each.baseline)}" if each.baseline is not None else ""
    yield strong(f"{variable.name}{better}{baseline}")
    yield f"  pays under {', '.join(f'{clause.clause} {clause.name}' for clause in each.clauses)}"
    if each.supposed:
        yield f"  supposing {'; '.join(each.supposed)}"
    yield ""
    yield from (f"  {line}" for line in aligned(list(_rows(each, program)), left=1))
    yield ""
    yield from (f"  {line}" for line in _standing_out(each, program))
    yield ""
    yield from (f"  {line}" for line in _chart(each, program).splitlines())
    if formula:
        yield from ("", *(f"  {line}" for line in _formula(each).splitlines()))


def _rows(each: "Incentive", program: "Program") -> Iterator[list[str]]:
    yield [each.variable.name, "paid", "for one point more" if _is_share(each) else "for one more"]
    total = each.total
    for place, piece in enumerate(each.pieces):
        if place and not total.before(place) == total.at[place] == total.after(place):
            yield [f"at {_quantity(each, program, piece.low)}", money_of(total.at[place], program), ""]
        yield [_stretch(each, piece, program), _sums(piece, program), _one_more(each, piece, program)]


def _stretch(each: "Incentive", piece: "Piece", program: "Program") -> str:
    low = _quantity(each, program, piece.low)
    if piece.low <= -(10**9):
        return f"below {_quantity(each, program, piece.high)}" if piece.high is not None else "anywhere"
    return f"{low} to {_quantity(each, program, piece.high)}" if piece.high is not None else f"{low} and more"


def _sums(piece: "Piece", program: "Program") -> str:
    from pbrlang.analysis.polynomials import value

    first = money_of(value(piece.poly, piece.low), program)
    if piece.is_flat:
        return first
    if piece.high is None:
        return f"from {first}"
    return f"{first} to {money_of(value(piece.poly, piece.high), program)}"


def _one_more(each: "Incentive", piece: "Piece", program: "Program") -> str:
    if piece.each is None:
        return "varies"
    return money_of(piece.each / 100 if _is_share(each) else piece.each, program)


def _is_share(each: "Incentive") -> bool:
    """Whether the quantity is a share, which moves by percentage points."""
    return bool(getattr(each.variable.kind, "share", False))


def _standing_out(each: "Incentive", program: "Program") -> Iterator[str]:
    for jump in each.jumps:
        size = money_of(abs(jump.above - jump.below), program)
        yield f"jumps by {size} at {_quantity(each, program, jump.at)}"
    for cap in each.caps:
        limit = money_of(cap.limit, program)
        where = f"at {_quantity(each, program, cap.reached)}" if cap.reached is not None else "nowhere here"
        yield f"{cap.cap}, {limit} for each if all are alike, is reached {where}"
    if each.break_even is not None:
        where = _quantity(each, program, each.break_even)
        yield f"brings as much as is certain without it, {money_of(each.fees, program)}, at {where}"
    least, most = (money_of(x, program) if x is not None else "no end" for x in (each.least, each.most))
    yield f"at least {least}, at most {most}"


def _chart(each: "Incentive", program: "Program") -> str:
    from pbrlang.analysis.charts import terminal, view

    also = (each.baseline,) if each.baseline is not None else ()
    return terminal(view(each.total, also), lambda x: money_of(x, program), lambda x: _quantity(each, program, x))


def _draw(each: "Incentive", program: "Program", file: Path) -> None:
    from pbrlang.analysis.charts import svg, view

    also = (each.baseline,) if each.baseline is not None else ()
    picture = svg(
        view(each.total, also),
        f"What is paid by {each.variable.name}",
        lambda x: money_of(x, program),
        lambda x: _quantity(each, program, x),
    )
    file.write_text(picture, encoding="utf-8")


def _formula(each: "Incentive") -> str:
    from pbrlang.analysis.formulae import printed

    try:
        return printed(each.total)
    except ImportError:
        raise click.UsageError("--formula needs sympy: pip install 'pbrlang[analysis]'") from None


def money_of(amount: Fraction, program: "Program") -> str:
    """An amount to the nearest coin, as it would be paid."""
    from pbrlang.values.rounding import round_to

    return money(round_to(amount, Fraction(1, 10**program.terms.places), "half up"), program.terms)


def _quantity(each: "Incentive", program: "Program", value: Fraction) -> str:
    return number_in_words(value, each.variable.kind, program)
