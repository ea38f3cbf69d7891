"""Numbers in cells: read exactly as written, never rounded."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import frozen

from pbrlang.data.errors import AmbiguousShare, OutOfBounds, TooManyDecimals, UnreadableNumber, WrongUnit
from pbrlang.data.expected import Expected, bounds, decimal_text
from pbrlang.data.misread import Misread, Reader
from pbrlang.data.nouns import is_money, spellings
from pbrlang.data.spreadsheets import leftover
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Quantity

_WHOLE = r"[0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,30}"
_FIGURE = rf"({_WHOLE})(?:\.([0-9]{{1,30}}))?"
_BARE = re.compile(rf"-?{_FIGURE}")
_DRESSED = re.compile(rf"-?([^\w\s.,()+-]?) ?-?{_FIGURE} ?([^0-9.,()+-]*)")


@frozen
class _Column:
    """What a number's reader knows about its column."""

    field: Field
    kind: Quantity
    symbol: str
    least: Fraction | None
    wanted: Expected


def number_reader(field: Field, kind: Quantity, symbol: str, plurals: Mapping[str, str], wanted: Expected) -> Reader:
    """A reader of one column's numbers; a count may not be negative unless its field says so."""
    money = is_money(kind.unit)
    least = Fraction(0) if field.least is None and not money and not kind.share else field.least
    column = _Column(field, kind, symbol, least, wanted)
    pattern = re.compile(_pattern(kind, symbol, plurals), re.IGNORECASE)

    def read(text: str) -> Fraction | Misread:
        found = pattern.fullmatch(text)
        return _exact(found, column) if found else _why_not(text, column)

    return read


def _pattern(kind: Quantity, symbol: str, plurals: Mapping[str, str]) -> str:
    if kind.share:
        return rf"(-?){_FIGURE} ?%"
    words = [re.escape(each).replace(r"\ ", " +") for each in spellings(kind.unit, plurals)]
    sign = rf"(?:{re.escape(symbol)} ?)?" if is_money(kind.unit) else ""
    return rf"(-?){sign}{_FIGURE}" + (rf"(?: *(?:{'|'.join(words)}))?" if words else "")


def _exact(found: re.Match[str], column: _Column) -> Fraction | Misread:
    minus, whole, decimals = found[1], found[2].replace(",", ""), found[3] or ""
    if len(decimals) > column.field.places:
        return Misread(column.wanted.phrase, _fewer_decimals(minus, whole, decimals, column), TooManyDecimals)
    size = Fraction(int(whole + decimals), 10 ** (len(decimals) + (2 if column.kind.share else 0)))
    number = -size if minus else size
    too_small = column.least is not None and number < column.least
    if too_small or (column.field.most is not None and number > column.field.most):
        return Misread(bounds(column.field, column.least, column.symbol), None, OutOfBounds)
    return number


def _fewer_decimals(minus: str, whole: str, decimals: str, column: _Column) -> str:
    places, sign = column.field.places, "%" if column.kind.share else ""
    kept, lost = decimals[:places], decimals[places:]
    if len(decimals) == 3 and not places:
        thousands = f"{minus}{int(whole + decimals):,}{sign}"
        return f"a point is always a decimal point: write `{thousands}` if thousands are meant, else the exact figure"
    if not lost.strip("0"):
        return f"write `{minus}{int(whole):,}{'.' + kept if kept else ''}{sign}`"
    return "nothing is rounded here: write the exact figure, or agree more decimal places in the contract"


def _why_not(text: str, column: _Column) -> Misread:
    wanted = column.wanted
    spoilt = leftover(text, wanted)
    if spoilt:
        return spoilt
    bare = _BARE.fullmatch(text)
    if bare and column.kind.share:
        as_part = decimal_text(abs(Fraction(text.replace(",", ""))) * 100)
        readings = f"{'-' if text.startswith('-') else ''}{as_part}%` or `{text}%"
        return Misread(wanted.phrase, f"it may mean either: write `{readings}`", AmbiguousShare)
    dressed = _DRESSED.fullmatch(text)
    if dressed and not _is_own(dressed, column):
        return Misread(wanted.phrase, _other_unit(column), WrongUnit)
    hint = next((hint for test, hint in _SLIPS if test(text)), None)
    return Misread(wanted.phrase, hint or f"write it as in `{wanted.example}`", UnreadableNumber)


def _is_own(dressed: re.Match[str], column: _Column) -> bool:
    """Whether the signs and words around a figure are the column's own, so that something else is amiss."""
    before = dressed[1] in ("", column.symbol) if is_money(column.kind.unit) else not dressed[1]
    return before and not dressed[4].strip()


def _other_unit(column: _Column) -> str:
    return f"the column holds {column.wanted.phrase}: write it as in `{column.wanted.example}`"


def _is(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


_SLIPS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (_is(r"\(.*\)"), "write a negative amount with a minus sign, not in brackets"),
    (_is(r"[^0-9-]-.*"), "write the minus sign first, before the currency sign"),
    (_is(r".*[0-9]-"), "write the minus sign first"),
    (_is(r"\+.*"), "leave the plus sign out"),
    (_is(r"-?\D?\.[0-9]+.*"), "write a nought before the decimal point"),
    (_is(r".*[0-9]\."), "leave the point out"),
    (_is(r".*[0-9] +[0-9].*"), "write no spaces within a number; thousands may be separated by commas, as in `1,200`"),
    (_is(r".*[0-9],.*"), "a comma separates groups of three figures, as in `1,200`; decimals follow a point"),
)
