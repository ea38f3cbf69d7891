"""Asking why of a contract with its data, both given as text."""

from collections.abc import Mapping
from datetime import date

from pbrlang.diagnostics import Diagnostic
from pbrlang.explain import Explainer, Explanation
from pbrlang.settle import Settlement
from tests.properties.contracts import Grown
from tests.properties.paying import compiled, pay

SETTLES = date(2031, 9, 30)

CONTRACT = """\
contract Visits
    purpose "People are visited."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from 1 April 2030 to 31 March 2031
    results settle until 30 September 2031
    years start on 1 April
    settles every quarter
    part periods are paid by days of the period
    rounds each payment to the nearest penny, half down

data Client
    Client      identifier
    Joined On   date
    one row for each Client
    dated Joined On

data Visit
    Visit       identifier
    Client      refers to Client
    Kind        one of Short, Long
    Length      number of minutes
    Cost        money, at least £0
    Visited On  date
    Undone On   date or blank
    one row for each Visit
    dated Visited On

tariff Price List by Kind
    | Kind  | Price  | Shortest   |
    | Short | £10    | 10 minutes |
    | Long  | £33.33 | 60 minutes |

"""

CLIENTS = (("Client", "Joined On"), (("C1", "2030-04-01"), ("C2", "2030-04-01")))
HEADING = ("Visit", "Client", "Kind", "Length", "Cost", "Visited On", "Undone On")
VISITS = (
    ("V1", "C1", "Long", "60", "40.01", "2030-05-01", "2030-08-01"),
    ("V2", "C1", "Long", "59", "30", "2030-05-02", ""),
    ("V3", "C1", "Short", "10", "12.50", "2030-06-30", "2030-05-30"),
    ("V4", "C2", "Short", "25", "9", "2030-07-01", "2031-10-01"),
    ("V5", "C2", "Long", "90", "70", "2031-10-01", ""),
)


def settled(
    rest: str,
    *,
    as_at: date = SETTLES,
    visits: tuple[tuple[str, ...], ...] = VISITS,
    more: Mapping[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]] | None = None,
) -> Settlement:
    """The contract, with what follows its data, settled over five visits of two clients, and `more` files."""
    case = Grown(CONTRACT + rest, {"clients.csv": CLIENTS, "visits.csv": (HEADING, visits), **(more or {})})
    return pay(compiled(case.text), case, as_at=as_at)


def why(settlement: Settlement, clause: str, key: Mapping[str, str]) -> Explanation:
    """The explanation of what a key picks."""
    answer = Explainer(settlement).explain(clause, key)
    assert isinstance(answer, Explanation), answer
    return answer


def refusal(settlement: Settlement, clause: str, key: Mapping[str, str], on: date | None = None) -> Diagnostic:
    """The message that answers a question that names nothing."""
    answer = Explainer(settlement).explain(clause, key, on)
    assert isinstance(answer, Diagnostic), answer
    return answer
