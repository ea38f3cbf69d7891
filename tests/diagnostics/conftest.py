"""`pytest tests/diagnostics --rewrite` writes anew what the variants expect to be told; read the difference."""

import pytest


@pytest.fixture
def rewrite(pytestconfig: pytest.Config) -> bool:
    """Whether expected messages are to be written rather than compared."""
    return bool(pytestconfig.getoption("--rewrite", default=False))
