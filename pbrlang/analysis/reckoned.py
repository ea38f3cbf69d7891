"""What falls due on what a scenario or a worked example gives, all of it known: no statement is made."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.interpret import SetOff, Unearned
from pbrlang.ir.program import Example, Program, Scenario
from pbrlang.settle.examples import suppose
from pbrlang.settle.reckoning import reckon


@frozen(eq=False)
class Sums:
    """What falls due under each clause over the contract, and what limits cut of what the provider is to be paid."""

    due: dict[str, Fraction]
    cut: Fraction


def sums_due(program: Program, case: Example | Scenario) -> Sums | None:
    """The sums on what a case gives, where it can be read; tables that are not given are empty."""
    supposed = suppose(program, case)
    if supposed.faults:
        return None
    world = reckon(program, supposed.rows, program.terms.settles_until, supposed.given)
    if world.faults:
        return None
    due = dict.fromkeys(program.clauses, Fraction(0))
    cut = Fraction(0)
    for line, each in world.settled.items():
        if isinstance(line, SetOff | Unearned):
            continue  # what an advance sets off or takes back falls due under no clause
        due[line.clause] += line.due
        cut += each.cut if each.clause.sign > 0 else 0
    return Sums(due, cut)


def nothing_given(program: Program) -> Sums | None:
    """The sums where there is no row of data."""
    return sums_due(program, Example("", (), (), (), program.terms.span))


def each_example(program: Program) -> Iterator[tuple[Example, dict[str, Fraction]]]:
    """What falls due in each worked example; those that cannot be worked out are left out."""
    for example in program.examples:
        found = sums_due(program, example)
        if found is not None:
            yield example, found.due
