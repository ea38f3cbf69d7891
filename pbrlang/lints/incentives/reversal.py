"""Better results that earn less."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.polynomials import slope, value
from pbrlang.analysis.variables import Variable
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.incentives.pulling_apart import divided


class Reversal(Advice):
    """Somewhere better results earn less than worse ones.

    ## Why
    The provider is paid to stop, or to hold results back. It comes about where a lower price applies to all units once
    there are many, where a bound falls with the measure, or where the sign of a difference is turned round.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): a well-designed payment and reward structure
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): providers likely to respond to
      incentives

    ## Example
    ```pbr
    outcome Lasting Work
        measure Jobs Lost for each year
            means number of Spells in the year
            lower is better
            baseline 900 Spells, matched comparison group "Two like towns"

        payment Per Job Lost
            for each year
            pays £15 per Spell * Jobs Lost
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Jobs Lost for each year
            means number of Spells in the year
            lower is better
            baseline 900 Spells, matched comparison group "Two like towns"

        payment Per Job Kept
            for each year
            when Jobs Lost is less than 700 Spells
            pays £15 per Spell * (700 Spells - Jobs Lost)
    ```
    """

    code = "PBR772"
    name = "reversal"
    severity = Severity.PROBLEM

    measure: str
    start: str
    higher: bool
    drop: str | None

    def message(self) -> str:
        way = "rises beyond" if self.higher else "falls below"
        fall = f"by {self.drop} at once" if self.drop else "with each step"
        return (
            f"{quoted(self.measure)} is better when it {way} {self.start}, and "
            f"{quoted(self.about)} then pays less, {fall}"
        )

    def help(self) -> str:
        return "let the sum never fall as results get better: price each slice by itself, or turn the difference round"


def check(design: Design) -> Iterator[Advice]:
    """The first place at which what is paid by a measure falls while it gets better, told of a clause that falls."""
    apart = {name for pair in divided(design) for name in pair}
    for variable, clauses in design.sums.groups():
        if variable.better is None or variable.measure in apart:
            continue
        measured = [each for each in clauses if design.measured_by[each.name]]
        total = design.sums.together(measured, variable)
        fall = _fall(total, variable) if total is not None else None
        if fall is not None:
            yield from _told(design, measured, variable, fall)


def _told(
    design: Design, clauses: list[Clause], variable: Variable, fall: tuple[Fraction, Fraction]
) -> Iterator[Advice]:
    start, drop = fall
    for clause in clauses:
        curve = design.curve(clause, variable)
        own = _fall(curve, variable, clause.sign) if curve is not None else None
        if own is not None:
            amount = design.money(drop) if drop else None
            higher = variable.better == "higher"
            yield Reversal(clause.span, clause.name, variable.name, design.show(start, variable.kind), higher, amount)
            return


def _fall(curve: Curve, variable: Variable, sign: int = 1) -> tuple[Fraction, Fraction] | None:
    """The first place, on the way to better results, at which a curve falls, and by how much at once."""
    better = -1 if variable.better == "lower" else 1
    found: list[tuple[Fraction, Fraction]] = []
    for place, point in enumerate(curve.points):
        before, after = curve.before(place), curve.after(place)
        if before is not None and after is not None and sign * better * (after - before) < 0:
            found.append((point, abs(after - before)))
    for low, high, poly in curve.stretches():
        middle = low + 1 if high is None else (low + high) / 2
        if sign * better * value(slope(poly), middle) < 0:
            start = (high if high is not None else low) if better < 0 else low
            found.append((start, Fraction(0)))
    return (max(found) if better < 0 else min(found)) if found else None
