"""A ledger for other programs: as CSV, as JSON, and as a journal that plain-text accounting programs read."""

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO

from pbrlang.ledger.documents import money_text
from pbrlang.ledger.model import Issued, IssuedLine, RowChange, in_words
from pbrlang.ledger.sharing import not_paid_in

COLUMNS = (
    "Statement",
    "Period",
    "To",
    "Provisional",
    "Clause",
    "Number",
    "For",
    "Date",
    "Line Period",
    "Due",
    "Cut",
    "Amount",
    "Was",
    "Now",
    "Changed",
)
EXPORT_FORMAT = 1


def as_csv(statements: Sequence[Issued]) -> str:
    """Each line of each statement in a row; `Was`, `Now` and `Changed` are of corrections alone."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in statements:
        head = (each.number, each.period, each.last.isoformat(), "yes" if each.provisional else "no")
        for line in each.lines:
            writer.writerow((*head, *_cells(line, each.places)))
    return out.getvalue()


def _cells(line: IssuedLine, places: int) -> Iterator[str]:
    yield from (line.clause, line.number, line.for_what, line.date.isoformat(), line.period)
    yield from (money_text(amount, places) for amount in (line.due, line.cut, line.amount))
    why = line.correction
    if why is None:
        yield from ("", "", "")
    else:
        yield from (money_text(why.was, places), money_text(why.now, places))
        yield "; ".join([*map(_change, why.rows), *([f"{why.others} more"] if why.others else [])])


def _change(row: RowChange) -> str:
    fields = ", ".join(f"{name} {was} to {now}" for name, was, now in row.fields if row.what == "changed")
    return f"{row.what} {row.data} {in_words(row.key)}{f' ({fields})' if fields else ''}"


def as_json(statements: Sequence[Issued]) -> str:
    """The documents of all statements, each with its hash."""
    told = {
        "format": EXPORT_FORMAT,
        "statements": [{**each.document, "hash": each.hash} for each in statements],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def as_journal(statements: Sequence[Issued]) -> str:
    """A transaction for each statement, as hledger and Ledger read them, in the books of the commissioner.

    What a clause comes to is an expense; what is payable to the provider a liability; what is left to deduct
    from later statements, and what the provider owes as a debt, are assets.
    """
    return "\n".join(map(_transaction, statements))


def _transaction(each: Issued) -> str:
    document, balance = each.document, each.balance
    contract = _account(str(document["contract"]))
    by_clause: dict[str, int] = {}
    for line in each.lines:
        name = f"expenses:{contract}:{_account(f'{line.number} {line.clause}')}"
        by_clause[name] = by_clause.get(name, 0) + line.amount
    postings = {
        **by_clause,
        f"expenses:{contract}:beyond the limits of payers": -not_paid_in(document),
        f"liabilities:{contract}:payable to the provider": -balance.payable,
        f"assets:{contract}:left to deduct": balance.brought - balance.carried,
        f"assets:{contract}:debts of the provider": balance.debt,
    }
    kind = "statement" if not each.provisional else "provisional statement"
    lines = [
        f"{each.last.isoformat()} ({each.number}) {_account(str(document['contract']))}, {kind} for {each.period}",
        f"    ; hash: {each.hash}",
    ]
    moved = {account: coins for account, coins in postings.items() if coins}
    width = max(map(len, moved), default=0)
    for account, coins in moved.items():
        lines.append(f"    {account.ljust(width)}  {document['currency']} {money_text(coins, each.places)}")
    if not moved:  # programs differ on whether a transaction may move nothing
        lines = [f"; {lines[0]}: nothing due", lines[1].strip()]
    return "\n".join(lines) + "\n"


def _account(name: str) -> str:
    """A name as a part of an account: two spaces would end it, a colon would part it, a semicolon begin a comment."""
    return " ".join(name.replace(":", " ").replace(";", " ").replace("|", " ").split())
