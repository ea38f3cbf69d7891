"""Values as the command writes them."""

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from pbrlang.data.rows import Value
    from pbrlang.ir.program import Program, Terms
    from pbrlang.kinds.model import Kind


def money(amount: Fraction, terms: "Terms") -> str:
    """An amount with all its places: `£1,234.50`, `-£3.00`."""
    from pbrlang.values.wording import decimal

    return f"{'-' if amount < 0 else ''}{terms.symbol}{decimal(abs(amount), terms.places)}"


def value_in_words(value: "Value", kind: "Kind", program: "Program") -> str:
    """A value of a kind, as a reader of the contract would write it."""
    from pbrlang.values.wording import in_words

    match value:
        case None:
            return "blank"
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return number_in_words(value, kind, program)
        case str():
            return value
        case _:
            return in_words(value)


def number_in_words(number: Fraction, kind: "Kind", program: "Program") -> str:
    """A number with its unit: money with its sign, a share in per cent, anything else with its nouns."""
    from pbrlang.kinds.model import Quantity
    from pbrlang.values.units import Unit
    from pbrlang.values.wording import amount, quantity, share, unit_words

    terms = program.terms
    unit = kind.unit if isinstance(kind, Quantity) else Unit()
    if isinstance(kind, Quantity) and kind.share:
        return share(number)
    if dict(unit.powers).get(terms.currency) != 1:
        return quantity(number, unit, program.nouns)
    rest = unit / Unit.noun(terms.currency)
    return amount(number, terms.symbol, terms.places) + unit_words(rest, program.nouns, plural=False)


def days_in_words(first: "date", last: "date") -> str:
    """A stretch of days, both ends included."""
    from pbrlang.values.wording import in_words

    return in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"
