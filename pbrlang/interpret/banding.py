"""What a rate card by bands gives for a quantity."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from pbrlang.ir.expressions import Banded

NOUGHT = Fraction(0)
Price = Callable[[int], Fraction]
"""The price of the band of a number, worked out only if it is wanted."""


@frozen
class Part:
    """A part of what a card gives: the band of a number, and how much of the quantity is priced by it."""

    band: int
    quantity: Fraction


@frozen
class Given:
    """What a card gives, and from which bands; those of a straight line are the points around the quantity."""

    value: Fraction
    parts: tuple[Part, ...]


def rises(card: Banded, bounds: Sequence[Fraction]) -> tuple[Fraction, Fraction] | None:
    """Two bounds of neighbouring bands that do not rise, or that must be one and are not; nothing if all is well.

    A first slice that ends below nought is told as a bound that does not rise from nought.
    """
    first, *others = bounds
    if card.way == "slice by slice" and first < 0:
        return NOUGHT, first
    if others and first != others[0]:
        return first, others[0]
    if card.way == "straight line" and others and others[-1] != others[-2]:
        return others[-2], others[-1]
    inner = others[:-1] if card.way == "straight line" else others
    return next(((low, high) for low, high in pairwise(inner) if low >= high), None)


def give(card: Banded, quantity: Fraction, bounds: Sequence[Fraction], price: Price) -> Given:
    """What a card gives for a quantity; `bounds` are those of its bands, which rise."""
    match card.way:
        case "slice by slice":
            parts = tuple(_slices(quantity, bounds))
            return Given(sum((each.quantity * price(each.band) for each in parts), NOUGHT), parts)
        case "straight line":
            return _line(quantity, bounds, price)
        case _:
            band = _reached(card, quantity, bounds)
            each = price(band)
            value = each * quantity if card.way == "whole quantity" else each
            return Given(value, (Part(band, quantity),))


def _reached(card: Banded, quantity: Fraction, bounds: Sequence[Fraction]) -> int:
    """The last band that has begun; the first begins below all."""
    reached = 0
    for number, (band, bound) in enumerate(zip(card.bands, bounds, strict=True)):
        if number and (quantity > bound or (quantity == bound and band.word == "from")):
            reached = number
    return reached


def _slices(quantity: Fraction, bounds: Sequence[Fraction]) -> list[Part]:
    """The parts of a quantity that lie in each slice; the first holds all that lies below its bound."""
    parts = [Part(0, min(quantity, bounds[0]))]
    for number, low in enumerate(bounds[1:], start=1):
        high = bounds[number + 1] if number + 1 < len(bounds) else quantity
        inside = min(quantity, high) - low
        if inside > 0:
            parts.append(Part(number, inside))
    return parts


def _line(quantity: Fraction, bounds: Sequence[Fraction], price: Price) -> Given:
    """A point's own value, what lies on the line between two, or what the first or last row says of all outside."""
    last = len(bounds) - 1
    if quantity < bounds[0]:
        return Given(price(0), (Part(0, quantity),))
    if quantity > bounds[last]:
        return Given(price(last), (Part(last, quantity),))
    for number in range(1, last):
        if quantity == bounds[number]:
            return Given(price(number), (Part(number, quantity),))
    after = next(number for number in range(2, last) if quantity < bounds[number])
    low, high = bounds[after - 1], bounds[after]
    start, end = price(after - 1), price(after)
    value = start + (end - start) * (quantity - low) / (high - low)
    return Given(value, (Part(after - 1, quantity - low), Part(after, high - quantity)))
