"""Figures that nobody checks."""

from collections.abc import Iterator

from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.evidence import paid_on, provenance
from pbrlang.source import Span


class NoVerifier(Advice):
    """Money depends on figures that the provider supplies, and nobody is said to verify them.

    ## Why
    What is not checked drifts: first by honest mistakes in the provider's favour, later by habit. A commissioner that
    cannot check pays what is claimed, and a provider that is honest cannot show it.

    Figures of the commissioner or of a third party need no verifier. Data of which it is not said who supplies it is
    taken to come from whoever wants to be paid.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): effective and robust measurement
    - National Audit Office, *The Work Programme* (HC 266, 2014): claims not properly validated

    ## Example
    ```pbr
    data Placement
        Placement     identifier
        Ended On      date
        one row for each Placement
        dated Ended On
        records results
        supplied by provider

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

    code = "PBR921"
    name = "no-verifier"

    supplied: Span | None
    indent: int

    def message(self) -> str:
        if self.supplied is None:
            return f"it is not said who supplies {quoted(self.about)}, on which money depends, nor who verifies it"
        return f"{quoted(self.about)} is supplied by the provider, and nobody verifies it"

    def precedent(self) -> str:
        return "in the Work Programme some £11m was paid on claims that could not be validated"

    def help(self) -> str:
        return 'say who verifies it and against what: `verified by commissioner against "…"`'

    def edits(self) -> tuple[Edit, ...]:
        if self.supplied is None:
            return ()
        return (
            Edit(
                "let the commissioner verify", self.supplied.at_end(), f"\n{' ' * self.indent}verified by commissioner"
            ),
        )


def check(design: Design) -> Iterator[Advice]:
    """Data on which money depends, of the provider's or nobody's supplying, without a verifier."""
    for table in paid_on(design):
        if table.supplier is None and table.activity is None:
            continue  # nothing is said of this data at all
        supplier = table.supplier or "provider"
        if supplier.startswith("provider") and table.verifier is None:
            item = provenance(design, table, "supplied")
            column = item.span.source.position(item.span.start)[1] - 1 if item else 0
            yield NoVerifier(table.span, table.name, item.span if item else None, column)
