"""How many cases a measure is made of, where a case of the contract says it."""

from fractions import Fraction

from pbrlang.analysis.held import Held
from pbrlang.analysis.variables import Variable, without_fallback
from pbrlang.ir.expressions import Apply, Expr, FieldOf, ValueOf
from pbrlang.ir.program import Program


def size_of(program: Program, held: Held, variable: Variable) -> int | None:
    """The number that what a measure divides by is given in a scenario or an example: in a row, or by a name."""
    found = _given_by_name(program, held, variable)
    if found is None and isinstance(variable.bottom, FieldOf):
        key = (variable.bottom.table, variable.bottom.field)
        found = next((each.fields[key] for each in held.cases if key in each.fields), None)
    return int(found) if found is not None and found >= 1 else None


def _given_by_name(program: Program, held: Held, variable: Variable) -> Fraction | None:
    """The value that is given for a name in the place of the bottom of the measure, or behind it."""
    own = program.definitions.get(variable.measure or "")
    below = _bottom(program, own.body) if own is not None else None
    opened = set[str]()
    while isinstance(below, ValueOf) and below.definition not in opened:
        given = held.definition(below.definition)
        if given is not None:
            return given
        opened.add(below.definition)
        below = without_fallback(program.definitions[below.definition].body)
    return None


def _bottom(program: Program, expr: Expr) -> Expr | None:
    """What a quotient divides by, whether or not the quotient has a name of its own."""
    expr = without_fallback(expr)
    opened = set[str]()
    while isinstance(expr, ValueOf) and expr.definition not in opened:
        opened.add(expr.definition)
        expr = without_fallback(program.definitions[expr.definition].body)
    return without_fallback(expr.arguments[1]) if isinstance(expr, Apply) and expr.operation == "divide" else None
