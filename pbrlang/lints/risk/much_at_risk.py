"""Most of the money at risk, with long to wait for the first of it."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.homes import recovered
from pbrlang.analysis.timing import months_between
from pbrlang.diagnostics.prose import plural, quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.courses import Course, middle
from pbrlang.lints.design import Design
from pbrlang.lints.waiting import first_due
from pbrlang.values.wording import share


class MuchAtRisk(Advice):
    """In what the parties expect, most of the money rests on results, and the first of it comes late.

    ## Why
    What a provider can lose has to be borne by somebody: by its reserves, by a lender, or by those who work for it.
    Where most of the money waits for results, a board asks first whether the organisation survives a bad year, and
    new ways of working go. A share that is at risk from the first month is easier to carry than one that is not seen
    for a year.

    The share is that of a scenario of the contract: of several, of the one in the middle. Early money that is set off
    or taken back answers for the wait. The default limits, half of the money and six months, are the judgement of this
    project; the recovery pilots in Kent began with a quarter. A project sets its own with `at_risk` and `wait` in
    `pbr.toml`.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): sound financing, profiled over a range of circumstances
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): providers able to take the risk
    - Russell Webster, *Payment by Results: A limited tolerance for error*: boards and survival

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, matched comparison group "Two like towns"

        payment Extra Weeks
            for each year of the term
            pays £100 per week * increase in Weeks In Work as an amount
            not less than £0

    scenario Expected
        given Weeks In Work in year 1 is 8,000 weeks
        given Weeks In Work in year 2 is 8,000 weeks
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, matched comparison group "Two like towns"

        payment Extra Weeks
            for each year of the term
            pays £20 per week * increase in Weeks In Work as an amount
            not less than £0

    scenario Expected
        given Weeks In Work in year 1 is 8,000 weeks
        given Weeks In Work in year 2 is 8,000 weeks
    ```
    """

    code = "PBR906"
    name = "much-at-risk"

    scenario: str
    results: str
    total: str
    part: Fraction
    months: int

    def message(self) -> str:
        told = f"{self.results} of {self.total} ({share(Fraction(round(self.part * 100), 100))})"
        wait = plural(self.months, "month")
        return f"in the scenario {quoted(self.scenario)} {told} rest on results, the first known {wait} after the start"

    def precedent(self) -> str:
        return "several reputable charities went out of business under the Work Programme (R. Webster, 2013)"

    def help(self) -> str:
        return "pay more as a fee, or part of the expected results early: an `advance`, set off when they come"


def check(design: Design) -> Iterator[Advice]:
    """A scenario in which results bring more than the limit, none of them soon, and nothing comes early."""
    course = middle(design.courses)
    results = [each for each in design.paying if design.reads_results(each)]
    if course is None or not results or recovered(design.program.clauses) & {each.name for each in design.paying}:
        return
    months = months_between(design.program.terms.starts, min(first_due(design, each) for each in results))
    by_results = sum((course.due.get(each.name, Fraction(0)) for each in results), Fraction(0))
    if months >= design.settings.wait and _is_much(design, course, by_results):
        told = design.money(by_results), design.money(course.total)
        yield MuchAtRisk(design.header.span, "contract", course.scenario.name, *told, by_results / course.total, months)


def _is_much(design: Design, course: Course, by_results: Fraction) -> bool:
    """Whether it is more than the limit, and not all: that is another finding."""
    return design.settings.share("at_risk") * course.total < by_results < course.total
