"""Savings and outcomes paid at once."""

from collections.abc import Iterator

from pbrlang.diagnostics import Remark
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.cutting import cuts
from pbrlang.lints.design import Design
from pbrlang.source import Span


class SavingsBesideOutcomes(Advice):
    """One clause pays for spending less, and another for better outcomes.

    ## Why
    The provider chooses between the two with every decision, and the surer money is in spending less. The Work
    Programme was to do both: its prices were so tight that providers turned to those who were easiest to place.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), first commandment
    - Audit Commission, *Local payment by results* (April 2012): one objective at a time

    ## Example
    ```pbr
    payment Weeks Paid
        for each year
        pays £40 per week * total of Weeks of Spells in the year

    payment Share Of Savings
        for each year
        pays 40% of (£400,000 - total of Cost of Bills in the year)
        not less than £0
    ```

    ## Instead
    ```pbr
    payment Weeks Paid
        for each year
        pays £40 per week * total of Weeks of Spells in the year
    ```
    """

    code = "PBR703"
    name = "savings-beside-outcomes"

    clause: str
    other: str
    place: Span

    def message(self) -> str:
        return f"{quoted(self.clause)} pays for spending less, and {quoted(self.other)} for what people gain"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.place, "this one pays for results"),)

    def precedent(self) -> str:
        return "the Work Programme was to lower cost and raise outcomes at once; those hardest to help had little help"

    def help(self) -> str:
        return "pay for one of the two; a saving can be shared out of what outcomes save, after they are known"


def check(design: Design) -> Iterator[Advice]:
    """The first clause that pays for less spending, beside the first that pays for results of another sort."""
    saving = [each for each in design.paying if any(cut.money for cut in cuts(design, each))]
    others = [each for each in design.paying if design.pays_for_results(each) and not any(cuts(design, each))]
    for each in saving:
        if others:
            yield SavingsBesideOutcomes(each.span, each.name, each.name, others[0].name, others[0].span)
