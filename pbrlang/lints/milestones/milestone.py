"""A sum that is due for a milestone."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class Milestone(Advice):
    """A sum is due for a milestone.

    ## Why
    A milestone is paid before anybody is better off. As soon as there is one, people work towards it instead of the
    outcome, and it asks for figures and checks of its own. Providers do need money before results are known: a fee for
    the service, and a part of the expected sum for results that is paid early and given back where results fall short.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fourth commandment: do not covet milestones

    ## Example
    ```pbr
    milestone Delivery Plan Agreed
        pays £10,000 on 30 June 2030
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, matched comparison group "Two like towns"

    grant Early Money
        pays £10,000 on 30 June 2030

    clawback Unearned
        for each year
        when Weeks In Work is less than 5,500 weeks
        recovers £6 per week * (5,500 weeks - Weeks In Work) from Early Money,
            by deduction from the next sums due, otherwise as a debt
    ```
    """

    code = "PBR720"
    name = "milestone"

    amount: str | None

    def message(self) -> str:
        sum_due = f"{self.amount} is due" if self.amount else "a sum is due"
        return f"{sum_due} for the milestone {quoted(self.about)}, whatever comes of it"

    def precedent(self) -> str:
        return "milestones brought back the targets for process that payment by results was to end (R. Webster, 2013)"

    def help(self) -> str:
        return "pay a fee for the service, and part of the sum for results early, with a clawback of what is not earned"


def check(design: Design) -> Iterator[Advice]:
    """Every clause that calls itself a milestone."""
    for clause in design.clauses("milestone"):
        line = design.bounds.line(clause)
        known = line.high if line.low == line.high else None
        yield Milestone(clause.span, clause.name, design.money(known) if known is not None else None)
