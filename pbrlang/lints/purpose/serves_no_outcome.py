"""A payment for results that no outcome speaks of."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class ServesNoOutcome(Advice):
    """A payment for results serves none of the outcomes that the contract states.

    ## Why
    What is paid for is what gets done. A sum for something that no outcome speaks of draws work away from those that
    are stated, and nobody has said why it is wanted.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), first and second commandment
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): outcomes aligned with objectives

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better

    data Award
        Award       identifier
        Given On    date
        one row for each Award
        dated Given On
        records results

    payment Award Won
        for each Award
        pays £1,000
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better

        payment Weeks Paid
            for each year
            pays £40 per week * Weeks In Work
    ```
    """

    code = "PBR702"
    name = "serves-no-outcome"

    clause: str
    outcomes: tuple[str, ...]
    tables: tuple[str, ...]

    def message(self) -> str:
        told = quoted_listing(self.outcomes, "and")
        data = quoted_listing(self.tables, "and")
        return f"{quoted(self.clause)} pays for {data}, by which no outcome is known: the outcomes are {told}"

    def help(self) -> str:
        return "leave it out, or state the outcome that it serves, with the measure by which that is known"


def check(design: Design) -> Iterator[Advice]:
    """Payments outside every outcome that share no results with any of them."""
    if not design.outcomes:
        return
    served = set[str]()
    for outcome in design.outcomes:
        for each in outcome.measures:
            served |= design.reader.definition(each.name).tables
        for clause in outcome.clauses:
            served |= design.flows[clause.name].money.tables
    for clause in design.paying:
        results = design.result_tables(design.flows[clause.name].money)
        if clause.outcome is None and design.pays_for_results(clause) and not results & served:
            names = tuple(each.name for each in design.outcomes)
            yield ServesNoOutcome(clause.span, clause.name, clause.name, names, tuple(sorted(results)))
