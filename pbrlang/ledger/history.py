"""What was recorded, gathered for the next statement: what was paid for each line, and the rows it rested on."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pbrlang.ledger.documents import coins_in
from pbrlang.ledger.model import Issued, LineKey, Order
from pbrlang.ledger.rows import State

AFTER = "after the last period"
"""What a statement is called that puts others right once each period has had its own."""

BEFORE_ALL: Order = (date.min, 0)


class Paid(NamedTuple):
    """What was paid for a line in all statements so far, in coins, and how the last of them calls it."""

    amount: int
    number: str
    period: str
    debt: bool


class History:
    """The recorded statements, oldest first, with all that the next one needs to know of them.

    `changes` gives, by the number of a statement, the document of what it found changed in the data.
    """

    def __init__(self, statements: Sequence[Issued], changes: Mapping[int, str]) -> None:
        self.statements = tuple(statements)
        self.changes = changes
        self.last = last = self.statements[-1] if self.statements else None
        self.contract: str | None = last.document["contract_hash"] if last else None
        self.data: str | None = last.document["data_hash"] if last else None
        self.order = max((each.order for each in self.statements if each.period != AFTER), default=BEFORE_ALL)
        self.rows = self.rows_at(len(self.statements))
        self.paid = paid_by(self.statements)

    def rows_at(self, number: int) -> State:
        """The rows as they were when a statement was issued."""
        state = State()
        for each in range(1, number + 1):
            if each in self.changes:
                state.apply(json.loads(self.changes[each]))
        return state


def paid_by(statements: Sequence[Issued]) -> dict[LineKey, Paid]:
    """What statements paid for each line."""
    paid: dict[LineKey, Paid] = {}
    days: dict[str, date] = {}
    for statement in statements:
        places = statement.places
        for line in statement.document["lines"]:
            written = line["date"]
            day = days.get(written)
            if day is None:
                day = days[written] = date.fromisoformat(written)
            key = LineKey(line["clause"], day, tuple(line["for"].items()), line.get("kind", ""))
            amount = coins_in(line["amount"], places)
            before = paid.get(key)
            paid[key] = Paid(
                amount + before.amount if before else amount, line["number"], line["period"], "debt" in line
            )
    return paid
