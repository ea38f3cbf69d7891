"""What each payer bears and each receiver gets, as rows of the table of statements."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pbrlang.cli.wording import money
from pbrlang.diagnostics.prose import listing

if TYPE_CHECKING:
    from pbrlang.ir.program import Terms
    from pbrlang.settle import Statement
    from pbrlang.settle.sharing import Part

Cells = tuple[str, ...]


def share_rows(statement: "Statement", terms: "Terms", ever: bool = False) -> Iterator[Cells]:
    """A row for each payer and receiver; those of a split only where its clauses have lines here, or ever had."""
    from pbrlang.ir.sharing import Split

    if statement.payers is not None:
        for part in statement.payers.parts:
            yield _row(f"  borne by {part.name}", part, terms)
        if statement.payers.not_paid.to_date:
            yield _row("  beyond the limits, not paid", statement.payers.not_paid, terms)
    here = {each.clause for each in statement.clauses}
    for parts in statement.splits:
        clauses = parts.sharing.clauses if isinstance(parts.sharing, Split) else ()
        if ever or here.intersection(clauses):
            for part in parts.parts:
                yield _row(f"  {listing(clauses, 'and')}: to {part.name}", part, terms)


def _row(label: str, part: "Part", terms: "Terms") -> Cells:
    return (label, "", "", "", "", money(part.amount, terms), money(part.to_date, terms))
