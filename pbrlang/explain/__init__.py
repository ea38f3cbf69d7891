"""Why, and why not: each amount of a settled contract, from the rule to the row, in at most fifteen lines.

`explain(program, rows, as_at, clause, key)` settles and answers one question; an `Explainer` answers many
about one `Settlement`. The answer is an `Explanation`, whose `lines` are plain English and whose `amount`,
with the sign of the statement, was worked out anew from the values that it shows; or, where the question
names nothing that there is, a message of `EXPLAIN_ERRORS`. Neither raises for a fault of the question or of
the data. A key gives, by the name of a key field, of a period's length (`year`) or of a cohort, the value
as a cell of the data would have it: `{"Participant": "P1", "Weeks In Work": "26"}`, `{"year": "year 1"}`,
`{"Attachment Year": "1"}`, or `{"": "P1"}` where the key has one part; it is empty for the contract itself.
`{"Client": "C1"}` picks all rows that refer to it, by the field or by the data that only one way leads to.
A key that leaves several open is answered by a list of them, with their amounts.
`explain_payer(settlement, payer, period)` says why a payer bears what it does of a statement.
"""

from pbrlang.explain.errors import EXPLAIN_ERRORS
from pbrlang.explain.explaining import Answer, Explainer, explain
from pbrlang.explain.model import Counted, Explanation, Step, Verdict
from pbrlang.explain.payers import explain_payer

__all__ = [
    "EXPLAIN_ERRORS",
    "Answer",
    "Counted",
    "Explainer",
    "Explanation",
    "Step",
    "Verdict",
    "explain",
    "explain_payer",
]
