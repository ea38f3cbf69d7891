"""The statement that `--period` names, and what is said where there is none of that name."""

from collections.abc import Sequence

import click

from pbrlang.cli.statement import unsettled
from pbrlang.diagnostics.nearest import nearest
from pbrlang.diagnostics.prose import listing
from pbrlang.payment import Payment
from pbrlang.settle import Statement, not_settled

_SHOWN = 12


def find_statement(payment: Payment, period: str) -> Statement:
    """The statement of a period by its name, in capitals or not; BadParameter if there is none."""
    settlement = payment.settlement
    wanted = _plain(period)
    for statement in settlement.statements:
        if _plain(statement.stretch.name) == wanted:
            return statement
    waits = wanted in {_plain(each.name) for each in not_settled(settlement)}
    if waits or not settlement.statements:
        advice = f": {unsettled(payment)}"
    else:
        advice = _there_are(period, [each.stretch.name for each in settlement.statements])
    raise click.BadParameter(f"there is no statement for {period}{advice}", param_hint="--period")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _there_are(period: str, names: Sequence[str]) -> str:
    """The statements that there are, first those that may be meant; of very many not all."""
    near = nearest(period, names)
    ordered = [*near, *(name for name in names if name not in near)]
    more = [f"{len(ordered) - _SHOWN} more"] if len(ordered) > _SHOWN else []
    asked = f": did you mean {listing(near)}? There" if near else "; there"
    return f"{asked} are statements for {listing([*ordered[:_SHOWN], *more], 'and')}"
