"""Days moved by days and months, as spreadsheets move them and no further than they can."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from pbrlang.backends.excel.forms import EVER, FIRST, Day, Need, Needs, Number, TooLarge, needs_of
from pbrlang.backends.excel.sheets import day_number, day_of

_MOST_MONTHS = 12 * 9999


def as_number(day: Day) -> Number:
    """A day that must not be blank, as its number."""
    needs = day.needs
    if day.blank:
        needs = needs_of(*needs, Need(f'({day.text}<>"")', lambda at: day.value(at) != "", divides=False))
    return Number(day.text, lambda at: int(day.value(at)), day.low, day.high, 1, needs)


def as_day(number: Number) -> Day:
    """The day of a number; one before 1 March 1900 is none that spreadsheets agree on."""
    return _within(number.text, number.value, number.low, number.high, number.needs)


def _within(text: str, value: Callable[[int], int], low: int, high: int, needs: Needs) -> Day:
    if high > EVER:
        late, later = text, value
        text, value, high = f"MIN({late},{EVER})", lambda at: min(later(at), EVER), EVER
    if low < FIRST:
        early, earlier = text, value
        need = Need(f"({early}>={FIRST})", lambda at: earlier(at) >= FIRST, divides=False)
        needs, low = needs_of(*needs, need), FIRST
    return Day(text, value, low=low, high=high, needs=needs)


def months_later(day: Number, months: Number, missing: str) -> Day:
    """The day so many months later; where that month has no such day, its `last` or the first of the `next`."""
    if max(abs(months.low), abs(months.high)) > _MOST_MONTHS:
        raise TooLarge
    text = f"EDATE({day.text},{months.text})"
    if missing == "next":
        text = f"({text}+IF(DAY({text})<DAY({day.text}),1,0))"
    low, high = _shifted(day.low, months.low, missing), _shifted(day.high, months.high, missing)
    needs = needs_of(day, months)
    if low < FIRST:
        needs, low = needs_of(*needs, _not_too_early(day, months)), FIRST
    if high >= EVER:
        text, high = f"IFERROR({text},{EVER})", EVER + 1
    return _within(text, lambda at: _shifted(day.value(at), months.value(at), missing), low, high, needs)


def _not_too_early(day: Number, months: Number) -> Need:
    """That a day so many months before is not before March 1900; told by counting months."""
    least = 1900 * 12 + 2
    text = f"(YEAR({day.text})*12+MONTH({day.text})-1+{months.text}>={least})"

    def holds(at: int) -> bool:
        found = day_of(day.value(at))
        return found.year * 12 + found.month - 1 + months.value(at) >= least

    return Need(text, holds, divides=False)


def _shifted(day: int, months: int, missing: str) -> int:
    """The number of the day some months later, within the years that there are."""
    found = day_of(day)
    year, month = divmod(found.year * 12 + found.month - 1 + months, 12)
    if year > date.max.year:
        return EVER
    if year < date.min.year:
        return day_number(date.min)
    length = monthrange(year, month + 1)[1]
    if found.day <= length:
        return day_number(date(year, month + 1, found.day))
    return day_number(date(year, month + 1, length)) + (missing == "next")
