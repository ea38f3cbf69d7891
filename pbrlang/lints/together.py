"""Clauses that move with the same measure, taken together."""

from collections.abc import Iterator

from pbrlang.analysis.curves import Curve, Domain, add, subtract
from pbrlang.analysis.variables import Variable
from pbrlang.ir.program import Clause
from pbrlang.lints.design import Design


def groups(design: Design) -> Iterator[tuple[Variable, list[Clause]]]:
    """Each measure, and what else is counted, with the clauses for the same elements that move with it."""
    found: dict[tuple[object, ...], tuple[Variable, list[Clause]]] = {}
    for clause in design.program.clauses.values():
        for variable in design.variables.of_clause(clause):
            key = (variable.measure or variable.whole, clause.home)
            found.setdefault(key, (variable, []))[1].append(clause)
    yield from found.values()


def summed(design: Design, clauses: list[Clause], variable: Variable) -> Curve | None:
    """What the provider receives under some clauses together; nothing where one of them is not followed."""
    total = Curve.of((), Domain(variable.domain.low, variable.domain.high))
    for clause in clauses:
        curve = design.curve(clause, variable)
        if curve is None:
            return None
        total = add(total, curve) if clause.sign > 0 else subtract(total, curve)
    return total.plain()
