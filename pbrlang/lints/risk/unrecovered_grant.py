"""Early money that nothing earns and nothing recovers."""

from collections.abc import Iterator

from pbrlang.analysis.held import always_due
from pbrlang.analysis.homes import recovered
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class UnrecoveredGrant(Advice):
    """A grant stays with the provider whatever it achieves, in a contract that pays for results.

    ## Why
    Early money lets a small provider begin, and is right where it is earned afterwards or given back. Where nothing
    recovers it, results count for so much less, and the commissioner bears the risk that it meant to share.

    In the custody pathfinder in West Yorkshire a grant was paid at the start, and given back in proportion where the
    target was missed.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fourth commandment: paid up front, and clawed
      back
    - Youth Justice Board, youth custody pathfinder (2011 to 2013)

    ## Example
    ```pbr
    grant Start Grant
        pays £150,000 on 1 April 2030

    payment Weeks Paid
        for each Spell
        pays £40 per week * Weeks
    ```

    ## Instead
    ```pbr
    grant Start Grant
        pays £150,000 on 1 April 2030

    clawback Unearned
        for each year
        when total of Weeks of Spells in the year is less than 5,000 weeks
        recovers £10 per week * (5,000 weeks - total of Weeks of Spells in the year) from Start Grant,
            by deduction from the next sums due, otherwise as a debt

    payment Weeks Paid
        for each Spell
        pays £40 per week * Weeks
    ```
    """

    code = "PBR904"
    name = "unrecovered-grant"

    amount: str | None

    def message(self) -> str:
        sum_due = self.amount or "what is paid"
        return f"{sum_due} under {quoted(self.about)} stays with the provider whatever results there are"

    def precedent(self) -> str:
        return "in West Yorkshire the grant was given back in proportion where the year's target was missed"

    def help(self) -> str:
        return f"add a clawback that `recovers £… from {self.about}` as far as results fall short"


def check(design: Design) -> Iterator[Advice]:
    """Grants without results that no clawback names, in a contract with payments for results."""
    if not any(design.pays_for_results(each) for each in design.paying):
        return
    taken_back = recovered(design.program.clauses)
    for clause in design.clauses("grant"):
        if clause.name not in taken_back and not design.reads_results(clause):
            amount = always_due(design.program, clause)
            yield UnrecoveredGrant(clause.span, clause.name, design.money(amount) if amount is not None else None)
