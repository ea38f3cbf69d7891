"""Reading data for a command, and what is said where contract or data has mistakes."""

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pbrlang.cli.failures import MISTAKES
from pbrlang.cli.messages import tell

if TYPE_CHECKING:
    from pbrlang.api import Contract, DataMistakes
    from pbrlang.data.reading import Reading


@contextlib.contextmanager
def told(ctx: click.Context, most: int | None = None) -> Iterator[None]:
    """Tell on standard error what mistakes stop the command, at most so many of the data, and end it."""
    from pbrlang.api import ContractMistakes, DataMistakes

    try:
        yield
    except ContractMistakes as mistakes:
        tell(mistakes.diagnostics, err=True)
        ctx.exit(MISTAKES)
    except DataMistakes as mistakes:
        tell(mistakes.findings, err=True, most=most)
        click.echo(_nothing_paid(mistakes), err=True)
        ctx.exit(MISTAKES)


def _nothing_paid(mistakes: "DataMistakes") -> str:
    from pbrlang.diagnostics import Severity

    if any(each.severity is Severity.ERROR for each in mistakes.problems):
        return "Nothing is paid."
    return "Nothing is paid. To pay the rest provisionally, add --set-aside FILE: the bad rows are written there."


def read(contract: "Contract", data: Path | None, complete_to: date | None) -> "Reading":
    """Read the data of a contract, and show on a terminal how far that has come."""
    from pbrlang.cli.progress import Meter

    with Meter() as meter:
        return contract.read(data, complete_to=complete_to, progress=meter)


def need_day(contract: "Contract", stated: date | None) -> None:
    """Raise UsageError for a contract without data where no date is stated either."""
    if not contract.program.tables and stated is None:
        raise click.UsageError("the contract has no data that says up to which day to settle: say it with --as-at DATE")
