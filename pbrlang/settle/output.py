"""Statements as JSON and as CSV."""

import csv
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pbrlang.calendar.periods import Period
from pbrlang.interpret import SetOff, Unearned, key_in_words
from pbrlang.interpret.bulk import Batch
from pbrlang.ir.program import Program
from pbrlang.ir.sharing import Split
from pbrlang.settle.later import Later
from pbrlang.settle.model import ClauseTotal, SettledLine, Settlement, Statement, TableAccount, whose
from pbrlang.settle.sharing import Part
from pbrlang.values.wording import decimal

FORMAT = 1
COLUMNS = ("Period", "From", "To", "Clause", "Number", "For", "Date", "Due", "Cut", "Amount")


def as_json(settlement: Settlement, set_aside: Mapping[str, int] | None = None) -> str:
    """The statements as JSON: two spaces for each step in, a line end at the end.

    Amounts are decimal strings with the places of the currency, dates are as in ISO 8601. The order is that of
    statements, clauses in the text, dates and keys. Every line is listed, also one whose amount is nought or was
    cut to nought; the same data give the same bytes, whatever the order of its rows. `set_aside` says of each kind
    of data how many of its rows the settlement never saw.
    """
    _must_have_lines(settlement)
    set_aside = set_aside or {}
    places = settlement.program.terms.places
    told = {
        "format": FORMAT,
        "contract": settlement.program.terms.name,
        "currency": settlement.program.terms.currency,
        "as_at": settlement.as_at.isoformat(),
        "complete_to": settlement.complete_to.isoformat(),
        "provisional": settlement.provisional,
        **_ended(settlement.program),
        "total": _money(settlement.total, places),
        "statements": [_statement(each, places, settlement.program) for each in settlement.statements],
        "not_settled": [each.name for each in not_settled(settlement)],
        "accounting": [_accounted(each, set_aside.get(each.table, 0)) for each in settlement.accounting],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _ended(program: Program) -> dict[str, Any]:
    """By which break, and on which day, the term ended early; nothing where it did not."""
    found = program.ended
    if found is None:
        return {}
    return {"term_ended": {"break": found.name, "number": found.clause, "on": found.day.isoformat()}}


def as_csv(settlement: Settlement) -> str:
    """The lines of all statements as CSV, one row for each, in the order of the JSON; only `Amount` has signs."""
    _must_have_lines(settlement)
    rows = _Written()
    writer = csv.writer(rows, lineterminator=_LINE_END)
    writer.writerow(COLUMNS)
    places = settlement.program.terms.places
    for statement in settlement.statements:
        stretch = statement.stretch
        period = (stretch.name, stretch.first.isoformat(), stretch.last.isoformat())
        for each in statement.lines:
            key = for_what(each)
            amounts = (_money(value, places) for value in (each.due, each.cut, each.amount))
            line = (each.clause.name, each.clause.clause, key, each.line.date.isoformat(), *amounts)
            writer.writerow((*period, *line))
    return "".join(rows.parts)


def _must_have_lines(settlement: Settlement) -> None:
    """Raise ValueError where single lines were not wanted, so that there are none to write."""
    if any(isinstance(each.line, Batch) for statement in settlement.statements for each in statement.lines):
        raise ValueError("lines were added up by day, and none can be written: pay with lines=True")


def not_settled(settlement: Settlement) -> list[Period]:
    """The settlement periods that have no statement yet, in their order."""
    settled_to = min(settlement.as_at, settlement.complete_to)
    periods = settlement.program.calendars[settlement.program.terms.step].periods
    return [each for each in periods if each.last > settled_to]


def for_what(each: SettledLine) -> str:
    """What a line is for, in words: `Participant P1; Weeks In Work 26`, `year 1`; empty for the contract as a whole.

    It ends with what kind of line it is, where that is more than the sum itself: `instalment 2 of 6`.
    """
    return "; ".join((*whose(each.line), *each.told))


_LINE_END = "\r\n"
"""Said so to the writer, which then puts either character in quotation marks where a key has it."""


class _Written:
    """Gathers what is written to it, with plain line ends."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> None:
        self.parts.append(text.removesuffix(_LINE_END) + "\n")


def _statement(statement: Statement, places: int, program: Program) -> dict[str, Any]:
    due_by = statement.stretch.due_by(program)
    return {
        "period": statement.stretch.name,
        "from": statement.stretch.first.isoformat(),
        "to": statement.stretch.last.isoformat(),
        **({"due_by": due_by.isoformat()} if due_by else {}),
        "total": _money(statement.total, places),
        "to_date": _money(statement.to_date, places),
        **_shares(statement, places),
        "clauses": [_clause(each, places) for each in statement.clauses],
        "lines": [_line(each, places) for each in statement.lines],
    }


def _shares(statement: Statement, places: int) -> dict[str, Any]:
    """What each payer bears and each receiver gets, where the contract says."""
    found: dict[str, Any] = {}
    if statement.payers is not None:
        found["payers"] = [{"payer": each.name, **_part(each, places)} for each in statement.payers.parts]
        found["not_paid"] = _part(statement.payers.not_paid, places)
    if statement.splits:
        found["splits"] = [
            {
                "clauses": list(each.sharing.clauses) if isinstance(each.sharing, Split) else [],
                "receivers": [{"receiver": part.name, **_part(part, places)} for part in each.parts],
            }
            for each in statement.splits
        ]
    return found


def _part(part: Part, places: int) -> dict[str, str]:
    return {"amount": _money(part.amount, places), "to_date": _money(part.to_date, places)}


def _clause(total: ClauseTotal, places: int) -> dict[str, Any]:
    return {
        "clause": total.clause,
        "number": total.number,
        "count": total.count,
        "due": _money(total.due, places),
        "cut": _money(total.cut, places),
        "recovered": _money(total.recovered, places),
        "total": _money(total.total, places),
        "to_date": _money(total.to_date, places),
    }


def _line(each: SettledLine, places: int) -> dict[str, Any]:
    return {
        "clause": each.clause.name,
        "number": each.clause.clause,
        "for": key_in_words(each.line.element),
        "date": each.line.date.isoformat(),
        "due": _money(each.due, places),
        "cut": _money(each.cut, places),
        "amount": _money(each.amount, places),
        **_kind(each),
    }


def _kind(each: SettledLine) -> dict[str, Any]:
    """What a line is, where it is more than the sum itself."""
    found: dict[str, Any] = {}
    if isinstance(each.line, SetOff):
        against = each.line.against
        found["sets_off"] = {"clause": against.clause, "for": key_in_words(against.element)}
    if isinstance(each.line, Unearned):
        found["unearned"] = True
    if isinstance(each.line, Later):
        found["follows"] = {"date": each.line.of.date.isoformat(), "cap": each.line.cap, "why": each.line.said}
    if each.instalment:
        found["instalment"], found["instalments"] = each.instalment
    if each.corrects:
        found["corrects"] = each.corrects.name
    return found


def _accounted(account: TableAccount, set_aside: int) -> dict[str, Any]:
    return {
        "data": account.table,
        "read": account.read + set_aside,
        "used": account.used,
        "outside": [{"reason": reason, "count": count} for reason, count in account.outside],
        "set_aside": set_aside,
    }


def _money(value: Fraction, places: int) -> str:
    return decimal(value, places, separator="")
