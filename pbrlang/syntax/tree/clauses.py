"""Clauses that make money due, and caps on them."""

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


class Times(Node):
    """`once for each X`, `at most N times for each X`, or `every time`, which is for each of nothing."""

    most: Expression | None
    each: tuple[Name, ...]


class Clamp(Node):
    """`not more than` or `not less than`."""

    word: str
    value: Expression


class From(Node):
    """What a clawback recovers from, for what, and how."""

    clause: Name
    that: Name | None
    means: str | None


class Clause(Block):
    """Money due: payment, grant, fee, milestone, bonus, deduction or clawback."""

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


class Limits(Node):
    """`limits … to … over the contract`, or for each of something; `tail` says whether the run-off counts."""

    clauses: tuple[Name, ...]
    most: Expression
    each: ForEach | None
    tail: str | None


class Cap(Block):
    """A limit on named payments."""

    name: Name
    limits: tuple[Limits, ...]
    losers: tuple[Word, ...]
    after: tuple[Name, ...]
