"""Values as a drafter writes them: exact, with their nouns."""

from datetime import date
from fractions import Fraction

from pbrlang.ir.program import Program
from pbrlang.kinds.model import Kind, Quantity
from pbrlang.kinds.wording import is_currency, show
from pbrlang.source import Span
from pbrlang.values.units import POINT, Unit
from pbrlang.values.wording import amount, decimal, in_words, unit_words

_MOST_PLACES = 30


def value_in_words(value: Fraction | date | bool | str | None, kind: Kind, program: Program) -> str:
    """A value, exactly: `£1,200`, `£40 per night`, `7.5%`, `36,000 nights`, `81/87`, `1 April 2012`, `yes`, `blank`.

    A number that no decimal says exactly is written as a fraction.
    """
    terms = program.terms
    if not isinstance(value, Fraction) or isinstance(value, bool):
        return show(value, kind, program.nouns, terms.symbol, terms.places)
    if not isinstance(kind, Quantity):
        return digits(value)
    if kind.share:
        return f"{digits(value * 100)}%"
    return _of_unit(value, kind.unit, program)


def literal_in_words(value: Fraction | date | bool | str | None, kind: Kind, place: Span, program: Program) -> str:
    """A value that was written at a place, exactly; a share that was written in percentage points in these."""
    share = isinstance(kind, Quantity) and kind.share and isinstance(value, Fraction)
    if share and isinstance(value, Fraction) and POINT in place.text:
        return f"{digits(value * 100)} {POINT if abs(value * 100) == 1 else f'{POINT}s'}"
    return value_in_words(value, kind, program)


def about(value: Fraction | date | bool | str | None, kind: Kind, program: Program) -> str:
    """A value that was worked out: cut to four decimal places where it has more, which `about` then says."""
    return show(value, kind, program.nouns, program.terms.symbol, program.terms.places)


def money(value: Fraction, program: Program) -> str:
    """An amount in the contract's currency, exactly."""
    places = places_of(value)
    if places is None:
        return f"{program.terms.symbol}{digits(value)}"
    return amount(value, program.terms.symbol, max(places, program.terms.places))


def digits(value: Fraction) -> str:
    """A number in decimals, with commas between thousands; as a fraction where it has no end."""
    places = places_of(value)
    if places is None:
        return f"{value.numerator:,}/{value.denominator:,}"
    return decimal(value, places)


def places_of(value: Fraction) -> int | None:
    """How many decimal places a number has; nothing where they have no end."""
    for places in range(_MOST_PLACES):
        if (value * 10**places).denominator == 1:
            return places
    return None


def length_in_words(number: Fraction, kind: Kind, program: Program) -> str:
    """A length of time: `12 months`, `1 day`."""
    unit = kind.unit if isinstance(kind, Quantity) else Unit()
    return f"{digits(number)}{unit_words(unit or Unit.noun('day'), program.nouns, plural=number != 1)}"


def day_in_words(day: date) -> str:
    """A date: `1 April 2012`."""
    return in_words(day)


def _of_unit(value: Fraction, unit: Unit, program: Program) -> str:
    currency = [noun for noun, power in unit.powers if power > 0 and is_currency(noun)]
    if not currency:
        return f"{digits(value)}{unit_words(unit, program.nouns, plural=abs(value) != 1)}"
    rest = Unit(tuple((noun, power) for noun, power in unit.powers if noun not in currency))
    return money(value, program) + unit_words(rest, program.nouns, plural=True)
