"""Working statements out again from the contract and the rows that a ledger holds."""

from collections.abc import Callable, Iterator

from attrs import evolve

from pbrlang.ir.program import Program
from pbrlang.ledger.history import History
from pbrlang.ledger.issuing import draft
from pbrlang.ledger.keeping import Ledger
from pbrlang.ledger.model import Issued, IssuedLine
from pbrlang.ledger.rows import rows_of
from pbrlang.settle import Settlement, settle

Compile = Callable[[bytes], Program | None]
"""Compiles a contract's text; gives nothing where that is not possible any more."""


class Workshop:
    """Settles what a ledger holds as it was settled when a statement was issued."""

    def __init__(self, ledger: Ledger, compiled: Compile) -> None:
        self._ledger = ledger
        self._compiled = compiled
        self._programs: dict[str, Program | None] = {}

    def program(self, statement: Issued) -> Program | None:
        """The contract by which a statement was issued."""
        found = statement.document["contract_hash"]
        if found not in self._programs:
            self._programs[found] = self._compiled(self._ledger.contracts[found])
        return self._programs[found]

    def settlement(self, statement: Issued, when: str = "") -> Settlement | None:
        """What was settled for a statement; `when` says in the places of rows which file is meant."""
        program = self.program(statement)
        if program is None:
            return None
        state = self._ledger.history.rows_at(statement.number)
        rows = rows_of(state, program.tables.values(), when)
        return settle(
            program,
            rows,
            as_at=statement.last,
            complete_to=statement.complete_to,
            provisional=statement.provisional,
        )

    def differing(self) -> Iterator[str]:
        """The statements that come out otherwise now, in sentences."""
        statements = self._ledger.statements
        for number, each in enumerate(statements):
            settlement = self.settlement(each)
            if settlement is None:
                yield f"statement {each.number} cannot be worked out: its contract has mistakes for this version of pbr"
                continue
            before = History(statements[:number], self._ledger.history.changes)
            made = draft(settlement, before, each.document["contract_hash"], each.document["by"]).statements
            if not made or _says(made[0]) != _says(each):
                yield f"statement {each.number} comes out otherwise, when it is worked out again"


def _says(statement: Issued) -> object:
    told = statement.document
    shares = tuple(told.get(name) for name in ("payers", "not_paid", "splits"))
    return statement.period, statement.balance, tuple(map(_amounts, statement.lines)), told["data_hash"], shares


def _amounts(line: IssuedLine) -> IssuedLine:
    return evolve(line, correction=None)
