"""Where rows are recorded, or figures published, late: statements one after the other, the same in every target."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.agreement.both import built, by_python, folder_of, meant, module_of, reading_of
from tests.agreement.node import Node, data_for, source_of
from tests.agreement.test_grown import agree, agree_in_javascript
from tests.lower.buildable import DATA, SETTLES, STARTS, Grown, header
from tests.lower.growing_late import STANDING, late
from tests.properties.paying import compiled

LATE = "    recorded on Recorded On\n"
VISITS = "Visit,Client,Kind,Length,Cost,Visited On,Undone On,Recorded On\n"


def visits(chance: Random) -> Iterator[str]:
    """Rows of which later ones often earn more than earlier ones."""
    for number in range(30):
        day = STARTS + timedelta(chance.randrange(360))
        undone = day + timedelta(chance.randrange(100)) if chance.random() < 0.4 else ""
        known = day + timedelta(chance.choice([0, 0, 50, 120]))
        kind, length = chance.choice(["Short", "Long"]), chance.choice([0, 29, 31, 60, 119])
        yield f"V{number},C{chance.randrange(2)},{kind},{length},{chance.randrange(200)},{day},{undone},{known}\n"


@pytest.mark.parametrize("recorded", [LATE, ""])
@pytest.mark.parametrize("window", [" over the contract", " for each Client"])
def test_what_stands_is_decided_anew_on_each_day(node: Node, window: str, recorded: str) -> None:
    clauses = STANDING.format(pounds=1, few=2, which="greatest", window=window, after="", other=window, one="greatest")
    assert '"follows"' in agree_on_visits(node, clauses, recorded)


def agree_on_visits(node: Node, clauses: str, recorded: str) -> str:
    """What both give of some clauses, which has to be what the interpreter gives."""
    data = DATA.replace("    dated Visited On\n", f"    dated Visited On\n{recorded}")
    data = data.replace("    Undone On   date or blank\n", "    Undone On   date or blank\n    Recorded On date\n")
    program = compiled(header("quarter", "to the nearest penny, half up") + data + clauses)
    clients = "Client,Band,Joined On\nC0,Long Stay,2030-03-01\nC1,Long Stay,2030-03-02\n"
    files = {"clients.csv": clients, "visits.csv": VISITS + "".join(visits(Random(5)))}
    with folder_of(program, files) as folder:
        told = meant(program, folder, SETTLES, SETTLES)
        rows = data_for(program, reading_of(program, folder, SETTLES), SETTLES)
        assert by_python(module_of(program), folder, SETTLES, SETTLES) == told
        assert node.settled(source_of(built(program, "javascript")), rows, SETTLES) == told
    return told


CARRIED = """
payment Visiting Fee
    for each Visit
    pays £0.50 per minute * Length

cap Quarterly
    limits {what} for each {window}, including results settled after the term
    {how}
    unused room is {room}
    money cut is {cut}

fee On What Is Paid
    for each quarter
    pays 10% of total of Visiting Fees paid in the quarter
    not less than £0
"""


@pytest.mark.parametrize(
    ("what", "how", "room", "cut", "recorded"),
    [
        ("Visiting Fee to £40", "cutting the latest first", "lost", "carried forward", LATE),
        ("Visiting Fee to £70.01", "cutting the latest first", "carried forward", "carried forward", ""),
        ("number of Visiting Fees to 2", "the first stand", "carried forward", "lost", LATE),
        ("number of Visiting Fees to 1", "the first stand", "carried forward", "carried forward", ""),
    ],
)
@pytest.mark.parametrize("window", ["quarter", "Client and quarter"])
def test_what_is_carried_forward_is_paid_later(
    node: Node, window: str, what: str, how: str, room: str, cut: str, recorded: str
) -> None:
    told = agree_on_visits(node, CARRIED.format(what=what, how=how, room=room, cut=cut, window=window), recorded)
    assert ('"follows"' in told) == (cut == "carried forward")


days = st.dates(STARTS, SETTLES) | st.just(SETTLES)


@settings(max_examples=8)
@given(late(), days)
def test_the_module_makes_the_statements_that_the_interpreter_makes(case: Grown, day: date) -> None:
    agree(case, day)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(late(), days)
def test_javascript_makes_the_statements_that_the_interpreter_makes(node: Node, case: Grown, day: date) -> None:
    agree_in_javascript(node, case, day)


@pytest.mark.slow
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(late(), days)
def test_both_make_them_for_many_more(node: Node, case: Grown, day: date) -> None:
    agree(case, day)
    agree_in_javascript(node, case, day)


RUNNING = """
payment Visiting Fee
    for each Visit
    pays £10
    every time

payment Running
    for each Visiting Fee
    pays to date 50% of Visiting Fee
    not taken back once paid
"""


def test_what_is_not_taken_back_is_paid_once_for_each_line_of_another_clause(node: Node) -> None:
    told = json.loads(agree_on_visits(node, RUNNING, LATE))
    last = {each["clause"]: each["to_date"] for statement in told["statements"] for each in statement["clauses"]}
    assert Decimal(last["Running"]) * 2 == Decimal(last["Visiting Fee"]) > 0
