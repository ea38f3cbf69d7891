"""Numbers and totals over what belongs to something, as sums over columns."""

from collections.abc import Callable

from pbrlang.backends.excel.homes import decline, position, sheet_of, target_of
from pbrlang.backends.excel.numbers import LARGEST, Number, TooLarge
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import Column, Held, Sheet
from pbrlang.ir.expressions import Lines, Members, Rows
from pbrlang.ir.program import Cap, Clause
from pbrlang.lower.model import Value
from pbrlang.lower.nodes import ReadTally, Tally
from pbrlang.names.homes import CalendarHome, ContractHome, Home, PairHome, ToPart, part_of, parts_of

Test = tuple[Column, str, Callable[[int, Held], bool]]
"""A column, what its cells are held against, and whether what a cell holds passes for an element."""


def counted(book: Book, home: Home, part: Cap | Clause | Value, node: ReadTally) -> Number:
    """A number of members in a period, or a total of lines, for an element of a combination with that period."""
    tally = node.tally
    _refuse(home, part, node)
    members = _sheet(book, part, tally)
    criteria = [*_same(book, home, part, node, members), *_dates(book, home, part, members)]
    counts = members.known.get("counts")
    if isinstance(tally.over, Lines):
        assert counts is not None
        criteria.append((counts, "1", lambda _at, held: held == 1))
    of = members.known["due"] if tally.word == "total" else None
    tests = ",".join(f"{column.range},{text}" for column, text, _ in criteria)
    formula = f"SUMIFS({of.range},{tests})" if of else f"COUNTIFS({tests})"

    def value(at: int) -> int:
        found = 0
        for place in range(members.filled):
            if all(holds(at, column.values[place]) for column, _, holds in criteria):
                found += int(of.values[place]) if of else 1
        return found

    most = members.rows * (book.reach[members.name] if of else 1)
    if most >= LARGEST:
        raise TooLarge
    return Number(formula, value, -most if of else 0, most)


def _refuse(home: Home, part: Cap | Clause | Value, node: ReadTally) -> None:
    tally, window = node.tally, node.window
    calendar = part_of(home, CalendarHome)
    if node.stretches or node.keys or node.asked or node.ties or tally.keys or tally.asked:
        raise decline(part, f"what is counted otherwise than in the period at hand, in {part.name}")
    plain = tally.where is None and tally.body is None and tally.length is None and tally.that_are is None
    if not plain or not tally.still or tally.word not in ("number", "total"):
        raise decline(part, f"a {tally.word} with a condition or of something, in {part.name}")
    if tally.word == "total" and not (isinstance(tally.over, Lines) and tally.over.amount == "due"):
        raise decline(part, f"a total in {part.name}")
    if isinstance(tally.over, Members):
        raise decline(part, f"a number of members of a group, in {part.name}")
    if calendar is None or window is None or (window.word, window.step) != ("in", calendar.step):
        raise decline(part, f"what is counted otherwise than in the period at hand, in {part.name}")


def _sheet(book: Book, part: Cap | Clause | Value, tally: Tally) -> Sheet:
    if isinstance(tally.over, Rows):
        return sheet_of(book, tally.members, part)
    assert isinstance(tally.over, Lines)
    found = book.clauses.get(tally.over.clause)
    if found is None:
        raise decline(part, f"lines of {tally.over.clause}, which stands after it, in {part.name}")
    return found


def _same(book: Book, home: Home, part: Cap | Clause | Value, node: ReadTally, members: Sheet) -> list[Test]:
    """That a member leads to where the subject does; nothing where both lead to the contract."""
    tally = node.tally
    inner = book.basis.program.clauses[tally.over.clause].home if isinstance(tally.over, Lines) else tally.members
    if isinstance(target_of(book, inner, tally.member), ContractHome):
        return []
    way = position(book, inner, tally.member, part)
    subject = position(book, home, node.subject, part)
    if way is None or subject is None or way.sheet.rows != members.rows:
        raise decline(part, f"what belongs to {part.name}")
    return [(way, subject.own, lambda at, held: held == subject.values[at])]


def _dates(book: Book, home: Home, part: Cap | Clause | Value, members: Sheet) -> list[Test]:
    """That a member is dated in the period at hand."""
    calendar = part_of(home, CalendarHome)
    assert calendar is not None
    periods = sheet_of(book, calendar, part)
    number = parts_of(home).index(calendar)
    way = position(book, home, (ToPart(number),) if isinstance(home, PairHome) else (), part)
    day = members.known.get("line day") or members.known.get("day")
    if day is None:
        raise decline(part, f"the day of what is counted, in {part.name}")
    first, last = periods.known["first"], periods.known["last"]

    def cell(column: Column) -> str:
        return f"INDEX({column.range},{way.own})" if way else column.own

    def of(column: Column, at: int) -> int:
        return int(column.values[int(way.values[at]) - 1 if way else at])

    return [
        (day, f'">="&{cell(first)}', lambda at, held: not isinstance(held, str) and held >= of(first, at)),
        (day, f'"<="&{cell(last)}', lambda at, held: not isinstance(held, str) and held <= of(last, at)),
    ]
