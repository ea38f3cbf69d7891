"""Arithmetic on lowered numbers: scales are settled when the contract is compiled, quotients kept as two numbers."""

from fractions import Fraction
from math import gcd, lcm

from pbrlang.lower.forms import (
    NUMBER,
    RATIO,
    RATIO_FORM,
    YES_FORM,
    Bounds,
    Form,
    bounds,
    either,
    exactly,
    greater_of,
    lesser_of,
    number,
    opposite_of,
    product_of,
    sum_of,
)
from pbrlang.lower.nodes import AtFault, Literal, Node, Operation, Rounded
from pbrlang.source.late import changed


def literal(value: Fraction, clause: str, least_scale: int = 1) -> Literal:
    """A number of the contract, over its own denominator or, at the least, a given scale."""
    scale = lcm(value.denominator, least_scale)
    return Literal(exactly(value, scale), clause, int(value * scale))


def fraction(node: Node) -> Fraction | None:
    """The number that a literal is."""
    if isinstance(node, Literal) and node.form.what == NUMBER and isinstance(node.value, int):
        return Fraction(node.value, node.form.scale)
    return None


def rescaled(node: Node, scale: int) -> Node:
    """The same number over a multiple of its scale."""
    factor = scale // node.form.scale
    return _times(factor, node, scale) if factor != 1 else node


def _times(factor: int, node: Node, scale: int) -> Node:
    """A whole number of times a number, held over a scale."""
    low, high = product_of(bounds(node.form), (factor, factor))
    form = number(scale, low, high)
    if isinstance(node, Literal) and isinstance(node.value, int):
        return Literal(form, node.clause, node.value * factor)
    node = node.arguments[0] if isinstance(node, Operation) and node.word == "over" else node
    if factor == 1:
        return node if node.form.scale == scale else Operation(form, node.clause, "over", (node,))
    first = node.arguments[0] if isinstance(node, Operation) and node.word == "times" else None
    if isinstance(node, Operation) and isinstance(first, Literal) and isinstance(first.value, int):
        grown = first.value * factor
        return Operation(
            form, node.clause, "times", (Literal(number(1, grown, grown), node.clause, grown), *node.arguments[1:])
        )
    return Operation(form, node.clause, "times", (Literal(number(1, factor, factor), node.clause, factor), node))


def common(left: Node, right: Node) -> tuple[Node, Node]:
    """Two numbers over the least scale that holds both; a literal is taken over the least scale of its own."""
    left, right = _shortened(left), _shortened(right)
    scale = lcm(left.form.scale, right.form.scale)
    return rescaled(left, scale), rescaled(right, scale)


def _shortened(node: Node) -> Node:
    value = fraction(node)
    return literal(value, node.clause) if value is not None else node


def as_ratio(node: Node) -> Node:
    """A number as a quotient by its scale."""
    if node.form.what == RATIO:
        return node
    scale = Literal(number(1, node.form.scale, node.form.scale), node.clause, node.form.scale)
    return Operation(RATIO_FORM, node.clause, "quotient", (_times(1, node, 1), scale))


_SUMS = {"add": "plus", "subtract": "minus", "lesser": "lesser", "greater": "greater"}


def combined(word: str, left: Node, right: Node, clause: str) -> Node:
    """The sum, difference, lesser, greater, product or quotient of two values that are not blank."""
    if word == "multiply":
        return _product(left, right, clause)
    if word == "divide":
        return _quotient(left, right, clause)
    if RATIO in (left.form.what, right.form.what):
        return Operation(RATIO_FORM, clause, f"ratio {_SUMS[word]}", (as_ratio(left), as_ratio(right)))
    left, right = common(left, right)
    low, high = _bounds_of(word, bounds(left.form), bounds(right.form))
    return Operation(number(left.form.scale, low, high), clause, _SUMS[word], (left, right))


def _bounds_of(word: str, left: Bounds, right: Bounds) -> Bounds:
    match word:
        case "add":
            return sum_of(left, right)
        case "subtract":
            return sum_of(left, opposite_of(right))
        case "lesser":
            return lesser_of(left, right)
        case _:
            return greater_of(left, right)


def _product(left: Node, right: Node, clause: str) -> Node:
    if RATIO in (left.form.what, right.form.what):
        return Operation(RATIO_FORM, clause, "ratio times", (as_ratio(left), as_ratio(right)))
    scale = left.form.scale * right.form.scale
    if isinstance(right, Literal) and not isinstance(left, Literal):
        left, right = right, left
    if isinstance(left, Literal) and isinstance(left.value, int):
        return _times(left.value, right, scale)
    low, high = product_of(bounds(left.form), bounds(right.form))
    return Operation(number(scale, low, high), clause, "times", (left, right))


def _quotient(left: Node, right: Node, clause: str) -> Node:
    value = fraction(right)
    if RATIO in (left.form.what, right.form.what):
        if value:
            inverse = literal(1 / value, clause)
            return Operation(RATIO_FORM, clause, "ratio times", (as_ratio(left), as_ratio(inverse)))
        return Operation(RATIO_FORM, clause, "ratio over", (as_ratio(left), as_ratio(right)))
    if value:
        shared = gcd(value.denominator, left.form.scale)
        times = value.denominator // shared * (1 if value > 0 else -1)
        return _times(times, left, left.form.scale // shared * abs(value.numerator))
    shared = gcd(left.form.scale, right.form.scale)
    over = _times(right.form.scale // shared, left, 1)
    under = _times(left.form.scale // shared, right, 1)
    return Operation(RATIO_FORM, clause, "quotient", (over, under))


def opposite(node: Node, clause: str) -> Node:
    """The opposite of a number or ratio."""
    if node.form.what == RATIO:
        return Operation(RATIO_FORM, clause, "ratio opposite", (node,))
    return _times(-1, node, node.form.scale) if isinstance(node, Literal) else _opposite(node, clause)


def _opposite(node: Node, clause: str) -> Node:
    low, high = opposite_of(bounds(node.form))
    return Operation(number(node.form.scale, low, high), clause, "opposite", (node,))


def compared(word: str, left: Node, right: Node, clause: str) -> Node:
    """A comparison of two values that are not blank; quotients are compared by cross-multiplying."""
    if RATIO in (left.form.what, right.form.what):
        return Operation(YES_FORM, clause, f"ratio {word}", (as_ratio(left), as_ratio(right)))
    if left.form.what == NUMBER:
        left, right = common(left, right)
    return Operation(YES_FORM, clause, word, (left, right))


def one_or_other(first: Node, second: Node, clause: str, word: str = "otherwise") -> Node:
    """The first value, or the second where the first has none; `word` is the operation that says why it may not."""
    blank = first.form.blank or second.form.blank
    if RATIO in (first.form.what, second.form.what):
        form = changed(RATIO_FORM, blank=blank)
        return Operation(form, clause, word, (as_ratio(first), as_ratio(second)))
    if first.form.what != NUMBER:
        return Operation(changed(first.form, blank=blank), clause, word, (first, second))
    if first.form.scale != second.form.scale:
        first, second = common(first, second)
    low, high = either(bounds(first.form), bounds(second.form))
    return Operation(number(first.form.scale, low, high, blank), clause, word, (first, second))


def chosen(when: Node, then: Node, otherwise: Node, clause: str) -> Node:
    """The first value where a condition holds, else the second."""
    blank = then.form.blank or otherwise.form.blank
    if isinstance(otherwise, AtFault):
        otherwise = changed(otherwise, form=then.form)
    if RATIO in (then.form.what, otherwise.form.what):
        form = changed(RATIO_FORM, blank=blank)
        return Operation(form, clause, "choose", (when, as_ratio(then), as_ratio(otherwise)))
    if then.form.what != NUMBER:
        return Operation(changed(then.form, blank=blank), clause, "choose", (when, then, otherwise))
    if then.form.scale != otherwise.form.scale:
        then, otherwise = common(then, otherwise)
    low, high = either(bounds(then.form), bounds(otherwise.form))
    form = number(then.form.scale, low, high, blank)
    return Operation(form, clause, "choose", (when, then, otherwise))


def rounded(node: Node, unit: Fraction, way: str, scale: int, clause: str) -> Node:
    """A number or ratio rounded to a multiple of `unit`, held over a scale that holds the unit."""
    step = int(unit * scale)
    under = unit.numerator * (1 if node.form.what == RATIO else node.form.scale)
    shared = gcd(unit.denominator, under)
    times, under = unit.denominator // shared, under // shared
    form = number(scale) if node.form.what == RATIO else _rounded_form(node, times, under, step, scale)
    return Rounded(form, clause, node, times, under, way, step)


def _rounded_form(node: Node, times: int, under: int, step: int, scale: int) -> Form:
    """Rounding moves a number by less than one step."""
    low, high = bounds(node.form)
    least = None if low is None else (low * times // under) * step
    most = None if high is None else -(-high * times // under) * step
    return number(scale, least, most)
