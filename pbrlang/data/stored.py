"""Cells of files that hold more than text: dates, true and false, numbers in binary."""

import functools
from datetime import date
from decimal import Decimal

from attrs import frozen

from pbrlang.data.errors import BadCell, InexactNumber, UnsuitableValue
from pbrlang.kinds.model import Category, Day, Kind, Text, Unknown, YesNo

DOUBLE_FIGURES = 15
"""Every decimal number of so many figures has a double of its own, and of the single and half precisions below."""
SINGLE_FIGURES = 6
HALF_FIGURES = 3
_DAYS_KEPT = 200_000


@frozen(eq=False)
class Stored:
    """A value that its file does not hold as text. `text` is how it would be written in a CSV file.

    In a column of one of `kinds` it is read as that text; in any other it is a bad value, and `hint` says why.
    """

    text: str
    hint: str
    kinds: tuple[type[Kind], ...] = ()
    fault: type[BadCell] = UnsuitableValue


Cell = str | Stored
"""What a record holds under one heading; blank cells and numbers are text."""

_IN_FULL = "write the value itself, as text or as a number"
YES = Stored("yes", f"the file holds true or false there: {_IN_FULL}", (YesNo, Category))
NO = Stored("no", YES.hint, YES.kinds)


def text_of(cell: Cell) -> str:
    """A cell as it would be written in a CSV file."""
    return cell if isinstance(cell, str) else cell.text


@functools.lru_cache(maxsize=_DAYS_KEPT)
def stored_date(day: date) -> Stored:
    """A date that is held as one."""
    hint = "the file holds a date there; a spreadsheet makes one of text such as `1-2`: " + _IN_FULL
    return Stored(day.isoformat(), hint, (Day, Text, Unknown))


def stored_moment(text: str) -> Stored:
    """A date with a time of day, a time alone or a length of time."""
    return Stored(text, "it holds a time of day: store the date alone")


def plain(number: str) -> str:
    """A decimal number without an exponent and without noughts at the end of its decimals: the value is the same."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").removesuffix(".") if "." in text else text


def binary_number(shortest: str, figures: int) -> Cell:
    """A number that the file holds as a binary fraction.

    `shortest` is the shortest decimal that stands for it, `figures` how many figures its precision tells apart.
    With no more figures than that, the decimal is the only one of that length that can have been meant, so it is
    read; with more, it may be the trace of a sum or of a longer number, and is refused.
    """
    number = Decimal(shortest)
    if not number.is_finite():
        return Stored(str(number), "it is no number; where nothing is known, leave the cell empty or store a null")
    text = plain(shortest)
    if len(text.replace("-", "").replace(".", "").lstrip("0")) <= figures:
        return text
    hint = (
        f"such a number is exact to {figures} figures: round it where it is made, as by `=ROUND(A1, 2)` in a "
        "spreadsheet, or store it as text or as a decimal"
    )
    return Stored(text, hint, fault=InexactNumber)
