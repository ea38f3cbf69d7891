"""Contracts and data grown at random: what is built from a contract gives what the interpreter gives."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.agreement.both import built, by_python, files_of, folder_of, meant, module_of, reading_of
from tests.agreement.node import Node, data_for, source_of
from tests.lower.buildable import SETTLES, STARTS, Grown, grown
from tests.lower.growing import contracts
from tests.properties.paying import compiled

days = st.dates(STARTS, SETTLES) | st.just(SETTLES)


def agree(case: Grown, day: date) -> None:
    program = compiled(case.text)
    with folder_of(program, files_of(case)) as folder:
        assert by_python(module_of(program), folder, SETTLES, day) == meant(program, folder, SETTLES, day), case.text


def agree_in_javascript(node: Node, case: Grown, day: date) -> None:
    program = compiled(case.text)
    with folder_of(program, files_of(case)) as folder:
        data = data_for(program, reading_of(program, folder, SETTLES), SETTLES)
        found = node.settled(source_of(built(program, "javascript")), data, day)
        assert found == meant(program, folder, SETTLES, day), case.text


@settings(max_examples=12)
@given(grown(), days)
def test_the_module_gives_what_the_interpreter_gives(case: Grown, day: date) -> None:
    agree(case, day)


@settings(max_examples=18)
@given(contracts(), days)
def test_the_module_gives_it_where_definitions_are_read(case: Grown, day: date) -> None:
    agree(case, day)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contracts() | grown(), days)
def test_javascript_gives_what_the_interpreter_gives(node: Node, case: Grown, day: date) -> None:
    agree_in_javascript(node, case, day)


@pytest.mark.slow
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contracts() | grown(), days)
def test_javascript_gives_it_for_many_more(node: Node, case: Grown, day: date) -> None:
    agree_in_javascript(node, case, day)


@pytest.mark.slow
@settings(max_examples=120)
@given(contracts() | grown(), days)
def test_the_module_gives_it_for_many_more(case: Grown, day: date) -> None:
    agree(case, day)
