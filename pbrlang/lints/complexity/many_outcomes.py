"""More outcomes than can be followed."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class ManyOutcomes(Advice):
    """More outcomes are paid for than a provider can follow.

    ## Why
    Each outcome brings its own definition, data, baseline and dispute, and takes attention from the others. Gathering
    and auditing the figures costs both sides time that the service loses, and what is easiest to reach is done first.

    The default limit, three, is the judgement of this project: the published advice is *few*. A project sets its own
    with `outcomes` in `pbr.toml`.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), second commandment: few outcomes
    - Department of Health, drug and alcohol recovery pilots (2012 to 2014): measuring several outcomes was “extremely
      costly”

    ## Example
    ```pbr
    outcome Work
        payment Work Payment
            for each Person
            pays £40
    outcome Health
        payment Health Payment
            for each Person
            pays £30
    outcome Housing
        payment Housing Payment
            for each Person
            pays £20
    outcome Debt
        payment Debt Payment
            for each Person
            pays £10
    ```

    ## Instead
    ```pbr
    outcome Work
        payment Work Payment
            for each Person
            pays £40
    ```
    """

    code = "PBR710"
    name = "many-outcomes"

    outcomes: tuple[str, ...]
    most: int

    def message(self) -> str:
        told = quoted_listing(self.outcomes, "and")
        return f"{len(self.outcomes)} outcomes are paid for, which is more than {self.most}: {told}"

    def precedent(self) -> str:
        return (
            "the recovery pilots of 2012 paid for several outcomes, found "
            "measuring them extremely costly, and did worse"
        )

    def help(self) -> str:
        return "pay for the one or two that show whether the purpose is met, and report on the others"


def check(design: Design) -> Iterator[Advice]:
    """One finding where the outcomes with clauses that pay are more than the limit."""
    paid = tuple(each.name for each in design.outcomes if any(clause.sign > 0 for clause in each.clauses))
    if len(paid) > design.settings.outcomes:
        yield ManyOutcomes(design.header.span, "contract", paid, design.settings.outcomes)
