"""Who bears what statements come to, and who receives it: shared by the coin, on what was issued to date."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import frozen

from pbrlang.ir.program import Program
from pbrlang.ir.sharing import Sharing
from pbrlang.ledger.documents import coins_in, money_text
from pbrlang.ledger.model import IssuedLine
from pbrlang.settle.sharing import Part, Parts, share_out


@frozen
class Sum:
    """What a statement has of each clause, in coins, and its last day."""

    last: date
    by_clause: Mapping[str, int]


def sum_of(last: date, amounts: Iterable[tuple[str, int]]) -> Sum:
    """What amounts of clauses come to by clause."""
    by_clause: dict[str, int] = {}
    for clause, amount in amounts:
        by_clause[clause] = by_clause.get(clause, 0) + amount
    return Sum(last, by_clause)


def amounts_of(lines: Iterable[IssuedLine]) -> Iterator[tuple[str, int]]:
    """The clause and the amount of each line."""
    return ((each.clause, each.amount) for each in lines)


class Shares:
    """Shares the statements of a contract, those issued before first, so that each share to date holds for all."""

    def __init__(self, program: Program, before: Sequence[Sum]) -> None:
        self._program = program
        self._places = program.terms.places
        self._sums = list(before)

    def of(self, made: Sum) -> tuple[int, dict[str, Any]]:
        """What a further statement leaves unpaid, in coins, and what its document says of payers and splits."""
        self._sums.append(made)
        told: dict[str, Any] = {}
        payers, not_paid = self._program.payers, 0
        if payers is not None:
            parts = self._last(payers, lambda _: True)
            not_paid = int(parts.not_paid.amount * 10**self._places)
            told["payers"] = [{"payer": each.name, **self._told(each)} for each in parts.parts]
            told["not_paid"] = self._told(parts.not_paid)
        if self._program.splits:
            told["splits"] = [
                {
                    "clauses": list(split.clauses),
                    "receivers": [
                        {"receiver": each.name, **self._told(each)}
                        for each in self._last(split, split.clauses.__contains__).parts
                    ],
                }
                for split in self._program.splits
            ]
        return not_paid, told

    def _last(self, sharing: Sharing, counts: Callable[[str], bool]) -> Parts:
        """How a sharing divides the last statement, given all of them."""
        to_date, totals = 0, []
        for each in self._sums:
            to_date += sum(amount for clause, amount in each.by_clause.items() if counts(clause))
            totals.append((each.last, Fraction(to_date, 10**self._places)))
        return share_out(sharing, totals, self._program.calendars, Fraction(1, 10**self._places))[-1]

    def _told(self, part: Part) -> dict[str, str]:
        amounts = (int(each * 10**self._places) for each in (part.amount, part.to_date))
        amount, to_date = (money_text(each, self._places) for each in amounts)
        return {"amount": amount, "to_date": to_date}


def not_paid_in(document: Mapping[str, Any]) -> int:
    """What falls on nobody of a statement, in coins."""
    return coins_in(document["not_paid"]["amount"], document["places"]) if "not_paid" in document else 0


def borne_in(document: Mapping[str, Any]) -> int | None:
    """What the payers of a statement bear together, in coins; nothing where no payers are named."""
    payers = document.get("payers")
    return sum(coins_in(each["amount"], document["places"]) for each in payers) if payers else None
