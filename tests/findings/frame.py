"""The sound contract below each fragment of the labelled set."""

import re

HEADER = """\
contract Steady Work
    purpose "People who were long out of work stay in work."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from 1 April 2030 to 31 March 2033
    results settle until 31 March 2036
    years start on 1 April
    settles every quarter
    rounds each payment to the nearest penny, half up
    a missing day is the last day of its month

data Person, People
    Person        identifier
    Joined On     date
    one row for each Person
    dated Joined On
    source "Council register", already collected
    supplied by commissioner

data Spell
    "One row for each job that a person has held."
    Spell         identifier
    Person        refers to Person
    Weeks         number of weeks
    Ended On      date
    one row for each Spell
    dated Ended On
    records results
    source "Tax records", already collected
    supplied by third party "Tax office"

data Session
    Session       identifier
    Person        refers to Person
    Minutes       number of minutes
    Held On       date
    one row for each Session
    dated Held On
    records activity
    source "Sign-in sheets", already collected
    supplied by provider
    verified by commissioner against "A visit each month"

data Bill
    "One row for each month of a person's care."
    Bill          identifier
    Person        refers to Person
    Cost          money, at least £0
    Paid On       date
    one row for each Bill
    dated Paid On
    source "Council ledger", already collected
    supplied by commissioner
"""

PARTS = {
    "no-fee": """
fee Running Costs
    for each quarter of the term
    pays £20,000
""",
    "no-cap": """
cap Budget
    limits all sums due to £2,000,000 over the contract, including results settled after the term
    cutting the latest first
""",
}
"""Parts of the frame, by the word that leaves them out."""


_RECOVERS = re.compile(r"^ *(clawback|advance) ", re.MULTILINE)
_TAKEN_BACK = "    gross of sums taken back\n"


def above(fragment: str, leave_out: tuple[str, ...] = ()) -> str:
    """A whole contract: a fragment with the frame below it, so that its lines count from 1."""
    if fragment.startswith("contract "):
        return fragment
    parts = dict(PARTS)
    if _RECOVERS.search(fragment):
        parts["no-cap"] += _TAKEN_BACK
    return "\n".join([fragment, HEADER, *(part for word, part in parts.items() if word not in leave_out)])
