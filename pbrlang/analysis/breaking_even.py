"""Where what results bring comes to a sum: to the fee beside them, to what the service costs, to what a fee gave up."""

from fractions import Fraction

from attrs import frozen

from pbrlang.analysis.curves import Curve, Domain
from pbrlang.analysis.polynomials import Beyond, add, constant, negative, roots, value


@frozen
class Stated:
    """Sums over the contract that somebody states beside it: what the service costs, and what the fee gave up."""

    cost: Fraction | None = None
    fee_cut: Fraction | None = None


@frozen
class Certain:
    """What is certain for one element: fees that stay, and early money that the clauses in question may take back."""

    fees: Fraction
    early: Fraction


@frozen
class BreakEven:
    """Where results bring a sum, for one element such as a year; nowhere is nothing.

    `covers` is `fee` (results bring as much as the fee), `cost` (fee and results cover the cost) or `fee cut` (results
    bring back what the fee gave up). `needed` is what results have to bring, which may be nothing or less.
    """

    covers: str
    amount: Fraction
    needed: Fraction
    at: Fraction | None


def break_evens(curve: Curve, better: str | None, certain: Certain, stated: Stated, elements: int) -> list[BreakEven]:
    """Each that applies: a contract without a fee has no first, and the others are there where sums are stated."""
    found = []
    if certain.fees > 0:
        found.append(("fee", certain.fees, certain.fees))
    if stated.cost is not None:
        cost = stated.cost / elements
        found.append(("cost", cost, cost - certain.fees - certain.early))
    if stated.fee_cut is not None:
        cut = stated.fee_cut / elements
        found.append(("fee cut", cut, cut))
    return [BreakEven(covers, amount, needed, reached(curve, needed, better)) for covers, amount, needed in found]


def reached(curve: Curve, amount: Fraction, better: str | None = None) -> Fraction | None:
    """Where a curve first is so high, or comes to be, on the way to better results: down from above where less is."""
    if better == "lower":
        found = _first(_mirrored(curve), amount)
        return -found if found is not None else None
    return _first(curve, amount)


def _first(curve: Curve, amount: Fraction) -> Fraction | None:
    for place, (low, high, poly) in enumerate(curve.stretches()):
        if max(curve.at[place], value(poly, low)) >= amount:
            return low
        gap = add(poly, negative(constant(amount)))
        try:
            inside = [x for x in roots(gap) if x > low and (high is None or x <= high)] if gap else []
        except Beyond:
            return None
        if inside:
            return inside[0]
    return curve.points[-1] if curve.at[-1] >= amount else None


def _mirrored(curve: Curve) -> Curve:
    """The curve read from its high end down; from where it has no end, from beyond the last point at which it bends."""
    closed = curve
    if curve.domain.high is None:
        far = max(abs(curve.points[-1]) * 10, Fraction(10**6))
        closed = Curve(
            Domain(curve.domain.low, far),
            (*curve.points, far),
            (*curve.at, value(curve.between[-1], far)),
            curve.between,
        )
    high = closed.points[-1]
    between = tuple(tuple(-x if power % 2 else x for power, x in enumerate(poly)) for poly in reversed(closed.between))
    points = tuple(-x for x in reversed(closed.points))
    return Curve(Domain(-high, -closed.domain.low), points, tuple(reversed(closed.at)), between)
