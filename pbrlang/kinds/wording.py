"""How a value of any kind is written for a reader."""

from datetime import date
from fractions import Fraction

from pbrlang.kinds.model import Kind, Quantity
from pbrlang.values.nouns import Nouns
from pbrlang.values.units import Unit
from pbrlang.values.wording import amount, in_words, quantity, share, unit_words

_CODE_LENGTH = 3


def show(value: Fraction | date | bool | str | None, kind: Kind, nouns: Nouns, symbol: str, places: int = 2) -> str:
    """A value in words: `£1,200`, `£40 per night`, `33,500 nights`, `33%`, `1 April 2012`, `yes`, `blank`.

    `symbol` is the sign of the contract's currency and `places` the decimal places of its coins.
    What has more than four decimal places is cut to four, and `about` says so.
    """
    match value:
        case None:
            return "blank"
        case bool():
            return "yes" if value else "no"
        case date():
            return in_words(value)
        case Fraction():
            return _number(value, kind, nouns, symbol, places)
        case _:
            return value


def _number(value: Fraction, kind: Kind, nouns: Nouns, symbol: str, places: int) -> str:
    if not isinstance(kind, Quantity):
        return quantity(value, Unit(), nouns)
    if kind.share:
        return share(value)
    currency = [noun for noun, power in kind.unit.powers if power > 0 and is_currency(noun)]
    if not currency:
        return quantity(value, kind.unit, nouns)
    rest = Unit(tuple((noun, power) for noun, power in kind.unit.powers if noun not in currency))
    return amount(value, symbol, places) + unit_words(rest, nouns, plural=True)


def is_currency(noun: str) -> bool:
    """Whether a noun is the three-letter code of a currency."""
    return len(noun) == _CODE_LENGTH and noun.isascii() and noun.isupper()
