"""From one cell to its value."""

from collections.abc import Mapping
from typing import assert_never

from pbrlang.data.dates import date_reader
from pbrlang.data.errors import BlankValue, UnknownCategory, UnreadableYesNo
from pbrlang.data.expected import Expected, expected
from pbrlang.data.matching import nearest
from pbrlang.data.misread import CellReader, Misread, Reader
from pbrlang.data.numbers import number_reader
from pbrlang.data.rows import Value
from pbrlang.data.spreadsheets import leftover
from pbrlang.data.stored import Cell, Stored
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Category, Day, Identifier, Length, Quantity, Text, Unknown, YesNo

__all__ = ["CellReader", "Misread", "column_reader", "read_value"]

_PLAIN = str.maketrans(
    {"\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u2011": "-", "\u2013": "-", "\u2212": "-"}
)
_YES = frozenset({"y", "true", "t", "1"})
_NO = frozenset({"n", "false", "f", "0"})


def read_value(text: str, field: Field, symbol: str, plurals: Mapping[str, str] | None = None) -> Value | Misread:
    """The value of one cell.

    `symbol` is the sign of the contract's currency, `plurals` its irregular plurals by singular.
    Numbers come back as exact fractions, a share as a part of one; a category in the contract's
    own spelling; a blank, where it is allowed, as `None`. What cannot be read is a `Misread`.
    """
    return column_reader(field, symbol, plurals)(text)


def column_reader(field: Field, symbol: str, plurals: Mapping[str, str] | None = None) -> CellReader:
    """A reader for all cells of a column; it remembers what it has read, as columns repeat themselves."""
    wanted = expected(field, symbol, plurals or {})
    read = _kind_reader(field, symbol, plurals or {}, wanted)
    blank = None if field.optional else Misread(wanted.phrase, None, BlankValue)

    def from_stored(cell: Stored) -> Value | Misread:
        return read(cell.text) if isinstance(field.kind, cell.kinds) else Misread(wanted.phrase, cell.hint, cell.fault)

    def from_name(cell: Cell) -> Value | Misread:
        if isinstance(cell, Stored):
            return from_stored(cell)
        return read(stripped) if (stripped := cell.strip()) else blank

    def from_cell(cell: Cell) -> Value | Misread:
        if isinstance(cell, Stored):
            return from_stored(cell)
        plain = (cell if cell.isascii() else cell.translate(_PLAIN)).strip()
        return read(plain) if plain else blank

    return from_name if isinstance(field.kind, Identifier | Text | Unknown) else _Memory(from_cell).__getitem__


class _Memory(dict[Cell, Value | Misread]):
    """Readings by cell; one that is not there yet is made."""

    def __init__(self, read: CellReader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Cell) -> Value | Misread:
        value = self[cell] = self._read(cell)
        return value


def _kind_reader(field: Field, symbol: str, plurals: Mapping[str, str], wanted: Expected) -> Reader:
    match field.kind:
        case Quantity() as kind:
            return number_reader(field, kind, symbol, plurals, wanted)
        case Day():
            return date_reader(wanted)
        case YesNo():
            return _yes_no_reader(wanted)
        case Category(values=values):
            return _category_reader(values, wanted)
        case Identifier():
            return lambda text: _spoilt_name(text, wanted) or text
        case Text() | Unknown():
            return lambda text: text
        case Length():
            raise TypeError(f"{field.name}: no column holds a length of time; it is a number of a unit")
        case _:
            assert_never(field.kind)


def _spoilt_name(text: str, wanted: Expected) -> Misread | None:
    """An identifier that a spreadsheet spoilt; `1E5` may be somebody's, `1.2E+05` is nobody's."""
    return leftover(text, wanted) if text.startswith("#") or "E+" in text else None


def _yes_no_reader(wanted: Expected) -> Reader:
    def read(text: str) -> bool | Misread:
        word = text.lower()
        if word in ("yes", "no"):
            return word == "yes"
        meant = "yes" if word in _YES else "no" if word in _NO else None
        spoilt = leftover(text, wanted)
        return spoilt or Misread(wanted.phrase, f"write `{meant}`" if meant else "write `yes` or `no`", UnreadableYesNo)

    return read


def _category_reader(values: tuple[str, ...], wanted: Expected) -> Reader:
    by_key = {_category_key(value): value for value in values}

    def read(text: str) -> str | Misread:
        found = by_key.get(_category_key(text))
        if found is not None:
            return found
        near = nearest(text, values)
        spoilt = leftover(text, wanted)
        return spoilt or Misread(wanted.phrase, f"did you mean `{near}`?" if near else None, UnknownCategory)

    return read


def _category_key(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split()).casefold()
