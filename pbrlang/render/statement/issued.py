"""A statement as it was issued into a ledger."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from pbrlang.diagnostics.prose import listing
from pbrlang.ledger import Correction, Issued, IssuedLine
from pbrlang.ledger.documents import coins_in
from pbrlang.render.english import statement as said
from pbrlang.render.statement.sheet import Currency, Part, Shared, Sheet, SheetClause, SheetLine
from pbrlang.values.currencies import currency

Reasons = Callable[[Correction], Iterable[str]]


def issued_sheet(issued: Issued, parties: tuple[tuple[str, str], ...], reasons: Reasons) -> Sheet:
    """What an issued statement says, of these parties. `reasons` tells why a line puts an earlier one right."""
    told = issued.document
    own = tuple(_line(each, issued, None, reasons) for each in issued.lines if each.correction is None)
    put_right = tuple(_line(each, issued, each.period, reasons) for each in issued.corrections)
    balance = issued.balance
    due_by = told.get("due_by")
    return Sheet(
        contract=str(told["contract"]),
        parties=parties,
        currency=_currency(issued),
        number=issued.number,
        period=issued.period,
        first=issued.first,
        last=issued.last,
        as_at=None,
        complete_to=issued.complete_to,
        due_by=date.fromisoformat(due_by) if due_by else None,
        provisional=issued.provisional,
        lines=own,
        put_right=put_right,
        clauses=_clauses(own, put_right),
        total=_amount(balance.total, issued),
        to_date=_amount(issued.to_date, issued),
        payable=_amount(balance.payable, issued),
        not_paid=_beyond(issued),
        shares=tuple(_shares(issued)),
        balance=tuple(_balance(issued)),
        extra=((said.LEDGER_HASH, issued.hash), *((name, str(told[key])) for name, key in said.LEDGER_HOLDS)),
        digest=str(told["contract_hash"]),
        made_by=str(told["by"]),
    )


def _currency(issued: Issued) -> Currency:
    code = str(issued.document["currency"])
    known = currency(code)
    return Currency(code, known.symbol if known else f"{code} ", issued.places)


def _amount(coins: int, issued: Issued) -> Fraction:
    return Fraction(coins, 10**issued.places)


def _line(each: IssuedLine, issued: Issued, corrects: str | None, reasons: Reasons) -> SheetLine:
    sums = (_amount(each.due, issued), _amount(each.cut, issued), _amount(each.amount, issued))
    named = (each.number, each.clause, each.key, each.for_what, each.date)
    why = tuple(reasons(each.correction)) if each.correction is not None else ()
    return SheetLine(*named, *sums, corrects, _is_taken_back(each.kind), why)


def _is_taken_back(kind: str) -> bool:
    return any(each == "unearned" or each.startswith("set off against") for each in kind.split("; "))


def _clauses(own: Iterable[SheetLine], put_right: tuple[SheetLine, ...]) -> tuple[SheetClause, ...]:
    by_clause: dict[tuple[str, str], list[SheetLine]] = {}
    for each in own:
        by_clause.setdefault((each.number, each.clause), []).append(each)
    found = [_clause(*name, lines) for name, lines in by_clause.items()]
    if put_right:
        total = sum((each.amount for each in put_right), Fraction(0))
        found.append(
            SheetClause("", said.LEDGER_CORRECTIONS, len(put_right), None, Fraction(0), Fraction(0), total, None)
        )
    return tuple(found)


def _clause(number: str, clause: str, lines: list[SheetLine]) -> SheetClause:
    due = [each for each in lines if not each.taken_back]
    back = -sum((each.amount for each in lines if each.taken_back), Fraction(0))
    fallen, cut = (sum((getattr(each, name) for each in due), Fraction(0)) for name in ("due", "cut"))
    total = sum((each.amount for each in lines), Fraction(0))
    return SheetClause(number, clause, len(lines), fallen, cut, back, total, None)


def _shares(issued: Issued) -> Iterable[Shared]:
    """Who bears the statement, and who receives what is split."""
    told = issued.document
    if "payers" in told:
        parts = [_part(each, "payer", issued) for each in told["payers"]]
        beyond = told["not_paid"]
        if coins_in(beyond["to_date"], issued.places):
            parts.append(_part({**beyond, "payer": said.BEYOND}, "payer", issued))
        yield Shared(said.BORNE, tuple(parts))
    for split in told.get("splits", ()):
        of = said.SPLIT.format(clauses=listing(split["clauses"], "and"))
        yield Shared(of, tuple(_part(each, "receiver", issued) for each in split["receivers"]))


def _beyond(issued: Issued) -> tuple[Fraction, Fraction]:
    """What falls on no payer, here and to date."""
    told = issued.document.get("not_paid", {"amount": "0", "to_date": "0"})
    return _amount(coins_in(told["amount"], issued.places), issued), _amount(
        coins_in(told["to_date"], issued.places), issued
    )


def _part(told: dict[str, str], name: str, issued: Issued) -> Part:
    amount, to_date = (_amount(coins_in(told[key], issued.places), issued) for key in ("amount", "to_date"))
    return told[name], amount, to_date


def _balance(issued: Issued) -> Iterable[tuple[str, Fraction]]:
    """What changes hands, where that is not simply the total."""
    balance = issued.balance
    if not (balance.brought or balance.debt or balance.carried):
        return
    if balance.brought:
        yield said.BROUGHT, _amount(balance.brought, issued)
    yield said.TOTAL_OF, _amount(balance.total, issued)
    if balance.debt:
        yield (said.DEBT if balance.debt > 0 else said.NO_DEBT), _amount(abs(balance.debt), issued)
    if balance.carried:
        yield said.CARRIED, _amount(balance.carried, issued)
    yield said.PAYABLE, _amount(balance.payable, issued)
