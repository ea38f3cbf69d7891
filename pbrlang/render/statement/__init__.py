"""One period's statement as a document, fit to be the schedule of an invoice.

A `Sheet` holds what a statement says. `sheet_of` makes it from a settlement, `issued_sheet` from a ledger; `held` and
`explained` add what it rests on and why its amounts are what they are. `statement_document` writes it, and `lines_csv`
gives all its lines.
"""

from pbrlang.render.statement.document import MOST, lines_csv, statement_document
from pbrlang.render.statement.explained import explained, lines_for
from pbrlang.render.statement.held import held
from pbrlang.render.statement.issued import issued_sheet
from pbrlang.render.statement.sections import is_short
from pbrlang.render.statement.settled import sheet_of
from pbrlang.render.statement.sheet import Sheet, SheetLine

__all__ = [
    "MOST",
    "Sheet",
    "SheetLine",
    "explained",
    "held",
    "is_short",
    "issued_sheet",
    "lines_csv",
    "lines_for",
    "sheet_of",
    "statement_document",
]
