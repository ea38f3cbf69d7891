"""A floor as the clause that it is short for: it pays what is missing from a least sum, if anything is."""

from fractions import Fraction

from pbrlang.names.homes import CalendarHome, Home, part_of
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree import expressions as ex
from pbrlang.syntax.tree.base import Name


def clause_of(block: b.Floor, home: Home, symbol: str) -> b.Clause:
    """The clause for a home: `pays (the greater of £0 and the floor - what is paid)`; `symbol` is the currency's sign.

    Its parts stand where the floor says them, so that what is wrong with one is told there.
    """
    amounts = tuple(b.Amount(each.span, "pays", _missing(each, home, symbol)) for each in block.tops)
    return b.Clause(
        span=block.span,
        number=block.number,
        keyword="floor",
        notes=block.notes,
        accepts=block.accepts,
        name=block.name,
        homes=tuple(each.each for each in block.tops[:1]),
        on=block.on,
        when=(),
        amounts=amounts,
        sources=(),
        times=tuple(b.Times(each.span, None, ()) for each in block.tops[:1]),
        clamps=(),
        payable=block.payable,
        negative=(),
        against=tuple(name for each in block.tops for name in each.clauses),
    )


def _missing(tops: b.TopsUp, home: Home, symbol: str) -> ex.Expression:
    missing: ex.Expression = tops.least
    for name in tops.clauses:
        missing = ex.Binary(tops.span, "-", missing, _paid(name, home))
    return ex.Lesser(tops.span, "greater", ex.Money(tops.span, Fraction(0), symbol), missing)


def _paid(name: Name, home: Home) -> ex.Expression:
    """What is paid under a clause in the period of the floor, or up to its day."""
    period = part_of(home, CalendarHome)
    time = ex.TimeWord(name.span, "in", period.step) if period else ex.TimeWord(name.span, "to date")
    return ex.Aggregate(name.span, "total", ex.Reading(name.span, name, "paid"), None, (time,))
