"""Node for the tests that run JavaScript."""

from collections.abc import Iterator

import pytest

from tests.agreement.node import Node, find_node


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """Node, waiting for modules to run; tests are skipped where it is not installed."""
    found = find_node()
    if found is None:
        pytest.skip("needs the program node")
    running = Node(found)
    yield running
    running.close()
