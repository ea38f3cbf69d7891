"""A sheet for each clause: a row for each element, with the steps by which its line comes about."""

from attrs import evolve

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Day, Needs, Number, Truth, guarded, is_there, there
from pbrlang.backends.excel.homes import decline, names_of, sheet_of
from pbrlang.backends.excel.instalments import in_instalments
from pbrlang.backends.excel.kept import kept
from pbrlang.backends.excel.operations import quotient_of
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.rounding import rounded
from pbrlang.backends.excel.sheets import COINS, DAY, TOP, WHOLE, Column, Held, Sheet, clause_words, day_number, letters
from pbrlang.backends.excel.statements import AS_AT, statement_column
from pbrlang.backends.excel.ways import own_day, position
from pbrlang.ir.program import Clause
from pbrlang.lower.forms import number
from pbrlang.lower.model import Due, Limit
from pbrlang.lower.nodes import Node, PeriodDays, PeriodWhole, ReadField, Rounded
from pbrlang.lower.visit import walk
from pbrlang.names.homes import (
    CalendarHome,
    GroupHome,
    LineHome,
    PairHome,
    Path,
    ToElement,
    ToPart,
    part_of,
    parts_of,
    rows_of,
)

_LENGTH = number(1, 1, 366)


def clause_sheet(book: Book, due: Due) -> None:
    """Make the sheet of a clause, unless it is there."""
    clause = due.clause
    if clause.name in book.clauses:
        return
    home = sheet_of(book, clause.home, clause)
    cited = f" (clause {clause.clause})" if clause.clause else ""
    about = f"{clause.word.capitalize()}{cited}: one row for each line that there can be, with its steps."
    sheet = book.sheet(clause.name, clause.name, about, home.filled, home.rows)
    sheet.note, sheet.exists = clause_words(clause.span, clause.clause), home.exists
    book.clauses[clause.name] = sheet
    for each in names_of(book, clause.home, home):
        sheet.add(each.title, each.look, each.own, each.values.__getitem__)
    day = _day(book, sheet, due)
    reader = Reader(book, clause.home, sheet, clause, day)
    stands = _stands(book, sheet, reader, due, day)
    _due(book, sheet, reader, due, stands)
    statement_column(book, sheet, due)
    if clause.recovery is not None and clause.recovery.instalments is not None:
        day, whole = sheet.known["line day"], sheet.known["due"]
        book.clauses[clause.name] = in_instalments(book, clause, clause.recovery.instalments, sheet, day, whole)


def _day(book: Book, sheet: Sheet, due: Due) -> Column:
    """The column of the day of each line; blank where there is none."""
    clause = due.clause
    title, note = "Date of the line", "The day on which the line falls due."
    if due.day is not None:
        read = Reader(book, clause.home, sheet, clause).read(due.day)
        assert isinstance(read, Day)
        held = kept(book, sheet, title, read, note=note)
        column = held.columns[0]
        column.blank = read.blank or bool(held.lacks)
        if any(not each.divides for each in held.lacks):
            _missing(book, sheet, read.needs)
    elif part_of(clause.home, CalendarHome) is not None:
        column = _end_of_period(book, sheet, clause)
    else:
        own = own_day(book, clause.home, clause)
        if own is None:
            raise decline(clause, f"the day of {clause.name}")
        column = sheet.add(title, DAY, f'IF({own.own}="","",{own.own})', own.values.__getitem__, note)
        column.blank = own.blank
    sheet.known["line day"] = column
    return column


def _end_of_period(book: Book, sheet: Sheet, clause: Clause) -> Column:
    """The last day of each period, or that on which the clause ends; no day for those that begin later."""
    last = own_day(book, clause.home, clause)
    calendar = part_of(clause.home, CalendarHome)
    assert last is not None
    assert calendar is not None
    until = day_number(clause.until)
    first = sheet_of(book, calendar, clause).known["first"]
    way = position(book, clause.home, _to_period(clause), clause)
    begins = f"INDEX({first.range},{way.own})" if way else first.own

    def value(at: int) -> Held:
        begun = int(first.values[int(way.values[at]) - 1 if way else at])
        return min(int(last.values[at]), until) if begun <= until else ""

    title, note = "Date of the line", "The day on which the line falls due."
    if sheet.exists:
        column = sheet.add(title, DAY, f'IF({begins}>{until},"",MIN({last.own},{until}))', value, note)
    else:
        column = sheet.given(title, DAY, [value(at) for at in range(sheet.filled)], note)
    column.blank = any(int(each) > until for each in first.values)
    return column


def _to_period(clause: Clause) -> Path:
    for place, each in enumerate(parts_of(clause.home)):
        if isinstance(each, CalendarHome) and isinstance(clause.home, PairHome):
            return (ToPart(place),)
    return ()


def _missing(book: Book, sheet: Sheet, needs: Needs, when: Truth | None = None) -> None:
    """A column that counts lines of which something is not known that is reckoned with."""
    condition = f"NOT({there(needs)})"
    text = f"IF({condition},1,0)" if when is None else f"IF({when.text},IF({condition},1,0),0)"

    def value(at: int) -> int:
        return int((when is None or when.value(at)) and not is_there(needs, at))

    note = "1 where something that the line is reckoned from has no value; while there is any, nothing is paid."
    book.problems.append(sheet.add("Problems", WHOLE, text, value, note))


def _stands(book: Book, sheet: Sheet, reader: Reader, due: Due, day: Column) -> Column:
    """The column that says whether there is a line, before limits."""
    terms = book.basis.program.terms
    first, last = day_number(terms.starts), day_number(terms.settles_until)
    as_at = day_number(book.basis.as_at)
    parts = [
        Truth(
            f'AND({day.own}<>"",{day.own}>={first},{day.own}<={last},{day.own}<={AS_AT})',
            lambda at: not isinstance(day.values[at], str) and first <= int(day.values[at]) <= min(last, as_at),
        )
    ]
    if due.day is not None and part_of(due.clause.home, CalendarHome) is not None:
        parts.append(_has_begun(book, due.clause))
    group = rows_of(due.clause.home)
    if isinstance(group, GroupHome):
        path = _to_rows(due.clause, group)
        parts.append(evolve(reader, prefix=path).member(group.group) if path else reader.member(group.group))
    if isinstance(due.clause.home, LineHome):
        lines = sheet_of(book, due.clause.home, due.clause).known["counts"]
        parts.append(Truth(f"({lines.own}=1)", lambda at: lines.values[at] == 1))
    if due.when is not None:
        parts.append(reader.truth(due.when))
    if due.whole_only:
        paid, whole = reader.number(PeriodDays(_LENGTH, "", due.clause.until)), reader.number(PeriodWhole(_LENGTH, ""))
        parts.append(numbers.compared("same", paid, whole))
    met = numbers.all_of(parts)
    note = "1 where the line's date is in the contract and its condition holds, else 0."
    column = sheet.add("There is a line", WHOLE, f"IF({met.text},1,0)", lambda at: int(met.value(at)), note)
    if met.needs:
        _missing(book, sheet, met.needs)
    if due.limit is None:
        return column
    return _limited(book, sheet, reader, due, due.limit, column)


def _has_begun(book: Book, clause: Clause) -> Truth:
    """Whether a period begins before the clause ends, however its lines are dated."""
    calendar = part_of(clause.home, CalendarHome)
    assert calendar is not None
    first, until = sheet_of(book, calendar, clause).known["first"], day_number(clause.until)
    way = position(book, clause.home, _to_period(clause), clause)
    begins = f"INDEX({first.range},{way.own})" if way else first.own
    return Truth(f"({begins}<={until})", lambda at: int(first.values[int(way.values[at]) - 1 if way else at]) <= until)


def _to_rows(clause: Clause, group: GroupHome) -> Path:
    return (ToPart(clause.home.parts.index(group)),) if isinstance(clause.home, PairHome) else ()


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
    most = reader.read(limit.most)
    if not isinstance(most, Number) or most.needs or limit.most.form.scale != 1:
        raise decline(due.clause, f"the limit of {due.clause.name}")
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
    amount = _amount(book, sheet, reader, due.amount)
    text, value = guarded(amount.text, amount.value, amount.needs)
    column = sheet.add(
        "Due",
        COINS,
        f'IF({counts.own}=1,{text},"")',
        lambda at: value(at) if counts.values[at] == 1 else "",
        clause_words(due.clause.span, due.clause.clause),
    )
    if amount.needs:
        stands = Truth(f"({counts.own}=1)", lambda at: counts.values[at] == 1)
        _missing(book, sheet, amount.needs, stands)
    sheet.known["counts"] = counts
    sheet.known["due"] = sheet.known["amount"] = column
    book.reach[sheet.name] = max(abs(amount.low), abs(amount.high), 1)
    book.lows[sheet.name] = amount.low


def _amount(book: Book, sheet: Sheet, reader: Reader, node: Node) -> Number:
    """What is due, with what is rounded in columns of its own."""
    if not isinstance(node, Rounded):
        return reader.number(node)
    of = quotient_of(reader.read(node.of))
    over = numbers.times(numbers.constant(node.times), of.over)
    over, under = numbers.shortened(over, numbers.times(of.under, numbers.constant(node.under)))
    if under.low == under.high == 1:
        return rounded(node.way, over, under, node.step).on(*of.needs)
    above = _cell(book, sheet, "Before it is divided", over.on(*of.needs), True)
    below = _cell(book, sheet, "Divided by", under.on(*of.needs), False) if under.low != under.high else under
    return rounded(node.way, above, below, node.step).on(*above.needs)


def _cell(book: Book, sheet: Sheet, title: str, read: Number, coins: bool) -> Number:
    held = kept(book, sheet, title, read, coins)
    (column,) = held.columns
    found = held.read([(column.own, column.values.__getitem__)])
    assert isinstance(found, Number)
    return found
