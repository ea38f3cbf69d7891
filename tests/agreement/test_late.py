"""Where rows are recorded, or figures published, late: statements one after the other, the same in every target."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.agreement.node import Node
from tests.agreement.test_grown import agree, agree_in_javascript
from tests.lower.buildable import SETTLES, STARTS, Grown
from tests.lower.growing_late import late

days = st.dates(STARTS, SETTLES) | st.just(SETTLES)


@settings(max_examples=15)
@given(late(), days)
def test_the_module_makes_the_statements_that_the_interpreter_makes(case: Grown, day: date) -> None:
    agree(case, day)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(late(), days)
def test_javascript_makes_the_statements_that_the_interpreter_makes(node: Node, case: Grown, day: date) -> None:
    agree_in_javascript(node, case, day)


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(late(), days)
def test_both_make_them_for_many_more(node: Node, case: Grown, day: date) -> None:
    agree(case, day)
    agree_in_javascript(node, case, day)
