"""Statements as documents: the text that is recorded and never changes, and what is read from it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pbrlang.ledger.model import Balance, Correction, IssuedLine, RowChange

FORMAT = 1
"""The format of statements. A field may be added; one that there is keeps its name and meaning."""

NOTHING_BEFORE = "0" * 64
"""What the first statement has for the hash of the one before it."""


def hash_of(text: str | bytes) -> str:
    """The SHA-256 of a text in UTF-8, in figures: what any other program gives for the same bytes."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def written(document: Mapping[str, Any]) -> str:
    """A document as text: JSON, in one order, a line for each line of the statement."""
    head = {name: value for name, value in document.items() if name != "lines"}
    lines = ",\n".join(compact(each) for each in document["lines"])
    return f'{compact(head)[:-1]},"lines":[\n{lines}\n]}}\n'


def compact(value: object) -> str:
    """JSON without blank space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parsed(text: str) -> Mapping[str, Any]:
    """A document from its text; ValueError if it is no JSON object."""
    document = json.loads(text)
    if not isinstance(document, dict):
        raise ValueError("a statement is an object")
    return document


def coins_in(text: str, places: int) -> int:
    """An amount, in coins: `-12.50` is -1250 where there are two places."""
    return int(text.replace(".", "")) if places else int(text)


def money_text(coins: int, places: int) -> str:
    """Coins as an amount with all its places: `-12.50`."""
    if not places:
        return str(coins)
    whole, rest = divmod(abs(coins), 10**places)
    return f"{'-' if coins < 0 else ''}{whole}.{rest:0{places}d}"


def line_document(line: IssuedLine, places: int) -> dict[str, Any]:
    """A line as it stands in a document."""
    told: dict[str, Any] = {
        "clause": line.clause,
        "number": line.number,
        "for": dict(line.key),
        "date": line.date.isoformat(),
        "period": line.period,
        "due": money_text(line.due, places),
        "cut": money_text(line.cut, places),
        "amount": money_text(line.amount, places),
    }
    if line.kind:
        told["kind"] = line.kind
    if line.debt:
        told["debt"] = True
    why = line.correction
    if why is not None:
        told["correction"] = {
            "was": money_text(why.was, places),
            "now": money_text(why.now, places),
            "rows": [_change_document(each) for each in why.rows],
            "others": why.others,
            "varied": why.varied,
            "late": why.late,
        }
    return told


def _change_document(change: RowChange) -> dict[str, Any]:
    fields = [{"field": name, "was": was, "now": now} for name, was, now in change.fields]
    return {
        "data": change.data,
        "for": dict(change.key),
        "what": change.what,
        "fields": fields,
        "place": change.place,
    }


def line_of(told: Mapping[str, Any], places: int) -> IssuedLine:
    """A line from its document."""
    why = told.get("correction")
    return IssuedLine(
        clause=told["clause"],
        number=told["number"],
        key=tuple(told["for"].items()),
        date=date.fromisoformat(told["date"]),
        period=told["period"],
        due=coins_in(told["due"], places),
        cut=coins_in(told["cut"], places),
        amount=coins_in(told["amount"], places),
        correction=_correction_of(why, places) if why else None,
        kind=told.get("kind", ""),
        debt=told.get("debt", False),
    )


def _correction_of(told: Mapping[str, Any], places: int) -> Correction:
    rows = tuple(
        RowChange(
            data=each["data"],
            key=tuple(each["for"].items()),
            what=each["what"],
            fields=tuple((field["field"], field["was"], field["now"]) for field in each["fields"]),
            place=each["place"],
        )
        for each in told["rows"]
    )
    was, now = (coins_in(told[name], places) for name in ("was", "now"))
    return Correction(was, now, rows, told["others"], told["varied"], told.get("late", False))


def balance_document(balance: Balance, places: int) -> dict[str, str]:
    """What a statement comes to, as it stands in a document."""
    return {
        "total": money_text(balance.total, places),
        "brought_forward": money_text(balance.brought, places),
        "debt": money_text(balance.debt, places),
        "payable": money_text(balance.payable, places),
        "carried_forward": money_text(balance.carried, places),
    }


def balance_of(document: Mapping[str, Any]) -> Balance:
    """What a statement comes to, from its document."""
    names = ("total", "brought_forward", "debt", "payable", "carried_forward")
    return Balance(*(coins_in(document[name], document["places"]) for name in names))
