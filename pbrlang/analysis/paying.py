"""What clauses pay as one quantity moves and the others are held: exact curves."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis import curves as c
from pbrlang.analysis import polynomials as p
from pbrlang.analysis.banding import banded
from pbrlang.analysis.curves import Curve
from pbrlang.analysis.held import Held, fixed
from pbrlang.analysis.inlining import Inlined
from pbrlang.analysis.lines import Outright
from pbrlang.analysis.polynomials import Beyond
from pbrlang.analysis.sizes import size_of
from pbrlang.analysis.variables import Variable
from pbrlang.ir.expressions import (
    Aggregate,
    Apply,
    Banded,
    CellOf,
    Choose,
    Constant,
    Expr,
    FieldOf,
    FigureOf,
    IndexedBy,
    PeriodNumber,
    RoundedTo,
    ValueOf,
    YearOf,
)
from pbrlang.ir.program import Clause, Program

_SIGNS = {
    "more than": lambda gap: gap > 0,
    "less than": lambda gap: gap < 0,
    "at least": lambda gap: gap >= 0,
    "at most": lambda gap: gap <= 0,
    "is": lambda gap: gap == 0,
    "is not": lambda gap: gap != 0,
}


class Paying:
    """Works out curves for one variable. Rounding is left out, and so is how often a sum can fall due."""

    def __init__(self, program: Program, variable: Variable, held: Held) -> None:
        self._program = program
        self._variable = variable
        self._held = held
        self._inlined = Inlined(program, self._standing())
        self._outright = Outright(program, self._inlined)
        self._open: set[str] = set()
        self._known: dict[Expr, frozenset[object]] = {}

    def _standing(self) -> frozenset[str]:
        """The names that a case gives, that the contract does not fix, and that do not move with the variable."""
        plain, found = Inlined(self._program), set[str]()
        for name in self._held.given & set(self._program.definitions):
            body = plain.of(self._program.definitions[name].body)
            if fixed(self._program, body) is None and not self._variable.moves(body):
                found.add(name)
        return frozenset(found)

    def clause(self, clause: Clause) -> Curve:
        """What is due under a clause, as a positive amount; raises Beyond where its shape is not followed."""
        holding = self._outright.of(clause.when, clause) if clause.when is not None else None
        self._known = dict(_told(holding)) if holding is not None else {}
        amount = self.number(self._outright.of(clause.amount, clause))
        for clamp in clause.clamps:
            bound = self.number(self._outright.of(clamp.value, clause))
            amount = c.lesser(amount, bound) if "more" in clamp.word else c.greater(amount, bound)
        if holding is None:
            return amount.plain()
        return c.choose(self.test(holding), amount, self._flat(Fraction(0))).plain()

    def test(self, expr: Expr) -> Curve:
        """1 where a condition holds, else 0. What does not move with the variable is taken to hold."""
        if not self._variable.moves(expr):
            return self._flat(Fraction(1))
        if not isinstance(expr, Apply):
            raise Beyond("a condition of an unknown shape")
        if expr.operation in ("and", "or"):
            sides = [
                self.test(each) for each in expr.arguments if expr.operation == "and" or self._variable.moves(each)
            ]
            found = sides[0]
            for each in sides[1:]:
                found = c.lesser(found, each) if expr.operation == "and" else c.greater(found, each)
            return found
        if expr.operation in _SIGNS:
            gap = c.subtract(self.number(expr.arguments[0]), self.number(expr.arguments[1]))
            return c.where(gap, _SIGNS[expr.operation])
        if expr.operation in ("a multiple of", "not blank"):
            return self._flat(Fraction(1))
        raise Beyond(f"`{expr.operation}` of what moves")

    def number(self, expr: Expr) -> Curve:
        """The value of an expression."""
        if self._variable.is_here(expr):
            return Curve.of(p.X, self._variable.domain)
        if self._variable.is_top(expr) and self._variable.bottom is not None:
            return c.multiply(Curve.of(p.X, self._variable.domain), self._bottom(self._variable.bottom))
        match expr:
            case Constant(value=Fraction() as value):
                return self._flat(value)
            case ValueOf():
                return self._value(expr)
            case FieldOf():
                return self._flat(self._held.field(expr))
            case Aggregate():
                return self._flat(self._held.aggregate(expr))
            case CellOf():
                return self._flat(self._cell(expr))
            case RoundedTo(of=inner):
                return self.number(inner)
            case Apply():
                return self._apply(expr)
            case _:
                return self._on_cards_and_dates(expr)

    def _bottom(self, expr: Expr) -> Curve:
        """What the variable divides by, where a case gives it, by a name too."""
        size = size_of(self._program, self._held, self._variable)
        return self._flat(Fraction(size)) if size is not None else self.number(expr)

    def _on_cards_and_dates(self, expr: Expr) -> Curve:
        """What is read from bands and by time: the first year's and period's, before any indexation."""
        match expr:
            case YearOf() | PeriodNumber():
                return self._flat(Fraction(1))
            case Banded():
                return banded(expr, self.number)
            case Choose():
                return c.choose(self.test(expr.when), self.number(expr.then), self.number(expr.otherwise))
            case IndexedBy(of=inner):
                return self.number(inner)
            case FigureOf():
                return self._flat(self._figure(expr))
            case _:
                raise Beyond(f"an expression of an unknown kind, {type(expr).__name__}")

    def _flat(self, value: Fraction) -> Curve:
        return Curve.of(p.constant(value), self._variable.domain)

    def _value(self, expr: ValueOf) -> Curve:
        own = self._program.definitions.get(expr.definition)
        if own is None or expr.definition in self._open:
            raise Beyond("a value that is not known")
        self._open.add(expr.definition)
        try:
            body = self._inlined.of(own.body)
            if own.role == "measure" or not self._variable.moves(body):
                given = self._held.definition(own.name)
                if given is not None:
                    return self._flat(given)
                if own.role == "measure" and own.baseline is not None:
                    baseline = self._value(_reading(expr, own.baseline))
                    return self._flat(self._held.better(own, baseline.at[0]))
            return self.number(body)
        finally:
            self._open.discard(expr.definition)

    def _figure(self, expr: FigureOf) -> Fraction:
        periods = self._program.date_tables[expr.table].figures[expr.column]
        first = next((each for _, each in sorted(periods.items()) if each), None)
        if first is None:
            raise Beyond("a figure that is not known")
        return first[0].value

    def _cell(self, expr: CellOf) -> Fraction:
        tariff = self._program.tariffs.get(expr.tariff)
        column = {keys: value for (name, keys), value in tariff.cells.items() if name == expr.column} if tariff else {}
        if not column:
            raise Beyond("a price that is not known")
        cells = [value for keys, value in column.items() if self._can_be(expr.keys, keys)]
        return self._held.price(expr.column, cells or list(column.values()), expr.kind)

    def _can_be(self, keys: tuple[Expr, ...], row: tuple[object, ...]) -> bool:
        """Whether the condition of the clause leaves this row of a rate card open."""
        return all(value in self._known.get(key, (value,)) for key, value in zip(keys, row, strict=True))

    def _apply(self, expr: Apply) -> Curve:
        if expr.operation == "otherwise":
            return self.number(expr.arguments[0])
        if expr.operation == "at the start":
            return self.number(expr.arguments[1])
        sides = [self.number(each) for each in expr.arguments]
        match expr.operation:
            case "add":
                return c.add(*sides)
            case "subtract":
                return c.subtract(*sides)
            case "multiply":
                return c.multiply(*sides)
            case "divide":
                return c.divide(*sides)
            case "negate":
                return c.subtract(self._flat(Fraction(0)), sides[0])
            case "in points":
                return c.multiply(sides[0], self._flat(Fraction(100)))
            case "lesser":
                return c.lesser(*sides)
            case "greater":
                return c.greater(*sides)
            case _:
                raise Beyond(f"`{expr.operation}` as a number")


def _told(when: Expr) -> Iterator[tuple[Expr, frozenset[object]]]:
    """What a condition says of words: which of them an expression can be where it holds."""
    if not isinstance(when, Apply):
        return
    if when.operation == "and":
        for each in when.arguments:
            yield from _told(each)
    first, *others = when.arguments
    words = [each.value for each in others if isinstance(each, Constant) and isinstance(each.value, str)]
    if when.operation in ("is", "one of") and words and len(words) == len(others):
        yield first, frozenset(words)


def _reading(expr: ValueOf, definition: str) -> ValueOf:
    return ValueOf(expr.kind, expr.span, (), definition)
