"""Totals shared by those who pay, or by those who receive: by the penny, on what has come up to each statement."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from attrs import frozen

from pbrlang.calendar.periods import Calendar
from pbrlang.ir.sharing import Share, Sharing
from pbrlang.settle.cutting import shared
from pbrlang.values.rounding import round_to

NOUGHT = Fraction(0)


@frozen(eq=False)
class Part:
    """What one party bears or receives in a statement, and in that and all earlier ones."""

    name: str
    amount: Fraction
    to_date: Fraction


@frozen(eq=False)
class Parts:
    """A statement's total as it is shared; `not_paid` is what is beyond the limits and falls on nobody."""

    sharing: Sharing
    parts: tuple[Part, ...]
    not_paid: Part


def share_out(
    sharing: Sharing, totals: Iterable[tuple[date, Fraction]], calendars: Mapping[str, Calendar], coin: Fraction
) -> list[Parts]:
    """Share totals to date, each with the last day of its statement, in the order of the statements.

    Each total to date is shared to the coin. A limit holds for what has come up to date, or in the period in which a
    statement ends. What is taken back later is first taken from what was beyond it.
    """
    found: list[Parts] = []
    purses = [_Borne(each, calendars, coin) for each in sharing.shares]
    before = [NOUGHT] * (len(purses) + 1)
    for day, total in totals:
        raw = shared([each.share for each in sharing.shares], total, coin)
        borne = [purse.up_to(day, amount) for purse, amount in zip(purses, raw, strict=True)]
        beyond = sum(raw, NOUGHT) - sum(borne, NOUGHT)
        if sharing.taker is not None:
            borne[sharing.taker] += beyond
            beyond = NOUGHT
        now = [*borne, beyond]
        names = [*(each.name for each in sharing.shares), ""]
        told = [Part(name, amount - last, amount) for name, amount, last in zip(names, now, before, strict=True)]
        found.append(Parts(sharing, tuple(told[:-1]), told[-1]))
        before = now
    return found


class _Borne:
    """What one party bears of its share, up to its limit; asked in the order of the statements."""

    def __init__(self, share: Share, calendars: Mapping[str, Calendar], coin: Fraction) -> None:
        self._most = None if share.most is None else round_to(share.most, coin, "down")
        self._calendar = calendars[share.step] if share.step else None
        self._window: object = None
        self._before = self._raw_before = self._raw = self._now = NOUGHT

    def up_to(self, day: date, raw: Fraction) -> Fraction:
        """What is borne to date of a share to date."""
        if self._most is None:
            return raw
        window = self._calendar.at(day) if self._calendar else None
        if window is not self._window:
            self._window, self._before, self._raw_before = window, self._now, self._raw
        here, beyond = raw - self._raw_before, self._raw_before - self._before
        self._raw = raw
        self._now = self._before + (min(here, self._most) if here >= 0 else min(here + beyond, NOUGHT))
        return self._now
