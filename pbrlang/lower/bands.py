"""What a rate card by bands gives: choices and sums of plain numbers, band by band."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from pbrlang.ir.expressions import Banded
from pbrlang.lower.forms import YES_FORM, number
from pbrlang.lower.nodes import AtFault, Literal, Node, Operation
from pbrlang.lower.numbers import chosen, combined, compared, fraction, literal


def banded(card: Banded, quantity: Node, bounds: Sequence[Node], prices: Sequence[Node], clause: str) -> Node:
    """What a card gives for a quantity; where its bounds do not rise, the row that is read is at fault."""
    give = {"slice by slice": _slices, "straight line": _line}.get(card.way, _reached)
    given = give(card, quantity, bounds, prices, clause)
    rising = _rising(card, bounds, clause)
    if rising is None:
        return given
    return chosen(rising, given, AtFault(given.form, clause, f"the bounds of {card.tariff} do not rise"), clause)


def _rising(card: Banded, bounds: Sequence[Node], clause: str) -> Node | None:
    """Whether bounds rise as they should; nothing where that can be told already."""
    first, *others = bounds
    nought = Literal(number(1, 0, 0), clause, 0)
    tests: list[tuple[str, Node, Node]] = [("at least", first, nought)] if card.way == "slice by slice" else []
    tests += [("same", others[0], first)] if others else []
    tests += [("same", others[-1], others[-2])] if card.way == "straight line" and len(others) > 1 else []
    inner = others[:-1] if card.way == "straight line" else others
    tests += [("less", low, high) for low, high in pairwise(inner)]
    open_tests = [compared(word, low, high, clause) for word, low, high in tests if not _holds(word, low, high)]
    if not open_tests:
        return None
    return open_tests[0] if len(open_tests) == 1 else Operation(YES_FORM, clause, "and", tuple(open_tests))


def _holds(word: str, left: Node, right: Node) -> bool:
    """Whether a comparison is known to hold."""
    if word == "same" and left == right:
        return True
    one, other = fraction(left), fraction(right)
    if one is None or other is None:
        return False
    return {"at least": one >= other, "same": one == other, "less": one < other}[word]


def _reached(card: Banded, quantity: Node, bounds: Sequence[Node], prices: Sequence[Node], clause: str) -> Node:
    """The price of the last band that has begun, or that price for each of the quantity."""

    def each(price: Node) -> Node:
        return combined("multiply", price, quantity, clause) if card.way == "whole quantity" else price

    found = each(prices[0])
    for band, bound, price in list(zip(card.bands, bounds, prices, strict=True))[1:]:
        begun = compared("at least" if band.word == "from" else "more", quantity, bound, clause)
        found = chosen(begun, each(price), found, clause)
    return found


def _slices(_card: Banded, quantity: Node, bounds: Sequence[Node], prices: Sequence[Node], clause: str) -> Node:
    """Each slice at its own price, together; a price is read only where something lies in its slice."""
    found = combined("multiply", prices[0], combined("lesser", quantity, bounds[0], clause), clause)
    for place, (low, price) in enumerate(zip(bounds[1:], prices[1:], strict=True), 1):
        upto = combined("lesser", quantity, bounds[place + 1], clause) if place + 1 < len(bounds) else quantity
        inside = combined("subtract", upto, low, clause)
        nought = literal(Fraction(0), clause)
        if fraction(price) is not None:
            within = combined("greater", inside, nought, clause)
            part = combined("multiply", price, within, clause)
        else:
            part = combined("multiply", price, inside, clause)
            part = chosen(compared("more", quantity, low, clause), part, nought, clause)
        found = combined("add", found, part, clause)
    return found


def _line(_card: Banded, quantity: Node, bounds: Sequence[Node], prices: Sequence[Node], clause: str) -> Node:
    """What lies on the line between two points, or what the first or last row says of all outside."""
    last = len(bounds) - 1
    found = prices[last - 1]
    for place in range(last - 1, 1, -1):
        found = chosen(
            compared("less", quantity, bounds[place], clause),
            _between(quantity, bounds[place - 1 : place + 1], prices[place - 1 : place + 1], clause),
            found,
            clause,
        )
    found = chosen(compared("more", quantity, bounds[last], clause), prices[last], found, clause)
    return chosen(compared("less", quantity, bounds[0], clause), prices[0], found, clause)


def _between(quantity: Node, bounds: Sequence[Node], prices: Sequence[Node], clause: str) -> Node:
    (low, high), (start, end) = bounds, prices
    rise, run = _difference(end, start, clause), _difference(high, low, clause)
    far = combined("multiply", rise, combined("subtract", quantity, low, clause), clause)
    return combined("add", start, combined("divide", far, run, clause), clause)


def _difference(one: Node, other: Node, clause: str) -> Node:
    """A difference, worked out where both numbers stand in the contract."""
    left, right = fraction(one), fraction(other)
    if left is None or right is None:
        return combined("subtract", one, other, clause)
    return literal(left - right, clause)


def picked(
    key: Node,
    choices: Sequence[str | int],
    open_from: int | None,
    prices: Sequence[Node],
    missing: str,
    complete: bool,
    clause: str,
) -> Node:
    """The price of the column that a key picks; from `open_from` on the last holds.

    Unless the card is `complete`, any other key is a fault.
    """
    found: Node | None = prices[-1] if complete else None
    for choice, price in reversed(list(zip(choices, prices, strict=True))):
        test = _picks(key, choice, open_from, clause)
        found = chosen(test, price, found or AtFault(price.form, clause, missing), clause)
    if found is None:
        raise ValueError("a card has columns")
    return found


def _picks(key: Node, choice: str | int, open_from: int | None, clause: str) -> Node:
    if isinstance(choice, str):
        return compared("same", key, Literal(key.form, clause, choice), clause)
    word = "at least" if choice == open_from else "same"
    return compared(word, key, Literal(number(1, choice, choice), clause, choice), clause)
