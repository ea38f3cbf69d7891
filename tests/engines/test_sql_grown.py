"""Views of contracts grown at random give what the interpreter gives, in DuckDB, or decline."""

import pytest
from hypothesis import HealthCheck, given, settings

from pbrlang.verify import compared, data_of, way_of
from tests.agreement.both import files_of, folder_of, reading_of
from tests.lower.buildable import SETTLES, Grown, grown
from tests.properties.paying import compiled


def agree(case: Grown) -> None:
    # A number of times that differs from line to line is declined, and would decline most of them.
    text = case.text.replace("at most Ceiling times", "at most 2 times")
    program = compiled(text)
    way = way_of(program, "sql")
    if isinstance(way, tuple):
        reasons = [each.message() for each in way]
        assert all("clawbacks on one payment that are for different things" in each for each in reasons), reasons
        return
    with folder_of(program, files_of(case)) as folder:
        data = data_of(program, reading_of(program, folder, SETTLES), SETTLES, SETTLES)
    outcome = compared(way, data)
    way.close()
    assert outcome.same, (outcome, text)


@settings(max_examples=12)
@given(grown())
def test_views_give_what_the_interpreter_gives(case: Grown) -> None:
    agree(case)


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(grown())
def test_views_give_it_for_many_more(case: Grown) -> None:
    agree(case)
