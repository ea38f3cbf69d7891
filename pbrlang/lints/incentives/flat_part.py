"""A part in which more results earn nothing."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.polynomials import slope
from pbrlang.analysis.variables import Variable
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class FlatPart(Advice):
    """From some point on, more results earn nothing more.

    ## Why
    Beyond that point the provider has no reason to go on, and good reason to keep results for the next period. A limit
    on spending is often needed; then it should lie beyond what is hoped for.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): a well-designed payment and reward structure
    - Government Outcomes Lab, University of Oxford, guidance on pricing outcomes: caps

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, matched comparison group "Two like towns"

        payment Extra Weeks
            for each year
            pays £100 per week * increase in Weeks In Work as an amount
            not less than £0
            not more than £60,000
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
            pays £100 per week * increase in Weeks In Work as an amount
            not less than £0
    ```
    """

    code = "PBR771"
    name = "flat-part"
    severity = Severity.NOTE

    measure: str
    start: str
    amount: str
    floor: bool = False

    def message(self) -> str:
        if self.floor:
            made_up = (
                f"up to {self.start} of {quoted(self.measure)}, {quoted(self.about)} makes up all to {self.amount}"
            )
            return f"{made_up}: better results earn nothing more"
        return (
            f"beyond {self.start} of {quoted(self.measure)}, {quoted(self.about)} stays "
            f"at {self.amount}: better results earn nothing more"
        )

    def help(self) -> str:
        if self.floor:
            return "lower the floor, so that what is hoped for lies above it, or pay a fee in its place"
        return "put the bound beyond what is hoped for, or pay a lower price from there on"


def check(design: Design) -> Iterator[Advice]:
    """Clauses that grow with a measure and then no more, while it can still get better; and floors that hold it up."""
    for clause in design.paying:
        for variable in design.measured_by[clause.name] if design.pays_for_results(clause) else ():
            curve = design.curve(clause, variable)
            start = _flat_from(curve, variable) if curve is not None else None
            if start is not None and curve is not None:
                told = design.show(start, variable.kind), design.money(curve(start))
                yield FlatPart(clause.span, clause.name, variable.name, *told)
    for variable, clauses in design.sums.groups():
        floor = next((each for each in clauses if each.word == "floor"), None)
        total = design.sums.together(clauses, variable) if floor is not None else None
        end = _held_up_to(design, total, variable) if total is not None else None
        if floor is not None and total is not None and end is not None:
            told = design.show(end, variable.kind), design.money(total(end))
            yield FlatPart(floor.span, floor.name, variable.name, *told, floor=True)


def _held_up_to(design: Design, total: Curve, variable: Variable) -> Fraction | None:
    """Where the sum begins to grow towards better results, if it is level and above nought at the baseline."""
    baseline = design.baseline(variable.measure) if variable.measure is not None else None
    if baseline is None or variable.better is None:
        return None
    for low, high, poly in total.stretches():
        level = len(poly) == 1 and poly[0] > 0
        if level and low <= baseline and (high is None or baseline <= high):
            end = high if variable.better == "higher" else low
            return end if end is not None and end not in (baseline, total.domain.low, total.domain.high) else None
    return None


def _flat_from(curve: Curve, variable: Variable) -> Fraction | None:
    """The point from which a curve that has been growing is level and above nought, towards better results."""
    stretches = list(curve.stretches())
    if variable.better == "lower":
        low, high, poly = stretches[0]
        level, start, before = poly, high, stretches[1][2] if len(stretches) > 1 else ()
    else:
        low, high, poly = stretches[-1]
        level, start, before = poly, low, stretches[-2][2] if len(stretches) > 1 else ()
    growing = any(slope(before))
    return start if len(level) == 1 and level[0] > 0 and growing else None
