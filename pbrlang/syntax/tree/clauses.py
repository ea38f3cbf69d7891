"""Clauses that make money due, and caps on them."""

from datetime import date

from pbrlang.syntax.tree.base import Name, Node
from pbrlang.syntax.tree.block import Block
from pbrlang.syntax.tree.definitions import Home
from pbrlang.syntax.tree.expressions import Condition, Expression
from pbrlang.syntax.tree.header import Word


class ForEach(Node):
    """What a clause is for each of; several homes make pairs."""

    homes: tuple[Home, ...]


class On(Node):
    """The date of each line: a date, the name of one, or one worked out from others."""

    day: Expression


class Amount(Node):
    """What is paid, deducted or recovered."""

    verb: str
    value: Expression
    to_date: bool = False


class Times(Node):
    """`once for each X`, `at most N times for each X`, or `every time`, which is for each of nothing."""

    most: Expression | None
    each: tuple[Home, ...]


class Clamp(Node):
    """`not more than` or `not less than`."""

    word: str
    value: Expression


class Means(Node):
    """How money is recovered: `by deduction`, `as a debt`, or in `instalments` from a day on, so many, how often."""

    word: str
    count: int = 0
    every: str | None = None
    first: date | None = None


class From(Node):
    """What a clawback recovers from, for what, and how."""

    clauses: tuple[Name, ...]
    that: Name | None
    means: Means | None


class Unearned(Node):
    """When what is left of an advance is recovered, and how."""

    day: Expression
    means: Means | None


class Clause(Block):
    """Money due: payment, grant, fee, milestone, bonus, advance, deduction or clawback."""

    name: Name
    homes: tuple[ForEach, ...]
    on: tuple[On, ...]
    when: tuple[Condition, ...]
    amounts: tuple[Amount, ...]
    sources: tuple[From, ...]
    times: tuple[Times, ...]
    clamps: tuple[Clamp, ...]
    payable: tuple[Word, ...]
    negative: tuple[Word, ...]
    against: tuple[Name, ...] = ()
    falls: tuple[Word, ...] = ()
    unearned: tuple[Unearned, ...] = ()


class Limits(Node):
    """`limits … to … over the contract`, or for each of something; `tail` says whether the run-off counts.

    What is limited is `money`, a `number` of sums, or `alternatives`, of which one may be paid.
    """

    word: str
    clauses: tuple[Name, ...]
    alternatives: tuple[tuple[Name, ...], ...]
    most: Expression | None
    each: ForEach | None
    tail: str | None


class Cap(Block):
    """A limit on named payments."""

    name: Name
    limits: tuple[Limits, ...]
    losers: tuple[Word, ...]
    after: tuple[Name, ...]
    unused: tuple[Word, ...]
    cut: tuple[Word, ...]
    falls: tuple[Word, ...]


class TopsUp(Node):
    """`tops up A, B to … for each X`."""

    clauses: tuple[Name, ...]
    least: Expression
    each: ForEach


class Floor(Block):
    """A least sum: what some clauses pay is topped up to it."""

    name: Name
    tops: tuple[TopsUp, ...]
    on: tuple[On, ...]
    payable: tuple[Word, ...]


class Prose(Block):
    """Words that the contract carries and numbers, and that compute nothing."""

    name: Name
    text: str
