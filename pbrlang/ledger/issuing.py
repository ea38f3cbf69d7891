"""The statements that have fallen due, worked out against those that were issued before."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import frozen

from pbrlang.ledger.balance import debtor_clauses, set_off
from pbrlang.ledger.causes import Causes
from pbrlang.ledger.documents import (
    FORMAT,
    NOTHING_BEFORE,
    balance_document,
    compact,
    hash_of,
    line_document,
    money_text,
    written,
)
from pbrlang.ledger.entitlement import Entitled, Entitlement
from pbrlang.ledger.history import AFTER, History
from pbrlang.ledger.model import Correction, Issued, IssuedLine, LineKey, Order
from pbrlang.ledger.rows import changes_between, changes_document, state_of
from pbrlang.settle import Settlement, Stretch


@frozen
class Drafts:
    """Statements ready to be recorded, in order, and the document of what changed in the data, if anything did.

    Where there are none, `waiting` is what the periods that have their statements come to now, less what was
    paid for them, in coins: the next statement will have it.
    """

    statements: tuple[Issued, ...]
    changes: str | None
    waiting: int


def draft(settlement: Settlement, history: History, contract: str, by: str) -> Drafts:
    """The statements that have fallen due by the settlement's date and are not in the history.

    `contract` is the hash of the contract's text, `by` the program that issues. A statement is what is paid for all
    lines up to its last day under the data as it now is, less what is recorded, clause by clause and line by line.
    What earlier periods come to now goes into the first that is due; once each period has had its statement, into
    one of its own.
    """
    return _Drafting(settlement, history, contract, by).drafts()


class _Drafting:
    """One run: what is due, and the statements that come of it."""

    def __init__(self, settlement: Settlement, history: History, contract: str, by: str) -> None:
        self._settlement = settlement
        self._program = settlement.program
        self._history = history
        self._contract = contract
        self._by = by
        self._entitlement = Entitlement(settlement)
        periods = self._program.calendars[self._program.terms.step].periods
        self._final: Order = (periods[-1].last, -periods[-1].first.toordinal())

    def drafts(self) -> Drafts:
        """All that is due."""
        stretches = self._due()
        if not stretches:
            return Drafts((), None, sum(now - was for _, _, was, now in self._moved(self._history.order)))
        tables = tuple(self._program.tables.values())
        before, after = self._history.rows, state_of(tables, self._settlement.interpreter.rows)
        causes = Causes(self._program, before, after, changes_between(before, after))
        told = changes_document(before, after, tables)
        changes = compact(told) if told else None
        data = after.hash() if told or self._history.data is None else self._history.data
        hashes = {"contract_hash": self._contract, "data_hash": data}
        made: list[Issued] = []
        for stretch in stretches:
            lines = list(self._own(stretch, known=not made))
            lines += [] if made else sorted(self._corrections(stretch, causes), key=self._place)
            found = hash_of(changes) if changes and not made else None
            made.append(self._issued(stretch, lines, made, hashes | {"changes_hash": found}))
        return Drafts(tuple(made), changes, 0)

    def _due(self) -> list[Stretch]:
        """The statements that are due: of periods that have none yet, else one that puts the others right."""
        fresh = [each.stretch for each in self._settlement.statements if each.stretch.order > self._history.order]
        if fresh or self._history.order < self._final:
            return fresh
        settled_to = min(self._settlement.as_at, self._settlement.complete_to)
        if settled_to < self._final[0] or not any(self._moved(self._final)):
            return []
        return [Stretch(AFTER, settled_to, settled_to)]

    def _moved(self, to: Order) -> Iterator[tuple[LineKey, Entitled | None, int, int]]:
        return self._entitlement.moved(self._history, to)

    def _own(self, stretch: Stretch, *, known: bool) -> Iterator[IssuedLine]:
        """The lines of the statement's own period; if some of them may be `known`, those that are new."""
        for key, now in self._entitlement.of(stretch):
            if not (known and key in self._history.paid):
                yield _line(key, now, now.amount)

    def _corrections(self, stretch: Stretch, causes: Causes) -> Iterator[IssuedLine]:
        """The lines that put right what earlier statements paid, in the order of those."""
        varied = self._history.contract not in (None, self._contract)
        upto = max(stretch.order, self._history.order)
        for key, now, was, is_now in self._moved(upto):
            if now is not None and now.stretch == stretch and key not in self._history.paid:
                continue
            rows, others = causes.of(key, now.element if now else None)
            why = Correction(was, is_now, rows, others, varied)
            recorded = self._history.paid.get(key)
            if now is not None:
                yield _line(key, now, is_now - was, why)
            elif recorded is not None:
                yield IssuedLine(key.clause, recorded.number, key.key, key.date, recorded.period, 0, 0, -was, why)

    def _place(self, line: IssuedLine) -> tuple[date, int, str]:
        """Corrections come by date, then by clause in the order of the text, then as they were found."""
        places = list(self._program.clauses)
        return line.date, places.index(line.clause) if line.clause in places else len(places), line.clause

    def _issued(self, stretch: Stretch, lines: list[IssuedLine], made: list[Issued], hashes: dict[str, Any]) -> Issued:
        terms, before = self._program.terms, made[-1] if made else self._history.last
        is_last = stretch.name == AFTER or stretch.order >= self._final
        carried = before.balance.carried if before else 0
        balance = set_off(lines, debtor_clauses(self._program), carried, last=is_last)
        document = {
            "format": FORMAT,
            "number": before.number + 1 if before else 1,
            "contract": terms.name,
            "currency": terms.currency,
            "places": terms.places,
            "period": stretch.name,
            "from": stretch.first.isoformat(),
            "to": stretch.last.isoformat(),
            "complete_to": self._settlement.complete_to.isoformat(),
            "provisional": self._settlement.provisional,
            **balance_document(balance, terms.places),
            "to_date": money_text((before.to_date if before else 0) + balance.total, terms.places),
            "by": self._by,
            **hashes,
            "before": before.hash if before else NOTHING_BEFORE,
            "lines": [line_document(each, terms.places) for each in lines],
        }
        text = written(document)
        return Issued(text, hash_of(text))


def _line(key: LineKey, now: Entitled, amount: int, why: Correction | None = None) -> IssuedLine:
    period = now.stretch.name
    return IssuedLine(key.clause, now.number, key.key, key.date, period, now.due, now.cut, amount, why)
