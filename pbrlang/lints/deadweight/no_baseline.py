"""Results that are paid for with nothing to compare them with."""

from collections.abc import Iterator

from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.source import Span
from pbrlang.syntax.tree.definitions import Measure as _Measure


class NoBaseline(Advice):
    """Results are paid for, and nothing says how many there would be anyway.

    ## Why
    Some people find work, recover or stop offending without any service. Without a baseline all of them are paid for,
    and nobody can say afterwards whether the scheme made a difference. That is deadweight.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fifth commandment: do not pay for deadweight
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): data for a baseline, a counterfactual

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better

        payment Weeks Paid
            for each year
            pays £40 per week * Weeks In Work
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, matched comparison group "Two like towns"

        payment Extra Weeks
            for each year
            pays £40 per week * increase in Weeks In Work as an amount
            not less than £0
    ```
    """

    code = "PBR740"
    name = "no-baseline"

    is_measure: bool
    indent: int

    def message(self) -> str:
        if self.is_measure:
            return f"{quoted(self.about)} is paid for, and has no baseline"
        return f"{quoted(self.about)} pays for results, and nothing says how many there would be anyway"

    def precedent(self) -> str:
        return (
            "the recovery pilots of 2012 paid for successful completions, of which the areas then had fewer than others"
        )

    def help(self) -> str:
        if self.is_measure:
            return 'say with what it is compared: `baseline …, matched comparison group "…"`'
        return "state a measure with a baseline, and pay for what is beyond it"

    def edits(self) -> tuple[Edit, ...]:
        if not self.is_measure:
            return ()
        place = Span(self.span.source, self.span.end, self.span.end, self.span.clause)
        return (Edit("add a baseline", place, f'\n{" " * self.indent}baseline …, matched comparison group "…"'),)


def check(design: Design) -> Iterator[Advice]:
    """Paid measures without a baseline; payments for results that no measure with a baseline stands behind."""
    program = design.program
    for outcome in design.outcomes:
        for own in outcome.paid:
            if own.baseline is None and not _compared(design, own.name):
                yield _about_measure(design, own.name)
        if outcome.measures:
            continue
        for clause in outcome.clauses:
            if design.pays_for_results(clause) and not _reads_baseline(design, clause.name):
                yield NoBaseline(clause.span, clause.name, False, 0)
    if not design.outcomes and not any(each.role == "baseline" for each in program.definitions.values()):
        for clause in design.clauses("payment", "bonus"):
            if design.pays_for_results(clause):
                yield NoBaseline(clause.span, clause.name, False, 0)


def _about_measure(design: Design, name: str) -> NoBaseline:
    own = design.program.definitions[name]
    block = next((each for each in design.blocks(_Measure) if each.number == own.clause), None)
    span = own.span if block is None else block.span
    column = own.span.source.position(span.start)[1]
    return NoBaseline(span, name, True, column + 3)


def _reads_baseline(design: Design, clause: str) -> bool:
    names = design.flows[clause].money.definitions
    return any(design.program.definitions[each].role == "baseline" for each in names)


def _compared(design: Design, measure: str) -> bool:
    """Whether the clauses that pay by a measure read another's baseline, which may stand for its own."""
    by = [each for each in design.paying if any(x.measure == measure for x in design.measured_by[each.name])]
    return bool(by) and all(_reads_baseline(design, each.name) for each in by)
