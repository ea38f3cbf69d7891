"""What an explanation is made of: values with their places, and plain English."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import frozen

from pbrlang.data.rows import Row, Value
from pbrlang.explain.words import Words
from pbrlang.interpret import Element, Line
from pbrlang.ir.expressions import Expr


class Verdict(Enum):
    """What became of an element under a clause."""

    EARNED = "earned"
    UNSETTLED = "earned, in a statement that is not yet settled"
    CONDITION = "a condition did not hold"
    LIMIT = "a limit was already used up"
    UNDATED = "the day of payment is blank"
    BEFORE = "dated before the contract runs"
    AFTER_RUN_OFF = "dated after the run-off"
    LATER = "dated after the last day that is settled"
    OUTSIDE_TERM = "a period after the last one that the clause pays for"
    PART_PERIOD = "a part of a period, and those are not paid"
    FAULT = "a row is at fault"
    SEVERAL = "the key leaves several open"


@frozen(eq=False)
class Counted:
    """What an aggregate counted: its members by date and key, each with what it added.

    `days` are the first and the last day that counted, where the contract says them by a stretch of days.
    """

    members: tuple[tuple[Row | Line, Fraction], ...]
    value: Value
    days: tuple[date, date] | None = None


@frozen(eq=False)
class Step:
    """One value on the way to an amount.

    `text` says it in the contract's words, `place` is the clause or the file and row that it comes
    from, and `parts` are the steps that it was worked out from. `note` goes on with what it was counted from.
    """

    expr: Expr
    element: Element
    text: str
    value: Value
    place: str
    parts: tuple["Step", ...] = ()
    counted: Counted | None = None
    note: str = ""
    worked: Callable[[Words], str] | None = None
    """How it was worked out, said in the units of a contract, where its parts alone do not show it."""


@frozen(eq=False)
class Explanation:
    """Why a clause paid what it did for an element, in at most fifteen lines.

    `amount` has the sign of the statement and was worked out anew from `steps`, the values that the
    clause directly rests on; of several elements it is the sum, and there are no steps. It is nought
    where nothing was earned. `date` is that of the line, where there is or would be one.
    """

    clause: str
    number: str
    key: dict[str, str]
    verdict: Verdict
    amount: Fraction
    date: date | None
    lines: tuple[str, ...]
    steps: tuple[Step, ...] = ()

    @property
    def text(self) -> str:
        """The lines, all but the first set in."""
        first, *rest = self.lines
        return "\n".join([first, *(f"  {line}" for line in rest)])
