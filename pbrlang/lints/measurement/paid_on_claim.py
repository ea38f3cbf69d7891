"""Claims that are paid before they can be verified."""

from collections.abc import Iterator

from pbrlang.analysis.homes import recovered, rows_of
from pbrlang.analysis.timing import shift
from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.ir.program import Clause
from pbrlang.ir.tables import Table
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.evidence import used


class PaidOnClaim(Advice):
    """Results that the provider claims are paid for on the day of the claim, and nothing brings back what fails.

    ## Why
    Supplying and verifying lie too close together: a statement pays what is claimed in its period, and the check
    comes after the money. Without a clawback a claim that fails is kept.

    ## Source
    - National Audit Office, *The Work Programme* (HC 266, 2014): claims of some £11 million could not be validated
    - Audit Commission, *Local payment by results* (April 2012): effective and robust measurement

    ## Example
    ```pbr
    data Claim
        Claim         identifier
        Reached On    date
        one row for each Claim
        dated Reached On
        records results
        supplied by provider
        verified by commissioner against "Tax records"

    payment Placed
        for each Claim
        pays £500
    ```

    ## Instead
    ```pbr
    data Claim
        Claim         identifier
        Reached On    date
        one row for each Claim
        dated Reached On
        records results
        supplied by provider
        verified by commissioner against "Tax records"

    payment Placed
        for each Claim
        on Reached On + 60 days
        pays £500
    ```
    """

    code = "PBR922"
    name = "paid-on-claim"

    clauses: tuple[str, ...]
    verifier: str
    step: str

    def message(self) -> str:
        told = quoted_listing(self.clauses, "and")
        return (
            f"{quoted(self.about)} is supplied by the provider and paid for on its own date under {told}, "
            f"in the {self.step}'s statement: the {self.verifier} verifies it after the money, and nothing is recovered"
        )

    def precedent(self) -> str:
        return "in the Work Programme some £11m was paid on claims that could not be validated"

    def help(self) -> str:
        return "date the payment later, as in `on Reached On + 60 days`, or add a clawback for claims that fail"


def check(design: Design) -> Iterator[Advice]:
    """Results that the provider supplies, with the clauses for each row that pay on the row's date for good."""
    if design.program.terms.step == "year":
        return  # there is time for a check before the statement
    taken_back = recovered(design.program.clauses)
    for table in used(design):
        supplied = table.activity is False and (table.supplier or "").startswith("provider")
        if not supplied or table.verifier is None or table.verifier == table.supplier:
            continue
        clauses = [each for each in design.paying if _is_at_once(each, table) and each.name not in taken_back]
        if clauses:
            names = tuple(each.name for each in clauses)
            verifier = table.verifier if table.verifier == "commissioner" else "verifier"
            yield PaidOnClaim(table.span, table.name, names, verifier, design.program.terms.step)


def _is_at_once(clause: Clause, table: Table) -> bool:
    """Whether a clause for each row of a table is dated by the row itself, or by a date of it and no days more."""
    if rows_of(clause.home) != table.name:
        return False
    when = shift(clause.day)
    return clause.day is None or (when is not None and when.days == 0 and when.field == table.dated)
