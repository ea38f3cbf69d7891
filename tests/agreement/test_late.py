"""Where rows are recorded, or figures published, late: statements one after the other, the same in every target."""

from collections.abc import Iterator
from datetime import date, timedelta
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
    data = DATA.replace("    dated Visited On\n", f"    dated Visited On\n{recorded}")
    data = data.replace("    Undone On   date or blank\n", "    Undone On   date or blank\n    Recorded On date\n")
    clauses = STANDING.format(pounds=1, few=2, which="greatest", window=window, after="", other=window, one="greatest")
    program = compiled(header("quarter", "to the nearest penny, half up") + data + clauses)
    clients = "Client,Band,Joined On\nC0,Long Stay,2030-03-01\nC1,Long Stay,2030-03-02\n"
    files = {"clients.csv": clients, "visits.csv": VISITS + "".join(visits(Random(5)))}
    with folder_of(program, files) as folder:
        told = meant(program, folder, SETTLES, SETTLES)
        rows = data_for(program, reading_of(program, folder, SETTLES), SETTLES)
        assert '"follows"' in told
        assert by_python(module_of(program), folder, SETTLES, SETTLES) == told
        assert node.settled(source_of(built(program, "javascript")), rows, SETTLES) == told


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
