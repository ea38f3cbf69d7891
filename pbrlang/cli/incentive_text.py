"""The payments by one measure as text."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from pbrlang.cli.messages import strong
from pbrlang.cli.tables import aligned
from pbrlang.cli.wording import money, number_in_words

if TYPE_CHECKING:
    from pbrlang.analysis.breaking_even import BreakEven
    from pbrlang.analysis.incentive import Incentive, Piece
    from pbrlang.ir.program import Program


def told(each: "Incentive", program: "Program", formula: bool) -> Iterator[str]:
    """All about one measure, line by line: pieces, what stands out, and the chart."""
    variable = each.variable
    better = f", {variable.better} is better" if variable.better else ""
    baseline = f", baseline {quantity_of(each, program, each.baseline)}" if each.baseline is not None else ""
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
    pieces, total = each.pieces, each.total
    for place, point in enumerate(total.points):
        if not any(each.joins(place)):
            yield [f"at {quantity_of(each, program, point)}", money_of(total.at[place], program), ""]
        if place < len(pieces):
            piece = pieces[place]
            yield [_stretch(each, place, program), _sums(piece, program), _one_more(each, piece, program)]


def _stretch(each: "Incentive", place: int, program: "Program") -> str:
    """From where to where a piece goes, and whether what is due at its ends is that of the piece."""
    piece = each.pieces[place]
    low, begins = quantity_of(each, program, piece.low), each.joins(place)[1]
    unbounded = piece.low <= -(10**9)
    if piece.high is None:
        return "anywhere" if unbounded else f"{low} and more" if begins else f"above {low}"
    high, ends = quantity_of(each, program, piece.high), each.joins(place + 1)[0]
    until = f"to {high}" if ends else f"to below {high}"
    return f"up {until}" if unbounded else f"{'' if begins else 'above '}{low} {until}"


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
        yield f"jumps by {size} at {quantity_of(each, program, jump.at)}"
    for cap in each.caps:
        limit = money_of(cap.limit, program)
        where = f"at {quantity_of(each, program, cap.reached)}" if cap.reached is not None else "nowhere here"
        yield f"{cap.cap} leaves {limit} for each if all are alike; that is reached {where}"
    yield from (breaks_even(each, point, program) for point in each.break_evens)
    least, most = (money_of(x, program) if x is not None else "no end" for x in (each.least, each.most))
    yield f"at least {least}, at most {most}"


def breaks_even(each: "Incentive", point: "BreakEven", program: "Program") -> str:
    """Where one sum is covered, as a sentence without its full stop."""
    amount, needed = money_of(point.amount, program), money_of(point.needed, program)
    at = f"at {quantity_of(each, program, point.at)}" if point.at is not None else "nowhere"
    match point.covers:
        case "fee":
            return f"brings as much as the fee, {amount}, {at}"
        case "fee cut":
            return f"brings back what the fee was cut by, {amount}, {at}"
        case _ if each.least is not None and point.needed <= each.least:
            return f"the cost, {amount}, is covered whatever comes of it"
        case _:
            return f"the cost, {amount}, is covered {at}, where it comes to {needed}"


def _chart(each: "Incentive", program: "Program") -> str:
    from pbrlang.analysis.charts import terminal, view

    places = places_of(each)
    seen = view(each.total, places)
    return terminal(seen, lambda x: money_of(x, program), lambda x: quantity_of(each, program, x), places)


def places_of(each: "Incentive") -> tuple[Fraction, ...]:
    """The places that a chart should show besides those where something happens."""
    found = (each.baseline, *(point.at for point in each.break_evens))
    return tuple(at for at in found if at is not None)


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


def quantity_of(each: "Incentive", program: "Program", value: Fraction) -> str:
    """A value of what moves, with its unit."""
    return number_in_words(value, each.variable.kind, program)
