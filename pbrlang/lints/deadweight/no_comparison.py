"""A result that is compared with its own past alone."""

from collections.abc import Iterator

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.deadweight.fixed_baseline import is_fixed
from pbrlang.lints.deadweight.rolling_baseline import is_rolling
from pbrlang.lints.design import Design


class NoComparison(Advice):
    """A measure is compared with the past alone, and not with what happens to others.

    ## Why
    Between before and after lies everything that happened in between: work to be had, the weather, a change of the law.
    Without others to whom it happened too, nothing says what of it was the provider's doing, and it is paid for all of
    it, or for none.

    One figure for many periods is told of as [fixed-baseline](fixed-baseline.md), a measure's own earlier results as
    [rolling-baseline](rolling-baseline.md).

    ## Source
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): attribution, a counterfactual
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fifth commandment: deadweight

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In All, in weeks
            means total of Weeks of Spells to date
            higher is better
            baseline 15,000 weeks, historical "Tax records, 2027 to 2029"

        payment Extra Weeks
            on 31 March 2033
            pays £40 per week * increase in Weeks In All as an amount
            not less than £0
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Weeks In All, in weeks
            means total of Weeks of Spells to date
            higher is better
            baseline 15,000 weeks, matched comparison group "Two like towns"

        payment Extra Weeks
            on 31 March 2033
            pays £40 per week * increase in Weeks In All as an amount
            not less than £0
    ```
    """

    code = "PBR746"
    name = "no-comparison"
    severity = Severity.NOTE

    def message(self) -> str:
        return f"{quoted(self.about)} is compared with the past alone, and with nobody in the same time"

    def precedent(self) -> str:
        return (
            "youth custody fell by about a third in the whole country while "
            "the West Yorkshire pathfinder was paid for it"
        )

    def help(self) -> str:
        return "compare with what happens elsewhere in the same time: `matched comparison group`"


def check(design: Design) -> Iterator[Advice]:
    """Historical baselines of measures by which money moves, but for those of which another finding tells."""
    moved = {each.measure for names in design.measured_by.values() for each in names}
    for own in design.program.definitions.values():
        past = own.role == "measure" and own.name in moved and own.baseline_kind == "historical"
        if past and not is_fixed(design, own) and not is_rolling(design, own):
            yield NoComparison(own.span, own.name)
