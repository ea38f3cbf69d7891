"""What every test may ask for.

With `PBR_REQUIRE_ALL=1` in the environment a test that would be skipped because something it needs
is absent fails instead. Such a skip gives a reason that starts with "needs"; the fixture `program` does so.
"""

import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault; and a run that decides whether work lands tries the same cases each time.
settings.register_profile("pbr", deadline=None, derandomize="CI" in os.environ, max_examples=50)
settings.register_profile("many", deadline=None, derandomize="CI" in os.environ, max_examples=200)
settings.load_profile("pbr")

REPOSITORY = Path(__file__).resolve().parents[1]
REQUIRE_ALL = os.environ.get("PBR_REQUIRE_ALL") == "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write what golden files and pages expect anew")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process where files are rewritten, which several would do at once; else one for each core."""
    return 0 if config.getoption("--rewrite") else None


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds `pyproject.toml`."""
    return REPOSITORY


@pytest.fixture
def program() -> Callable[[str], str]:
    """Find a program by its name; a test whose program is absent is skipped."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            pytest.skip(f"needs the program {name}")
        return found

    return find


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _require(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _require(report)
    return report


def _require(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip for something absent into a failure, where everything is required."""
    if not (REQUIRE_ALL and report.skipped and isinstance(report.longrepr, tuple)):
        return
    reason = report.longrepr[2].removeprefix("Skipped: ")
    if reason.startswith(("needs ", "could not import ")):
        report.outcome = "failed"
        report.longrepr = f"{reason}, and everything is required here"
