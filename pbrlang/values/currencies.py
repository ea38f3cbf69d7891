"""Currencies: their signs, and how many decimal places their coins have."""

from fractions import Fraction

from attrs import frozen


@frozen
class Currency:
    """A currency by its three-letter code."""

    code: str
    symbol: str
    places: int


# The usual ones, so that reading them costs no more than a look; all others come from Babel's tables.
_USUAL = {each.code: each for each in (Currency("GBP", "£", 2), Currency("EUR", "€", 2), Currency("USD", "$", 2))}
_SIGNS = frozenset("£$€¥₹")
_SMALL_COINS = frozenset(("penny", "pence", "cent"))
_MAIN_UNITS = frozenset(("pound", "dollar", "euro", "unit"))


def coin(word: str, places: int) -> Fraction | None:
    """What a coin is worth in the main unit of a currency, whose smallest has so many places; or nothing."""
    if word in _SMALL_COINS:
        return Fraction(1, 10**places)
    return Fraction(1) if word in _MAIN_UNITS else None


def currency(code: str) -> Currency | None:
    """A currency that can be written in a contract, by its code; nothing where there is none."""
    if code in _USUAL:
        return _USUAL[code]
    from babel.core import get_global
    from babel.numbers import get_currency_precision, get_currency_symbol

    if code not in get_global("all_currencies"):
        return None
    sign = get_currency_symbol(code, "en")[-1]
    return Currency(code, sign if sign in _SIGNS else "$", get_currency_precision(code))
