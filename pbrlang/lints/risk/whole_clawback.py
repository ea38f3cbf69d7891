"""A clawback that takes everything back at once."""

from collections.abc import Iterator

from pbrlang.analysis.held import always_due
from pbrlang.analysis.homes import set_against
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class WholeClawback(Advice):
    """A clawback can take back the whole of an early sum at once.

    ## Why
    The money was paid so that it could be spent, and it has been. A provider that must give all of it back on one day
    cannot, and the commissioner gets back what is left after insolvency. Parts of it, year by year, in proportion to
    what was missed, or in instalments, can be repaid.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): full understanding of the risks
    - Youth Justice Board, youth custody pathfinder (2011 to 2013): each year gave back no more than its half

    ## Example
    ```pbr
    grant Start Grant
        pays £150,000 on 1 April 2030

    clawback Grant Lost
        on 31 March 2033
        when total of Weeks of Spells to date is less than 15,000 weeks
        recovers £150,000 from Start Grant, as a debt
    ```

    ## Instead
    ```pbr
    grant Start Grant
        pays £150,000 on 1 April 2030

    clawback Grant Lost
        for each year
        when total of Weeks of Spells in the year is less than 5,000 weeks
        recovers £10 per week * (5,000 weeks - total of Weeks of Spells in the year) from Start Grant, as a debt
    ```
    """

    code = "PBR905"
    name = "whole-clawback"

    source: str
    amount: str

    def message(self) -> str:
        return f"{quoted(self.about)} can take back all {self.amount} of {quoted(self.source)} at once"

    def precedent(self) -> str:
        return "in West Yorkshire each year could take back no more than its half of the grant, in proportion"

    def help(self) -> str:
        return "let it take back a part for each year, in proportion to what was missed, or in instalments"


def check(design: Design) -> Iterator[Advice]:
    """Clawbacks without instalments one line of which may be as much as a sum that is certain and due once."""
    for clause in design.clauses("clawback"):
        if clause.recovery is None or clause.recovery.instalments is not None:
            continue
        most = design.bounds.line(clause).high
        for name in sorted(set_against(clause)):
            source = design.program.clauses[name]
            due = always_due(design.program, source)
            once = design.bounds.elements(source.home, source) == 1
            if due is not None and due > 0 and once and most is not None and most >= due:
                yield WholeClawback(clause.span, clause.name, name, design.money(due))
                break
