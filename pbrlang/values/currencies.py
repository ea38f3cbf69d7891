"""Currencies: their signs, and how many decimal places their coins have."""

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
