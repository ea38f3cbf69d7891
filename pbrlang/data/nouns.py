"""Units in words, as a cell may carry them: weeks, people, reconvictions per person."""

from collections.abc import Mapping

from pbrlang.diagnostics.prose import plural_of
from pbrlang.values.units import Unit

_IRREGULAR = {"person": "people", "child": "children", "man": "men", "woman": "women"}


def plural(noun: str, plurals: Mapping[str, str]) -> str:
    """The plural of a noun: the declared one, else the regular one."""
    declared = plurals.get(noun) or _IRREGULAR.get(noun)
    return declared or plural_of(noun)


def is_currency(noun: str) -> bool:
    """Whether a noun is the three-letter code of a currency."""
    return len(noun) == 3 and noun.isascii() and noun.isupper()


def is_money(unit: Unit) -> bool:
    """Whether it is an amount of money, or a price per something."""
    return any(is_currency(noun) and power > 0 for noun, power in unit.powers)


def spellings(unit: Unit, plurals: Mapping[str, str]) -> tuple[str, ...]:
    """The ways in which a unit may be written after a number, the most usual first; no currency is among them."""
    tops = [noun for noun, power in unit.powers if power > 0 and not is_currency(noun)]
    below = "".join(f" per {noun}" for noun, power in unit.powers if power < 0)
    if not tops:
        return (below.strip(),) if below else ()
    many = " ".join([*tops[:-1], plural(tops[-1], plurals)])
    return (many + below, " ".join(tops) + below)
