"""A rate of so few cases that each of them moves it far."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.polynomials import slope
from pbrlang.analysis.variables import Variable
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.chance.paid_by_chance import size_of
from pbrlang.lints.design import Design
from pbrlang.values.rounding import round_to


class SmallDenominator(Advice):
    """A rate by which money moves is one of a few cases.

    ## Why
    With two dozen people in the bottom of a rate, one of them is four percentage points. What is paid then follows who
    happened to be among them more than what was done. A larger group, several areas or years taken together, or a sum
    for each person, says more.

    The number is the one that a scenario or a worked example of the contract gives. The default limit, 50 cases, is the
    judgement of this project. A project sets its own with `denominator` in `pbr.toml`.

    ## Source
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): an identifiable cohort, attribution
    - Audit Commission, *Local payment by results* (April 2012): effective and robust measurement

    ## Example
    ```pbr
    Joined for each year means number of People in the year

    data Result
        Result      identifier
        In Work     number of people, at least 0 people
        Found On    date
        one row for each Result
        dated Found On
        records results
        supplied by commissioner

    outcome Lasting Work
        measure Work Rate for each year
            means total of In Work of Results in the year / Joined, or 0 people per Person where there are no People
            higher is better
            baseline 0.3 people per Person, matched comparison group "Two like towns"
            not the same people "Results are counted when they are found."

        payment More In Work
            for each year
            pays £200,000 * increase in Work Rate as a share of the baseline
            not less than £0

    scenario Expected
        given Joined in year 1 is 24 People
    ```

    ## Instead
    ```pbr
    Joined for each year means number of People in the year

    data Result
        Result      identifier
        In Work     number of people, at least 0 people
        Found On    date
        one row for each Result
        dated Found On
        records results
        supplied by commissioner

    outcome Lasting Work
        measure Work Rate for each year
            means total of In Work of Results in the year / Joined, or 0 people per Person where there are no People
            higher is better
            baseline 0.3 people per Person, matched comparison group "Two like towns"
            not the same people "Results are counted when they are found."

        payment More In Work
            for each year
            pays £200,000 * increase in Work Rate as a share of the baseline
            not less than £0

    scenario Expected
        given Joined in year 1 is 900 People
    ```
    """

    code = "PBR928"
    name = "small-denominator"

    size: int
    clause: str
    amount: str

    def message(self) -> str:
        told = f"{quoted(self.about)} is a rate of {self.size:,} cases"
        return f"{told}: one of them more or fewer moves {quoted(self.clause)} by up to {self.amount}"

    def help(self) -> str:
        return "measure more people together: a longer time, several areas or a larger group; or pay for each person"


def check(design: Design) -> Iterator[Advice]:
    """The first clause that moves in a slope with a rate whose bottom is given, and is below the limit."""
    told = set[str]()
    for clause in design.paying:
        for variable in design.measured_by[clause.name]:
            advice = _told(design, clause, variable)
            if advice is not None and variable.name not in told:
                told.add(variable.name)
                yield advice


def _told(design: Design, clause: Clause, variable: Variable) -> Advice | None:
    size, curve = size_of(design, variable), design.curve(clause, variable)
    if size is None or curve is None or size >= design.settings.denominator:
        return None
    steepest = _steepest(curve)
    if steepest == 0:
        return None
    own = design.program.definitions[variable.measure or ""]
    return SmallDenominator(own.span, own.name, size, clause.name, design.money(_coins(design, steepest / size)))


def _coins(design: Design, amount: Fraction) -> Fraction:
    """An amount to the nearest coin, as a reader takes it in."""
    return round_to(amount, Fraction(1, 10**design.program.terms.places), "half up")


def _steepest(curve: Curve) -> Fraction:
    """The steepest of its straight pieces."""
    slopes = [slope(poly) for _, _, poly in curve.stretches()]
    return max((abs(each[0]) for each in slopes if len(each) == 1), default=Fraction(0))
