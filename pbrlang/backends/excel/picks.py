"""One of the values that members hold: of the latest or earliest, the only one, the greatest, the least."""

from pbrlang.backends.excel.different import different
from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Day, Formula, Need, Needs, Number, Word, needs_of
from pbrlang.backends.excel.homes import decline
from pbrlang.backends.excel.kept import kept
from pbrlang.backends.excel.keys import code_of, words_of
from pbrlang.backends.excel.members import Gathered, Test
from pbrlang.backends.excel.sheets import Column
from pbrlang.lower.nodes import ReadPick

_NEWER = "_xlfn."
"""Spreadsheets since 2019 know MAXIFS and MINIFS; in the file their names begin so."""


def picked(reader: Reader, node: ReadPick, found: Gathered) -> Formula:
    """What a pick gives; there is nothing where no member counts."""
    body = node.tally.body
    assert body is not None
    if node.word == "different":
        return different(reader, found, body)
    read, words = found.reader.read(body), words_of(reader, body)
    if isinstance(read, Word) and words:
        picked_code = _picked(reader, node, found, code_of(reader, read, words))
        assert isinstance(picked_code, Number)
        return _word(picked_code, words)
    return _picked(reader, node, found, read)


def _word(code: Number, words: tuple[str, ...]) -> Word:
    """The word of a list that has a place in it."""
    listed = ",".join(f'"{each}"' for each in words)
    return Word(f"INDEX({{{listed}}},{code.text})", lambda at: words[code.value(at) - 1], needs=code.needs)


def _picked(reader: Reader, node: ReadPick, found: Gathered, read: Formula) -> Formula:
    from pbrlang.backends.excel.tallies import number_of

    if not isinstance(read, Number | Day) or found.single or getattr(read, "blank", False):
        raise decline(reader.part, f"the {node.word} of values of this kind, in {reader.part.name}")
    column, low, high = _column(reader, node, found, read)
    many = number_of(found)
    count = _beside(reader, node, many, "How many count")
    there = Need(f"({count.own}>0)", lambda at: int(count.values[at]) > 0)
    needs = needs_of(*many.needs, there)
    if node.word in ("latest", "earliest"):
        return _dated(reader, node, found, column, (low, high), needs, isinstance(read, Day))
    if node.word == "only":
        needs = needs_of(*needs, Need(f"({count.own}=1)", lambda at: int(count.values[at]) == 1, divides=False))
    largest = node.word != "least"
    text = _most(column, found.tests, largest)

    def value(at: int) -> int:
        held = [int(column.values[place]) for place in found.passing(at)]
        return max(held) if largest else min(held)

    return _found(text, value, low, high, needs, isinstance(read, Day))


def _found(text: str, value: object, low: int, high: int, needs: Needs, is_day: bool) -> Formula:
    if is_day:
        return Day(text, value, low=low, high=high, needs=needs)  # type: ignore[arg-type]
    return Number(text, value, low, high, needs=needs)  # type: ignore[arg-type]


def _most(column: Column, tests: list[Test], largest: bool) -> str:
    name = "MAXIFS" if largest else "MINIFS"
    return f"{_NEWER}{name}({column.range},{','.join(each.text for each in tests)})"


def _column(reader: Reader, node: ReadPick, found: Gathered, read: Number | Day) -> tuple[Column, int, int]:
    inner = found.reader
    same = next((each for each in found.sheet.columns if each.own == read.text), None)
    if same is not None and not read.needs:
        return same, read.low, read.high
    key = ("holds", node.tally.body, inner.on)
    held = inner.book.timed.get((found.sheet.name, key))
    if held is None:
        held = kept(inner.book, found.sheet, f"Held, for {reader.part.name}", read)
        inner.book.timed[found.sheet.name, key] = held
        if held.lacks:
            found.must_hold(held.columns[0])
    return held.columns[0], *held.bounds[0]


def _beside(reader: Reader, node: ReadPick, read: Number, title: str) -> Column:
    key = ("pick", node, title, reader.prefix, reader.on)
    held = reader.book.timed.get((reader.sheet.name, key))
    if held is None:
        held = reader.book.timed[reader.sheet.name, key] = kept(reader.book, reader.sheet, title, read)
    return held.columns[0]


def _dated(
    reader: Reader,
    node: ReadPick,
    found: Gathered,
    column: Column,
    bounds: tuple[int, int],
    needs: Needs,
    is_day: bool,
) -> Formula:
    """What is held on the latest or the earliest day; those of that day have to hold the same."""
    day = found.day
    if day is None:
        raise decline(reader.part, f"the {node.word} of what has no date, in {reader.part.name}")
    latest = node.word == "latest"

    def on(at: int) -> int:
        days = [int(day.values[place]) for place in found.passing(at)]
        return max(days) if latest else min(days)

    when = _beside(reader, node, Number(_most(day, found.tests, latest), on, 0, 10**6, needs=needs), f"The {node.word}")
    same = Test(day, "same", Number(when.own, lambda at: int(when.values[at]), 0, 10**6))

    def held(at: int) -> list[int]:
        return [int(column.values[place]) for place in found.passing(at) if day.values[place] == when.values[at]]

    tests = [*found.tests, same]
    least, most = _most(column, tests, False), _most(column, tests, True)
    alike = Need(f"({least}={most})", lambda at: len(set(held(at))) == 1, divides=False)
    return _found(most, lambda at: max(held(at)), *bounds, needs_of(*needs, alike), is_day)
