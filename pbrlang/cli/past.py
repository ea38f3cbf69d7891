"""The history of lines of a ledger, in plain English."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from pbrlang.cli.issued import Money, changes
from pbrlang.cli.why import key_asked
from pbrlang.diagnostics.prose import listing, plural
from pbrlang.ledger.model import in_words as key_in_words
from pbrlang.ledger.telling import Entry, Teller, Told
from pbrlang.values.wording import in_words

if TYPE_CHECKING:
    from pbrlang.ir.program import Program
    from pbrlang.ledger import Ledger

MOST = 12


def told_lines(ledger: "Ledger", clause: str, keys: tuple[str, ...], on: date | None) -> Iterator[str]:
    """What each statement said of the line that is asked for; of several, which there are."""
    teller = Teller(ledger, compiled)
    found = teller.keys(clause, key_asked(keys), on)
    if not found:
        raise click.UsageError(_nothing(ledger, clause))
    if len(found) > 1:
        yield f"{plural(len(found), 'line')} of {found[0].clause}; to have one explained, say which:"
        for each in found[:MOST]:
            yield f"  {key_in_words(each.key)}, {in_words(each.date)}"
        if len(found) > MOST:
            yield f"  … and {len(found) - MOST:,} others"
        return
    yield from _history(teller.tell(found[0]))


def compiled(written: bytes) -> "Program | None":
    """The program of a contract that a ledger keeps; nothing where this version of pbr finds mistakes in it."""
    from pbrlang.files import decoded
    from pbrlang.ledger.terms import without_evidence
    from pbrlang.pipeline import compile_text

    return compile_text("the contract in the ledger", without_evidence(decoded(written))).program


def _nothing(ledger: "Ledger", clause: str) -> str:
    from pbrlang.diagnostics.nearest import nearest

    clauses = list(dict.fromkeys(line.clause for each in ledger.statements for line in each.lines))
    near = nearest(clause, clauses)
    if near and clause not in clauses:
        return f"no line of {clause} was ever issued for that: did you mean {listing(near)}?"
    known = f"; there are lines of {listing(clauses, 'and')}" if clauses and clause not in clauses else ""
    return f"no line of {clause} was ever issued for that{known}"


def _history(told: Told) -> Iterator[str]:
    words = "; ".join(part for part in (key_in_words(told.key.key), told.key.kind) if part)
    whose = f" for {words}" if words else ""
    yield f"{told.key.clause}{whose}, {in_words(told.key.date)} (clause {told.number})"
    for each in told.entries:
        yield from _entry(each)


def _entry(entry: Entry) -> Iterator[str]:
    money, why = Money(entry.statement), entry.line.correction
    where = f"Statement {entry.statement.number}, {entry.statement.period}: {money(entry.line.amount)}"
    if why is None:
        yield where
        head = "What was known then:"
    else:
        yield f"{where}, a correction to {entry.line.period}"
        was = f"{money(why.was)} had been paid" if why.was else "Nothing had been paid"
        yield f"  {was}; {money(why.now) if why.now else 'nothing'} was right."
        yield "  What changed:"
        yield from (f"    {each}" for each in changes(why))
        head = "What was known from then on:"
    if entry.because:
        yield f"  {head}"
        first, *rest = entry.because
        yield f"    {first}"
        yield from (f"      {each}" for each in rest)
