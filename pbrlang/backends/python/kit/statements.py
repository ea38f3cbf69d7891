"""From lines to statements."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pbrlang.backends.python.kit.caps import Amounts
from pbrlang.backends.python.kit.days import Calendar, Cohort, Period, in_words
from pbrlang.backends.python.kit.rows import Line, Pair, Row, Word, row_part


@dataclass(frozen=True, slots=True)
class Statement:
    """The days that one statement covers: a settlement period, or the one day of what is payable on its date."""

    name: str
    first: date
    last: date

    @property
    def order(self) -> tuple[date, int]:
        """Statements come by their last day; of two with the same, what is payable on its date comes first."""
        return self.last, -self.first.toordinal()


@dataclass(frozen=True, eq=False, slots=True)
class Clause:
    """A clause: its name, its number, whether it pays (1) or takes (-1), and how its lines are found."""

    name: str
    number: str
    sign: int
    is_clawback: bool
    on_its_date: bool
    lines: Callable[[Any], Sequence[Line[Any]]]
    settled: Callable[[Any], Amounts]
    taken_back: Callable[[Any], Amounts] | None = None
    """What was set off against an advance, and recovered of it."""

    def amount(self, line: Line[Any], settled: int) -> int:
        """What the provider receives of what is settled of a line, or, below nought, gives back."""
        return -settled if line.takes_back else settled * self.sign

    def all_lines(self, books: Any) -> Sequence[tuple[Line[Any], int]]:
        """Its lines, and what is settled of each; last what takes back what was paid under it."""
        settled = self.settled(books)
        back = self.taken_back(books) if self.taken_back else {}
        return [*settled.items(), *back.items()]


def statement_of(clauses: Mapping[str, Clause], calendar: Calendar, line: Line[Any]) -> Statement:
    """The statement that a line belongs to, issued or not."""
    line = line.falls_with
    if clauses[line.clause].on_its_date and not line.takes_back:
        return Statement(in_words(line.day), line.day, line.day)
    return of_period(calendar.of(line.day))


def of_period(period: Period) -> Statement:
    """The statement of a settlement period."""
    return Statement(period.name, period.first, period.last)


def money(coins: int, places: int) -> str:
    """An amount of coins as a decimal number of the currency's main unit."""
    whole, rest = divmod(abs(coins), 10**places)
    return ("-" if coins < 0 else "") + str(whole) + (f".{rest:0{places}d}" if places else "")


def plain(value: Any, places: int) -> str:
    """A part of a key as text; a number has so many decimal places, of which those that say nothing are left out."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, int):
        return str(value)
    text = money(value, places)
    return text.rstrip("0").removesuffix(".") if places else text


def key_in_words(element: Any) -> dict[str, str]:
    """The key of an element, by what each part of it is called; empty for the contract."""
    match element:
        case Row():
            names = element.KEY.items()
            return {name: plain(value, places) for (name, places), value in zip(names, element.key, strict=True)}
        case Period():
            return {element.step: element.name}
        case Cohort():
            return {element.cohort: str(element.number)}
        case Word():
            return {element.of: element.word}
        case Pair():
            return {name: value for part in element.parts for name, value in key_in_words(part).items()}
        case Line():
            return key_in_words(element.element)
        case _:
            return {}


@dataclass(eq=False, slots=True)
class Made:
    """A statement as it is made: its lines, each with its clause and what is settled of it, and what they come to.

    `shares` tells what of it falls on whom.
    """

    statement: Statement
    lines: Sequence[tuple[Clause, Line[Any], int]]
    total: int
    to_date: int
    shares: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class Terms:
    """What a statement says of the contract: its name, its currency and how many decimal places that has.

    `due_by` gives the day by which a statement that ends on a day is to be paid, and `share` says who bears what of
    the statements.
    """

    name: str
    currency: str
    places: int
    due_by: Callable[[date], date] | None = None
    share: Callable[[Sequence[Made]], None] | None = None


def make_statements(books: Any, clauses: Mapping[str, Clause], calendar: Calendar, settled_to: date) -> list[Made]:
    """A statement for each settlement period that is over and each day of its own."""
    issued: dict[Statement, list[tuple[Clause, Line[Any], int]]] = {of_period(each): [] for each in calendar.periods}
    for clause in clauses.values():
        for line, settled in clause.all_lines(books):
            issued.setdefault(statement_of(clauses, calendar, line), []).append((clause, line, settled))
    found: list[Made] = []
    to_date = 0
    for statement in sorted(issued, key=lambda each: each.order):
        if statement.last <= settled_to:
            total = sum(clause.amount(line, settled) for clause, line, settled in issued[statement])
            to_date += total
            found.append(Made(statement, issued[statement], total, to_date))
    return found


def as_told(made: Made, terms: Terms, so_far: dict[str, int]) -> dict[str, Any]:
    """A statement as it is told; `so_far` is what each clause came to earlier, and is carried on."""
    statement, places = made.statement, terms.places
    due_by = {"due_by": terms.due_by(statement.last).isoformat()} if terms.due_by else {}
    return {
        "period": statement.name,
        "from": statement.first.isoformat(),
        "to": statement.last.isoformat(),
        **due_by,
        "total": money(made.total, places),
        "to_date": money(made.to_date, places),
        **made.shares,
        "clauses": [
            clause_total(clause, made.lines, so_far, places)
            for clause in dict.fromkeys(clause for clause, _, _ in made.lines)
        ],
        "lines": [one_line(clause, line, settled, places) for clause, line, settled in made.lines],
    }


def clause_total(
    clause: Clause, lines: Sequence[tuple[Clause, Line[Any], int]], so_far: dict[str, int], places: int
) -> dict[str, Any]:
    """What one clause comes to in a statement."""
    those = [(line, amount) for of, line, amount in lines if of is clause]
    due = sum(line.due for line, _ in those if not line.takes_back)
    kept = sum(settled for line, settled in those if not line.takes_back)
    recovered = sum(settled for line, settled in those if line.takes_back or clause.is_clawback)
    total = sum(clause.amount(line, settled) for line, settled in those)
    so_far[clause.name] += total
    return {
        "clause": clause.name,
        "number": clause.number,
        "count": len(those),
        "due": money(due, places),
        "cut": money(due - kept, places),
        "recovered": money(recovered, places),
        "total": money(total, places),
        "to_date": money(so_far[clause.name], places),
    }


def one_line(clause: Clause, line: Line[Any], settled: int, places: int) -> dict[str, Any]:
    """A line of a statement; only its amount has a sign."""
    return {
        "clause": clause.name,
        "number": clause.number,
        "for": key_in_words(line.element),
        "date": line.day.isoformat(),
        "due": money(line.due, places),
        "cut": money(line.due - settled, places),
        "amount": money(clause.amount(line, settled), places),
        **line.told(),
    }


def not_settled(calendar: Calendar, settled_to: date) -> list[str]:
    """The settlement periods that have no statement yet."""
    return [each.name for each in calendar.periods if each.last > settled_to]


def issued_or_waiting(
    books: Any, clauses: Iterable[Clause], is_issued: Callable[[Line[Any]], bool]
) -> tuple[set[object], set[object]]:
    """The rows of lines in statements that are issued, and of those in statements that are not."""
    issued: set[object] = set()
    waiting: set[object] = set()
    for clause in clauses:
        for line in clause.lines(books):
            (issued if is_issued(line) else waiting).add(row_part(line.element))
    return issued, waiting
