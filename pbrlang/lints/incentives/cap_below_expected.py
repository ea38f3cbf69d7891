"""A limit that is reached in what the contract itself expects."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class CapBelowExpected(Advice):
    """A limit is reached in a scenario that the contract itself supposes.

    ## Why
    From the day on which the limit is reached nothing more is earned, and the last part of the term is worked without
    any reason to achieve something. What the parties expect should lie within their limits.

    Where several scenarios are stated, the one with the highest sums may reach a limit: that is what it is for.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): sound financing, profiled over a range of circumstances
    - Government Outcomes Lab, University of Oxford, guidance on pricing outcomes: caps and sensitivity tests

    ## Example
    ```pbr
    Sessions Held for each year means number of Sessions in the year

    fee Session Sum
        for each year
        pays £30 per Session * Sessions Held

    cap Session Budget
        limits Session Sum to £50,000 over the contract, including results settled after the term
        cutting the latest first
        gross of sums taken back
        applied after Budget

    scenario Expected
        given Sessions Held in year 1 is 900 Sessions
        given Sessions Held in year 2 is 1,000 Sessions
    ```

    ## Instead
    ```pbr
    Sessions Held for each year means number of Sessions in the year

    fee Session Sum
        for each year
        pays £30 per Session * Sessions Held

    cap Session Budget
        limits Session Sum to £90,000 over the contract, including results settled after the term
        cutting the latest first
        gross of sums taken back
        applied after Budget

    scenario Expected
        given Sessions Held in year 1 is 900 Sessions
        given Sessions Held in year 2 is 1,000 Sessions
    ```
    """

    code = "PBR777"
    name = "cap-below-expected"

    due: str
    cut: str

    def message(self) -> str:
        return f"in the scenario {quoted(self.about)} {self.due} falls due, and limits cut {self.cut} of it"

    def help(self) -> str:
        return "raise the limit above what is expected, or lower the prices"


def check(design: Design) -> Iterator[Advice]:
    """Scenarios in which limits cut something, but for the one of several in which most falls due."""
    greatest = max((each.total for each in design.courses), default=Fraction(0))
    for each in design.courses:
        if each.cut > 0 and (len(design.courses) == 1 or each.total < greatest):
            told = design.money(each.total), design.money(each.cut)
            yield CapBelowExpected(each.scenario.span, each.scenario.name, *told)
