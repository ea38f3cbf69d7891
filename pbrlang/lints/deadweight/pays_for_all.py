"""All results paid for, not those beyond the baseline."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.polynomials import slope, value
from pbrlang.analysis.variables import Variable
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.deadweight.threshold_below_baseline import starts_below
from pbrlang.lints.design import Design


class PaysForAll(Advice):
    """A payment counts all results, though a baseline says how many there would be anyway.

    ## Why
    The baseline is stated and not used, or it only opens the gate: once it is passed, what would have happened without
    the service is paid for with the rest. In the Work Programme every job outcome was paid for from the first, while by
    the department's own reckoning up to two in five would have come without it.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fifth commandment: do not pay for deadweight
    - National Audit Office, *The Work Programme* (HC 266, 2014), on non-intervention levels
    - Government Outcomes Lab, University of Oxford, guidance on pricing outcomes: net out deadweight

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, modelled "Non-intervention level"

        payment Weeks Paid
            for each Spell
            pays £40 per week * Weeks
            every time
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, modelled "Non-intervention level"

        payment Weeks Paid
            for each year
            pays £40 per week * increase in Weeks In Work as an amount
            not less than £0
    ```
    """

    code = "PBR745"
    name = "pays-for-all"

    measure: str
    baseline: str

    def message(self) -> str:
        baseline = f"{self.baseline}, the baseline" if self.baseline else "the baseline"
        return f"{quoted(self.about)} pays for all results, also those short of {baseline} of {quoted(self.measure)}"

    def precedent(self) -> str:
        return "the Work Programme paid for every job outcome; by its own reckoning up to 40% would have come anyway"

    def help(self) -> str:
        return "pay for the difference from the baseline: `increase in …` or `reduction in …`, `not less than £0`"


def check(design: Design) -> Iterator[Advice]:
    """Clauses on the results of a measure with a baseline that take nothing off for it."""
    for clause in design.paying:
        if not design.pays_for_results(clause):
            continue
        found = _through_measure(design, clause) or _past_measure(design, clause)
        if found is not None:
            own = design.program.definitions[found]
            baseline = design.baseline(found)
            told = design.show(baseline, own.kind) if baseline is not None else ""
            yield PaysForAll(clause.span, clause.name, found, told)


def _through_measure(design: Design, clause: Clause) -> str | None:
    """The measure that a clause pays by where what it pays per result reaches back beyond the baseline."""
    for variable in design.measured_by[clause.name]:
        baseline = design.baseline(variable.measure or "")
        curve = design.curve(clause, variable)
        if baseline is None or curve is None or variable.better is None or starts_below(design, clause, variable):
            continue
        if _reaches_back(curve, baseline, variable):
            return variable.measure
    return None


def _reaches_back(curve: Curve, baseline: Fraction, variable: Variable) -> bool:
    """Whether the slope on which results beyond the baseline are paid is still above nought at the baseline."""
    sign = 1 if variable.better == "higher" else -1
    for low, high, poly in curve.stretches():
        beyond = (high is None or high > baseline) if sign > 0 else low < baseline
        first = slope(poly)
        if beyond and first and sign * first[-1] > 0:
            return value(poly, baseline) > 0 or curve(baseline) > 0
    return False


def _past_measure(design: Design, clause: Clause) -> str | None:
    """The measure with a baseline on whose data a clause pays without reading either."""
    if design.measured_by[clause.name]:
        return None
    money = design.flows[clause.name].money
    results = design.result_tables(money)
    for name in design.variables.measures:
        own = design.program.definitions[name]
        if own.baseline is None or not _same_outcome(design, clause, name):
            continue
        behind = design.reader.definition(own.baseline)
        is_compared = money.definitions & behind.definitions or money.prices & behind.prices
        if results & design.reader.definition(name).tables and not is_compared:
            return name
    return None


def _same_outcome(design: Design, clause: Clause, measure: str) -> bool:
    if clause.outcome is None:
        return True
    return any(each.name == clause.outcome and measure in {x.name for x in each.measures} for each in design.outcomes)
