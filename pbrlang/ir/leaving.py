"""Leaving early: the day on which a term may end, and what is then not taken back."""

from datetime import date

from pbrlang.ir.expressions import Expr
from pbrlang.source import Span
from pbrlang.source.late import Late


class Break(metaclass=Late):
    """The term ends on `day` if a condition holds on it, or in any case where there is none.

    After that day nothing is recovered of what was paid under the clauses that it keeps.
    """

    name: str
    clause: str
    day: date
    when: Expr | None
    keeps: tuple[str, ...]
    span: Span
