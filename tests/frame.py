"""The contract into which fragments are put, on the pages of messages and in the language reference."""

FRAME = """\
contract Visits
    purpose "People are visited before they are ill."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from 1 April 2030 to 31 March 2033
    results settle until 31 March 2034
    years start on 1 April
    settles every quarter
    rounds each payment to the nearest penny, half up

data Client
    Client     identifier
    Joined On  date
    one row for each Client
    dated Joined On

data Visit
    Visit       identifier
    Client      refers to Client
    Kind        one of Short, Long
    Length      number of minutes
    Cost        money, at least £0
    Visited On  date
    one row for each Visit
    dated Visited On

"""

CLIENTS = "Client,Joined On\nC1,2030-04-01\nC2,2030-04-01\n"
"""The clients of the frame where a page gives none: two, who joined on the first day of the contract."""


def above(fragment: str) -> str:
    """A whole contract: the frame with a fragment above it, so that the fragment's lines and clauses count from 1."""
    return fragment if is_whole(fragment) else f"{fragment}\n{FRAME}"


def is_whole(fragment: str) -> bool:
    """Whether this is a whole contract already."""
    return fragment.startswith("contract ")
