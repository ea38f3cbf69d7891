"""A threshold that chance alone passes too often."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.analysis import sizes
from pbrlang.analysis.chance import chance_of_count, chance_of_share, size_needed
from pbrlang.analysis.curves import Curve
from pbrlang.analysis.variables import Variable, without_fallback
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import Aggregate
from pbrlang.kinds.model import Quantity
from pbrlang.lints.advice import Advice
from pbrlang.lints.chance.within_noise import first_paid, starts_within
from pbrlang.lints.design import Design
from pbrlang.values.wording import share

_LIMIT = 1_000_000


@frozen
class Odds:
    """How often noise alone is paid: for a known size, or whatever the size; else the size that would be needed."""

    often: Fraction | None
    size: int | None
    needed: int | None


class PaidByChance(Advice):
    """A threshold lies so close to the baseline that chance alone passes it often.

    ## Why
    Few people and a near threshold make a lottery: with nothing changed the provider is paid in some years and not in
    others, and cannot learn from either. And as often, a real change of that size goes unpaid.

    The probability is exact: binomial for a share of people, Poisson for a count of events, each case independent of
    the others, at the baseline. Real cases hang together, so that chance does even more. The size of the cohort is that
    of the contract's worked examples where they give it; otherwise the finding says which size would be needed. The
    default limits, 10% and 500 cases, are the judgement of this project. A project sets its own with `chance` and
    `cohort` in `pbr.toml`.

    ## Source
    - Ministry of Justice, HMP Peterborough social impact bond (2010): a tenth in a cohort of 1,000, so that chance is
      unlikely
    - National Audit Office, *Transforming Rehabilitation* (2019), on results around the threshold

    ## Example
    ```pbr
    outcome Lasting Work
        measure Jobs Ended for each year
            means number of Spells in the year
            lower is better
            baseline 120 Spells, matched comparison group "Two like towns"

        payment Fewer Ended
            for each year
            when Jobs Ended is less than 117 Spells
            pays £400 per Spell * (117 Spells - Jobs Ended)
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
            when Jobs Ended is less than 96 Spells
            pays £400 per Spell * (96 Spells - Jobs Ended)
    ```
    """

    code = "PBR750"
    name = "paid-by-chance"

    measure: str
    threshold: str
    baseline: str
    odds: Odds

    def message(self) -> str:
        start = (
            f"{quoted(self.about)} begins at {self.threshold}, and the baseline "
            f"of {quoted(self.measure)} is {self.baseline}"
        )
        if self.odds.often is not None and self.odds.size is not None:
            often = share(Fraction(round(self.odds.often * 1000), 1000))
            return (
                f"{start}: with {self.odds.size:,} cases and nothing changed, chance "
                f"alone is paid in {often} of all periods"
            )
        if self.odds.often is not None:
            often = share(Fraction(round(self.odds.often * 100), 100))
            return f"{start}: with nothing changed, chance alone is paid in about {often} of all periods"
        return (
            f"{start}: fewer than {self.odds.needed or _LIMIT:,} cases, and chance "
            "alone is paid in more than one period of ten"
        )

    def precedent(self) -> str:
        return (
            "in probation the first results lay 1.9 percentage points from their "
            "baseline, about the size of chance in an area"
        )

    def help(self) -> str:
        return "put the threshold further from the baseline, or pool more people or a longer time"


def check(design: Design) -> Iterator[Advice]:
    """Thresholds on shares, on counts, and on anything where a sum falls due at the very baseline."""
    for clause in design.paying:
        if not design.pays_for_results(clause):
            continue
        for variable in design.measured_by[clause.name]:
            baseline, curve = design.baseline(variable.measure or ""), design.curve(clause, variable)
            if baseline is None or curve is None or starts_within(design, clause, variable) is not None:
                continue
            start = (
                first_paid(curve, baseline, higher=variable.better != "lower") if curve.domain.holds(baseline) else None
            )
            odds = _odds(design, variable, curve, baseline, start) if start is not None else None
            if odds is not None and start is not None:
                told = design.show(start, variable.kind), design.show(baseline, variable.kind)
                yield PaidByChance(clause.span, clause.name, variable.measure or "", *told, odds)
                break


def _odds(design: Design, variable: Variable, curve: Curve, baseline: Fraction, start: Fraction) -> Odds | None:
    """How often chance is paid, where that is more than the limit; nothing where it is not, or cannot be told."""
    most = design.settings.share("chance")
    reached, above = curve(start) > 0, start > baseline or (start == baseline and variable.better != "lower")
    if is_count(variable):
        often = chance_of_count(baseline, start, above=above, reached=reached)
        return Odds(often, None, None) if often > most else None
    if start == baseline and (is_share(variable) or _jumps(curve, start)):
        return Odds(Fraction(1, 2), None, None)
    if not is_share(variable):
        return None
    size = size_of(design, variable)
    if size is not None:
        often = chance_of_share(size, baseline, start, above=above, reached=reached)
        return Odds(often, size, None) if often > most else None
    needed = size_needed(baseline, start, most, _LIMIT)
    return Odds(None, None, needed) if needed is None or needed > design.settings.cohort else None


def is_count(variable: Variable) -> bool:
    """Whether a measure is a number of rows."""
    inner = without_fallback(variable.whole[0])
    return isinstance(inner, Aggregate) and inner.word == "number"


def is_share(variable: Variable) -> bool:
    """Whether a measure is a share of cases."""
    return isinstance(variable.kind, Quantity) and variable.kind.share and variable.top is not None


def _jumps(curve: Curve, start: Fraction) -> bool:
    place = curve.points.index(start)
    return curve.before(place) != curve.after(place)


def size_of(design: Design, variable: Variable) -> int | None:
    """The number of cases that a scenario or a worked example gives for what the measure divides by."""
    return sizes.size_of(design.program, design.held, variable)
