"""Which of several rows came first: not known where another that counts has the date of the row at hand."""

from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Need, Number
from pbrlang.backends.excel.homes import decline
from pbrlang.backends.excel.members import Gathered, Test
from pbrlang.backends.excel.sheets import TOP, WHOLE, Column, Sheet
from pbrlang.backends.excel.ways import own_day, plain
from pbrlang.ir.expressions import Window
from pbrlang.lower.nodes import OfMembers
from pbrlang.lower.paths import without_before


def in_known_order(reader: Reader, node: OfMembers, found: Gathered) -> tuple[Need, ...]:
    """That no other member that counts is dated on the day of the row at hand."""
    home, path = plain(reader.book, reader.base, reader.prefix)
    day = own_day(reader.book, home, reader.part)
    wide = without_before(node.window)
    if path or day is None or found.single or found.sheet is not day.sheet or not _is_open(wide):
        raise decline(reader.part, f"what comes first of what has one date, in {reader.part.name}")
    row = row_column(found.sheet)
    here = Number(f"(ROW()-{TOP - 1})", lambda at: at + 1, 1, found.sheet.rows)
    own = Number(day.own, lambda at: int(day.values[at]), 0, 10**6)
    tests = [*found.tests, Test(day, "same", own), Test(row, "other", here)]
    text = f"(COUNTIFS({','.join(each.text for each in tests)})=0)"
    on = reader.on

    def alone(at: int) -> bool:
        if on is not None and int(day.values[at]) > int(on.values[at] or 0):
            return True
        same = (place for place in found.passing(at) if place != at)
        return all(day.values[place] != day.values[at] for place in same)

    return (Need(text if on is None else f"IF({day.own}<={on.own},{text},TRUE)", alone, divides=False),)


def _is_open(window: Window | None) -> bool:
    return window is None or window.word == "to date" or (window.word == "all" and all(map(_is_open, window.parts)))


def row_column(sheet: Sheet) -> Column:
    """The column that numbers the rows of a sheet."""
    if "own row" not in sheet.known:
        sheet.known["own row"] = sheet.add("Row", WHOLE, f"ROW()-{TOP - 1}", lambda at: at + 1)
    return sheet.known["own row"]
