"""What can never fall as time goes on and rows are added: what is counted, totalled and put together of such.

What is found is safe: what may fall is never said to rise.
"""

from itertools import pairwise

from attrs import frozen

from pbrlang.ir.expressions import (
    Aggregate,
    Apply,
    Banded,
    CellOf,
    Constant,
    Expr,
    FieldOf,
    Lines,
    Members,
    RoundedTo,
    ValueOf,
    Window,
    WordOf,
    YearOf,
)
from pbrlang.ir.program import Clause, Program
from pbrlang.ir.signs import NEGATIVE, SignReader, conjuncts
from pbrlang.names.homes import CONTRACT, CalendarHome, Home, part_of

_LEFT_RISES = ("more than", "at least")
_FIXED = ("to date", "while observed", "stretch", "before this")


@frozen(eq=False)
class Rising:
    """Tells whether values rise, for the element of a home."""

    program: Program
    signs: SignReader
    negative: frozenset[str]
    """The clauses that say that they may be negative."""

    def clause(self, clause: Clause) -> bool:
        """Whether the entitlement under a clause can only rise: amount, bounds, and whether it is due at all."""
        knowing = self.signs.knowing(clause.when)
        bounds = all(self.rises(each.value, clause.home, knowing) for each in clause.clamps)
        due = clause.when is None or all(self.stays(each, clause.home) for each in conjuncts(clause.when))
        return due and bounds and self.rises(clause.amount, clause.home, knowing)

    def rises(self, expr: Expr, home: Home, signs: SignReader) -> bool:
        """Whether a number never falls."""
        if self.still(expr):
            return True
        match expr:
            case ValueOf(definition=name, path=()):
                definition = self.program.definitions[name]
                return self.rises(definition.body, definition.home, signs)
            case RoundedTo(of=inner):
                return self.rises(inner, home, signs)
            case Apply(operation="add" | "lesser" | "greater", arguments=arguments):
                return all(self.rises(each, home, signs) for each in arguments)
            case Apply(operation="subtract", arguments=(left, right)):
                return self.still(right) and self.rises(left, home, signs)
            case Apply(operation="multiply", arguments=arguments):
                return all(self.rises(each, home, signs) and NEGATIVE not in signs.signs(each) for each in arguments)
            case Apply(operation="divide", arguments=(left, right)):
                return self.still(right) and NEGATIVE not in signs.signs(right) and self.rises(left, home, signs)
            case Aggregate():
                return self._aggregate(expr, home)
            case Banded():
                return self._banded(expr, home, signs)
            case _:
                return False

    def _banded(self, expr: Banded, home: Home, signs: SignReader) -> bool:
        """Slices at no price below nought only add up; of other cards the prices themselves must rise."""
        fixed = all(self.still(each) for each in (*((expr.key,) if expr.key else ()), *(x.bound for x in expr.bands)))
        if not fixed or not self.rises(expr.quantity, home, signs):
            return False
        cards = list(zip(*(band.prices for band in expr.bands), strict=True))
        if expr.way in ("slice by slice", "whole quantity") and any(
            NEGATIVE in signs.signs(price) for card in cards for price in card
        ):
            return False
        if expr.way == "whole quantity" and NEGATIVE in signs.signs(expr.quantity):
            return False
        return expr.way == "slice by slice" or all(map(self._ascending, cards))

    def _ascending(self, prices: tuple[Expr, ...]) -> bool:
        known = [self.signs.constant(price) for price in prices]
        return all(a is not None and b is not None and a <= b for a, b in pairwise(known))

    def _aggregate(self, expr: Aggregate, home: Home) -> bool:
        if expr.word not in ("total", "number") or not self._grows(expr.window, home):
            return False
        if expr.where is not None and not self.still(expr.where):
            return False
        if isinstance(expr.over, Members) and expr.over.group in self.program.timed:
            return False
        if isinstance(expr.over, Lines) and expr.over.clause in self.negative:
            return False
        if expr.body is None:
            return True
        inner = SignReader(self.signs.fields, self.signs.bodies, self.signs.prices, tuple(conjuncts(expr.where)))
        return self.still(expr.body) and NEGATIVE not in inner.signs(expr.body)

    def _grows(self, window: Window | None, home: Home) -> bool:
        """Whether what counts in time only becomes more: a period that is not the subject's own begins anew."""
        if window is None or window.word in _FIXED:
            return True
        if window.word == "all":
            return all(self._grows(part, home) for part in window.parts)
        return part_of(home, CalendarHome) is not None or home != CONTRACT

    def stays(self, condition: Expr, home: Home) -> bool:
        """Whether a condition that holds goes on holding."""
        if self.still(condition):
            return True
        if not isinstance(condition, Apply):
            return False
        if condition.operation in ("and", "or"):
            return all(self.stays(each, home) for each in condition.arguments)
        if condition.operation not in _LEFT_RISES:
            return False
        left, right = condition.arguments
        return self.still(right) and self.rises(left, home, self.signs)

    def still(self, expr: Expr) -> bool:
        """Whether nothing that happens later, and no later row, can change a value."""
        match expr:
            case Constant() | WordOf():
                return True
            case FieldOf(table=table, field=name):
                lasts = self.program.tables[table].lasts
                return lasts is None or lasts.end != name
            case ValueOf(definition=name):
                return self.still(self.program.definitions[name].body)
            case RoundedTo(of=inner) | YearOf(day=inner):
                return self.still(inner)
            case CellOf(keys=arguments) | Apply(arguments=arguments):
                return all(map(self.still, arguments))
            case _:
                return False
