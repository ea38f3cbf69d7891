"""Statements as a reader sees them: amounts by period and clause, what is not settled, and what became of the rows."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from pbrlang.cli.shares import share_rows
from pbrlang.cli.tables import aligned
from pbrlang.cli.wording import days_in_words, money
from pbrlang.diagnostics.prose import listing, plural
from pbrlang.settle import for_what, not_settled
from pbrlang.values.wording import in_words

if TYPE_CHECKING:
    from pbrlang.calendar.periods import Period
    from pbrlang.ir.program import Terms
    from pbrlang.payment import Payment
    from pbrlang.settle import ClauseTotal, SettledLine, Settlement, Statement, Stretch, TableAccount

HEADINGS = ("", "Count", "Due", "Cut by limits", "Recovered", "Total", "Total to date")
LINE_HEADINGS = ("Clause", "For", "Date", "Due", "Cut by limits", "Amount")
BLANKS = ("",) * (len(HEADINGS) - 1)
NOUGHT = Fraction(0)
Cells = tuple[str, ...]


def whole_account(payment: "Payment") -> Iterator[str]:
    """All statements in one table, then what is not settled, then the rows."""
    settlement = payment.settlement
    yield from _head(settlement)
    if settlement.statements:
        yield ""
        yield from aligned([HEADINGS, *_rows(settlement)])
    waiting = unsettled(payment)
    if waiting:
        yield ""
        yield waiting
    for account in settlement.accounting:
        yield ""
        yield from _accounted(account, payment)


def one_statement(payment: "Payment", statement: "Statement") -> Iterator[str]:
    """One statement, and each of its lines."""
    terms = payment.settlement.program.terms
    yield from _head(payment.settlement)
    due_by = statement.stretch.due_by(payment.settlement.program)
    if due_by is not None:
        yield f"{statement.stretch.name}: to be paid by {in_words(due_by)}"
    yield ""
    rows = [_cells(f"  {each.number} {each.clause}", each, terms) for each in statement.clauses]
    yield from aligned([HEADINGS, _period_row(statement, terms), *rows, *share_rows(statement, terms)])
    if statement.lines:
        yield ""
        yield from aligned([LINE_HEADINGS, *(_line(each, terms) for each in statement.lines)], left=3)


def _head(settlement: "Settlement") -> Iterator[str]:
    yield settlement.program.terms.name
    ended = settlement.program.ended
    if ended is not None:
        yield f"The term ended on {in_words(ended.day)}, by {ended.name} ({ended.clause})"
    yield f"As at {in_words(settlement.as_at)}, data complete to {in_words(settlement.complete_to)}"


def _rows(settlement: "Settlement") -> Iterator[Cells]:
    """A row for each statement with its clauses below, those in which nothing happened together, and the totals."""
    terms = settlement.program.terms
    for busy, group in groupby(settlement.statements, key=lambda each: bool(each.lines)):
        statements = list(group)
        if not busy:
            label = f"{_named([each.stretch for each in statements], terms.step)}: nothing due"
            yield (label, *BLANKS)
            continue
        for statement in statements:
            yield _period_row(statement, terms)
            for each in statement.clauses:
                yield _cells(f"  {each.number} {each.clause}", each, terms)
            yield from share_rows(statement, terms)
    yield ("", *BLANKS)
    yield from _totals(settlement)


def _period_row(statement: "Statement", terms: "Terms") -> Cells:
    return (_name(statement.stretch), "", "", "", "", money(statement.total, terms), money(statement.to_date, terms))


def _cells(label: str, each: "ClauseTotal", terms: "Terms") -> Cells:
    return (
        label,
        f"{each.count:,}",
        money(each.due, terms),
        _or_blank(each.cut, terms),
        _or_blank(each.recovered, terms),
        money(each.total, terms),
        money(each.to_date, terms),
    )


def _or_blank(amount: Fraction, terms: "Terms") -> str:
    return money(amount, terms) if amount else ""


def _totals(settlement: "Settlement") -> Iterator[Cells]:
    """What all statements come to, and under it each clause, also one under which nothing was ever due."""
    terms = settlement.program.terms
    yield ("All statements", "", "", "", "", money(settlement.total, terms), "")
    for name, clause in settlement.program.clauses.items():
        totals = [each for statement in settlement.statements for each in statement.clauses if each.clause == name]
        due, cut, recovered, total = (
            sum((amount(each) for each in totals), NOUGHT) for amount in (_due, _cut, _recovered, _total)
        )
        amounts = (money(due, terms), _or_blank(cut, terms), _or_blank(recovered, terms), money(total, terms))
        yield (f"  {clause.clause} {name}", f"{sum(each.count for each in totals):,}", *amounts, "")
    if settlement.statements:
        last = settlement.statements[-1]
        yield from ((label, *BLANKS[:-2], to_date, "") for label, *_, to_date in share_rows(last, terms, ever=True))


_due, _cut, _recovered, _total = map(attrgetter, ("due", "cut", "recovered", "total"))


def _line(each: "SettledLine", terms: "Terms") -> Cells:
    amounts = (money(each.due, terms), _or_blank(each.cut, terms), money(each.amount, terms))
    return (f"{each.clause.clause} {each.clause.name}", for_what(each), in_words(each.line.date), *amounts)


def _name(stretch: "Stretch | Period") -> str:
    """The name of a period, with its days unless the name tells them."""
    return stretch.name if _tells_days(stretch) else f"{stretch.name} ({days_in_words(stretch.first, stretch.last)})"


def _tells_days(stretch: "Stretch | Period") -> bool:
    """Whether it is a month, or one day, that is called what it is called everywhere."""
    return in_words(stretch.first).endswith(stretch.name)


def _named(stretches: Sequence["Stretch | Period"], step: str) -> str:
    first, last = stretches[0], stretches[-1]
    if first is last:
        return _name(first)
    days = plural(len(stretches), step) if _tells_days(first) else days_in_words(first.first, last.last)
    return f"{first.name} to {last.name} ({days})"


def unsettled(payment: "Payment") -> str:
    """Which periods have no statement yet, and why; empty if all have one."""
    settlement = payment.settlement
    terms = settlement.program.terms
    waiting = not_settled(settlement)
    if not waiting:
        return ""
    if settlement.as_at < settlement.complete_to:
        why = f"this is the account as at {in_words(settlement.as_at)}"
    else:
        why = f"{_latest_to_come(payment)} complete only to {in_words(settlement.complete_to)}"
    return f"Not settled: {_named(waiting, terms.step)}, because {why}"


def _latest_to_come(payment: "Payment") -> str:
    """The data that is complete to the earliest date, where other data is complete to a later one."""
    days, tables = payment.reading.complete_to, payment.settlement.program.tables
    late = [tables[name].plural for name, day in days.items() if day == payment.settlement.complete_to]
    return f"{listing(late, 'and')} are" if 0 < len(late) < len(days) else "the data is"


def _accounted(account: "TableAccount", payment: "Payment") -> Iterator[str]:
    """Rows read are rows used, rows outside every clause by reason, and rows set aside."""
    table = payment.settlement.program.tables[account.table]
    read = payment.reading.read.get(account.table, account.read)
    parts = [f"{table.plural}: {plural(read, 'row')} read", f"{account.used:,} used"]
    outside = sum(number for _, number in account.outside)
    parts += [f"{outside:,} outside every clause"] if outside else []
    parts += [f"{read - account.read:,} set aside"] if read > account.read else []
    yield " = ".join([parts[0], " + ".join(parts[1:])])
    width = max((len(f"{number:,}") for _, number in account.outside), default=0)
    yield from (f"  {number:>{width},} {reason}" for reason, number in account.outside)
