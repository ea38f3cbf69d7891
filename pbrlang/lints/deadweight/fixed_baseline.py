"""A baseline that stands still while the world moves."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Definition
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.names.homes import ContractHome


class FixedBaseline(Advice):
    """A measure is compared over several periods with one figure from the past.

    ## Why
    What changes everywhere is paid for as the provider's doing, and what gets worse everywhere is held against it.
    While the custody pathfinder in West Yorkshire ran, youth custody fell by a third in the whole country.

    A fixed figure is simple, and for a short time that may be worth more. Then accept this, and say why.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fifth commandment: deadweight
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): attribution, a counterfactual

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, historical "The year to 31 March 2029"

        payment Extra Weeks
            for each year
            pays £40 per week * increase in Weeks In Work as an amount
            not less than £0
    ```

    ## Instead
    ```pbr
    data Region Figure
        Region Figure    identifier
        Weeks Elsewhere  number of weeks
        Found On         date
        one row for each Region Figure
        dated Found On
        source "Labour force survey", already collected
        supplied by third party "Statistics office"

    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline total of Weeks Elsewhere of Region Figures in the year, matched comparison group "Like towns"

        payment Extra Weeks
            for each year
            pays £40 per week * increase in Weeks In Work as an amount
            not less than £0
    ```
    """

    code = "PBR741"
    name = "fixed-baseline"

    baseline: str
    periods: int | None

    def message(self) -> str:
        stretch = f"all {self.periods} periods" if self.periods else "all results"
        return f"{quoted(self.about)} is compared with the same {self.baseline} from the past in {stretch}"

    def precedent(self) -> str:
        return (
            "youth custody fell by about a third in the whole country while "
            "the West Yorkshire pathfinder was paid for it"
        )

    def help(self) -> str:
        return "compare with what happens elsewhere in the same time: `matched comparison group`"


def check(design: Design) -> Iterator[Advice]:
    """Historical baselines of one fixed figure, of measures by which money moves in more than one period."""
    moved = {each.measure for names in design.measured_by.values() for each in names}
    for own in design.program.definitions.values():
        if own.role != "measure" or own.name not in moved or own.baseline_kind != "historical":
            continue
        baseline = design.baseline(own.name)
        if baseline is not None and is_fixed(design, own):
            periods = design.bounds.elements(own.home, in_term=True)
            yield FixedBaseline(own.span, own.name, design.show(baseline, own.kind), periods)


def is_fixed(design: Design, own: Definition) -> bool:
    """Whether the baseline of a measure is one figure for more than one period."""
    several = not isinstance(own.home, ContractHome) and design.bounds.elements(own.home, in_term=True) != 1
    return several and design.baseline(own.name) is not None
