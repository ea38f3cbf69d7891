"""The words of a statement."""

TITLE = "Statement {number}: {period}"
PROVISIONAL_TITLE = "Provisional statement {number}: {period}"
SUBTITLE = "What is due under {contract}"

CONTRACT = "Contract"
STATEMENT = "Statement"
NUMBERED = "number {number}"
PERIOD = "Period"
DAYS = "{first} to {last}, both days included"
PAYABLE = "Due to the provider"
REPAYABLE = "To be repaid by the provider"
NOTHING = "Nothing is due"
DUE_BY = "To be paid by"
MADE = "Worked out"
MADE_FROM = "from data complete to {complete_to}"
MADE_AS_AT = "as at {as_at}, {made}"
ENDED = "The term ended"

PROVISIONAL = "This statement is provisional"
PROVISIONAL_WHY = (
    "Rows of the data that could not be used were left out of it. It may change when they are put right, and is no "
    "basis for payment unless the parties agree that it is."
)

AMOUNTS = "What is due"
NO_LINES = "No sum falls due in this period."
BELOW = "A total below nought is taken from what is due to the provider."
DUE = "“Due” is what a clause gives before any limit or recovery."
CUT = "“Cut by limits” is what limits take away of it."
ELSEWHERE = "Clauses without lines in this period"
TOTAL = "Total"
TOTAL_OF = "Total of this statement"
BEFORE = "All earlier statements come to {before}; with this one they come to {to_date}."
FIRST = "This is the first statement of the contract."
BORNE = "Who bears the total"
SPLIT = "Who receives what {clauses} comes to"
BEYOND = "Beyond the limits of all payers, not paid"
BALANCE = "What changes hands"
SUM = "Sum"
AMOUNT = "Amount"
PARTY = "Party"

LINES = "Lines"
LARGEST = "The {shown} of {count} lines with the largest amounts. All are in {file}."
REST = "{count} further lines"

CORRECTIONS = "What was put right"
CORRECTED = (
    "These lines are about earlier periods, for which data came late or was put right. Each gives the difference from "
    "what earlier statements have."
)
FURTHER = "{count} further lines, which come to {amount}, are in {file}."

WHY = "Why these amounts"
WHY_LARGEST = "The largest amount of each clause. Each number comes with its clause, or its file and row."
WHY_ASKED = "The amounts that were asked for, then the largest of each clause. Each number comes with its source."

RESTS = "What this statement rests on"
RESTS_ON = (
    "The same files give the same statement, to the penny. Each is named with its SHA-256, which any other program "
    "gives for the same bytes."
)
ROWS = "{rows} read"
SET_ASIDE = "; {count} could not be used and {were} left out"
MADE_BY = "Worked out by {program}"

LEDGER_CORRECTIONS = "Corrections to earlier periods"
LEDGER_HASH = "This statement"
LEDGER_HOLDS = (
    ("The statement before it", "before"),
    ("The contract", "contract_hash"),
    ("The data, as the ledger keeps it", "data_hash"),
)
LEDGER_RESTS_ON = (
    "This statement was issued and stays as it is. Each of these is named by the SHA-256 under which the ledger keeps "
    "it. That the ledger is as it was written can be verified by pbr ledger verify."
)
BROUGHT = "Left to deduct from statements before"
DEBT = "Owed by the provider as a debt"
NO_DEBT = "Of earlier debts of the provider, no longer owed"
CARRIED = "Left to deduct from the next statements"
