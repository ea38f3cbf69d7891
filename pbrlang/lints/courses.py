"""What the parties expect: what falls due in the scenarios of a contract."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.analysis.reckoned import sums_due
from pbrlang.ir.program import Program, Scenario

NOUGHT = Fraction(0)


@frozen(eq=False)
class Course:
    """What falls due under each clause in a scenario, and what limits cut of what the provider is to be paid."""

    scenario: Scenario
    due: dict[str, Fraction]
    cut: Fraction

    @property
    def total(self) -> Fraction:
        """All that falls due to the provider."""
        return sum(self.due.values(), NOUGHT)


def courses(program: Program) -> tuple[Course, ...]:
    """The scenarios that can be settled, by what falls due in them, the least first."""
    return tuple(sorted(_settled(program), key=lambda each: (each.total, each.scenario.name)))


def middle(found: tuple[Course, ...]) -> Course | None:
    """The one in the middle, by what falls due; of an even number the lower one."""
    return found[(len(found) - 1) // 2] if found else None


def _settled(program: Program) -> Iterator[Course]:
    for scenario in program.scenarios.values():
        found = sums_due(program, scenario)
        if found is not None:
            paying = {name: due for name, due in found.due.items() if program.clauses[name].sign > 0}
            yield Course(scenario, paying, found.cut)
