"""One party supplies the figures and verifies them."""

from collections.abc import Iterator

from pbrlang.diagnostics import Edit, Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.evidence import provenance, used
from pbrlang.source import Span


class SelfVerified(Advice):
    """The figures that money depends on are verified by the party that supplies them.

    ## Why
    It is no verification. Where that party is the one that is paid, it says what happened and says that it is true.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): effective and robust measurement
    - National Audit Office, *The Work Programme* (HC 266, 2014): claims of some £11 million could not be validated

    ## Example
    ```pbr
    data Placement
        Placement     identifier
        Ended On      date
        one row for each Placement
        dated Ended On
        records results
        supplied by provider
        verified by provider against "Payslips"

    payment Placed
        for each Placement
        pays £500
    ```

    ## Instead
    ```pbr
    data Placement
        Placement     identifier
        Ended On      date
        one row for each Placement
        dated Ended On
        records results
        supplied by provider
        verified by commissioner against "Tax records"

    payment Placed
        for each Placement
        pays £500
    ```
    """

    code = "PBR920"
    name = "self-verified"
    severity = Severity.PROBLEM

    party: str
    place: Span | None

    def message(self) -> str:
        return f"{quoted(self.about)} is supplied and verified by one party, the {self.party}"

    def precedent(self) -> str:
        return "in the Work Programme some £11m was paid on claims that could not be validated"

    def help(self) -> str:
        return 'let somebody else verify: `verified by commissioner against "…"`, or a third party'

    def edits(self) -> tuple[Edit, ...]:
        if self.place is None or self.party != "provider":
            return ()
        return (Edit("let the commissioner verify", self.place, "verified by commissioner"),)


def check(design: Design) -> Iterator[Advice]:
    """Data on which money depends whose supplier and verifier are the same."""
    for table in used(design):
        if _is_same(table.supplier, table.verifier):
            party = _kind(table.supplier or "")
            item = provenance(design, table, "verified")
            whole = item is None or item.text is not None
            yield SelfVerified(table.span, table.name, party, None if whole or item is None else item.span)


def _is_same(supplier: str | None, verifier: str | None) -> bool:
    """Whether two parties are one: of third parties those of one name, of the two to the contract any of a side."""
    if supplier is None or verifier is None:
        return False
    return supplier == verifier or _kind(supplier) == _kind(verifier) != "third party"


def _kind(party: str) -> str:
    return next((each for each in ("provider", "commissioner") if party.startswith(each)), "third party")
