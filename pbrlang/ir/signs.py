"""On which side of nought a value can be: for divisors, and for sums that may be negative.

What is found is safe: a sign that cannot come about may be kept, one that can is never left out.
"""

from fractions import Fraction

from attrs import define, field

from pbrlang.ir.expressions import (
    PICKS,
    Aggregate,
    Apply,
    Banded,
    CellOf,
    Choose,
    Constant,
    Covered,
    Expr,
    FieldOf,
    FigureOf,
    IndexedBy,
    OfSubject,
    RoundedTo,
    ValueOf,
)
from pbrlang.kinds.model import Quantity

NEGATIVE, ZERO, POSITIVE = -1, 0, 1
Signs = frozenset[int]

ALL: Signs = frozenset((NEGATIVE, ZERO, POSITIVE))
_NOT_NEGATIVE: Signs = frozenset((ZERO, POSITIVE))
_POSITIVE: Signs = frozenset((POSITIVE,))
_NEGATIVE: Signs = frozenset((NEGATIVE,))

# What a comparison of a with b says of a - b.
_DIFFERENCE: dict[str, Signs] = {
    "more than": _POSITIVE,
    "at least": _NOT_NEGATIVE,
    "less than": _NEGATIVE,
    "at most": frozenset((NEGATIVE, ZERO)),
    "after": _POSITIVE,
    "on or after": _NOT_NEGATIVE,
    "before": _NEGATIVE,
    "on or before": frozenset((NEGATIVE, ZERO)),
    "is": frozenset((ZERO,)),
    "is not": frozenset((NEGATIVE, POSITIVE)),
}


@define(eq=False, repr=False)
class SignReader:
    """Reads signs, knowing the bounds of fields, the bodies of definitions and the prices of rate cards."""

    fields: dict[tuple[str, str], tuple[Fraction | None, Fraction | None]]
    bodies: dict[str, Expr]
    prices: dict[tuple[str, str], tuple[Fraction, ...]]
    facts: tuple[Expr, ...] = ()
    seen: frozenset[str] = field(default=frozenset())

    def knowing(self, condition: Expr | None) -> "SignReader":
        """The same, where a condition holds."""
        return SignReader(self.fields, self.bodies, self.prices, tuple(conjuncts(condition)))

    def signs(self, expr: Expr) -> Signs:
        """The signs that a value can have."""
        found = self._plain(expr)
        for fact in self.facts:
            found &= self._from_fact(fact, expr)
        return found

    def _plain(self, expr: Expr) -> Signs:
        match expr:
            case Constant(value=Fraction() as value):
                return _sign(value)
            case FieldOf():
                return _between(*self.fields.get((expr.table, expr.field), (None, None)))
            case ValueOf():
                return self._definition(expr)
            case CellOf(tariff=card) | FigureOf(table=card):
                return frozenset[int]().union(*map(_sign, self.prices.get((card, expr.column), ()))) or ALL
            case Choose() | OfSubject() | IndexedBy() | Banded():
                return self._of_parts(expr)
            case RoundedTo():
                return self.signs(expr.of) | {ZERO}
            case Aggregate():
                return self._aggregate(expr)
            case Covered():
                return _NOT_NEGATIVE
            case Apply():
                return self._apply(expr)
            case _:
                return ALL

    def _of_parts(self, expr: Choose | OfSubject | IndexedBy | Banded) -> Signs:
        if isinstance(expr, Banded):
            return self._banded(expr)
        if isinstance(expr, IndexedBy):
            return self.signs(expr.of)
        if isinstance(expr, Choose):
            return self.signs(expr.then) | self.signs(expr.otherwise)
        # What is known of a member says nothing of the subject.
        return SignReader(self.fields, self.bodies, self.prices, (), self.seen).signs(expr.of)

    def _definition(self, expr: ValueOf) -> Signs:
        body = self.bodies.get(expr.definition)
        if body is None or expr.definition in self.seen:
            return ALL
        inner = SignReader(self.fields, self.bodies, self.prices, (), self.seen | {expr.definition})
        return inner.signs(body)

    def _banded(self, expr: Banded) -> Signs:
        prices = frozenset[int]().union(*(self.signs(price) for band in expr.bands for price in band.prices))
        match expr.way:
            case "lump sum":
                return prices
            case "straight line":
                return prices | ({ZERO} if prices >= {NEGATIVE, POSITIVE} else frozenset())
            case "whole quantity":
                return frozenset(a * b for a in prices for b in self.signs(expr.quantity))
            case _:
                # A sum of slices, of which only the first can be less than nought.
                below = NEGATIVE in self.signs(expr.quantity)
                return ALL if below or NEGATIVE in prices else _NOT_NEGATIVE

    def _aggregate(self, expr: Aggregate) -> Signs:
        if expr.body is None or (expr.word != "total" and expr.word not in PICKS):
            return _NOT_NEGATIVE
        inner = SignReader(self.fields, self.bodies, self.prices, tuple(conjuncts(expr.where)), self.seen)
        return inner.signs(expr.body) | ({ZERO} if expr.word == "total" else frozenset())

    def _apply(self, expr: Apply) -> Signs:
        sides = [self.signs(each) for each in expr.arguments if isinstance(each.kind, Quantity)]
        if len(sides) != len(expr.arguments):
            return ALL
        match expr.operation:
            case "in points":
                return sides[0]
            case "negate":
                return frozenset(-sign for sign in sides[0])
            case "multiply" | "divide":
                return frozenset(a * b for a in sides[0] for b in sides[1])
            case "add":
                return _sum(sides[0], sides[1])
            case "subtract":
                known = self._bounded_difference(expr)
                return known if known is not None else _sum(sides[0], frozenset(-sign for sign in sides[1]))
            case "lesser":
                return frozenset(min(a, b) for a in sides[0] for b in sides[1])
            case "greater":
                return frozenset(max(a, b) for a in sides[0] for b in sides[1])
            case "otherwise" | "at the start":
                return sides[0] | sides[1]
            case _:
                return ALL

    def _bounded_difference(self, expr: Apply) -> Signs | None:
        """The signs of a difference of which both sides are constants, prices, or fields with limits."""
        (low, high), (least, most) = (self._bounds(each) for each in expr.arguments)
        if low is None or high is None or least is None or most is None:
            return None
        return _between(low - most, high - least)

    def _bounds(self, expr: Expr) -> tuple[Fraction | None, Fraction | None]:
        """The least and the most that a value can be, as far as they are known."""
        if isinstance(expr, CellOf) and (prices := self.prices.get((expr.tariff, expr.column))):
            return min(prices), max(prices)
        if isinstance(expr, FieldOf):
            return self.fields.get((expr.table, expr.field), (None, None))
        known = self.constant(expr)
        return known, known

    def constant(self, expr: Expr) -> Fraction | None:
        """The number that an expression always is, if it is one."""
        if isinstance(expr, Constant) and isinstance(expr.value, Fraction):
            return expr.value
        if isinstance(expr, ValueOf) and expr.definition not in self.seen:
            body = self.bodies.get(expr.definition)
            return self.constant(body) if body is not None else None
        return None

    def _from_fact(self, fact: Expr, expr: Expr) -> Signs:
        """What one known comparison says of the sign of an expression."""
        if not isinstance(fact, Apply) or fact.operation not in _DIFFERENCE:
            return ALL
        left, right = fact.arguments
        difference = _DIFFERENCE[fact.operation]
        if isinstance(expr, Apply) and expr.operation == "subtract":
            if expr.arguments == (left, right):
                return difference
            if expr.arguments == (right, left):
                return frozenset(-sign for sign in difference)
        if expr == left and (bound := self.constant(right)) is not None:
            return _sum(difference, _sign(bound))
        if expr == right and (bound := self.constant(left)) is not None:
            return _sum(frozenset(-sign for sign in difference), _sign(bound))
        return ALL


def conjuncts(condition: Expr | None) -> list[Expr]:
    """The parts of a condition that must all hold."""
    if condition is None:
        return []
    if isinstance(condition, Apply) and condition.operation == "and":
        return [each for part in condition.arguments for each in conjuncts(part)]
    return [condition]


def _sign(value: Fraction) -> Signs:
    return frozenset(((value > 0) - (value < 0),))


def _between(least: Fraction | None, most: Fraction | None) -> Signs:
    found = set()
    if least is None or least < 0:
        found.add(NEGATIVE)
    if (least is None or least <= 0) and (most is None or most >= 0):
        found.add(ZERO)
    if most is None or most > 0:
        found.add(POSITIVE)
    return frozenset(found)


def _sum(left: Signs, right: Signs) -> Signs:
    """The signs of a sum; of opposite signs any may come."""
    found: set[int] = set()
    for a in left:
        for b in right:
            found |= ALL if a * b < 0 else {max(a, b, key=abs)}
    return frozenset(found)
