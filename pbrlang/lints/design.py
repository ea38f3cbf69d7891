"""A compiled contract as the checks see it; what several of them need is worked out once."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import frozen

from pbrlang.analysis.bounds import Bounds
from pbrlang.analysis.curves import Curve
from pbrlang.analysis.held import Held, cases_of
from pbrlang.analysis.inlining import Inlined
from pbrlang.analysis.reads import Flow, Reader, Reads
from pbrlang.analysis.reckoned import each_example
from pbrlang.analysis.sums import Sums
from pbrlang.analysis.variables import Variable, Variables
from pbrlang.ir.program import Clause, Definition, Example, Program
from pbrlang.kinds.model import Kind, Quantity
from pbrlang.kinds.wording import show
from pbrlang.lints.courses import Course, courses
from pbrlang.lints.settings import Settings
from pbrlang.names.from_syntax import blocks_of
from pbrlang.settle import Worked
from pbrlang.source import Span
from pbrlang.syntax.tree import blocks as b
from pbrlang.values.units import Unit

FOR_RESULTS = ("payment", "bonus")
FOR_SERVICE = ("fee", "grant")


@frozen(eq=False)
class Outcome:
    """One outcome of the text, with its measures, those of them by which something is paid, and its clauses."""

    name: str
    number: str
    span: Span
    measures: tuple[Definition, ...]
    paid: tuple[Definition, ...]
    clauses: tuple[Clause, ...]


class Design:
    """A contract without errors, its text as a tree, and the limits that hold for advice on it."""

    def __init__(
        self, program: Program, tree: b.ContractText, settings: Settings, worked: Worked | None = None
    ) -> None:
        self.program = program
        self.tree = tree
        self.settings = settings
        self.reader = Reader(program)
        self.bounds = Bounds(program)
        self.inlined = Inlined(program)
        self.variables = Variables(program)
        self._worked = worked

    @cached_property
    def header(self) -> b.Contract:
        """The contract's header as it was written."""
        return next(each for each in self.tree.blocks if isinstance(each, b.Contract))

    @cached_property
    def flows(self) -> dict[str, Flow]:
        """What each clause depends on."""
        return {name: self.reader.clause(each) for name, each in self.program.clauses.items()}

    @cached_property
    def apart(self) -> Reads:
        """What limits, breaks, and the days on which advances are unearned depend on, apart from clauses."""
        limits = [each.most for each in self.program.caps.values()]
        breaks = [each.when for each in self.program.breaks.values()]
        unearned = [each.advance.unearned.day for each in self.program.clauses.values() if each.advance is not None]
        return self.reader.expression(*limits, *breaks, *unearned)

    @cached_property
    def held(self) -> Held:
        """The values at which all else is held while one quantity moves."""
        return Held(self.program, cases_of(self.program))

    def clauses(self, *words: str) -> Iterator[Clause]:
        """The clauses of some sorts, all of them if none is named."""
        return (each for each in self.program.clauses.values() if not words or each.word in words)

    @cached_property
    def paying(self) -> tuple[Clause, ...]:
        """The clauses by which the provider is paid."""
        return tuple(each for each in self.program.clauses.values() if each.sign > 0)

    def records(self, reads: Reads) -> set[bool | None]:
        """What the data that is read records: activity is true, results false, and nothing where nothing is said."""
        return {self.program.tables[each].activity for each in reads.tables if each in self.program.tables}

    def reads_results(self, clause: Clause) -> bool:
        """Whether money under a clause depends on data that records results."""
        return False in self.records(self.flows[clause.name].money)

    def result_tables(self, reads: Reads) -> set[str]:
        """The tables of results among those that are read."""
        return {name for name in reads.tables if self.program.tables[name].activity is False}

    def pays_for_results(self, clause: Clause) -> bool:
        """Whether it is a payment or a bonus that depends on results."""
        return clause.word in FOR_RESULTS and self.reads_results(clause)

    @cached_property
    def measured_by(self) -> dict[str, tuple[Variable, ...]]:
        """The measures by which each clause pays: read by name, or counted as the measure counts."""
        return {each.name: tuple(self._measures(each)) for each in self.program.clauses.values()}

    def _measures(self, clause: Clause) -> Iterator[Variable]:
        read = self.flows[clause.name].money.definitions
        parts = self.variables.parts(clause)
        for variable in self.variables.measures.values():
            if variable.measure in read or any(variable.moves(each) for each in parts):
                yield variable

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes in the order of the text."""
        return tuple(self._outcome(each) for each in self.tree.blocks if isinstance(each, b.Outcome))

    def _outcome(self, block: b.Outcome) -> Outcome:
        inner = {each.name.text for each in block.blocks if isinstance(each, b.Measure)}
        measures = tuple(each for name, each in self.program.definitions.items() if name in inner)
        paid = {x.measure for clause in self.paying for x in self.measured_by[clause.name]}
        clauses = tuple(each for each in self.program.clauses.values() if each.outcome == block.name.text)
        return Outcome(
            block.name.text,
            block.number or "",
            block.span,
            measures,
            tuple(each for each in measures if each.name in paid),
            clauses,
        )

    def baseline(self, measure: str) -> Fraction | None:
        """The value of a measure's baseline where it is one fixed number."""
        own = self.program.definitions[measure]
        baseline = self.program.definitions.get(own.baseline or "")
        return self.fixed(baseline) if baseline is not None else None

    def noise(self, measure: str) -> Fraction | None:
        """The value of a measure's noise band where it has one, and it is one fixed number."""
        band = self.program.definitions.get(f"noise of {measure}")
        return self.fixed(band) if band is not None else None

    def fixed(self, own: Definition) -> Fraction | None:
        """The number that a definition is whatever the data, if it is one."""
        found = self.bounds.of(own.body)
        return found.low if found.low == found.high and not self.reader.expression(own.body).tables else None

    @cached_property
    def sums(self) -> Sums:
        """What clauses pay as quantities move."""
        return Sums(self.program, self.variables, self.held)

    def curve(self, clause: Clause, variable: Variable) -> Curve | None:
        """What falls due under a clause as a quantity moves; nothing where its shape is not followed."""
        return self.sums.curve(clause, variable)

    def show(self, value: Fraction, kind: Kind) -> str:
        """A value in words."""
        terms = self.program.terms
        return show(value, kind, self.program.nouns, terms.symbol, terms.places)

    def money(self, value: Fraction) -> str:
        """An amount in the contract's currency, to the coin: an amount between two coins says so."""
        return self.show(value, Quantity(Unit.noun(self.program.terms.currency)))

    def has_money(self, kind: Kind) -> bool:
        """Whether a kind is an amount of money, or a price for something."""
        return isinstance(kind, Quantity) and self.program.terms.currency in dict(kind.unit.powers)

    def blocks(self, *sorts: type) -> Iterator[Any]:
        """The blocks of the text of some sorts, those inside outcomes too."""
        return (each for each, _ in blocks_of(self.tree) if isinstance(each, sorts))

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """What falls due in each scenario, the one with the least first."""
        return courses(self.program)

    @cached_property
    def settled(self) -> tuple[tuple[Example, dict[str, Fraction]], ...]:
        """What falls due under each clause in each worked example; those that cannot be worked out are left out."""
        return tuple(self._run(self._worked) if self._worked is not None else each_example(self.program))

    def _run(self, worked: Worked) -> Iterator[tuple[Example, dict[str, Fraction]]]:
        """The same of examples that were run already."""
        for example in self.program.examples:
            result = worked.of(example)
            if result.settlement is None or result.faults:
                continue
            due = dict.fromkeys(self.program.clauses, Fraction(0))
            for line in result.settlement.settled:
                due[line.clause] += line.due
            yield example, due
