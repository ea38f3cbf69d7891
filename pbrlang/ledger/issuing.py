"""The statements that have fallen due, worked out against those that were issued before."""

from datetime import date
from typing import Any

from attrs import frozen

from pbrlang.ledger.balance import set_off
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
from pbrlang.ledger.entitlement import Entitlement
from pbrlang.ledger.history import AFTER, History
from pbrlang.ledger.model import Correction, Issued, IssuedLine, Order
from pbrlang.ledger.rows import changes_between, changes_document, state_of
from pbrlang.ledger.sharing import Shares, amounts_of, sum_of
from pbrlang.ledger.standing import Moved, Standing
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
        issued = [each.stretch for each in self._settlement.statements]
        due = [each for each in issued if each.order > self._history.order]
        standing = Standing(self._program, self._entitlement, self._history.paid)
        standing.up_to(each for each in issued if each.order <= self._history.order)
        if due:
            return self._made(due, [standing.all_moved(due[0]), *map(standing.moved, due[1:])])
        waiting = standing.all_moved()
        settled_to = min(self._settlement.as_at, self._settlement.complete_to)
        if waiting and min(self._history.order, (settled_to, 0)) >= self._final:
            return self._made([Stretch(AFTER, settled_to, settled_to)], [waiting])
        amounts = [(each.key.clause, each.now - each.was) for each in waiting]
        not_paid, _ = self._shares().of(sum_of(settled_to, amounts))
        return Drafts((), None, sum(amount for _, amount in amounts) - not_paid)

    def _made(self, due: list[Stretch], moved: list[list[Moved]]) -> Drafts:
        """The statements, with what changed in the data since the last one that was recorded."""
        tables = tuple(self._program.tables.values())
        before, after = self._history.rows, state_of(tables, self._settlement.interpreter.rows)
        causes = Causes(self._program, before, after, changes_between(before, after))
        told = changes_document(before, after, tables)
        changes = compact(told) if told else None
        data = after.hash() if told or self._history.data is None else self._history.data
        hashes = {"contract_hash": self._contract, "data_hash": data}
        shares = self._shares()
        made: list[Issued] = []
        for stretch, those in zip(due, moved, strict=True):
            lines = [_line(each) for each in those if each.is_own]
            put_right = [self._correction(each, causes, is_first=not made) for each in those if not each.is_own]
            found = hash_of(changes) if changes and not made else None
            lines += sorted(put_right, key=self._place)
            not_paid, shared = shares.of(sum_of(stretch.last, amounts_of(lines)))
            further = shared | hashes | {"changes_hash": found}
            made.append(self._issued(stretch, lines, made, further, not_paid))
        return Drafts(tuple(made), changes, 0)

    def _correction(self, moved: Moved, causes: Causes, *, is_first: bool) -> IssuedLine:
        """A line that puts right what earlier statements paid; changed rows count for the first statement of a run."""
        line, late = moved.line, moved.line is not None and moved.line.late
        rows, others = causes.of(moved.key, line.element if line else None, near=late) if is_first else ((), 0)
        varied = is_first and self._history.contract not in (None, self._contract)
        why = Correction(moved.was, moved.now, rows, others, varied, late)
        if line is not None:
            return _line(moved, why)
        recorded, key = self._history.paid[moved.key], moved.key
        return IssuedLine(
            clause=key.clause,
            number=recorded.number,
            key=key.key,
            date=key.date,
            period=recorded.period,
            due=0,
            cut=0,
            amount=-moved.was,
            correction=why,
            kind=key.kind,
            debt=recorded.debt,
        )

    def _place(self, line: IssuedLine) -> tuple[date, int, str]:
        """Corrections come by date, then by clause in the order of the text, then as they were found."""
        places = list(self._program.clauses)
        return line.date, places.index(line.clause) if line.clause in places else len(places), line.clause

    def _shares(self) -> Shares:
        """What shares further statements; it rests on the earlier ones, where anything is shared."""
        shared = self._history.statements if self._program.payers or self._program.splits else ()
        return Shares(self._program, [sum_of(each.last, amounts_of(each.lines)) for each in shared])

    def _issued(
        self, stretch: Stretch, lines: list[IssuedLine], made: list[Issued], further: dict[str, Any], not_paid: int
    ) -> Issued:
        terms, before = self._program.terms, made[-1] if made else self._history.last
        is_last = stretch.name == AFTER or stretch.order >= self._final
        carried = before.balance.carried if before else 0
        balance = set_off(lines, carried, last=is_last, not_paid=not_paid)
        due_by = stretch.due_by(self._program)
        document = {
            "format": FORMAT,
            "number": before.number + 1 if before else 1,
            "contract": terms.name,
            "currency": terms.currency,
            "places": terms.places,
            "period": stretch.name,
            "from": stretch.first.isoformat(),
            "to": stretch.last.isoformat(),
            **({"due_by": due_by.isoformat()} if due_by else {}),
            "complete_to": self._settlement.complete_to.isoformat(),
            "provisional": self._settlement.provisional,
            **balance_document(balance, terms.places),
            "to_date": money_text((before.to_date if before else 0) + balance.total, terms.places),
            "by": self._by,
            **further,
            "before": before.hash if before else NOTHING_BEFORE,
            "lines": [line_document(each, terms.places) for each in lines],
        }
        text = written(document)
        return Issued(text, hash_of(text))


def _line(moved: Moved, why: Correction | None = None) -> IssuedLine:
    key, line = moved.key, moved.line
    if line is None:
        raise ValueError(f"{key} is gone")
    amount = moved.now - moved.was
    return IssuedLine(
        key.clause, line.number, key.key, key.date, line.own.name, line.due, line.cut, amount, why, key.kind, line.debt
    )
