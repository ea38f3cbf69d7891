"""Statements of a ledger as a reader sees them: what each comes to, its lines, and why earlier ones are put right."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from pbrlang.cli.tables import aligned
from pbrlang.cli.wording import days_in_words
from pbrlang.diagnostics.prose import listing, plural
from pbrlang.ledger import AFTER, money_text
from pbrlang.ledger.documents import coins_in
from pbrlang.ledger.model import in_words as in_words_of
from pbrlang.ledger.sharing import not_paid_in
from pbrlang.values.currencies import currency
from pbrlang.values.wording import in_words

if TYPE_CHECKING:
    from pbrlang.ledger import Correction, Issued, IssuedLine, RowChange

HEADINGS = ("", "Count", "Due", "Cut by limits", "Total")
LINES = ("Clause", "For", "Date", "Due", "Cut by limits", "Amount")
LISTED = ("Statement", "Period", "Total", "Of it corrections", "Payable", "Left to deduct", "Debt", "Total to date")
Cells = tuple[str, ...]


class Money:
    """Writes coins of one currency: `£1,234.50`, `-£3.00`."""

    def __init__(self, issued: "Issued") -> None:
        code = str(issued.document["currency"])
        known = currency(code)
        self._symbol = known.symbol if known else f"{code} "
        self._places = issued.places

    def __call__(self, coins: int) -> str:
        whole, point, rest = money_text(abs(coins), self._places).partition(".")
        return f"{'-' if coins < 0 else ''}{self._symbol}{int(whole):,}{point}{rest}"

    def of(self, text: str) -> str:
        """An amount as it stands in a document."""
        return self(coins_in(text, self._places))

    def or_blank(self, coins: int) -> str:
        """The same, and nothing for nought."""
        return self(coins) if coins else ""


def listed(statements: Sequence["Issued"]) -> Iterator[str]:
    """All statements in one table, and what they come to."""
    money = Money(statements[0])
    yield from aligned([LISTED, *(_listed(each, money) for each in statements)], left=2)
    payable = sum(each.balance.payable for each in statements)
    debt = sum(each.balance.debt for each in statements)
    last = statements[-1]
    told = [f"{money(payable)} payable in all"]
    told += [f"{money(debt)} owed by the provider as debts"] if debt else []
    told += [f"{money(-last.balance.carried)} left to deduct from the next statements"] if last.balance.carried else []
    yield ""
    yield f"{listing(told, 'and')}."
    yield hash_of(last)


def _listed(each: "Issued", money: Money) -> Cells:
    balance = each.balance
    corrected = sum(line.amount for line in each.corrections)
    return (
        str(each.number),
        f"{each.period}{', provisional' if each.provisional else ''}",
        money(balance.total),
        money.or_blank(corrected),
        money(balance.payable),
        money.or_blank(balance.carried),
        money.or_blank(balance.debt),
        money(each.to_date),
    )


def hash_of(issued: "Issued") -> str:
    """The line that tells a statement's hash."""
    return f"Hash of statement {issued.number}: {issued.hash}"


def issued_now(statements: Sequence["Issued"], most: int) -> Iterator[str]:
    """The statements of one run, those without lines together, and the hash of the last one."""
    for busy, group in groupby(statements, key=lambda each: bool(each.lines)):
        here = list(group)
        yield ""
        if busy:
            yield "\n\n".join("\n".join(one(each, each_line=False, most=most)) for each in here)
        else:
            yield _without_lines(here)
    yield hash_of(statements[-1])


def _without_lines(statements: Sequence["Issued"]) -> str:
    first, last = statements[0], statements[-1]
    if first is last:
        return f"Statement {first.number}: {first.period}, nothing due"
    numbers = f"Statements {first.number} to {last.number}"
    return f"{numbers}: {first.period} to {last.period}, nothing due"


def one(issued: "Issued", *, each_line: bool, most: int | None = None) -> Iterator[str]:
    """One statement: its clauses, each of its lines if asked for, corrections with their reasons, its balance."""
    money = Money(issued)
    own = [each for each in issued.lines if each.correction is None]
    yield _head(issued)
    yield from aligned([HEADINGS, *_clauses(own, issued, money)])
    if own and each_line:
        yield ""
        yield from aligned([LINES, *(_line(each, money) for each in own)], left=3)
    if issued.corrections:
        yield ""
        yield from _corrections(issued.corrections, money, most, issued.number)
    yield ""
    yield from list(aligned([("", ""), *_balance(issued, money)]))[1:]


def _head(issued: "Issued") -> str:
    days = days_in_words(issued.first, issued.last)
    told = issued.period if days.endswith(issued.period) or issued.period == days else f"{issued.period} ({days})"
    name = f"{issued.period}, to {in_words(issued.last)}" if issued.period == AFTER else told
    mark = "PROVISIONAL: bad rows of the data were left out of it. " if issued.provisional else ""
    return f"{mark}Statement {issued.number}: {name}"


def _clauses(own: Sequence["IssuedLine"], issued: "Issued", money: Money) -> Iterator[Cells]:
    by_clause: dict[str, list[IssuedLine]] = {}
    for each in own:
        by_clause.setdefault(f"  {each.number} {each.clause}", []).append(each)
    for name, lines in by_clause.items():
        due, cut, total = (sum(amounts) for amounts in zip(*((e.due, e.cut, e.amount) for e in lines), strict=True))
        yield (name, f"{len(lines):,}", money(due), money.or_blank(cut), money(total))
    corrected = sum(each.amount for each in issued.corrections)
    if issued.corrections:
        yield ("  Corrections to earlier periods", f"{len(issued.corrections):,}", "", "", money(corrected))
    yield from _shares(issued)
    yield ("  Total", "", "", "", money(issued.balance.total))


def _shares(issued: "Issued") -> Iterator[Cells]:
    """Who bears it, what falls on nobody, and who receives what is split."""
    told, money = issued.document, Money(issued)
    for each in told.get("payers", ()):
        yield (f"    borne by {each['payer']}", "", "", "", money.of(each["amount"]))
    not_paid = not_paid_in(told)
    if not_paid:
        yield ("    beyond the limits of payers, not paid", "", "", "", money(not_paid))
    for split in told.get("splits", ()):
        what = listing(split["clauses"], "and")
        for each in split["receivers"]:
            yield (f"    of {what}, to {each['receiver']}", "", "", "", money.of(each["amount"]))


def _line(each: "IssuedLine", money: Money) -> Cells:
    amounts = (money(each.due), money.or_blank(each.cut), money(each.amount))
    return (f"{each.number} {each.clause}", each.for_what, in_words(each.date), *amounts)


def _corrections(lines: Sequence["IssuedLine"], money: Money, most: int | None, number: int) -> Iterator[str]:
    yield "Corrections"
    for each in lines[:most]:
        whose = f" for {each.for_what}" if each.for_what else ""
        yield f"  {each.period}: {each.number} {each.clause}{whose}, {in_words(each.date)}: {money(each.amount)}"
        if each.correction is not None:
            yield from (f"    {told}" for told in reasons(each.correction, money))
    if most is not None and len(lines) > most:
        rest = plural(len(lines) - most, "further correction")
        yield f"  … and {rest}: `pbr ledger show FILE --statement {number}` tells each"


def reasons(why: "Correction", money: Money) -> Iterator[str]:
    """What was paid, what is right by the data that the statement rests on, and what changed."""
    paid = f"{money(why.was)} had been paid" if why.was else "nothing had been paid"
    yield f"{paid}; by the data of this statement {money(why.now) if why.now else 'nothing'} is right"
    yield from changes(why)


def changes(why: "Correction") -> Iterator[str]:
    """The rows that changed, or what else did."""
    yield from (_changed(each) for each in why.rows)
    if why.others:
        yield f"and {plural(why.others, 'further row')} changed"
    if why.varied:
        yield "the contract was varied"
    elif why.late:
        yield "it was recorded late, by what the data says"
    elif not why.rows:
        yield "no row changed"


def _changed(row: "RowChange") -> str:
    alone = len(row.key) == 1 and row.key[0][0] == row.data
    name = in_words_of(row.key) if alone else f"{row.data} of {in_words_of(row.key)}"
    if row.what == "withdrawn":
        return f"withdrawn: {name} (it was in {row.place})"
    if row.what == "added":
        return f"added: {name} ({row.place})"
    fields = listing([f"{field} from {was} to {now}" for field, was, now in row.fields], "and")
    return f"changed: {name}, {fields} ({row.place})"


def _balance(issued: "Issued", money: Money) -> Iterator[Cells]:
    balance = issued.balance
    if balance.brought:
        yield ("Left to deduct from statements before", money(balance.brought))
    due_by = issued.document.get("due_by")
    by = f", by {in_words(date.fromisoformat(due_by))}" if due_by else ""
    yield (f"Payable to the provider{by}", money(balance.payable))
    if balance.debt:
        who = (
            "Owed by the provider as a debt" if balance.debt > 0 else "Of earlier debts of the provider, no longer owed"
        )
        yield (who, money(abs(balance.debt)))
    if balance.carried:
        yield ("Left to deduct from the next statements", money(balance.carried))
    yield ("Total of all statements to date", money(issued.to_date))
