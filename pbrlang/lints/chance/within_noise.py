"""A payment for what the contract itself calls noise."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.variables import Variable
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class WithinNoise(Advice):
    """A payment begins inside the noise band that its measure states.

    ## Why
    The contract says that so small a change may be chance, and pays for it. In good years the provider is paid for
    luck, and in bad ones it is not charged for it.

    ## Source
    - Ministry of Justice, payment mechanism of the community rehabilitation companies (2014): a result within the
      baseline's confidence interval is no change
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): attribution

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, matched comparison group "Two like towns"
            noise within 400 weeks "Spread of the five years before"

        payment Extra Weeks
            for each year
            pays £40 per week * increase in Weeks In Work as an amount
            not less than £0
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, matched comparison group "Two like towns"
            noise within 400 weeks "Spread of the five years before"

        payment Extra Weeks
            for each year
            when increase in Weeks In Work as an amount is more than the noise
            pays £40 per week * (increase in Weeks In Work as an amount - the noise)
    ```
    """

    code = "PBR751"
    name = "within-noise"

    measure: str
    start: str
    noise: str

    def message(self) -> str:
        return (
            f"{quoted(self.about)} begins at {self.start}, inside the {self.noise} "
            f"within which {quoted(self.measure)} may be chance"
        )

    def help(self) -> str:
        return f"begin beyond the noise: `the noise of {self.measure}`"


def check(design: Design) -> Iterator[Advice]:
    """Clauses that pay nothing at the baseline of a measure, and something within its noise band."""
    for clause in design.paying:
        for variable in design.measured_by[clause.name]:
            start = starts_within(design, clause, variable)
            if start is not None:
                noise = design.noise(variable.measure or "") or Fraction(0)
                told = design.show(start, variable.kind), design.show(noise, variable.kind)
                yield WithinNoise(clause.span, clause.name, variable.measure or "", *told)


def starts_within(design: Design, clause: Clause, variable: Variable) -> Fraction | None:
    """Where a clause begins to pay, if that is nearer to the baseline than the noise reaches."""
    measure = variable.measure or ""
    baseline, noise, curve = design.baseline(measure), design.noise(measure), design.curve(clause, variable)
    if baseline is None or noise is None or curve is None or not curve.domain.holds(baseline):
        return None
    start = first_paid(curve, baseline, higher=variable.better != "lower")
    return start if start is not None and abs(start - baseline) < noise else None


def first_paid(curve: Curve, baseline: Fraction, *, higher: bool) -> Fraction | None:
    """Where payment begins on the good side of a baseline at which nothing is paid; the baseline itself may be it."""
    if curve(baseline) > 0:
        return None
    curve = curve.cut([baseline])
    place = curve.points.index(baseline)
    while higher and place < len(curve.between):
        if curve.between[place] or (place > 0 and curve.points[place] != baseline and curve.at[place] > 0):
            return curve.points[place]
        place += 1
    while not higher and place > 0:
        if curve.between[place - 1] or (curve.points[place] != baseline and curve.at[place] > 0):
            return curve.points[place]
        place -= 1
    return None
