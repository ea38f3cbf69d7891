"""A settled contract: its statements, what each is made of, and what became of each row."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from attrs import frozen

from pbrlang.data.reading import BadRow
from pbrlang.data.rows import Row
from pbrlang.interpret import Fate, Interpreter, Line
from pbrlang.ir.program import Clause, Program
from pbrlang.settle.stretches import Stretch


@frozen(eq=False)
class SettledLine:
    """A line after caps and bounds.

    `settled` is what is paid, deducted or recovered of what is `due`; both are as the clause reads
    them, and only `amount` has the statement's sign.
    """

    line: Line
    clause: Clause
    settled: Fraction

    @property
    def due(self) -> Fraction:
        """What the clause makes due."""
        return self.line.due

    @property
    def cut(self) -> Fraction:
        """What a cap or a bound took away."""
        return self.line.due - self.settled

    @property
    def amount(self) -> Fraction:
        """What the provider receives, or, below nought, gives back."""
        return self.settled * self.clause.sign


@frozen(eq=False)
class ClauseTotal:
    """One clause in one statement: how many lines, and what they come to; `to_date` includes earlier statements.

    `due`, `cut` and `recovered` are sizes, and only `total` and `to_date` have signs. Of a payment
    the total is what is due less what is cut; of a deduction the same below nought; of a clawback
    it is `recovered`, which is what is due less what its bound cuts, below nought.
    """

    clause: str
    number: str
    count: int
    due: Fraction
    cut: Fraction
    recovered: Fraction
    total: Fraction
    to_date: Fraction


@frozen(eq=False)
class Statement:
    """What is due for one settlement period, or on the one day of sums payable on their date.

    `lines` are by clause in the order of the text, date and key, those of no amount among them;
    `clauses` are those that have lines here. `to_date` is the total of this and all earlier statements.
    """

    stretch: Stretch
    lines: tuple[SettledLine, ...]
    clauses: tuple[ClauseTotal, ...]
    total: Fraction
    to_date: Fraction


@frozen(eq=False)
class TableAccount:
    """Of one table: the rows by what became of them, in a fixed order. Every row that was read is in one of them."""

    table: str
    rows: Mapping[Fate, tuple[Row, ...]]

    @property
    def read(self) -> int:
        """How many rows were read."""
        return sum(map(len, self.rows.values()))

    @property
    def used(self) -> int:
        """How many earned a line, counted in something, or were read through a reference."""
        return sum(len(rows) for fate, rows in self.rows.items() if fate.is_use)

    @property
    def outside(self) -> tuple[tuple[str, int], ...]:
        """The other rows: the reason in words, and how many."""
        return tuple((fate.words, len(rows)) for fate, rows in self.rows.items() if not fate.is_use)


@frozen(eq=False)
class Settlement:
    """The statements of a contract as at a date.

    `faults` are rows that the contract cannot be applied to. Unless the settlement is provisional
    there are then no statements; if it is, those rows and the rows that name them are left out.
    `settled` gives every line, also of periods that are not over.
    """

    program: Program
    as_at: date
    complete_to: date
    provisional: bool
    statements: tuple[Statement, ...]
    total: Fraction
    accounting: tuple[TableAccount, ...]
    faults: tuple[BadRow, ...]
    settled: Mapping[Line, SettledLine]
    interpreter: Interpreter
