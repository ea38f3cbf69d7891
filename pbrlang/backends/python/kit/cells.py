"""Reading cells: exactly as they are written, or not at all."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pbrlang.backends.python.kit.days import MONTH_NAMES

PLAIN = str.maketrans({**dict.fromkeys("\u00a0\u2007\u2009\u202f", " "), **dict.fromkeys("\u2011\u2013\u2212", "-")})
MONTH_NUMBERS = {
    **{name[:length].lower(): n for n, name in enumerate(MONTH_NAMES, 1) for length in (3, len(name))},
    "sept": 9,
}
FIGURE = r"([0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,30})(?:\.([0-9]{1,30}))?"
SPOILT = re.compile(
    r"#{2,}|#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|-?[0-9](?:\.[0-9]+)?E\+[0-9]+", re.I
)

Read = Callable[[str], Any]
"""Reads the text of a cell that is not empty; ValueError where it is not what the column holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what its cells hold in words, how one is read, and whether one may be empty."""

    name: str
    holds: str
    read: Read
    optional: bool = False
    is_text: bool = False
    """Text is kept as it is written; elsewhere several kinds of spaces and dashes count as one."""

    def value(self, cell: str) -> Any:
        """The value of a cell; ValueError, saying what is wrong, where it cannot be read."""
        text = (cell if self.is_text else cell.translate(PLAIN)).strip()
        if not text:
            if self.optional:
                return None
            raise ValueError(f"it is blank; it should be {self.holds}")
        try:
            return self.read(text)
        except ValueError as wrong:
            raise ValueError(str(wrong) or f"`{' '.join(cell.split())}` is not {self.holds}") from None


def number(
    places: int,
    *,
    least: int | None = None,
    most: int | None = None,
    sign: str = "",
    units: Sequence[str] = (),
    share: bool = False,
) -> Read:
    """A reader of numbers of so many decimal places, as whole numbers of the last; a share has a per cent sign."""
    words = "|".join(re.escape(each).replace(r"\ ", " +") for each in units)
    after = " ?%" if share else f"(?: *(?:{words}))?" if words else ""
    before = f"(?:{re.escape(sign)} ?)?" if sign and not share else ""
    pattern = re.compile(rf"(-?){before}{FIGURE}{after}", re.IGNORECASE)

    def read(text: str) -> int:
        found = pattern.fullmatch(text)
        if found is None:
            raise ValueError
        decimals = found[3] or ""
        if len(decimals) > places:
            raise ValueError(f"`{text}` has too many decimal places; there may be {places}")
        size = int(found[2].replace(",", "") + decimals.ljust(places, "0"))
        value = -size if found[1] else size
        if (least is not None and value < least) or (most is not None and value > most):
            raise ValueError(f"`{text}` is out of bounds")
        return value

    return read


def day(text: str) -> date:
    """A date as in 2012-02-01, 1 February 2012 or 1 Feb 2012, from 1900 to 2199."""
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
        year, month, number = int(found[1]), int(found[2]), int(found[3])
    elif found := re.fullmatch(r"([0-9]{1,2}) +([A-Za-z]+) +([0-9]{4})", text):
        year, month, number = int(found[3]), MONTH_NUMBERS.get(found[2].lower(), 0), int(found[1])
    else:
        raise ValueError
    if not 1900 <= year <= 2199:
        raise ValueError(f"`{text}` is not a date from 1900 to 2199")
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(f"`{text}` is no day of the calendar") from None


def yes_or_no(text: str) -> bool:
    """Yes or no, in any case of letters."""
    if text.lower() not in ("yes", "no"):
        raise ValueError
    return text.lower() == "yes"


def one_of(*choices: str) -> Read:
    """A reader of words from a list; case and extra spaces make no difference."""
    by_key = {choice_key(each): each for each in choices}

    def read(text: str) -> str:
        found = by_key.get(choice_key(text))
        if found is None:
            raise ValueError(f"`{text}` is none of {', '.join(choices)}")
        return found

    return read


def choice_key(text: str) -> str:
    """What counts of a word in a list."""
    return " ".join(text.translate(PLAIN).split()).casefold()


def name(text: str) -> str:
    """A name that stands for a row; what a spreadsheet leaves in the place of a value is none."""
    if SPOILT.fullmatch(text) and (text.startswith("#") or "E+" in text):
        raise ValueError
    return text
