"""The ledger: statements that were issued stay issued, and each later one puts right what the data now says.

`issue` records the statements that have fallen due, in one transaction; `preview` works them out and records
nothing. `read` gives a `Ledger` that was found to be as it was written. All raise `LedgerRefused`, with messages,
where a file is no ledger, was altered, cannot be written, or is of another contract. Amounts are whole numbers of
the currency's smallest coin; texts of statements never change once they are recorded.
"""

from pbrlang.ledger.documents import money_text
from pbrlang.ledger.errors import LEDGER_ERRORS, LedgerRefused
from pbrlang.ledger.history import AFTER, History
from pbrlang.ledger.issuing import Drafts, draft
from pbrlang.ledger.keeping import Basis, Ledger, Run, issue, look, preview, read
from pbrlang.ledger.model import Balance, Correction, Issued, IssuedLine, RowChange

__all__ = [
    "AFTER",
    "LEDGER_ERRORS",
    "Balance",
    "Basis",
    "Correction",
    "Drafts",
    "History",
    "Issued",
    "IssuedLine",
    "Ledger",
    "LedgerRefused",
    "RowChange",
    "Run",
    "draft",
    "issue",
    "look",
    "money_text",
    "preview",
    "read",
]
