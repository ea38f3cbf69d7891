"""A real effect that goes unpaid too often."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.chance import chance_of_count, chance_of_share
from pbrlang.analysis.variables import Variable
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.chance.paid_by_chance import is_count, is_share, size_of
from pbrlang.lints.chance.within_noise import first_paid
from pbrlang.lints.design import Design
from pbrlang.values.wording import share


class EffectUnpaid(Advice):
    """An effect as large as the contract supposes would often go unpaid, by chance alone.

    ## Why
    A provider that does all that is hoped for is paid in some periods and not in others. It cannot plan, and puts the
    risk into its price; a small one cannot bear it.

    The probability is exact: binomial for a share of people, Poisson for a count of events, at the value of the measure
    that a scenario or a worked example gives. The default limit, 20%, is the judgement of this project. A project sets
    its own with `unpaid` in `pbr.toml`.

    ## Source
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): attribution, tolerable failure
    - HMP Peterborough social impact bond: 8.4% fewer reconvictions in the first cohort paid nothing

    ## Example
    ```pbr
    outcome Lasting Work
        measure Jobs Ended for each year
            means number of Spells in the year
            lower is better
            baseline 120 Spells, matched comparison group "Two like towns"

        payment Fewer Ended
            for each year
            when Jobs Ended is less than 96 Spells
            pays £400 per Spell * (96 Spells - Jobs Ended)

    scenario Expected
        given Jobs Ended in year 1 is 92 Spells
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Jobs Ended for each year
            means number of Spells in the year
            lower is better
            baseline 120 Spells, matched comparison group "Two like towns"

        payment Fewer Ended
            for each year
            when Jobs Ended is less than 105 Spells
            pays £400 per Spell * (105 Spells - Jobs Ended)

    scenario Expected
        given Jobs Ended in year 1 is 92 Spells
    ```
    """

    code = "PBR752"
    name = "effect-unpaid"

    measure: str
    hoped: str
    threshold: str
    often: Fraction

    def message(self) -> str:
        often = share(Fraction(round(self.often * 100), 100))
        start = f"with {quoted(self.measure)} at {self.hoped}, as is supposed"
        return f"{start}, {quoted(self.about)} pays nothing in {often} of all periods: it begins at {self.threshold}"

    def precedent(self) -> str:
        return "the first Peterborough cohort had 8.4% fewer reconvictions, short of the 10%, and earned nothing for it"

    def help(self) -> str:
        return "pool more people or a longer time, or let payment begin nearer to the baseline and grow from nothing"


def check(design: Design) -> Iterator[Advice]:
    """Thresholds on shares and counts that a supposed value passes on average, and often misses."""
    for clause in design.paying:
        for variable in design.measured_by[clause.name] if design.pays_for_results(clause) else ():
            advice = _told(design, clause, variable)
            if advice is not None:
                yield advice


def _told(design: Design, clause: Clause, variable: Variable) -> Advice | None:
    measure = variable.measure or ""
    hoped, baseline, curve = design.held.definition(measure), design.baseline(measure), design.curve(clause, variable)
    if hoped is None or baseline is None or curve is None or not curve.domain.holds(baseline):
        return None
    start = first_paid(curve, baseline, higher=variable.better != "lower")
    if start is None or curve(hoped) <= 0:
        return None
    paid = _paid(design, variable, hoped, start, above=variable.better != "lower", reached=curve(start) > 0)
    if paid is None or 1 - paid <= design.settings.share("unpaid"):
        return None
    told = design.show(hoped, variable.kind), design.show(start, variable.kind)
    return EffectUnpaid(clause.span, clause.name, measure, *told, 1 - paid)


def _paid(
    design: Design, variable: Variable, hoped: Fraction, start: Fraction, *, above: bool, reached: bool
) -> Fraction | None:
    """How often a threshold is passed where the measure is what is hoped for; nothing where that cannot be told."""
    if is_count(variable):
        return chance_of_count(hoped, start, above=above, reached=reached)
    size = size_of(design, variable)
    if not is_share(variable) or size is None:
        return None
    return chance_of_share(size, hoped, start, above=above, reached=reached)
