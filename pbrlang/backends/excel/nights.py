"""Nights and days of what lasts, in a stretch of days: told by sums over its first days and the days after its last."""

from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import EVER, LARGEST, Needs, Number, TooLarge, needs_of
from pbrlang.backends.excel.homes import decline
from pbrlang.backends.excel.kept import kept
from pbrlang.backends.excel.members import Gathered
from pbrlang.backends.excel.sheets import DAY, WHOLE, Column, Held
from pbrlang.backends.excel.spans import Days
from pbrlang.lower.nodes import OfMembers

_OPEN = EVER
"""The day after the last of what has not ended, as the interpreter counts it."""


def nights(reader: Reader, node: OfMembers, found: Gathered, days: Days) -> Number:
    """How many nights or days of the members lie in the days that count."""
    first, last = days
    if last is None:
        raise decline(reader.part, f"the {node.tally.length}s of what may go on for ever, in {reader.part.name}")
    begins, after = _ends(reader, found)
    most = max(found.sheet.rows, 1) * EVER
    if most >= LARGEST:
        raise TooLarge
    tests = tuple(each.with_ for each in found.tests)
    needs = needs_of(first or last, last, *tests, *found.there)
    end = Number(f"({last.text}+1)", lambda at: last.value(at) + 1, last.low + 1, last.high + 1)
    title = f"{str(node.tally.length).capitalize()}s"
    text = _before(reader, found, (begins, after), end, f"{title} to the last day", needs)
    if first is not None:
        earlier = _before(reader, found, (begins, after), first, f"{title} before the first day", needs)
        text = f"MAX(0,{text}-{earlier})"

    def value(at: int) -> int:
        ends = last.value(at) + 1
        starts = first.value(at) if first is not None else 0
        return sum(
            max(0, min(int(after.values[place]), ends) - max(int(begins.values[place]), starts))
            for place in found.passing(at)
            if begins.values[place] != ""
        )

    return Number(found.guarded(text), value, 0, most, needs=needs)


def _before(reader: Reader, found: Gathered, ends: tuple[Column, Column], day: Number, title: str, needs: Needs) -> str:
    """The cell of the nights of all members before a day: those since each began, but for those since each was over."""
    tests = "".join(f",{each.text}" for each in found.tests)
    parts = []
    for column in ends:
        earlier = f'{column.range},"<"&{day.text}{tests}'
        parts.append(f"{day.text}*COUNTIFS({earlier})-SUMIFS({column.range},{earlier})")
    begins, after = ends

    def value(at: int) -> int:
        before = day.value(at)
        return sum(
            max(0, before - int(begins.values[place])) - max(0, before - int(after.values[place]))
            for place in found.passing(at)
            if begins.values[place] != ""
        )

    most = max(found.sheet.rows, 1) * EVER
    read = Number(found.guarded(f"({parts[0]}-({parts[1]}))"), value, 0, most, needs=needs)
    note = "Of all that lasts, counted from its first day, without what is over: what comes before a day."
    (column,) = kept(reader.book, reader.sheet, title, read, note=note).columns
    return column.own


def _ends(reader: Reader, found: Gathered) -> tuple[Column, Column]:
    """The first day of each member, and the day after its last night or day."""
    sheet = found.sheet
    if "after" not in sheet.known:
        table = next(each for each in reader.book.basis.program.tables.values() if each.plural == sheet.title)
        lasts = table.lasts
        assert lasts is not None
        start, end = (sheet.known["field", each] for each in (lasts.start, lasts.end))
        more = int(lasts.noun == "day")
        text = f'IF({end.own}="",{_OPEN},{end.own}+{more})' if more else f'IF({end.own}="",{_OPEN},{end.own})'

        def value(at: int) -> Held:
            held = end.values[at]
            return _OPEN if held == "" else int(held) + more

        note = f"The day after the last {lasts.noun}; where it has not ended, a day that never comes."
        sheet.known["after"] = sheet.add(f"After the last {lasts.noun}", DAY, text, value, note)
        sheet.known["begins"] = start
    return sheet.known["begins"], sheet.known["after"]


__all__ = ["WHOLE", "nights"]
