"""Which days count for a tally: from the first to the last, both as numbers of one row of a sheet."""

from collections.abc import Iterator

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.days import as_number, months_later
from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import EVER, Day, Number
from pbrlang.backends.excel.homes import decline, sheet_of
from pbrlang.backends.excel.sheets import Column, Held
from pbrlang.backends.excel.ways import own_day, place_of, place_text
from pbrlang.ir.expressions import Window
from pbrlang.lower.nodes import Node, OfMembers
from pbrlang.names.homes import (
    CalendarHome,
    LineHome,
    PairHome,
    Path,
    ToElement,
    ToPart,
    as_rows,
    part_of,
    parts_of,
    rows_of,
)

Days = tuple[Number | None, Number | None]
"""The first and the last day that count; nothing where there is no such bound."""


def days_of(reader: Reader, node: OfMembers) -> Days:
    """The days that count for a tally, none of them after the reader's date; what is long has a column of its own."""
    first, last = _days(reader, node.window, iter(node.stretches))
    if reader.on is not None:
        last = _earlier(last, as_number(reader.today(reader.on)))
    return _named(reader, first, "Counted from"), _named(reader, last, "Counted to")


def _named(reader: Reader, day: Number | None, title: str) -> Number | None:
    """The same as a column beside the reader, unless it is a cell or a day of the contract."""
    if day is None or (not day.needs and (day.text.isdigit() or day.text in _cells(reader))):
        return day
    from pbrlang.backends.excel.kept import kept

    key = (title, day.text)
    held = reader.book.timed.get((reader.sheet.name, key))
    if held is None:
        read = Day(day.text, day.value, low=day.low, high=day.high, needs=day.needs)
        held = reader.book.timed[reader.sheet.name, key] = kept(reader.book, reader.sheet, title, read)
    (column,) = held.columns
    found = held.read([(column.own, column.values.__getitem__)])
    assert isinstance(found, Day)
    return as_number(found)


def _cells(reader: Reader) -> set[str]:
    return {each.own for each in reader.sheet.columns}


def _earlier(one: Number | None, other: Number | None) -> Number | None:
    return other if one is None else one if other is None or one is other else numbers.lesser(one, other)


def _later(one: Number | None, other: Number | None) -> Number | None:
    return other if one is None else one if other is None else numbers.greater(one, other)


def _days(reader: Reader, window: Window | None, stretches: Iterator[tuple[Node, Node]]) -> Days:
    match window:
        case Window(word="stretch"):
            begins, ends = next(stretches)
            return _day(reader, begins), _day(reader, ends)
        case Window(word="all", parts=parts):
            found: Days = (None, None)
            for each in parts:
                first, last = _days(reader, each, stretches)
                found = _later(found[0], first), _earlier(found[1], last)
            return found
        case Window(word="in" | "in to date", step=str(step)):
            return _during(reader, step)
        case Window(word="before this"):
            return None, _before(reader)
        case Window(word="while observed", cohort=str(name)):
            return _observed(reader, name)
        case _:
            return None, None


def _day(reader: Reader, node: Node) -> Number:
    read = reader.read(node)
    assert isinstance(read, Day)
    return as_number(read)


# --- the days of a period


def _during(reader: Reader, step: str) -> Days:
    """The first and last day of the period at hand, or of that in which the element or else the reader is dated."""
    calendar, sheet = CalendarHome(step), sheet_of(reader.book, CalendarHome(step), reader.part)
    if part_of(reader.home, CalendarHome) == calendar:
        home = reader.home
        path = (ToPart(home.parts.index(calendar)),) if isinstance(home, PairHome) else ()
        ends = [Day(*reader.cell(path, sheet.known[key])) for key in ("first", "last")]
        first, last = (as_number(each) for each in ends)
        return first, last
    day = _own_or_reader(reader)
    if day is None:
        raise decline(reader.part, f"the {step} of a sum without a date, in {reader.part.name}")
    place = place_text(day.text, sheet)
    periods = sheet.known["first"], sheet.known["last"]
    first, last = (_of_place(day, place, column, none) for column, none in zip(periods, (EVER, 0), strict=True))
    return first, last


def _of_place(day: Number, place: str, column: Column, none: int) -> Number:
    def value(at: int) -> int:
        found = place_of(day.value(at), column.sheet)
        return int(column.values[found - 1]) if found else none

    text = f"IF({place}=0,{none},INDEX({column.range},{place}))"
    low, high = min(map(int, column.values)), max(map(int, column.values))
    return Number(text, value, min(low, none), max(high, none), needs=day.needs)


def _own_or_reader(reader: Reader) -> Number | None:
    """The day of an element itself, or else that of the reader."""
    own = own_day(reader.book, reader.home, reader.part)
    on = None if reader.on is None else reader.today(reader.on)
    if own is None:
        return None if on is None else as_number(on)
    text, value = reader.cell((), own)
    if not own.blank:
        return as_number(Day(text, value))
    if on is None:
        return as_number(Day(text, value, True))
    today = as_number(on)

    def filled(at: int) -> Held:
        held = value(at)
        return today.value(at) if held == "" else held

    return as_number(Day(f'IF({text}="",{today.text},{text})', filled, needs=today.needs))


def _before(reader: Reader) -> Number | None:
    """The day before that of the element itself."""
    calendar = part_of(reader.home, CalendarHome)
    if calendar is not None:
        first, _ = _during(reader, calendar.step)
        assert first is not None
        return numbers.minus(first, numbers.constant(1))
    own = own_day(reader.book, reader.home, reader.part)
    if own is None:
        return None
    if own.blank:
        raise decline(reader.part, f"what comes before what may have no date, in {reader.part.name}")
    return numbers.minus(as_number(Day(*reader.cell((), own))), numbers.constant(1))


def _observed(reader: Reader, name: str) -> Days:
    """The days for which a member of a cohort is observed."""
    cohort, home = reader.book.basis.program.cohorts[name], reader.home
    rows = rows_of(home)
    path: Path = (ToElement(home.clause),) if isinstance(home, LineHome) else ()
    if isinstance(home, PairHome) and rows is not None:
        path = (ToPart(parts_of(home).index(rows)),)
    start = reader.field(path, cohort.observed_from, cohort.table)
    if not isinstance(start, Day) or start.blank or (as_rows(home) == home and rows is None and not path):
        raise decline(reader.part, f"what is observed from a day that may be blank, in {reader.part.name}")
    first = as_number(start)
    if not cohort.months:
        return first, numbers.plus(first, numbers.constant(cohort.days - 1))
    missing = reader.book.basis.program.terms.month_ends or "last"
    after = as_number(months_later(first, numbers.constant(cohort.months), missing))
    return first, numbers.minus(after, numbers.constant(1))
