"""Statements with what each payer bears and each receiver gets."""

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from pbrlang.ir.program import Program
from pbrlang.settle.model import Statement
from pbrlang.settle.sharing import Parts, share_out

NOUGHT = Fraction(0)


def with_shares(program: Program, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The same statements, in their order, shared; less what is beyond the limits of payers and falls on nobody."""
    coin = Fraction(1, 10**program.terms.places)
    splits: list[list[Parts]] = [[] for _ in statements]
    for split in program.splits:
        to_date, totals = NOUGHT, []
        for statement in statements:
            to_date += sum((each.total for each in statement.clauses if each.clause in split.clauses), NOUGHT)
            totals.append((statement.stretch.last, to_date))
        for place, parts in enumerate(share_out(split, totals, program.calendars, coin)):
            splits[place].append(parts)
    found = [evolve(each, splits=tuple(those)) for each, those in zip(statements, splits, strict=True)]
    if program.payers is None:
        return tuple(found)
    dues = [(each.stretch.last, each.to_date) for each in statements]
    borne = share_out(program.payers, dues, program.calendars, coin)
    return tuple(
        evolve(
            each,
            payers=parts,
            total=each.total - parts.not_paid.amount,
            to_date=each.to_date - parts.not_paid.to_date,
        )
        for each, parts in zip(found, borne, strict=True)
    )
