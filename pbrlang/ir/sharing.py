"""Who bears what is due, and who receives it."""

from fractions import Fraction

from pbrlang.source import Span
from pbrlang.source.late import Late


class Share(metaclass=Late):
    """What one party bears or receives: a share of each total, up to `most` over the contract or for each `step`."""

    name: str
    share: Fraction
    most: Fraction | None
    step: str | None
    span: Span


class Sharing(metaclass=Late):
    """How totals are shared: the shares come to the whole, in the order of the text.

    What is beyond a limit falls on `taker`, the place of one without a limit; where there is none it is not paid.
    """

    shares: tuple[Share, ...]
    taker: int | None
    clause: str
    span: Span


class Payers(Sharing):
    """Who bears what is due. `joint` where each is liable for the whole towards the provider; it changes no amount."""

    joint: bool


class Split(Sharing):
    """Who receives what some clauses pay, all of them together."""

    clauses: tuple[str, ...]
