"""A threshold that is passed without doing anything."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.variables import Variable
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class ThresholdBelowBaseline(Advice):
    """A payment begins below the baseline of its measure.

    ## Why
    At the baseline nothing has changed, and the contract pays. What lies between the threshold and the baseline is paid
    for in full without anybody doing anything.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fifth commandment: do not pay for deadweight
    - Department for Work and Pensions, Work Programme: minimum performance was the non-intervention level and a tenth
      more

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, modelled "Non-intervention level"

        payment Weeks Paid
            for each year
            when Weeks In Work is at least 4,200 weeks
            pays £40 per week * (Weeks In Work - 4,200 weeks)
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
            when Weeks In Work is at least 5,500 weeks
            pays £40 per week * (Weeks In Work - 5,500 weeks)
    ```
    """

    code = "PBR744"
    name = "threshold-below-baseline"

    measure: str
    threshold: str
    baseline: str
    amount: str | None

    def message(self) -> str:
        paid = f"{self.amount} is due" if self.amount else "it pays"
        start = f"{quoted(self.about)} begins at {self.threshold}"
        return f"{start}, and {paid} at the baseline of {quoted(self.measure)}, {self.baseline}, with nothing changed"

    def help(self) -> str:
        return "let it begin beyond the baseline"


def check(design: Design) -> Iterator[Advice]:
    """Clauses that pay nothing for bad results, and something at the baseline."""
    for clause in design.paying:
        for variable in design.measured_by[clause.name]:
            found = starts_below(design, clause, variable)
            if found is not None:
                baseline = design.baseline(variable.measure or "") or Fraction(0)
                curve = design.curve(clause, variable)
                amount = curve(baseline) if curve is not None and not design.sums.supposed(clause, variable) else None
                told = design.show(found, variable.kind), design.show(baseline, variable.kind)
                money = design.money(amount) if amount is not None else None
                yield ThresholdBelowBaseline(clause.span, clause.name, variable.measure or "", *told, money)


def starts_below(design: Design, clause: Clause, variable: Variable) -> Fraction | None:
    """The threshold of a clause where it lies on the bad side of its measure's baseline."""
    baseline = design.baseline(variable.measure or "")
    curve = design.curve(clause, variable)
    if baseline is None or curve is None or variable.better is None or not curve.domain.holds(baseline):
        return None
    if curve(baseline) <= 0:
        return None
    return _threshold(curve, baseline, higher=variable.better == "higher")


def _threshold(curve: Curve, baseline: Fraction, *, higher: bool) -> Fraction | None:
    """The point on the bad side of a baseline up to which nothing is paid."""
    stretches = list(curve.stretches())
    if higher:
        low, high, poly = stretches[0]
        return high if not poly and high is not None and low < high < baseline else None
    low, _, poly = stretches[-1]
    return low if not poly and low > baseline else None
