"""Nights and days of what lasts, in a stretch of days: told by sums over its first days and the days after its last."""

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import EVER, LARGEST, Number, TooLarge, needs_of
from pbrlang.backends.excel.homes import decline
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
    parts = [_before(found, begins, after, numbers.plus(last, numbers.constant(1)))]
    if first is not None:
        parts.append(_before(found, begins, after, first))
    most = max(found.sheet.rows, 1) * EVER
    if most >= LARGEST:
        raise TooLarge
    from_, to = (None if first is None else first.text), last.text
    text = f"({parts[0]}-{parts[1]})" if first is not None else parts[0]
    if from_ is not None:
        text = f"IF({from_}>{to},0,{text})"

    def value(at: int) -> int:
        ends = last.value(at) + 1
        starts = first.value(at) if first is not None else 0
        return sum(
            max(0, min(int(after.values[place]), ends) - max(int(begins.values[place]), starts))
            for place in found.passing(at)
            if begins.values[place] != ""
        )

    tests = (each.with_ for each in found.tests)
    return Number(found.guarded(text), value, 0, most, needs=needs_of(first or last, last, *tests, *found.there))


def _before(found: Gathered, begins: Column, after: Column, day: Number) -> str:
    """The nights of all members before a day: those since each began, but for those since each was over."""
    tests = "".join(f",{each.text}" for each in found.tests)
    parts = []
    for column in (begins, after):
        earlier = f'{column.range},"<"&{day.text}{tests}'
        parts.append(f"{day.text}*COUNTIFS({earlier})-SUMIFS({column.range},{earlier})")
    return f"({parts[0]}-({parts[1]}))"


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
