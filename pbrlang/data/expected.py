"""What a column's cells should hold, in words."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from pbrlang.data.nouns import is_money, spellings
from pbrlang.diagnostics.prose import plural
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Category, Day, Identifier, Quantity, YesNo

_MOST_CHOICES = 8
_MOST_PLACES = 12


@frozen
class Expected:
    """What a cell should hold, as in "a whole number of weeks", and a cell that would do."""

    phrase: str
    example: str
    blank: bool = False


def expected(field: Field, symbol: str, plurals: Mapping[str, str]) -> Expected:
    """What the cells of a field should hold."""
    found = _for_kind(field, symbol, plurals)
    return Expected(found.phrase + " or blank", found.example, blank=True) if field.optional else found


def _for_kind(field: Field, symbol: str, plurals: Mapping[str, str]) -> Expected:
    match field.kind:
        case Quantity() as kind:
            return _number(field, kind, symbol, plurals)
        case Day():
            return Expected("a date", "2012-02-01")
        case YesNo():
            return Expected("yes or no", "yes")
        case Category(values=values):
            return Expected(one_of(values), values[0])
        case Identifier():
            return Expected("an identifier", "A17")
        case _:
            return Expected("words", "as seen")


def _number(field: Field, kind: Quantity, symbol: str, plurals: Mapping[str, str]) -> Expected:
    limit = f" with at most {plural(field.places, 'decimal place')}" if field.places else ""
    whole = "" if field.places else "whole "
    units = next(iter(spellings(kind.unit, plurals)), "")
    if is_money(kind.unit):
        phrase = f"{'a whole' if whole else 'an'} amount in {symbol}{' ' + units if units else ''}"
    elif kind.share:
        phrase = "a whole number of per cent" if whole else "a share in per cent"
    else:
        phrase = f"a {whole}number{' of ' + units if units else ''}"
    return Expected(phrase + limit, write_number(_example(field, kind), kind, symbol, field.places))


def _example(field: Field, kind: Quantity) -> Fraction:
    """A number that the field may hold."""
    usual = Fraction(1200) if is_money(kind.unit) else Fraction(35, 100) if kind.share else Fraction(26)
    if field.most is not None and usual > field.most:
        return field.most
    return field.least if field.least is not None and usual < field.least else usual


def one_of(choices: tuple[str, ...]) -> str:
    """The choices as a list in words; a long one is cut short."""
    shown = ", ".join(choices[:_MOST_CHOICES])
    rest = len(choices) - _MOST_CHOICES
    return f"one of {shown}" + (f" and {rest} more" if rest > 0 else "")


def bounds(field: Field, least: Fraction | None, symbol: str) -> str:
    """The bounds of a field in words, as in "from 0 to 52"."""
    kind = field.kind if isinstance(field.kind, Quantity) else Quantity()
    low, high = (None if bound is None else write_number(bound, kind, symbol) for bound in (least, field.most))
    if low and high:
        return f"from {low} to {high}"
    return f"at least {low}" if low else f"at most {high}"


def write_number(number: Fraction, kind: Quantity, symbol: str, places: int = 0) -> str:
    """A number as a cell of its kind may hold it, with at least so many decimal places."""
    size = decimal_text(abs(number) * (100 if kind.share else 1), places)
    sign = symbol if is_money(kind.unit) else ""
    return f"{'-' if number < 0 else ''}{sign}{size}{'%' if kind.share else ''}"


def decimal_text(number: Fraction, least_places: int = 0) -> str:
    """An exact decimal if there is one of at most twelve places, else the fraction."""
    for places in range(least_places, _MOST_PLACES + 1):
        scaled = number * 10**places
        if scaled.denominator == 1:
            whole, rest = divmod(scaled.numerator, 10**places)
            return f"{whole:,}" + (f".{rest:0{places}d}" if places else "")
    return str(number)
