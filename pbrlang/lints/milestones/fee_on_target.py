"""A fee that a target must be met for."""

from collections.abc import Iterator

from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.source import Span


class FeeOnTarget(Advice):
    """A fee or grant is due only if results reach a target.

    ## Why
    A fee covers the cost of a service, and a grant is for an undertaking. Tied to results, it is a payment by results
    that says it is none: the share of the money at risk looks smaller than it is, and a provider may lose in one bad
    year what it needs for the next.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fourth commandment: a substantial fee for
      service
    - Audit Commission, *Local payment by results* (April 2012): full understanding of the risks

    ## Example
    ```pbr
    fee Management Fee
        for each year
        when total of Weeks of Spells in the year is at least 4,000 weeks
        pays £60,000
    ```

    ## Instead
    ```pbr
    fee Management Fee
        for each year
        pays £60,000
    ```
    """

    code = "PBR725"
    name = "fee-on-target"

    word: str
    tables: tuple[str, ...]

    def message(self) -> str:
        return f"the {self.word} {quoted(self.about)} depends on the results in {quoted_listing(self.tables, 'and')}"

    def help(self) -> str:
        return f"make it certain, or call it a `payment`: {quoted(self.word)} says that it is paid for the service"

    def edits(self) -> tuple[Edit, ...]:
        word = Span(self.span.source, self.span.start, self.span.start + len(self.word), self.span.clause)
        return (Edit("call it what it is", word, "payment"),)


def check(design: Design) -> Iterator[Advice]:
    """Fees and grants whose rows, amount or condition depend on data that records results."""
    for clause in design.clauses("fee", "grant"):
        results = design.result_tables(design.flows[clause.name].money)
        if results:
            yield FeeOnTarget(clause.span, clause.name, clause.word, tuple(sorted(results)))
