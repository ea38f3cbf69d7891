"""The reference meaning of a contract: every name and every clause, on exact numbers, from rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import product

from pbrlang.data.rows import Row, Value
from pbrlang.interpret.bulk import Bulk, Read
from pbrlang.interpret.clauses import LineMaker
from pbrlang.interpret.elements import THE_CONTRACT, Element, Line, PairElement, SetOff, Unearned, sort_key
from pbrlang.interpret.evaluating import Evaluator, Given
from pbrlang.interpret.fates import Fate, FateBook
from pbrlang.interpret.faults import Fault, FaultBook, Unreadable
from pbrlang.interpret.paths import Walker
from pbrlang.interpret.stepping import SteppedLines
from pbrlang.ir.expressions import Expr, Lines
from pbrlang.ir.program import Program
from pbrlang.names.homes import CalendarHome, CohortHome, GroupHome, Home, LineHome, ListHome, PairHome, Path, TableHome

Settled = Callable[[str], Mapping[Line, Fraction]]
"""Gives, for a clause, what is paid (or recovered) of each of its lines after caps and bounds."""


class Interpreter:
    """Reads a contract's names and makes its clauses' lines.

    `rows` are by table, in any order; `as_at` leaves out the lines that are dated later, and without
    it lines run to the end of the run-off; `given` puts values in the place of definitions; `settled_to` is the
    last day that is settled, where `as_at` may be that of an earlier statement; `bulk` answers for rows that are in a
    database, and `rows` are none then. What is
    paid after caps is known once `settled` is set, and what is taken back of advances once `set_off` is;
    until then, reading it is an error. Faults of the
    data do not stop it: the line in question is left out, and `faults` tells them.
    """

    def __init__(
        self,
        program: Program,
        rows: Mapping[str, Sequence[Row]],
        *,
        as_at: date | None = None,
        given: Given | None = None,
        settled_to: date | None = None,
        bulk: Bulk | None = None,
    ) -> None:
        self.program = program
        self.as_at = as_at
        self.settled_to = settled_to
        self.bulk = bulk
        self.rows = {name: tuple(sorted(rows.get(name, ()), key=sort_key)) for name in program.tables}
        self.walker = Walker(program)
        self.settled: Settled | None = None
        self.set_off: Settled | None = None
        self._faults = FaultBook()
        self._fates = FateBook()
        self._lines: dict[str, tuple[Line, ...]] = {}
        self.stepping = SteppedLines(self)
        self._maker = LineMaker(self, as_at, self._faults, self._fates)
        self._evaluator = Evaluator(self, given or {})
        self.walker.in_group = self._evaluator.in_group

    def evaluate(self, expr: Expr, element: Element, t: date) -> Value:
        """The value of an expression at an element for a reader dated `t`.

        Raises Undefined where it divides by nought, and Unreadable for a fault of the data.
        """
        return self._evaluator.evaluate(expr, element, t)

    def value(self, name: str, element: Element, t: date) -> Value:
        """The value of a definition at an element of its home for a reader dated `t`; raises as `evaluate` does."""
        return self._evaluator.value(name, element, t)

    def in_group(self, group: str, row: Row, t: date) -> bool:
        """Whether a row is in a named group for a reader dated `t`."""
        return self._evaluator.in_group(group, row, t)

    def walk(self, element: Element, path: Path, t: date) -> Element | None:
        """Where a path leads from an element; nothing where a blank breaks it off."""
        return self.walker.walk(element, path, t)

    def is_given(self, name: str, element: Element) -> bool:
        """Whether a value was given for a definition at an element, and stands in the place of its meaning."""
        return self._evaluator.is_given(name, element)

    def lines(self, clause: str) -> tuple[Line, ...]:
        """What is due under a clause, by date and key: limited, rounded, as positive amounts, before caps."""
        known = self._lines.get(clause)
        if known is None:
            known = self._lines[clause] = self._made(clause)
        return known

    def _made(self, clause: str) -> tuple[Line, ...]:
        found = self.bulk.lines(clause, self._maker.last) if self.bulk else None
        return self._maker.make(self.program.clauses[clause]) if found is None else tuple(found)

    def lines_of(self, over: Lines) -> Sequence[Line]:
        """The lines that an aggregate ranges over.

        Limits may pay something later, and of an advance, what is recovered has lines of its own.
        """
        if over.amount == "recovered" and self.program.clauses[over.clause].advance is not None:
            return tuple(self._known(self.set_off, over.clause, "recovered"))
        if over.amount == "due" or self.settled is None:
            return self.lines(over.clause)
        return tuple(self.settled(over.clause))

    def amount(self, line: Line, which: str) -> Fraction:
        """What is `due`, or `paid` or `recovered`, of a line, as a positive amount."""
        if which == "due":
            return line.due
        settled = self.set_off if isinstance(line, SetOff | Unearned) else self.settled
        return self._known(settled, line.clause, which)[line]

    @staticmethod
    def _known(settled: Settled | None, clause: str, which: str) -> Mapping[Line, Fraction]:
        if settled is None:
            raise LookupError(f"what is {which} under {clause} is known only when the contract is settled")
        return settled(clause)

    def elements(self, home: Home) -> Sequence[Element]:
        """All elements of a home: rows by key, periods, cohorts and words by number, lines by date and key."""
        match home:
            case TableHome(table=table) | GroupHome(table=table):
                return self.rows[table]
            case CalendarHome(step=step):
                return self.program.calendars[step].periods
            case ListHome(list=words):
                return tuple(self.walker.words[words].values())
            case PairHome(parts=parts):
                return [PairElement(each) for each in product(*map(self.elements, parts))]
            case CohortHome(cohort=cohort):
                return self.walker.cohorts[cohort]
            case LineHome(clause=clause):
                return self.lines(clause)
            case _:
                return (THE_CONTRACT,)

    def bulk_reads(self) -> Sequence[Read]:
        """What was read of rows that are in a database."""
        return self._evaluator.bulk_reads()

    def rows_of(self, table: str) -> Sequence[Row]:
        """The rows of a table by key."""
        return self.rows[table]

    def report(self, failure: Unreadable) -> None:
        """Keep the faults that whoever reads a value beside the clauses has met."""
        self._faults.add(failure.faults)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults of the data met so far, each once."""
        return self._faults.all

    def fates(self) -> dict[Row, Fate]:
        """What became of each row, as far as clauses and measures have been read."""
        fates = dict(self._fates.fates)
        for fate, rows in ((Fate.NAMED, self.walker.named), (Fate.COUNTED, self._evaluator.rows_read())):
            fates.update((row, fate) for row in rows if fates.get(row, Fate.UNREAD) < fate)
        return fates
