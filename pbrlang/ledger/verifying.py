"""Whether a ledger is as it was written: nothing altered, left out, put in or moved."""

from collections.abc import Iterator, Mapping
from typing import Any

from pbrlang.ledger.documents import NOTHING_BEFORE, coins_in, hash_of
from pbrlang.ledger.history import AFTER, BEFORE_ALL, History
from pbrlang.ledger.model import Balance, Issued, LineKey
from pbrlang.ledger.sharing import borne_in, not_paid_in
from pbrlang.ledger.store import Kept

_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)


def verified(kept: Kept) -> tuple[History | None, list[str]]:
    """The history that a ledger holds, or what does not agree in it, in sentences."""
    found = list(_chain(kept))
    if found:
        return None, found
    try:
        found = [*_sums(kept), *_beside(kept)]
        if found:
            return None, found
        history = History([each for _, each in kept.statements], kept.changes)
    except _UNREADABLE as error:
        return None, [f"a statement cannot be read ({type(error).__name__}: {error})"]
    if history.data is not None and history.rows.hash() != history.data:
        return None, ["the recorded rows are not those that the last statement rests on"]
    return history, []


def _chain(kept: Kept) -> Iterator[str]:
    """Each statement is the one of its number, is what its hash says, and follows the one before it."""
    before = NOTHING_BEFORE
    for place, (number, each) in enumerate(kept.statements, start=1):
        if number != place:
            yield f"statement {place} is missing, and statement {number} stands in its place"
            return
        if hash_of(each.text) != each.hash:
            yield f"statement {number} was altered: its text is not the one that its hash was made from"
        try:
            named, follows = each.number, each.document["before"]
        except _UNREADABLE:
            yield f"statement {number} cannot be read"
            return
        if named != number:
            yield f"statement {number} was moved: it says that it is statement {named}"
        if follows != before:
            yield f"statement {number} does not follow the one before it: that was altered, put in or moved"
        before = each.hash


def _sums(kept: Kept) -> Iterator[str]:
    """Figures add up within each statement, and with those before it."""
    paid: dict[LineKey, int] = {}
    to_date = carried = 0
    order = BEFORE_ALL
    for number, each in kept.statements:
        told, balance = each.document, each.balance
        borne = borne_in(told)
        lines = sum(_take(line, each.places, paid) for line in told["lines"]) - not_paid_in(told)
        if borne is not None and borne != lines:
            yield f"what the payers bear of statement {number} does not come to its total"
        to_date += lines
        if (balance.total, each.to_date) != (lines, to_date):
            yield f"the lines of statement {number} do not come to its total"
        if balance.brought != carried or _left_over(balance):
            yield f"the balance of statement {number} does not agree with its lines or with the statement before it"
        carried = balance.carried
        wrong = [line for line in told["lines"] if "correction" in line and _is_wrong(line, each.places, paid)]
        if wrong:
            yield f"a correction in statement {number} does not agree with what earlier statements paid"
        if each.period != AFTER:
            if each.order <= order:
                yield f"statement {number} is for no later period than the one before it"
            order = each.order
        if _head(each) != _head(kept.statements[0][1]):
            yield f"statement {number} is of another contract or currency"


def _take(line: Mapping[str, Any], places: int, paid: dict[LineKey, int]) -> int:
    """The amount of a line, added to what was paid for it."""
    key, amount = _key(line), coins_in(line["amount"], places)
    paid[key] = paid.get(key, 0) + amount
    return amount


def _key(line: Mapping[str, Any]) -> LineKey:
    return LineKey(line["clause"], line["date"], tuple(line["for"].items()), line.get("kind", ""))


def _is_wrong(line: Mapping[str, Any], places: int, paid: Mapping[LineKey, int]) -> bool:
    was, now, amount = (
        coins_in(text, places) for text in (line["correction"]["was"], line["correction"]["now"], line["amount"])
    )
    return now - was != amount or paid[_key(line)] != now


def _left_over(balance: Balance) -> int:
    """Nought where what changes hands comes to the total."""
    return balance.total - (balance.payable - balance.debt + balance.carried - balance.brought)


def _head(each: Issued) -> tuple[Any, ...]:
    return tuple(each.document[name] for name in ("contract", "currency", "places"))


def _beside(kept: Kept) -> Iterator[str]:
    """The contracts and changes of rows are those that the statements name, and no others."""
    contracts = {each.document["contract_hash"] for _, each in kept.statements}
    for found, text in kept.contracts.items():
        if hash_of(text) != found:
            yield "the text of the contract was altered"
        elif found not in contracts:
            yield "there is the text of a contract by which no statement was made"
    if contracts - kept.contracts.keys():
        yield "the text of a contract is missing"
    wanted = {number: each.document["changes_hash"] for number, each in kept.statements}
    for number, changes in kept.changes.items():
        if wanted.get(number) != hash_of(changes):
            yield f"the rows that were recorded with statement {number} were altered or put in"
    if {number for number, found in wanted.items() if found} - kept.changes.keys():
        yield "rows that were recorded with a statement are missing"
