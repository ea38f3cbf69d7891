"""Totals shared by those who pay, or by those who receive: to the coin, on what has come up to each statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from pbrlang.backends.python.kit.days import Calendar, Period
from pbrlang.backends.python.kit.statements import Made, money


@dataclass(frozen=True, slots=True)
class Share:
    """What one party bears or receives: so many parts of the whole, up to `most` coins.

    The limit holds over the contract, or in each of some periods.
    """

    name: str
    parts: int
    most: int | None = None
    periods: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Sharing:
    """How totals are shared. What is beyond a limit falls on the party in the place `taker`, or on nobody.

    `clauses` are those whose totals are shared among receivers.
    """

    shares: Sequence[Share]
    taker: int | None = None
    clauses: Sequence[str] = ()


class Borne:
    """What one party bears of its share, up to its limit; asked in the order of the statements."""

    def __init__(self, share: Share) -> None:
        self._share = share
        self._period: Period | None = None
        self._before = self._raw_before = self._raw = self._now = 0

    def up_to(self, day: date, raw: int) -> int:
        """What is borne to date of a share to date; what was beyond the limit is the first to be taken back."""
        most, periods = self._share.most, self._share.periods
        if most is None:
            return raw
        period = periods.at(day) if periods is not None else None
        if period is not self._period:
            self._period, self._before, self._raw_before = period, self._now, self._raw
        here, beyond = raw - self._raw_before, self._raw_before - self._before
        self._raw = raw
        self._now = self._before + (min(here, most) if here >= 0 else min(here + beyond, 0))
        return self._now


def in_parts(parts: Sequence[int], whole: int) -> list[int]:
    """Coins in proportion to some parts; those left over go to those that lost the largest part of a coin."""
    if whole < 0:
        return [-each for each in in_parts(parts, -whole)]
    total = sum(parts)
    floors = [part * whole // total for part in parts]
    by_loss = sorted(range(len(parts)), key=lambda place: -(parts[place] * whole % total))
    extra = set(by_loss[: whole - sum(floors)])
    return [floor + (place in extra) for place, floor in enumerate(floors)]


def shared_to_date(sharing: Sharing, totals: Iterable[tuple[date, int]]) -> list[list[int]]:
    """For each total to date what each party has of it, and last what falls on nobody."""
    borne = [Borne(each) for each in sharing.shares]
    found = []
    for day, total in totals:
        raw = in_parts([each.parts for each in sharing.shares], total)
        now = [each.up_to(day, amount) for each, amount in zip(borne, raw, strict=True)]
        beyond = total - sum(now)
        if sharing.taker is not None:
            now[sharing.taker] += beyond
            beyond = 0
        found.append([*now, beyond])
    return found


def told_parts(sharing: Sharing, totals: Iterable[tuple[date, int]], word: str, places: int) -> list[list[Any]]:
    """For each total to date what each party has of it as it is told, and last what falls on nobody."""
    names = [{word: each.name} for each in sharing.shares]
    before = [0] * (len(names) + 1)
    found = []
    for now in shared_to_date(sharing, totals):
        amounts = [
            {"amount": money(so_far - last, places), "to_date": money(so_far, places)}
            for so_far, last in zip(now, before, strict=True)
        ]
        found.append([{**name, **amount} for name, amount in zip([*names, {}], amounts, strict=True)])
        before = now
    return found


def bear(made: Sequence[Made], payers: Sharing, places: int) -> None:
    """Share statements among payers; what falls on none of them is left out of their totals."""
    totals = [(each.statement.last, each.to_date) for each in made]
    told = told_parts(payers, totals, "payer", places)
    before = 0
    for each, parts, to_date in zip(made, told, shared_to_date(payers, totals), strict=True):
        *borne, not_paid = parts
        beyond = to_date[-1]
        each.shares |= {"payers": borne, "not_paid": not_paid}
        each.total -= beyond - before
        each.to_date -= beyond
        before = beyond


def split(made: Sequence[Made], sharing: Sharing, places: int) -> None:
    """Share what some clauses come to among those who receive it."""
    own = [
        sum(clause.amount(line, settled) for clause, line, settled in each.lines if clause.name in sharing.clauses)
        for each in made
    ]
    totals = [(each.statement.last, total) for each, total in zip(made, accumulate(own), strict=True)]
    for each, parts in zip(made, told_parts(sharing, totals, "receiver", places), strict=True):
        told = {"clauses": list(sharing.clauses), "receivers": parts[:-1]}
        each.shares["splits"] = [*each.shares.get("splits", []), told]
