"""The curves of clauses, each worked out once, and of clauses that move with the same quantity, taken together."""

from collections.abc import Iterator

from pbrlang.analysis.curves import Curve, add, subtract
from pbrlang.analysis.held import Held
from pbrlang.analysis.paying import Paying
from pbrlang.analysis.polynomials import Beyond
from pbrlang.analysis.variables import Variable, Variables
from pbrlang.ir.program import Clause, Program
from pbrlang.kinds.wording import show


class Sums:
    """What clauses of a contract pay as one quantity moves and all else is held."""

    def __init__(self, program: Program, variables: Variables, held: Held) -> None:
        self._program = program
        self._variables = variables
        self._held = held
        self._curves: dict[tuple[str, str], Curve | None] = {}
        self._supposed: dict[tuple[str, str], tuple[str, ...]] = {}

    def curve(self, clause: Clause, variable: Variable) -> Curve | None:
        """What falls due under a clause, as a positive amount; nothing where its shape is not followed."""
        key = (clause.name, variable.name)
        if key not in self._curves:
            self._held.asked.clear()
            try:
                self._curves[key] = Paying(self._program, variable, self._held).clause(clause)
            except (Beyond, RecursionError):
                self._curves[key] = None
            self._supposed[key] = tuple(sorted(self._held.asked))
        return self._curves[key]

    def supposed(self, clause: Clause, variable: Variable) -> tuple[str, ...]:
        """What a curve supposes because no case gives it: `100 Offenders for number of Offenders`."""
        self.curve(clause, variable)
        program = self._program
        terms = program.terms
        known = ((words, *self._held.supposed[words]) for words in self._supposed[clause.name, variable.name])
        return tuple(
            f"{show(value, kind, program.nouns, terms.symbol, terms.places)} for `{words}`"
            for words, value, kind in known
        )

    def groups(self) -> Iterator[tuple[Variable, list[Clause]]]:
        """Each measure, and what else is counted, with the clauses for the same elements that move with it."""
        found: dict[tuple[object, ...], tuple[Variable, list[Clause]]] = {}
        for clause in self._program.clauses.values():
            for variable in self._variables.of_clause(clause):
                key = (variable.measure or variable.whole, clause.home)
                found.setdefault(key, (variable, []))[1].append(clause)
        yield from found.values()

    def together(self, clauses: list[Clause], variable: Variable) -> Curve | None:
        """What the provider receives under some clauses; nothing where one of them is not followed."""
        total = Curve.of((), variable.domain)
        for clause in clauses:
            curve = self.curve(clause, variable)
            if curve is None:
                return None
            total = add(total, curve) if clause.sign > 0 else subtract(total, curve)
        return total.plain()
