"""Numbers, totals and shares over what belongs to something, and what is picked of it, as sums over columns."""

from functools import reduce

from attrs import evolve

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import LARGEST, LARGEST_STEP, Formula, Need, Number, Quotient, TooLarge, needs_of
from pbrlang.backends.excel.homes import decline, sheet_of
from pbrlang.backends.excel.kept import kept
from pbrlang.backends.excel.members import Gathered, Test, gathered
from pbrlang.backends.excel.nights import nights
from pbrlang.backends.excel.order import in_known_order
from pbrlang.backends.excel.picks import picked
from pbrlang.backends.excel.sheets import WHOLE, Column
from pbrlang.backends.excel.spans import Days, days_of
from pbrlang.ir.expressions import Lines
from pbrlang.lower.nodes import Asked, Node, OfMembers, Operation, ReadField, ReadPick, ReadValue
from pbrlang.lower.visit import walk
from pbrlang.names.homes import CONTRACT


def counted(reader: Reader, node: OfMembers) -> Formula:
    """What a tally comes to at the elements of a reader. Raises Declined for what a workbook does not know."""
    tally = node.tally
    days = days_of(reader, node)
    found = gathered(reader, node)
    if node.ties:
        found.order = in_known_order(reader, node, found)
    if tally.length is not None:
        return nights(reader, node, found, days)
    dated(reader, found, days)
    if isinstance(node, ReadPick) and node.word != "total":
        return picked(reader, node, found)
    if tally.word == "number":
        return number_of(found)
    if tally.word == "share":
        return _share(node, found)
    return _total(reader, node, found)


def dated(reader: Reader, found: Gathered, days: Days) -> None:
    """That a member is dated in the days that count; what has no dates counts on any."""
    first, last = days
    column = found.day
    if column is None:
        return
    if column.blank and column is not found.sheet.known.get("line day"):
        raise decline(reader.part, f"what is counted by a date that may be blank, in {reader.part.name}")
    if first is not None:
        found.tests.append(Test(column, "at least", first))
    if last is not None:
        found.tests.append(Test(column, "at most", last))


def _needs(found: Gathered) -> tuple[Number | Need, ...]:
    return (*(each.with_ for each in found.tests), *found.there, *found.order)


def number_of(found: Gathered, more: tuple[Test, ...] = ()) -> Number:
    """How many members there are."""
    tests = [*found.tests, *more]
    if found.single:
        text = _single(found, tests, "1")
        return Number(text, lambda at: _number(found, more, at), 0, 1, needs=needs_of(*_needs(found)))
    text = found.guarded(f"COUNTIFS({','.join(each.text for each in tests)})")
    most = max(found.sheet.rows, 1)
    return Number(text, lambda at: _number(found, more, at), 0, most, needs=needs_of(*_needs(found)))


def _number(found: Gathered, more: tuple[Test, ...], at: int) -> int:
    return sum(all(each.passes(at, each.column.values[place]) for each in more) for place in found.passing(at))


def _single(found: Gathered, tests: list[Test], then: str) -> str:
    """What the one member adds, if it counts."""
    parts = [f"{found.cell(each.column)}{numbers.SIGNS[each.word]}{each.with_.text}" for each in tests]
    if not parts:
        return found.guarded(then)
    condition = f"AND({','.join(parts)})" if len(parts) > 1 else parts[0]
    return found.guarded(f"IF({condition},{then},0)")


def _share(node: OfMembers, found: Gathered) -> Quotient:
    """How many of the members are in a group, of how many."""
    group = node.tally.that_are
    assert group is not None
    inner = found.reader
    column = inner.members_of(group) or kept(inner.book, found.sheet, f"Is {group}", inner.member(group)).columns[0]
    counts = Test(column, "same", numbers.constant(1))
    return Quotient(number_of(found, (counts,)), number_of(found))


def _total(reader: Reader, node: OfMembers, found: Gathered) -> Formula:
    """What the members add; quotients only where they share a divisor that the contract says."""
    tally = node.tally
    if tally.body is None:
        return total_of(found, *_due(reader, node, found))
    if any(isinstance(each, Asked) for each in walk(tally.body)):
        return _of_both(reader, node, found, tally.body)
    read = found.reader.read(tally.body)
    if isinstance(read, Quotient):
        if read.under.low != read.under.high:
            raise decline(reader.part, f"a sum of quotients with divisors of their own, in {reader.part.name}")
        over = _body(reader, tally.body, found, read.over)
        return Quotient(total_of(found, *over), numbers.constant(read.under.low))
    assert isinstance(read, Number)
    return total_of(found, *_body(reader, tally.body, found, read))


def _of_both(reader: Reader, node: OfMembers, found: Gathered, body: Node) -> Number:
    """What members add where that is a sum or difference of what is theirs and what is the subject's."""
    asks = any(isinstance(each, Asked) for each in walk(body))
    if not asks:
        return total_of(found, *_body(reader, body, found, found.reader.number(body)))
    if not any(isinstance(each, ReadField | ReadValue | OfMembers) for each in walk(body)):
        asked = evolve(reader, asked=tuple(reader.read(each) for each in node.asked))
        return reader.fit(numbers.times(asked.number(body), number_of(found)))
    if isinstance(body, Operation) and body.word in ("plus", "minus"):
        parts = [reader.fit(_of_both(reader, node, found, each)) for each in body.arguments]
        return reduce(numbers.plus if body.word == "plus" else numbers.minus, parts)
    if isinstance(body, Operation) and body.word in ("over", "opposite"):
        inside = reader.fit(_of_both(reader, node, found, body.arguments[0]))
        return inside if body.word == "over" else numbers.opposite(inside)
    raise decline(reader.part, f"what is reckoned for a row together with another, in {reader.part.name}")


def _body(reader: Reader, body: Node, found: Gathered, read: Number) -> tuple[Column, int, int]:
    inner = found.reader
    same = next((each for each in found.sheet.columns if each.own == read.text), None)
    if same is not None and not read.needs:
        return same, read.low, read.high
    key = ("adds", body, inner.on)
    held = inner.book.timed.get((found.sheet.name, key))
    if held is None:
        held = kept(inner.book, found.sheet, f"Adds to {reader.part.name}", read, body.form.scale == 100)
        inner.book.timed[found.sheet.name, key] = held
        if held.lacks:
            found.must_hold(held.columns[0])
    return held.columns[0], *held.bounds[0]


def _due(reader: Reader, node: OfMembers, found: Gathered) -> tuple[Column, int, int]:
    over = node.tally.over
    if not isinstance(over, Lines) or not (over.amount == "due" or _is_all_paid(reader, over)):
        raise decline(reader.part, f"what is left of sums after limits, or taken back of them, in {reader.part.name}")
    reach, low = reader.book.reach[found.sheet.name], reader.book.lows[found.sheet.name]
    return found.sheet.known["due"], min(low, 0), reach


def _is_all_paid(reader: Reader, over: Lines) -> bool:
    """Whether what is due under a clause is what is paid under it: no cap cuts it."""
    lowered = reader.book.basis.lowered
    clause = lowered.program.clauses[over.clause]
    plain = clause.recovery is None and clause.advance is None
    return over.amount == "paid" and plain and lowered.last_cap[over.clause] is None


def total_of(found: Gathered, column: Column, low: int, high: int) -> Number:
    """What a column of the members adds up to."""
    size = 1 if found.single else max(found.sheet.rows, 1)
    least, most = min(low, 0) * size, max(high, 0) * size
    if max(-least, most) >= LARGEST:
        if not found.reader.book.checked:
            raise TooLarge
        _watch(found.reader, column)
        least, most = max(least, 1 - LARGEST_STEP), min(most, LARGEST_STEP - 1)

    def value(at: int) -> int:
        return sum(int(column.values[place]) for place in found.passing(at) if column.values[place] != "")

    if found.single:
        text = _single(found, found.tests, f"N({found.cell(column)})")
    elif found.tests:
        text = found.guarded(f"SUMIFS({column.range},{','.join(each.text for each in found.tests)})")
    else:
        text = found.guarded(f"SUM({column.range})")
    return Number(text, value, least, most, needs=needs_of(*_needs(found)))


def _watch(inner: Reader, column: Column) -> None:
    """Count it as a problem where a column adds up to more than can be reckoned with, whatever the signs."""
    home = sheet_of(inner.book, CONTRACT, inner.part)
    key = ("all of", column)
    if key in home.known:
        return
    every = sum(abs(int(each)) for each in column.values if each != "")
    text = f'SUMIF({column.range},">0")-SUMIF({column.range},"<0")'
    note = "All of a column that is added up, whatever the signs: so that its size can be checked."
    title = f"{column.sheet.title}: all of {column.title}"
    home.known[key] = home.add(title, WHOLE, text, lambda _: every, note)
    told = f"1 where that is {LARGEST_STEP:,} or more, with which this workbook does not reckon exactly."
    own = home.known[key].own
    problem_of = f"IF({own}>={LARGEST_STEP},1,0)"
    inner.book.problems.append(home.add("Problems", WHOLE, problem_of, lambda _: int(every >= LARGEST_STEP), told))
