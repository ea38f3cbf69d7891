"""What is told of periods and cohorts: their first and last days, numbers and lengths."""

from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Day, Formula, Maybe, Number
from pbrlang.backends.excel.homes import sheet_of
from pbrlang.backends.excel.sheets import WHOLE
from pbrlang.backends.excel.ways import target_of
from pbrlang.lower.nodes import OfPeriod, PeriodDays, PeriodWhole
from pbrlang.names.homes import CalendarHome, PairHome, ToPart, as_rows, part_of


def of_period(reader: Reader, node: OfPeriod) -> Formula:
    """What is told of a period or cohort."""
    key = {"first day": "first", "last day": "last", "confirmation": "confirmed"}.get(node.what)
    broken = reader.breaks(node.path)
    if key is not None:
        return Day(*reader.elsewhere(node.path, key), broken)
    target = as_rows(target_of(reader.book, reader.base, reader.at(node.path)))
    assert isinstance(target, CalendarHome)
    numbers_of = [each.number for each in reader.book.basis.program.calendars[target.step].periods]
    text, value = reader.elsewhere(node.path, _number_column(reader, target, numbers_of))
    low, high = min(numbers_of), max(numbers_of)
    return Maybe(text, value, low, high) if broken else Number(text, lambda at: int(value(at)), low, high)


def _number_column(reader: Reader, home: CalendarHome, found: list[int]) -> str:
    sheet = sheet_of(reader.book, home, reader.part)
    if "number" not in sheet.known:
        sheet.known["number"] = sheet.given("Number", WHOLE, found)
    return "number"


def length(reader: Reader, node: PeriodDays | PeriodWhole) -> Number:
    """How many days of the period at hand are paid for, or are in it when nothing is cut off."""
    calendar = part_of(reader.home, CalendarHome)
    assert calendar is not None
    periods = reader.book.basis.program.calendars[calendar.step].periods
    sheet = sheet_of(reader.book, calendar, reader.part)
    whole = isinstance(node, PeriodWhole)
    last = None if isinstance(node, PeriodWhole) else node.until
    key = ("length", last)
    if key not in sheet.known:
        lengths = [
            each.whole if last is None else max((min(each.last, last) - each.first).days + 1, 0) for each in periods
        ]
        title = "Days when whole" if last is None else f"Days paid for, to {last.day} {last:%B %Y}"
        sheet.known[key] = sheet.given(title, WHOLE, lengths)
    place = (ToPart(reader.home.parts.index(calendar)),) if isinstance(reader.home, PairHome) else ()
    column = sheet.known[key]
    title = "Days of the whole period" if whole else "Days paid for"
    text, value = reader.step((key, reader.at(place)), title, column.look, reader.cell(place, column))
    longest = [int(each) for each in column.values]
    low = min((each for each in longest if each), default=0)
    return Number(text, lambda at: int(value(at)), min(low, max(longest)), max(longest))
