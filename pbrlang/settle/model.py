"""A settled contract: its statements, what each is made of, and what became of each row."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

from pbrlang.data.reading import BadRow
from pbrlang.data.rows import Row
from pbrlang.interpret import Fate, Interpreter, Line, SetOff, Unearned, key_in_words
from pbrlang.ir.program import Clause, Program
from pbrlang.settle.advances import Advances
from pbrlang.settle.later import Later
from pbrlang.settle.sharing import Parts
from pbrlang.settle.stretches import Stretch


def whose(line: Line) -> list[str]:
    """What a line is for, part by part: `Participant P1` and `Weeks In Work 26`, or `year 1`."""
    key = key_in_words(line.element).items()
    return [value if value.startswith(f"{name} ") else f"{name} {value}" for name, value in key]


@frozen(eq=False)
class SettledLine:
    """A line after caps and bounds.

    `settled` is what is paid, deducted or recovered of what is `due`; both are as the clause reads
    them, and only `amount` has the statement's sign. Of an advance there are lines of what is paid, and
    lines of what is set off against it or recovered (`SetOff`, `Unearned`), which are taken back.
    A line of a statement that changes what earlier ones have of it holds the differences; it `corrects` the
    statement to which it belongs by its date.
    """

    line: Line
    clause: Clause
    settled: Fraction
    whole_due: Fraction | None = None
    corrects: Stretch | None = None

    @property
    def due(self) -> Fraction:
        """What the clause makes due, or, in a correction, makes due more than was issued."""
        return self.line.due if self.whole_due is None else self.whole_due

    @property
    def cut(self) -> Fraction:
        """What a cap or a bound took away."""
        return self.due - self.settled

    @property
    def amount(self) -> Fraction:
        """What the provider receives, or, below nought, gives back."""
        return self.settled * self.sign

    @property
    def sign(self) -> int:
        """Whether the provider receives it (1) or gives it back (-1)."""
        return -1 if self.is_taken_back else self.clause.sign

    @property
    def instalment(self) -> tuple[int, int] | None:
        """Which of how many instalments it is, if it is one."""
        advance, recovery = self.clause.advance, self.clause.recovery
        how = recovery.instalments if recovery else None
        if isinstance(self.line, Unearned):
            how = advance.unearned.instalments if advance else None
        return (self.line.part, how.count) if how is not None and not isinstance(self.line, SetOff) else None

    @property
    def told(self) -> tuple[str, ...]:
        """What kind of line it is, in words, where that is more than the sum itself."""
        found: list[str] = []
        if isinstance(self.line, SetOff):
            against = self.line.against
            key = ", ".join(whose(against))
            found.append(f"set off against {against.clause}{f' for {key}' if key else ''}")
        if isinstance(self.line, Unearned):
            found.append("unearned")
        if isinstance(self.line, Later):
            found.append(f"{self.line.said} ({self.line.cap})")
        if self.instalment:
            found.append("instalment {} of {}".format(*self.instalment))
        if self.corrects:
            found.append(f"corrects {self.corrects.name}")
        return tuple(found)

    @property
    def is_taken_back(self) -> bool:
        """Whether it takes back what was paid under the same clause."""
        return isinstance(self.line, SetOff | Unearned)


@frozen(eq=False)
class ClauseTotal:
    """One clause in one statement: how many lines, and what they come to; `to_date` includes earlier statements.

    `due`, `cut` and `recovered` are sizes, and only `total` and `to_date` have signs. Of a payment
    the total is what is due less what is cut; of a deduction the same below nought; of a clawback
    it is `recovered`, which is what is due less what its bound cuts, below nought. Of an advance
    `recovered` is what is set off and recovered, the total what is paid less that, and `to_date` what is left.
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
    `payers` shares the total, where there are payers; what falls on none of them is left out of it. `splits`
    shares what the clauses of each split come to.
    """

    stretch: Stretch
    lines: tuple[SettledLine, ...]
    clauses: tuple[ClauseTotal, ...]
    total: Fraction
    to_date: Fraction
    payers: Parts | None = None
    splits: tuple[Parts, ...] = ()


@frozen(eq=False)
class TableAccount:
    """Of one table: the rows by what became of them, in a fixed order. Every row that was read is in one of them.

    Where rows are in a database, there are only their `counts`.
    """

    table: str
    rows: Mapping[Fate, tuple[Row, ...]]
    counts: Mapping[Fate, int]

    @property
    def read(self) -> int:
        """How many rows were read."""
        return sum(self.counts.values())

    @property
    def used(self) -> int:
        """How many earned a line, counted in something, or were read through a reference."""
        return sum(count for fate, count in self.counts.items() if fate.is_use)

    @property
    def outside(self) -> tuple[tuple[str, int], ...]:
        """The other rows: the reason in words, and how many."""
        return tuple((fate.words, count) for fate, count in self.counts.items() if not fate.is_use)


@frozen(eq=False)
class Settlement:
    """The statements of a contract as at a date.

    `faults` are rows that the contract cannot be applied to. Unless the settlement is provisional
    there are then no statements; if it is, those rows and the rows that name them are left out.
    `settled` gives every line, also of periods that are not over. `taken_back` gives what was set off
    against each advance and recovered of it, `later` by clause what limits made of its lines on later days.
    `unknown` are the rows that are not recorded yet.
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
    taken_back: Advances
    later: Mapping[str, tuple[Later, ...]]
    unknown: Mapping[str, Sequence[Row]]
