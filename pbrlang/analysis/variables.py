"""The quantities that can move, and where in an expression each of them stands."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.analysis.bounds import Bounds
from pbrlang.analysis.curves import Domain
from pbrlang.analysis.inlining import Inlined
from pbrlang.analysis.lines import Outright
from pbrlang.ir.expressions import Aggregate, Apply, Expr, FieldOf, Lines, Members, Rows, ValueOf
from pbrlang.ir.program import Clause, Definition, Program
from pbrlang.ir.visit import parts, walk
from pbrlang.kinds.model import Kind, Quantity

_FARTHEST = Fraction(-(10**12))


@frozen
class Variable:
    """A measure, a total or number that is no measure's, or a number in a row.

    `whole` are expressions that stand for it. Where it is a ratio, `top` and `bottom` are what is divided: then
    `top` moves with it while `bottom` is held. `better` is higher, lower, or nothing.
    """

    name: str
    kind: Kind
    domain: Domain
    whole: tuple[Expr, ...]
    top: Expr | None = None
    bottom: Expr | None = None
    better: str | None = None
    measure: str | None = None

    def is_here(self, expr: Expr) -> bool:
        """Whether an expression is this quantity."""
        if self.measure is not None and isinstance(expr, ValueOf) and expr.definition == self.measure:
            return True
        return any(_same(expr, each) for each in self.whole)

    def is_top(self, expr: Expr) -> bool:
        """Whether an expression is what the ratio divides."""
        return self.top is not None and _same(expr, self.top)

    def moves(self, expr: Expr) -> bool:
        """Whether an expression moves with it."""
        return any(self.is_here(each) or self.is_top(each) for each in walk(expr))


def _same(one: Expr, other: Expr) -> bool:
    """Whether two expressions say the same; a number of members says it whatever the way to them."""
    if isinstance(one, Aggregate) and isinstance(other, Aggregate) and one.word == other.word == "number":
        return (one.over, one.window, one.where) == (other.over, other.window, other.where)
    return one == other


def without_fallback(expr: Expr) -> Expr:
    """A value without what stands for it where there is nothing to divide by."""
    while isinstance(expr, Apply) and expr.operation == "otherwise":
        expr = expr.arguments[0]
    return expr


class Variables:
    """Finds the quantities of one contract."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._inlined = Inlined(program)
        self._outright = Outright(program, self._inlined)
        self._bounds = Bounds(program)
        self.measures = {
            name: self._measure(each) for name, each in program.definitions.items() if each.role == "measure"
        }

    def parts(self, clause: Clause) -> list[Expr]:
        """The condition, the amount and the bounds of a clause, written out."""
        return self._outright.parts(clause)

    def of_clause(self, clause: Clause) -> list[Variable]:
        """The measures that a clause reads, by name or by what they are; and what else it counts."""
        parts = self.parts(clause)
        found = [each for each in self.measures.values() if any(each.moves(part) for part in parts)]
        loose = dict.fromkeys(each for part in parts for each in _loose(part, found))
        return found + [self._counted(each) for each in loose]

    def of_row(self, clause: Clause) -> list[Variable]:
        """The numbers in its own rows that a clause reads."""
        fields = [
            each
            for part in self.parts(clause)
            for each in _outside_aggregates(part)
            if isinstance(each, FieldOf) and not each.path and isinstance(each.kind, Quantity)
        ]
        return [Variable(each.field, each.kind, self._domain(each), (each,)) for each in dict.fromkeys(fields)]

    def _measure(self, own: Definition) -> Variable:
        whole = self._inlined.of(own.body)
        inner = without_fallback(whole)
        top, bottom = _ratio(inner)
        return Variable(own.name, own.kind, self._domain(own.body), (whole, inner), top, bottom, own.better, own.name)

    def _counted(self, expr: Aggregate) -> Variable:
        name = " ".join(expr.span.text.split())
        return Variable(name, expr.kind, self._domain(expr), (expr,))

    def _domain(self, expr: Expr) -> Domain:
        found = self._bounds.of(expr)
        return Domain(_FARTHEST if found.low is None else found.low, found.high)


def _ratio(expr: Expr) -> tuple[Expr | None, Expr | None]:
    if isinstance(expr, Apply) and expr.operation == "divide":
        return without_fallback(expr.arguments[0]), expr.arguments[1]
    if isinstance(expr, Aggregate) and expr.word == "share" and expr.that_are and isinstance(expr.over, Rows):
        kind = Quantity()
        members = Members(expr.that_are, expr.over.table)
        top = Aggregate(kind, expr.span, "number", members, expr.member, expr.subject, expr.window, expr.where)
        return top, Aggregate(kind, expr.span, "number", expr.over, expr.member, expr.subject, expr.window, expr.where)
    return None, None


def _outside_aggregates(expr: Expr) -> Iterator[Expr]:
    yield expr
    if not isinstance(expr, Aggregate):
        for each in parts(expr):
            yield from _outside_aggregates(each)


def _loose(expr: Expr, measures: list[Variable]) -> Iterator[Aggregate]:
    """The totals and numbers that belong to no measure."""
    for each in _outside_aggregates(expr):
        if (
            isinstance(each, Aggregate)
            and not isinstance(each.over, Lines)
            and not any(
                known.is_here(each) or known.is_top(each) or (known.bottom is not None and _same(each, known.bottom))
                for known in measures
            )
        ):
            yield each
