"""Dates in cells: 2012-02-01, 1 February 2012 or 1 Feb 2012, and nothing that could be two days."""

import re
from calendar import monthrange
from datetime import date, timedelta

from pbrlang.calendar.months import FIRST_YEAR, LAST_YEAR
from pbrlang.data.errors import AmbiguousDate, SpreadsheetLeftover, UnreadableDate
from pbrlang.data.expected import Expected
from pbrlang.data.misread import Misread, Reader
from pbrlang.data.spreadsheets import leftover
from pbrlang.diagnostics.prose import listing, quoted_listing

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH_NUMBERS = {name[:length].lower(): n for n, name in enumerate(MONTHS, 1) for length in (3, len(name))} | {
    "sept": 9
}
_EXAMPLE = date(2012, 2, 1)
# A spreadsheet counts days from here, once its 29 February 1900, which never was, lies behind it.
_DAY_NOUGHT = date(1899, 12, 30)

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_IN_WORDS = re.compile(r"([0-9]{1,2}) +([A-Za-z]+) +([0-9]{4})")
_FIGURES = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{2}|[0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]?([0-9]{1,2})[/.-]?([0-9]{1,2})(?:[T ][0-9:.]+Z?)?")
_LOOSE_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]*([A-Za-z]{3,9})\.?,?[ -]*([0-9]{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})")


def in_words(day: date) -> str:
    """A date as it is read aloud: 1 February 2012."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_reader(wanted: Expected) -> Reader:
    """A reader of dates; each date must exist, and lie from 1900 to 2199."""

    def read(text: str) -> date | Misread:
        found = _ISO.fullmatch(text)
        if found:
            return _checked(int(found[1]), int(found[2]), int(found[3]), wanted)
        found = _IN_WORDS.fullmatch(text)
        month = _MONTH_NUMBERS.get(found[2].lower()) if found else None
        if found and month:
            return _checked(int(found[3]), month, int(found[1]), wanted)
        return _why_not(text, wanted)

    return read


def _checked(year: int, month: int, day: int, wanted: Expected) -> date | Misread:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        hint = f"years run from {FIRST_YEAR} to {LAST_YEAR}"
        if wanted.blank:
            hint += "; leave the cell empty where there is no date yet"
        return Misread(wanted.phrase, hint, UnreadableDate)
    if not 1 <= month <= 12:
        return Misread(wanted.phrase, f"there is no month {month}", UnreadableDate)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return Misread(wanted.phrase, f"{MONTHS[month - 1]} {year} has {last} days", UnreadableDate)
    return date(year, month, day)


def _why_not(text: str, wanted: Expected) -> Misread:
    spoilt = leftover(text, wanted)
    if spoilt:
        return spoilt
    figures = _FIGURES.fullmatch(text)
    if figures:
        return _two_readings(text, int(figures[1]), int(figures[3]), figures[4], wanted)
    serial = int(text) if re.fullmatch(r"[0-9]{5}", text) else 0
    if serial > 60:
        day = _DAY_NOUGHT + timedelta(days=serial)
        hint = f"a spreadsheet means {in_words(day)} by {text}: show the column as dates, or write `{day}`"
        return Misread(wanted.phrase, hint, SpreadsheetLeftover)
    meant = _meant(text)
    hint = f"write `{meant}`" if meant else f"write it as in `{wanted.example}` or `{in_words(_EXAMPLE)}`"
    return Misread(wanted.phrase, hint, UnreadableDate)


def _two_readings(text: str, first: int, second: int, written_year: str, wanted: Expected) -> Misread:
    year = int(written_year) if len(written_year) == 4 else 2000 + int(written_year)
    both = (_day(year, second, first), _day(year, first, second))
    days = list(dict.fromkeys(day for day in both if day))
    if not days:
        return Misread(wanted.phrase, f"write it as in `{wanted.example}`", UnreadableDate)
    readings, answers = listing(in_words(day) for day in days), quoted_listing(str(day) for day in days)
    return Misread(wanted.phrase, f"{text} is {readings}: write {answers}", AmbiguousDate)


def _meant(text: str) -> date | None:
    """The one day that an unaccepted spelling can mean."""
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _LOOSE_WORDS.fullmatch(text)
    if found:
        return _day(int(found[3]), _MONTH_NUMBERS.get(found[2].lower(), 0), int(found[1]))
    found = _MONTH_FIRST.fullmatch(text)
    return _day(int(found[3]), _MONTH_NUMBERS.get(found[1].lower(), 0), int(found[2])) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
