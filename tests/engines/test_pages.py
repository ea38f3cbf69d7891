"""The pages of what an engine declines show commands that do what they say."""

import shlex
from pathlib import Path

import pytest

from pbrlang.diagnostics.page import Page
from pbrlang.engines.errors import DeclinedByEngine, ServerDoesNotAnswer
from tests.cli.homes import run


def command(message: type, heading: str) -> list[str]:
    """The words after `pbr` of the last command under a heading."""
    (fence,) = Page.of(message).examples(heading)
    return shlex.split(fence.text.strip().splitlines()[-1])[1:]


@pytest.fixture(autouse=True)
def at_home(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)


def test_a_contract_that_is_declined_is_paid_without_the_engine(
    late_hours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(late_hours.parent)
    pytest.importorskip("duckdb", reason="needs duckdb")
    declined = run(*command(DeclinedByEngine, "Example"))
    assert (declined.exit_code, DeclinedByEngine.code in declined.stderr) == (1, True)
    assert run(*command(DeclinedByEngine, "Instead")).exit_code == 0


def test_a_server_that_is_not_there_is_told() -> None:
    pytest.importorskip("psycopg", reason="needs psycopg")
    done = run(*command(ServerDoesNotAnswer, "Example"))
    assert (done.exit_code, ServerDoesNotAnswer.code in done.stderr) == (1, True)
