"""More measures of one outcome than can be followed."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class ManyMeasures(Advice):
    """One outcome is paid for by more measures than a provider can follow.

    ## Why
    Of many measures none is the outcome, each carries little money, and together they take more to collect and check
    than they bring. Simple measures, already counted by somebody, let a provider see the next day whether it does well.

    The default limit, two, is the judgement of this project. A project sets its own with `measures` in `pbr.toml`.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), third commandment: simple metrics
    - Department for Education, children's centre trials (2011 to 2013): rewards of some £35,000 for a measure

    ## Example
    ```pbr
    outcome Better Lives
        measure Spells Held for each year
            means number of Spells in the year
            higher is better
        measure Sessions Held for each year
            means number of Sessions in the year
            higher is better
        measure Weeks Held for each year
            means total of Weeks of Spells in the year
            higher is better
        measure Minutes Held for each year
            means total of Minutes of Sessions in the year
            higher is better

        payment Reward
            for each year
            pays £1 per Spell * Spells Held + £1 per Session * Sessions Held
                + £1 per week * Weeks Held + £1 per minute * Minutes Held
    ```

    ## Instead
    ```pbr
    outcome Better Lives
        measure Weeks Held for each year
            means total of Weeks of Spells in the year
            higher is better

        payment Reward
            for each year
            pays £1 per week * Weeks Held
    ```
    """

    code = "PBR711"
    name = "many-measures"

    measures: tuple[str, ...]
    most: int

    def message(self) -> str:
        told = quoted_listing(self.measures, "and")
        return f"{quoted(self.about)} is paid for by {len(self.measures)} measures, more than {self.most}: {told}"

    def precedent(self) -> str:
        return "the children's centre trials paid for many small measures; one paid £35,840 for a point of a gap"

    def help(self) -> str:
        return "pay by the measure that is closest to the outcome, and report the others"


def check(design: Design) -> Iterator[Advice]:
    """One finding for each outcome whose paid measures are more than the limit."""
    for outcome in design.outcomes:
        if len(outcome.paid) > design.settings.measures:
            names = tuple(each.name for each in outcome.paid)
            yield ManyMeasures(outcome.span, outcome.name, names, design.settings.measures)
