"""Curves of what rate cards by bands give as a quantity moves."""

from collections.abc import Callable
from fractions import Fraction

from pbrlang.analysis import curves as c
from pbrlang.analysis import polynomials as p
from pbrlang.analysis.curves import Curve
from pbrlang.ir.expressions import Banded, Expr


def banded(card: Banded, number: Callable[[Expr], Curve]) -> Curve:
    """What a card gives; `number` works out the quantity, the bounds and the prices.

    Where the card has a second key, its first column is taken.
    """
    quantity = number(card.quantity)
    bounds = [number(each.bound) for each in card.bands]
    prices = [number(each.prices[0]) for each in card.bands]
    match card.way:
        case "slice by slice":
            return _slices(quantity, bounds, prices)
        case "straight line":
            return _line(quantity, bounds, prices)
        case _:
            found = prices[0]
            for band, bound, price in zip(card.bands[1:], bounds[1:], prices[1:], strict=True):
                found = c.choose(_begun(quantity, bound, at_once=band.word == "from"), price, found)
            return c.multiply(found, quantity) if card.way == "whole quantity" else found


def _begun(quantity: Curve, bound: Curve, *, at_once: bool) -> Curve:
    """1 where a bound is passed, or with `at_once` reached."""
    return c.where(c.subtract(quantity, bound), (lambda gap: gap >= 0) if at_once else (lambda gap: gap > 0))


def _slices(quantity: Curve, bounds: list[Curve], prices: list[Curve]) -> Curve:
    nought = Curve.of(p.constant(Fraction(0)), quantity.domain)
    found = c.multiply(c.lesser(quantity, bounds[0]), prices[0])
    for place in range(1, len(bounds)):
        high = c.lesser(quantity, bounds[place + 1]) if place + 1 < len(bounds) else quantity
        inside = c.greater(c.subtract(high, bounds[place]), nought)
        found = c.add(found, c.multiply(inside, prices[place]))
    return found


def _line(quantity: Curve, bounds: list[Curve], prices: list[Curve]) -> Curve:
    """The first and the last row hold outside the points, which lie between them."""
    last = len(bounds) - 1
    found = prices[0]
    for place in range(1, last):
        after = prices[place]
        if place + 1 < last:
            way = c.divide(c.subtract(quantity, bounds[place]), c.subtract(bounds[place + 1], bounds[place]))
            after = c.add(after, c.multiply(c.subtract(prices[place + 1], prices[place]), way))
        found = c.choose(_begun(quantity, bounds[place], at_once=True), after, found)
    return c.choose(_begun(quantity, bounds[last], at_once=False), prices[last], found)
