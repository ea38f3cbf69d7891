"""How numbers, amounts and dates are written for a reader."""

from datetime import date
from fractions import Fraction

from pbrlang.values.nouns import Nouns
from pbrlang.values.rounding import round_to
from pbrlang.values.units import Unit

_MOST_PLACES = 4


def in_words(day: date) -> str:
    """A date as it is read aloud: `1 April 2012`."""
    return f"{day.day} {day:%B} {day.year}"


def amount(value: Fraction, symbol: str, places: int = 2) -> str:
    """An amount of money: `£1,200`, `£0.50`, `-£3`; `about £0.3333` where no coin is that small."""
    size = abs(value)
    sign = "-" if value < 0 else ""
    if size.denominator == 1:
        return f"{sign}{symbol}{size.numerator:,}"
    if (size * 10**places).denominator == 1:
        return f"{sign}{symbol}{decimal(size, places)}"
    about, digits = _shortened(size)
    return f"{about}{sign}{symbol}{digits}"


def share(value: Fraction) -> str:
    """A share in per cent: `33%`, `7.5%`, `about 33.3333%`."""
    about, digits = _shortened(abs(value) * 100)
    return f"{about}{'-' if value < 0 else ''}{digits}%"


def quantity(value: Fraction, unit: Unit, nouns: Nouns) -> str:
    """A number with the nouns of its unit: `33,500 nights`, `1 night`, `1.55 reconvictions per person`, `3`."""
    about, digits = _shortened(abs(value))
    return f"{about}{'-' if value < 0 else ''}{digits}{unit_words(unit, nouns, plural=abs(value) != 1)}"


def unit_words(unit: Unit, nouns: Nouns, *, plural: bool) -> str:
    """The nouns of a unit as they follow a number, a space before them."""
    tops = [noun for noun, power in unit.powers for _ in range(power)]
    if tops and plural:
        tops[-1] = nouns.plural(tops[-1])
    below = [noun for noun, power in unit.powers for _ in range(-power)]
    return "".join(f" {noun}" for noun in tops) + "".join(f" per {noun}" for noun in below)


def decimal(value: Fraction, places: int, separator: str = ",") -> str:
    """A number that has at most `places` decimals, with exactly so many; ValueError if it has more."""
    scaled = abs(value) * 10**places
    if scaled.denominator != 1:
        raise ValueError(f"{value} has more than {places} decimal places")
    whole, rest = divmod(scaled.numerator, 10**places)
    digits = f"{whole:,}".replace(",", separator)
    return ("-" if value < 0 else "") + digits + (f".{rest:0{places}d}" if places else "")


def _shortened(size: Fraction) -> tuple[str, str]:
    """The digits of a number that is not negative, and `about ` where they do not say all."""
    unit = Fraction(1, 10**_MOST_PLACES)
    rounded = round_to(size, unit, "half up")
    digits = decimal(rounded, _MOST_PLACES).rstrip("0").rstrip(".")
    return ("" if rounded == size else "about "), digits


def exact(value: Fraction | None) -> str | None:
    """A number as decimals where these end, else as a fraction in lowest terms; nothing is nothing."""
    if value is None:
        return None
    twos, fives, rest = 0, 0, value.denominator
    while rest % 2 == 0:
        twos, rest = twos + 1, rest // 2
    while rest % 5 == 0:
        fives, rest = fives + 1, rest // 5
    if rest != 1:
        return str(value)
    return decimal(value, max(twos, fives), "")
