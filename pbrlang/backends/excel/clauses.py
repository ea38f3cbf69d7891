"""A sheet for each clause: a row for each element, with the steps by which its line comes about."""

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.expressions import Reader, held_value
from pbrlang.backends.excel.homes import decline, position, sheet_of
from pbrlang.backends.excel.numbers import Day, Number, Quotient, Truth
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, DAY, TOP, WHOLE, Column, Sheet, clause_words, day_number, letters
from pbrlang.backends.excel.statements import AS_AT, statement_column
from pbrlang.ir.program import Clause
from pbrlang.lower.model import Due, Limit
from pbrlang.lower.nodes import Node, ReadField, Rounded
from pbrlang.lower.visit import walk
from pbrlang.names.homes import (
    CalendarHome,
    GroupHome,
    PairHome,
    ToElement,
    ToPart,
    part_of,
    parts_of,
    rows_of,
)


def clause_sheet(book: Book, due: Due) -> None:
    """Make the sheet of a clause."""
    clause = due.clause
    _refuse(clause)
    home = sheet_of(book, clause.home, clause)
    number = f" (clause {clause.clause})" if clause.clause else ""
    about = f"{clause.word.capitalize()}{number}: one row for each line that there can be, with its steps."
    sheet = book.sheet(clause.name, clause.name, about, home.filled, home.rows)
    sheet.note, sheet.exists = clause_words(clause.span, clause.clause), home.exists
    book.clauses[clause.name] = sheet
    _keys(book, sheet, home, clause)
    reader = Reader(book, clause.home, sheet, clause)
    day = _day(book, sheet, reader, due)
    stands = _stands(book, sheet, reader, due, day)
    _due(book, sheet, reader, due, stands)
    statement_column(book, sheet, due)


def _refuse(clause: Clause) -> None:
    if clause.advance is not None:
        raise decline(clause, f"an advance, {clause.name}")
    if clause.recovery is not None and clause.recovery.instalments is not None:
        raise decline(clause, f"a clawback in instalments, {clause.name}")
    if clause.parts not in (None, "in full") and part_of(clause.home, CalendarHome) is not None:
        raise decline(clause, f"part periods, in {clause.name}")


def _keys(book: Book, sheet: Sheet, home: Sheet, clause: Clause) -> None:
    rows = rows_of(clause.home)
    if rows is not None:
        names = [home.known["typed", each] for each in book.basis.program.tables[rows.table].key]
    else:
        names = [each for key, each in home.known.items() if key == "name" or key in (("part", 0), ("part", 1))]
    for each in names:
        sheet.add(each.title, each.look, each.own, each.values.__getitem__)


def _day(book: Book, sheet: Sheet, reader: Reader, due: Due) -> Column:
    """The column of the day of each line; blank where there is none."""
    clause = due.clause
    title, note = "Date of the line", "The day on which the line falls due."
    if due.day is not None:
        read = reader.read(due.day)
        assert isinstance(read, Day)
        column = sheet.add(title, DAY, f'IF({read.text}="","",{read.text})', read.value, note)
    elif (calendar := part_of(clause.home, CalendarHome)) is not None:
        last = _of_period(book, clause, calendar)
        until = day_number(clause.until)
        begun = sheet_of(book, calendar, clause).known["first"]
        way = _calendar_way(book, clause)
        first = [int(begun.values[int(place) - 1]) for place in (way.values if way else range(1, sheet.filled + 1))]
        ends = [min(value, until) if start <= until else "" for value, start in zip(last[1], first, strict=True)]
        column = sheet.given(title, DAY, ends, note)
    else:
        own = sheet_of(book, clause.home, clause).known.get("day")
        if own is None:
            raise decline(clause, f"the day of {clause.name}")
        column = sheet.add(title, DAY, f'IF({own.own}="","",{own.own})', own.values.__getitem__, note)
    sheet.known["line day"] = column
    return column


def _calendar_way(book: Book, clause: Clause) -> Column | None:
    for number, each in enumerate(parts_of(clause.home)):
        if isinstance(each, CalendarHome) and isinstance(clause.home, PairHome):
            return position(book, clause.home, (ToPart(number),), clause)
    return None


def _of_period(book: Book, clause: Clause, calendar: CalendarHome) -> tuple[Column, list[int]]:
    last = sheet_of(book, calendar, clause).known["last"]
    way = _calendar_way(book, clause)
    places = [int(each) - 1 for each in way.values] if way else range(len(last.values))
    return last, [int(last.values[place]) for place in places]


def _stands(book: Book, sheet: Sheet, reader: Reader, due: Due, day: Column) -> Column:
    """The column that says whether there is a line, before limits."""
    terms = book.basis.program.terms
    first, last = day_number(terms.starts), day_number(terms.settles_until)
    as_at = day_number(book.basis.as_at)
    dated = Truth(
        f'({day.own}<>""),({day.own}>={first}),({day.own}<={last}),({day.own}<={AS_AT})',
        lambda at: not isinstance(day.values[at], str) and first <= int(day.values[at]) <= min(last, as_at),
    )
    parts = [dated]
    group = rows_of(due.clause.home)
    if isinstance(group, GroupHome):
        ((column, _, _),) = held_value(book, book.basis.lowered.values[group.group])
        parts.append(Truth(f"({column.own}=1)", lambda at: column.values[at] == 1))
    if due.when is not None:
        parts.append(reader.truth(due.when))
    met = numbers.all_of([*parts, Truth("TRUE", lambda _: True)])
    note = "1 where the line's date is in the contract and its condition holds, else 0."
    column = sheet.add("There is a line", WHOLE, f"IF({met.text},1,0)", lambda at: int(met.value(at)), note)
    if due.limit is None:
        return column
    return _limited(book, sheet, reader, due, due.limit, column)


def _limited(book: Book, sheet: Sheet, reader: Reader, due: Due, limit: Limit, stands: Column) -> Column:
    """Which of the lines come first for each of what a limit is for, and so stand."""
    day = sheet.known["line day"]
    ways = [position(book, due.clause.home, path, due.clause) for path in limit.paths]
    if any(way is None for way in ways) or not _reads_only(limit.most, limit):
        raise decline(due.clause, f"the limit of {due.clause.name}")
    known = [way for way in ways if way is not None]
    same = "".join(f",{way.range},{way.own}" for way in known)
    above = "".join(f",{way.down_to_own},{way.own}" for way in known)
    text = f'COUNTIFS({stands.range},1,{day.range},"<"&{day.own}{same})'
    text += f"+COUNTIFS({stands.down_to_own},1,{day.down_to_own},{day.own}{above})"
    places = _places(stands, day, known)
    if len(known) == 1:
        text = _counted_on(sheet, stands, day, known[0], text)
    note = "The how-manieth line it is for the same, by date; of one date by the order of the rows."
    rank = sheet.add("Which of them", WHOLE, f"IF({stands.own}=1,{text},0)", places.__getitem__, note)
    most = reader.number(limit.most)
    return sheet.add(
        "It counts",
        WHOLE,
        f"IF(AND({stands.own}=1,{rank.own}<={most.text}),1,0)",
        lambda at: int(stands.values[at] == 1 and places[at] <= most.value(at)),
        "1 where it is within the limit.",
    )


def _counted_on(sheet: Sheet, stands: Column, day: Column, way: Column, otherwise: str) -> str:
    """The same, counted on from the row above, as long as all rows are in order; to look through all takes long."""
    there = sheet.exists.replace("{r}", "{above}")
    earlier = f'OR({day.own}="",{day.before}="",{day.own}<{day.before})'
    behind = f"OR({way.own}<{way.before},AND({way.own}={way.before},{earlier}))"
    behind = f"IF(ROW()={TOP},0,IF({there},IF({behind},1,0),1))"
    order = sheet.add("Out of order", WHOLE, behind, lambda at: _is_behind(way, day, at))
    index = len(sheet.columns)
    own = f"{sheet.prefix}${letters(index)}{{above}}"
    values: list[int] = []
    for at, held in enumerate(stands.values):
        same = at > 0 and way.values[at] == way.values[at - 1]
        values.append((values[-1] if same else 0) + int(held))
    text = f"IF(ROW()={TOP},0,IF({way.own}={way.before},{own},0))+{stands.own}"
    note = "How many lines there are for the same, down to this row."
    so_far = sheet.add("So far", WHOLE, text, values.__getitem__, note)
    return f"IF({order.sum}=0,{so_far.own},{otherwise})"


def _is_behind(way: Column, day: Column, at: int) -> int:
    if at == 0 or way.values[at] != way.values[at - 1]:
        return int(at > 0 and int(way.values[at]) < int(way.values[at - 1]))
    one, other = day.values[at - 1], day.values[at]
    return int(isinstance(one, str) or isinstance(other, str) or int(other) < int(one))


def _places(stands: Column, day: Column, ways: list[Column]) -> list[int]:
    counts: dict[tuple[object, ...], int] = {}
    found = [0] * len(stands.values)
    lines = [at for at, held in enumerate(stands.values) if held == 1]
    for at in sorted(lines, key=lambda at: (int(day.values[at]), at)):
        group = tuple(way.values[at] for way in ways)
        found[at] = counts[group] = counts.get(group, 0) + 1
    return found


def _reads_only(most: Node, limit: Limit) -> bool:
    """Whether the most is the same for all lines that share a limit."""
    ways = [tuple(step for step in path if not isinstance(step, ToElement)) for path in limit.paths]
    read = [each for each in walk(most) if isinstance(each, ReadField)]
    return all(any(way and each.path[: len(way)] == way for way in ways) for each in read)


def _due(book: Book, sheet: Sheet, reader: Reader, due: Due, counts: Column) -> None:
    amount = _amount(sheet, reader, due.amount)
    note = clause_words(due.clause.span, due.clause.clause)
    column = sheet.add(
        "Due",
        COINS,
        f'IF({counts.own}=1,{amount.text},"")',
        lambda at: amount.value(at) if counts.values[at] == 1 else "",
        note,
    )
    sheet.known["counts"] = counts
    sheet.known["due"] = sheet.known["amount"] = column
    book.reach[sheet.name] = max(abs(amount.low), abs(amount.high), 1)
    book.lows[sheet.name] = amount.low


def _amount(sheet: Sheet, reader: Reader, node: Node) -> Number:
    """What is due, with what is rounded in columns of its own."""
    if not isinstance(node, Rounded):
        return reader.number(node)
    of = reader.read(node.of)
    over, under = (of.over, of.under) if isinstance(of, Quotient) else (of, numbers.constant(1))
    assert isinstance(over, Number)
    over = numbers.times(numbers.constant(node.times), over)
    over, under = numbers.shortened(over, numbers.times(under, numbers.constant(node.under)))
    if under.low == under.high == 1:
        return numbers.rounded(node.way, over, under, node.step)
    above = sheet.add("Before it is divided", COINS, over.held().text, over.value)
    over = Number(above.own, lambda at: int(above.values[at]), over.low, over.high)
    if under.low != under.high:
        below = sheet.add("Divided by", WHOLE, under.held().text, under.value)
        under = Number(below.own, lambda at: int(below.values[at]), under.low, under.high)
    return numbers.rounded(node.way, over, under, node.step)
