"""A baseline of which nothing is said."""

from collections.abc import Iterator

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class UnsourcedBaseline(Advice):
    """A baseline is a figure of which it is not said what it is.

    ## Why
    Whether a baseline is last year's figure, a model or a comparison decides what the payments mean. A reader who
    cannot tell cannot check it, and a party who finds it wrong cannot show it.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): effective and robust measurement
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): data for a baseline

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks

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
            baseline 5,000 weeks, modelled "Forecast of the statistics office, March 2029"

        payment Extra Weeks
            for each year
            pays £40 per week * increase in Weeks In Work as an amount
            not less than £0
    ```
    """

    code = "PBR742"
    name = "unsourced-baseline"
    severity = Severity.NOTE

    baseline: str

    def message(self) -> str:
        return f"it is not said what {self.baseline}, the baseline of {quoted(self.about)}, is or where it comes from"

    def help(self) -> str:
        return 'say behind it `historical`, `modelled`, `matched comparison group` or `supplied`, and the source: "…"'


def check(design: Design) -> Iterator[Advice]:
    """Fixed baselines without a kind, of measures by which money moves."""
    moved = {each.measure for names in design.measured_by.values() for each in names}
    for own in design.program.definitions.values():
        baseline = design.baseline(own.name) if own.role == "measure" and own.name in moved else None
        if baseline is not None and own.baseline_kind is None:
            yield UnsourcedBaseline(own.span, own.name, design.show(baseline, own.kind))
