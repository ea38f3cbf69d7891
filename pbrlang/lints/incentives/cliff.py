"""A large sum for a small step."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.homes import rows_of
from pbrlang.analysis.variables import Variable
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import Aggregate
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


@frozen
class Jump:
    """A point at which a sum jumps by an amount as results get better."""

    at: Fraction
    by: Fraction


class Cliff(Advice):
    """At one point a small step in results is worth a large sum.

    ## Why
    Just below the point everything is done to reach it, by whatever means; far below and above it nothing more is worth
    doing. Chance decides who gets the sum, and the figures around the point will be disputed.

    The payment is worked out exactly as the measure moves, with all else held at the values of the worked examples, at
    baselines, or supposed; the sum of all clauses by one measure is looked at.

    ## Source
    - Government Outcomes Lab, University of Oxford, guidance on pricing outcomes: beware cliff edges
    - HMP Peterborough social impact bond: 8.4% fewer reconvictions in the first cohort paid nothing, 10% would have
      paid in full

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, matched comparison group "Two like towns"

        payment Target Met
            for each year
            when Weeks In Work is at least 5,500 weeks
            pays £50,000
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, matched comparison group "Two like towns"

        payment Beyond The Target
            for each year
            when Weeks In Work is more than 5,500 weeks
            pays £100 per week * (Weeks In Work - 5,500 weeks)
    ```
    """

    code = "PBR770"
    name = "cliff"

    measure: str
    at: str
    size: str
    supposed: str | None
    takes: bool

    def message(self) -> str:
        does = "takes" if self.takes else "is worth"
        given = f" (supposing {self.supposed})" if self.supposed else ""
        return (
            f"at {self.at} of {quoted(self.measure)} one small step {does} "
            f"{self.size}{given} under {quoted(self.about)}"
        )

    def precedent(self) -> str:
        return "the first Peterborough cohort had 8.4% fewer reconvictions, short of the 10%, and earned nothing for it"

    def help(self) -> str:
        return "let the sum grow from nothing at that point: `* (… - …)`"


def check(design: Design) -> Iterator[Advice]:
    """Jumps of what is paid for better results, by measure; each is told of the clauses that jump there."""
    for variable, clauses in design.sums.groups():
        total = design.sums.together(clauses, variable)
        if total is None:
            continue
        for jump in _jumps(total, variable):
            for clause in clauses:
                yield from _of_clause(design, clause, variable, jump)


def _of_clause(design: Design, clause: Clause, variable: Variable, jump: Jump) -> Iterator[Advice]:
    curve = design.curve(clause, variable)
    own = next((each for each in _jumps(curve, variable, clause.sign) if each.at == jump.at), None) if curve else None
    if own is None or not _is_about_results(design, clause) or _is_the_first(clause, variable, jump):
        return
    told = design.show(jump.at, variable.kind), design.money(own.by)
    supposed = " and ".join(design.sums.supposed(clause, variable)) or None
    yield Cliff(clause.span, clause.name, variable.name, *told, supposed, clause.sign < 0)


def _is_the_first(clause: Clause, variable: Variable, jump: Jump) -> bool:
    """Whether it is that something happens to a person at all."""
    counts = any(isinstance(each, Aggregate) and each.word == "number" for each in variable.whole)
    return rows_of(clause.home) is not None and counts and jump.at in (0, 1)


def _is_about_results(design: Design, clause: Clause) -> bool:
    """Whether it is for results: a fee or a milestone, and what is paid for activity, is told of otherwise."""
    return clause.word in ("payment", "bonus", "deduction", "clawback") and (
        design.reads_results(clause) or bool(design.measured_by[clause.name])
    )


def _jumps(curve: Curve, variable: Variable, sign: int = 1) -> Iterator[Jump]:
    """Where a curve jumps, in the direction of better results; a jump down there is no cliff but a reversal."""
    better = -1 if variable.better == "lower" else 1
    for place, point in enumerate(curve.points):
        before, after = curve.before(place), curve.after(place)
        if before is not None and after is not None and sign * better * (after - before) > 0:
            yield Jump(point, abs(after - before))
