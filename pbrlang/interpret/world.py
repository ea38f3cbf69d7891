"""What the parts of the interpreter need of the rest of it."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from pbrlang.data.rows import Row, Value
from pbrlang.interpret.elements import Element, Line
from pbrlang.interpret.paths import Walker
from pbrlang.ir.expressions import Expr, Lines
from pbrlang.ir.program import Program

if TYPE_CHECKING:
    from pbrlang.interpret.bulk import Bulk
    from pbrlang.interpret.stepping import SteppedLines


class World(Protocol):
    """What aggregates need of the rest of the interpreter."""

    program: Program
    walker: Walker
    as_at: date | None
    settled_to: date | None
    stepping: "SteppedLines"
    bulk: "Bulk | None"

    def evaluate(self, expr: Expr, element: Element, t: date) -> Value: ...

    def in_group(self, group: str, row: Row, t: date) -> bool: ...

    def rows_of(self, table: str) -> Sequence[Row]: ...

    def lines(self, clause: str) -> Sequence[Line]: ...

    def lines_of(self, over: Lines) -> Sequence[Line]: ...

    def amount(self, line: Line, which: str) -> Fraction: ...
