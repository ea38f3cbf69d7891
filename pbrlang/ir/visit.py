"""Walking over compiled expressions."""

from collections.abc import Iterator, Mapping

from pbrlang.ir.expressions import Aggregate, Apply, CellOf, Expr, FieldOf, RoundedTo, ValueOf, YearOf
from pbrlang.ir.program import Clause, Definition


def parts(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside another."""
    match expr:
        case Apply():
            return expr.arguments
        case CellOf():
            return expr.keys
        case YearOf():
            return (expr.day,)
        case RoundedTo():
            return (expr.of,)
        case Aggregate():
            return tuple(each for each in (expr.where, expr.body) if each is not None)
        case _:
            return ()


def walk(expr: Expr) -> Iterator[Expr]:
    """An expression and all inside it."""
    yield expr
    for part in parts(expr):
        yield from walk(part)


def clause_parts(clause: Clause) -> list[Expr]:
    """The expressions of a clause, in the order in which they are looked at."""
    found = [each for each in (clause.day, clause.when, clause.amount) if each is not None]
    found += [each.value for each in clause.clamps]
    return found + ([clause.often.most] if clause.often else [])


def depends_on_data(expr: Expr, definitions: Mapping[str, Definition]) -> bool:
    """Whether a value is worked out from rows, directly or by way of definitions."""
    for each in walk(expr):
        if isinstance(each, Aggregate | FieldOf):
            return True
        if isinstance(each, ValueOf):
            definition = definitions.get(each.definition)
            others = {name: known for name, known in definitions.items() if name != each.definition}
            if definition is not None and depends_on_data(definition.body, others):
                return True
    return False
