"""Kinds in the words of a reader of the contract."""

from pbrlang.kinds.model import Category, Day, Identifier, Kind, Length, Quantity, Text, Unknown, YesNo
from pbrlang.values.nouns import Nouns
from pbrlang.values.units import Unit

_CURRENCIES = {"GBP": "pound", "USD": "dollar", "EUR": "euro"}


def describe(kind: Kind, nouns: Nouns) -> str:
    """A few words for a kind: `pounds per night`, `nights`, `a share`, `a date`."""
    match kind:
        case Quantity(unit=unit, share=share):
            return "a share" if share else _unit(unit, nouns)
        case Day():
            return "a date"
        case Length():
            return "a length of time"
        case YesNo():
            return "yes or no"
        case Category():
            return "one of a list of words"
        case Identifier(table=table):
            return f"a name of {table}"
        case Text():
            return "words"
        case Unknown():
            return "something not understood"


def _unit(unit: Unit, nouns: Nouns) -> str:
    above = [_plural(noun, nouns) for noun, power in unit.powers if power > 0 for _ in range(power)]
    below = [_CURRENCIES.get(noun, noun) for noun, power in unit.powers if power < 0 for _ in range(-power)]
    if not above and not below:
        return "a plain number"
    top = " times ".join(above) or "a number"
    return " per ".join([top, *below])


def _plural(noun: str, nouns: Nouns) -> str:
    return f"{_CURRENCIES[noun]}s" if noun in _CURRENCIES else nouns.plural(noun)
