"""Statements made one after the other, each from what was known on its last day; later ones put earlier ones right."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from pbrlang.backends.python.kit.accounting import REASONS, Term, account
from pbrlang.backends.python.kit.clauses import LIMIT
from pbrlang.backends.python.kit.days import ALWAYS, Calendar, days_later
from pbrlang.backends.python.kit.numbers import Undefined
from pbrlang.backends.python.kit.rows import DataAtFault, Line, Pair, Row, RowAtFault, sort_key
from pbrlang.backends.python.kit.statements import (
    Clause,
    Made,
    Statement,
    Terms,
    as_told,
    money,
    not_settled,
    of_period,
    statement_of,
)

NOT_RECORDED = "not recorded by the last day that is settled"


class Correction(Line[Any]):
    """What a statement has of a line of which earlier ones had something else: the difference."""

    def __init__(self, of: Line[Any], due: int, corrects: Statement | None) -> None:
        super().__init__(of.clause, of.element, of.day, due, of.part, of.parts)
        self.of = of
        self.corrects = corrects

    @property
    def follows(self) -> bool:
        """Whether a cap made the line of another on a later day."""
        return hasattr(self.of, "cap")

    @property
    def falls_with(self) -> Any:
        """The line in whose statement it is."""
        return self.of.falls_with

    @property
    def takes_back(self) -> bool:
        """Whether it takes back what was paid under its own clause."""
        return self.of.takes_back

    def told(self) -> dict[str, Any]:
        """What it is, besides a sum."""
        return {**self.of.told(), **({"corrects": self.corrects.name} if self.corrects else {})}


def identity(line: Any) -> Any:
    """What makes a line, or what it is for, the same when the contract is worked out again on what is known later."""
    if isinstance(line, Pair):
        return tuple(map(identity, line.parts))
    if not isinstance(line, Line):
        return line
    against = None if line.falls_with is line else identity(line.falls_with)
    cap = getattr(line, "cap", None)
    follows = (identity(getattr(line, "of", None)), cap, line.day) if cap else None
    return line.clause, identity(line.element), line.part, line.takes_back, against, follows


@dataclass(eq=False, slots=True)
class Stated:
    """A line, what is settled of it, and the statement that it belongs to by its date."""

    clause: Clause
    line: Line[Any]
    settled: int
    own: Statement
    due: int = 0
    """What is due of it, or, of a line that was issued, what statements so far have of that."""


@dataclass(eq=False, slots=True)
class Known:
    """A contract on what was known on a day: what was worked out, its lines, and the break that has ended its term."""

    books: Any
    lines: list[Stated]
    ended: dict[str, Any]


class LateStatements:
    """Makes statements one after the other; `books_on` gives the contract on what was known on a day.

    `term_ended` gives, on what was known on a day, the break that has ended the term; `never_back` are the clauses of
    which nothing is taken back once it is paid.
    """

    def __init__(
        self,
        books_on: Callable[[date], Any],
        settled_to: date,
        clauses: Mapping[str, Clause],
        calendar: Calendar,
        term_ended: Callable[[Any], dict[str, Any]] | None = None,
        never_back: Collection[str] = (),
    ) -> None:
        self.books_on = books_on
        self.never_back = never_back
        self.term_ended = term_ended
        self.settled_to = settled_to
        self.clauses = clauses
        self.calendar = calendar
        self.faults: list[str] = []
        self.known: dict[date, Known] = {}
        self.issued: dict[object, Stated] = {}

    def at(self, day: date) -> Known:
        """What was worked out on what was known on a day; that of the last day and of one more is kept."""
        if day not in self.known:
            self.known = {each: known for each, known in self.known.items() if each == self.settled_to}
            books, lines, ended = self.books_on(day), list[Stated](), dict[str, Any]()
            try:
                ended = self.term_ended(books) if self.term_ended else {}
                lines = [
                    Stated(clause, line, settled, statement_of(self.clauses, self.calendar, line), line.due)
                    for clause in self.clauses.values()
                    for line, settled in clause.all_lines(books)
                ]
            except (RowAtFault, Undefined) as fault:
                books.faults.append(str(fault))
            self.faults += books.faults
            self.known[day] = Known(books, lines, ended)
        return self.known[day]

    def statements(self, changes: Iterable[date]) -> list[Statement]:
        """The statements to make: for each period that is over, and for each day of sums payable by themselves.

        `changes` are the days on which something becomes known.
        """
        found = {of_period(each) for each in self.calendar.periods if each.last <= self.settled_to}
        if any(clause.on_its_date for clause in self.clauses.values()):
            days = sorted({day for day in changes if ALWAYS < day <= self.settled_to})
            for first, after in pairwise([ALWAYS, *days, days_later(self.settled_to, 1)]):
                last = days_later(after, -1)
                for each in self.at(last).lines:
                    if each.clause.on_its_date and not each.line.takes_back and first <= each.line.day <= last:
                        found.add(each.own)
        return sorted(found, key=lambda each: each.order)

    def made(self, statement: Statement) -> list[tuple[Clause, Correction, int]]:
        """The lines of one statement, by clause, date and key."""
        current: dict[object, list[Stated]] = {}
        for each in self.at(statement.last).lines:
            if each.own.order <= statement.order:
                current.setdefault(self.key(each.line), []).append(each)
        found = [self.changed(key, those, statement) for key, those in current.items()]
        for key in [each for each in self.issued if each not in current]:
            gone = self.issued[key]
            if gone.clause.name not in self.never_back or gone.line.takes_back:
                found.append(self.changed(key, [Stated(gone.clause, gone.line, 0, gone.own)], statement))
                del self.issued[key]
        places = {name: place for place, name in enumerate(self.clauses)}

        def order(each: tuple[Clause, Correction, int]) -> tuple[Any, ...]:
            clause, line, _ = each
            return places[clause.name], line.takes_back, line.day, not line.follows, sort_key(line.element)

        return sorted((each for each in found if each), key=order)

    def key(self, line: Line[Any]) -> object:
        """What makes a line the same; what is not taken back is one sum for each element, whatever adds to it."""
        if line.clause in self.never_back and not line.takes_back:
            return line.clause, identity(line.element)
        return identity(line)

    def changed(
        self, key: object, those: Sequence[Stated], statement: Statement
    ) -> tuple[Clause, Correction, int] | None:
        """What a statement has of some lines that are one sum: all if none was issued before, else what changed."""
        now, before = those[-1], self.issued.get(key)
        due, settled = sum(each.due for each in those), sum(each.settled for each in those)
        if before and now.clause.name in self.never_back and not now.line.takes_back:
            due, settled = max(due, before.due), max(settled, before.settled)
        self.issued[key] = Stated(now.clause, now.line, settled, now.own, due)
        is_new = before is None and now.own == statement and len(those) == 1
        due -= before.due if before else 0
        settled -= before.settled if before else 0
        if not (is_new or due or settled):
            return None
        return now.clause, Correction(now.line, due, now.own if now.own != statement else None), settled


def late_settlement(
    late: LateStatements,
    terms: Terms,
    term: Term,
    tables: Callable[[Any], Mapping[str, Sequence[Row]]],
    data: Any,
    as_at: date,
    changes: Iterable[date] = (),
) -> dict[str, Any]:
    """The result as it is written as JSON, where some data or figures become known later than they are for.

    `tables` gives the rows of data by name; `changes` are the days on which something becomes known, where sums are
    payable on their dates. Raises DataAtFault where the contract cannot be applied to some row; nothing is paid then.
    """
    clauses, calendar, settled_to = late.clauses, late.calendar, late.settled_to
    now = late.at(settled_to)
    made: list[Made] = []
    to_date = 0
    for statement in late.statements(changes):
        lines = late.made(statement)
        total = sum(clause.amount(line, settled) for clause, line, settled in lines)
        to_date += total
        made.append(Made(statement, lines, total, to_date))
    if late.faults:
        raise DataAtFault(late.faults)
    if terms.share:
        terms.share(made)
    so_far = dict.fromkeys(clauses, 0)
    known = account(
        now.books,
        tables(now.books.data),
        clauses.values(),
        term,
        lambda line: statement_of(clauses, calendar, line).last <= settled_to,
    )
    return {
        "format": 1,
        "contract": terms.name,
        "currency": terms.currency,
        "as_at": as_at.isoformat(),
        "complete_to": data.complete_to.isoformat(),
        "provisional": False,
        **now.ended,
        "total": money(sum(each.total for each in made), terms.places),
        "statements": [as_told(each, terms, so_far) for each in made],
        "not_settled": not_settled(calendar, settled_to),
        "accounting": [
            with_unrecorded(each, len(rows)) for each, rows in zip(known, tables(data).values(), strict=True)
        ],
    }


def with_unrecorded(known: dict[str, Any], read: int) -> dict[str, Any]:
    """What became of the rows of one data, with those that do not count yet, in their place among the reasons."""
    waiting = read - known["read"]
    if not waiting:
        return known
    outside = list(known["outside"])
    place = sum(each["reason"] == REASONS[LIMIT] for each in outside)
    outside.insert(place, {"reason": NOT_RECORDED, "count": waiting})
    return {**known, "read": read, "outside": outside}
