"""Lowered expressions as formulae of one row of a sheet."""

from collections.abc import Callable
from functools import reduce

from attrs import define

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.data import bounds_of
from pbrlang.backends.excel.homes import decline, position, sheet_of, target_of
from pbrlang.backends.excel.numbers import Day, Formula, Number, Quotient, Truth, Word
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, DAY, WHOLE, WORDS, YES, Column, Held, Sheet, clause_words, day_number
from pbrlang.backends.excel.tallies import counted
from pbrlang.ir.program import Cap, Clause
from pbrlang.lower.forms import DATE, NUMBER, RATIO, WORD
from pbrlang.lower.forms import YES as TRUTH
from pbrlang.lower.model import Value
from pbrlang.lower.nodes import (
    Literal,
    Needed,
    Node,
    Operation,
    ReadCell,
    ReadField,
    ReadTally,
    ReadValue,
    ReadWord,
    Rounded,
    YearOfDay,
)
from pbrlang.names.homes import CalendarHome, ContractHome, Home, Path, TableHome, as_rows

_JOINED: dict[str, Callable[[list[Truth]], Truth]] = {"and": numbers.all_of, "or": numbers.any_of}
_SIMPLE: dict[str, Callable[[Number, Number], Number]] = {
    "plus": numbers.plus,
    "minus": numbers.minus,
    "times": numbers.times,
    "lesser": numbers.lesser,
    "greater": numbers.greater,
}


@define(eq=False, repr=False)
class Reader:
    """Reads expressions at the elements of a home; what is worth a name becomes a column of `sheet`."""

    book: Book
    home: Home
    sheet: Sheet
    part: Cap | Clause | Value

    def read(self, node: Node) -> Formula:
        """The formula of a node. Raises Declined for what a workbook does not know."""
        match node:
            case Literal():
                return _literal(node)
            case ReadField(path=path, field=field, ends=ends):
                if ends:
                    raise decline(self.part, f"the end of what lasts, in {self.part.name}")
                return self._field(path, field, node.table)
            case ReadWord(path=path):
                return self._word(path)
            case ReadValue(path=path, name=name):
                return self._value(path, name)
            case ReadCell():
                return self._cell(node)
            case YearOfDay(day=day):
                return self._year(day)
            case Needed(of=of):
                return self.read(of)
            case Rounded():
                return self._rounded(node)
            case ReadTally():
                return counted(self.book, self.home, self.part, node)
            case Operation():
                return self._operation(node)
            case _:
                raise decline(self.part, f"{type(node).__name__} in {self.part.name}")

    def number(self, node: Node) -> Number:
        """A node that is a whole number."""
        found = self.read(node)
        assert isinstance(found, Number)
        return found

    def truth(self, node: Node) -> Truth:
        """A node that is a condition."""
        found = self.read(node)
        assert isinstance(found, Truth)
        return found

    def quotient(self, node: Node) -> Quotient:
        """A node that is a quotient, or a whole number as one."""
        found = self.read(node)
        if isinstance(found, Number):
            return Quotient(found, numbers.constant(1))
        assert isinstance(found, Quotient)
        return found

    # --- what is read

    def _elsewhere(self, path: Path, column: Column) -> tuple[str, Callable[[int], Held]]:
        """A column of another sheet, read at what a path leads to."""
        target = target_of(self.book, self.home, path)
        if isinstance(target, ContractHome):
            return column.own.replace("{r}", str(column.sheet.last)), lambda _: column.values[0]
        way = position(self.book, self.home, path, self.part)
        if way is None:
            return column.own, column.values.__getitem__
        return f"INDEX({column.range},{way.own})", lambda at: column.values[int(way.values[at]) - 1]

    def _step(
        self, key: object, title: str, look: str, text: str, value: Callable[[int], Held]
    ) -> tuple[str, Callable[[int], Held]]:
        """What is read from another sheet, as a column of its own on the sheet of a clause."""
        if not isinstance(self.part, Clause):
            return text, value
        if key not in self.sheet.known:
            blank = f'IF({text}="","",{text})'
            self.sheet.known[key] = self.sheet.add(title, look, blank, value)
        column = self.sheet.known[key]
        return column.own, column.values.__getitem__

    def _field(self, path: Path, field: str, table: str) -> Formula:
        sheet = self.book.homes[TableHome(table)]
        column = sheet.known["field", field]
        declared = self.book.basis.program.tables[table].by_name[field]
        look = sheet.known["typed", field].look if column is sheet.known["typed", field] else column.look
        text, value = self._step(("field", path, field), column.title, look, *self._elsewhere(path, column))
        found = _of_column(text, value, declared.optional, sheet.known["typed", field].look)
        if isinstance(found, Number):
            low, high = bounds_of(self.book, declared)
            return Number(found.text, found.value, low, high)
        return found

    def _word(self, path: Path) -> Formula:
        target = target_of(self.book, self.home, path)
        text, value = self._elsewhere(path, sheet_of(self.book, target, self.part).known["name"])
        return Word(text, value)

    def _value(self, path: Path, name: str) -> Formula:
        meaning = self.book.basis.lowered.values[name]
        held = held_value(self.book, meaning)
        parts = [
            self._step(("value", path, column.title), column.title, column.look, *self._elsewhere(path, column))
            for column, _, _ in held
        ]
        found = [
            Number(text, _whole(value), low, high) for (text, value), (_, low, high) in zip(parts, held, strict=True)
        ]
        form = meaning.body.form
        if form.what == RATIO:
            return Quotient(found[0], found[1])
        if form.what == NUMBER and not form.blank:
            return found[0]
        if form.what == TRUTH:
            return Truth(f"({parts[0][0]}=1)", lambda at: parts[0][1](at) == 1)
        return (Day if form.what == DATE else Word)(*parts[0], form.blank)

    def _cell(self, node: ReadCell) -> Formula:
        from pbrlang.backends.excel.tariffs import cell

        key = ("cell", node)
        if key not in self.sheet.known:
            formula, value, low, high = cell(self.book, self, node)
            self.sheet.known[key] = self.sheet.add(node.column, COINS, formula, value)
            self.book.bounds[node] = (low, high)
        column = self.sheet.known[key]
        low, high = self.book.bounds[node]
        return Number(column.own, _whole(column.values.__getitem__), low, high)

    def _year(self, day: Node) -> Number:
        read = self.read(day)
        assert isinstance(read, Day)
        years = sheet_of(self.book, CalendarHome("year"), self.part).known["first"]
        last = day_number(self.book.basis.program.terms.settles_until)
        first = int(years.values[0])
        inside = f"IF(AND({read.text}>={first},{read.text}<={last}),MATCH({read.text},{years.range},1),0)"

        def value(at: int) -> int:
            held = read.value(at)
            if isinstance(held, str) or not first <= held <= last:
                return 0
            return sum(int(each) <= held for each in years.values)

        return Number(inside, value, 0, len(years.values))

    # --- what is reckoned

    def _rounded(self, node: Rounded) -> Number:
        of = self.read(node.of)
        over, under = (of.over, of.under) if isinstance(of, Quotient) else (of, numbers.constant(1))
        assert isinstance(over, Number)
        over = numbers.times(numbers.constant(node.times), over)
        under = numbers.times(under, numbers.constant(node.under))
        return numbers.rounded(node.way, over, under, node.step)

    def _operation(self, node: Operation) -> Formula:
        word, parts = node.word, node.arguments
        if word in _JOINED:
            return _JOINED[word]([self.truth(each) for each in parts])
        if word in _SIMPLE and node.form.what == NUMBER:
            return reduce(_SIMPLE[word], [self.number(each) for each in parts])
        if word in numbers.COMPARISONS:
            return self._compared(word, *parts)
        if word.startswith("ratio "):
            return self._of_quotients(word.removeprefix("ratio "), parts)
        if word not in _OTHERS:
            raise decline(self.part, f"the operation `{word}` in {self.part.name}")
        return _OTHERS[word](self, *parts)

    def _quotient(self, over: Node, under: Node) -> Quotient:
        found = Quotient(self.number(over), self.number(under))
        if found.under.low < 0:
            raise decline(self.part, f"a divisor that may be below nought, in {self.part.name}")
        return found

    def _one_of(self, word: Node, *among: Node) -> Truth:
        return numbers.any_of([self._compared("same", word, each) for each in among])

    def _days_between(self, one: Node, other: Node) -> Number:
        return numbers.minus(self._as_number(self.read(one)), self._as_number(self.read(other)))

    def _as_number(self, read: Formula) -> Number:
        assert isinstance(read, Day)
        return Number(read.text, _whole(read.value), 0, 3_000_000)

    def _moved(self, day: Node, by: Node, move: Callable[[Number, Number], Number]) -> Day:
        moved = move(self._as_number(self.read(day)), self.number(by))
        return Day(moved.text, moved.value)

    def _compared(self, word: str, one: Node, other: Node) -> Truth:
        left, right = self.read(one), self.read(other)
        if isinstance(left, Truth) and isinstance(right, Truth):
            same = word == "same"
            return Truth(
                f"({left.text}{'=' if same else '<>'}{right.text})",
                lambda at: (left.value(at) == right.value(at)) == same,
            )
        if any(getattr(each, "blank", False) for each in (left, right)) and not isinstance(left, Word):
            raise decline(self.part, f"a comparison of what may be blank, in {self.part.name}")
        if isinstance(left, Number | Day | Word) and isinstance(right, Number | Day | Word):
            return numbers.compared(word, left, right)
        raise decline(self.part, f"a comparison in {self.part.name}")

    def _blank(self, of: Node, is_blank: bool) -> Truth:
        read = self.read(of)
        if not isinstance(read, Day | Word):
            raise decline(self.part, f"a number that may be blank, in {self.part.name}")
        sign = "=" if is_blank else "<>"
        return Truth(f'({read.text}{sign}"")', lambda at: (read.value(at) == "") == is_blank)

    def _of_quotients(self, word: str, parts: tuple[Node, ...]) -> Formula:
        found = [self.quotient(each) for each in parts]
        if word in numbers.COMPARISONS:
            return numbers.crosswise(word, found[0], found[1])
        one, other = found[0], found[-1]
        match word:
            case "plus" | "minus" if one.under.text == other.under.text:
                return Quotient(_SIMPLE[word](one.over, other.over), one.under)
            case "plus" | "minus":
                both = (numbers.times(one.over, other.under), numbers.times(other.over, one.under))
                return Quotient(_SIMPLE[word](*both), numbers.times(one.under, other.under))
            case "times":
                return Quotient(numbers.times(one.over, other.over), numbers.times(one.under, other.under))
            case "opposite":
                return Quotient(numbers.minus(numbers.constant(0), one.over), one.under)
            case "lesser" | "greater":
                first = numbers.crosswise("at most" if word == "lesser" else "at least", one, other)
                return Quotient(
                    numbers.chosen(first, one.over, other.over), numbers.chosen(first, one.under, other.under)
                )
            case _:
                raise decline(self.part, f"the operation `ratio {word}` in {self.part.name}")

    def _otherwise(self, first: Node, second: Node) -> Formula:
        one = self.read(first)
        if not isinstance(one, Quotient):
            raise decline(self.part, f"the operation `otherwise` in {self.part.name}")
        other = self.quotient(second)
        there = Truth(f"({one.under.text}<>0)", lambda at: one.under.value(at) != 0)
        return Quotient(numbers.chosen(there, one.over, other.over), numbers.chosen(there, one.under, other.under))


_OTHERS: dict[str, Callable[..., Formula]] = {
    "over": Reader.read,
    "opposite": lambda reader, of: numbers.minus(numbers.constant(0), reader.number(of)),
    "quotient": Reader._quotient,
    "multiple": lambda reader, one, other: numbers.is_multiple(reader.number(one), reader.number(other)),
    "otherwise": Reader._otherwise,
    "blank": lambda reader, of: reader._blank(of, True),
    "not blank": lambda reader, of: reader._blank(of, False),
    "is yes": Reader.truth,
    "one of": Reader._one_of,
    "days between": Reader._days_between,
    "days later": lambda reader, day, by: reader._moved(day, by, numbers.plus),
    "days earlier": lambda reader, day, by: reader._moved(day, by, numbers.minus),
}


def _whole(value: Callable[[int], Held]) -> Callable[[int], int]:
    return lambda at: int(value(at))


def _literal(node: Literal) -> Formula:
    value = node.value
    if isinstance(value, bool):
        return Truth("TRUE" if value else "FALSE", lambda _: value)
    if isinstance(value, int):
        return numbers.constant(value)
    if isinstance(value, str):
        quoted = value.replace('"', '""')
        return Word(f'"{quoted}"', lambda _: value)
    return Day(str(day_number(value)), lambda _: day_number(value))


def _of_column(text: str, value: Callable[[int], Held], blank: bool, typed: str) -> Formula:
    if typed == DAY:
        return Day(text, value, blank)
    if typed == YES:
        return Truth(f'({text}="yes")', lambda at: value(at) == "yes")
    if typed == WORDS:
        return Word(text, value, blank)
    return Number(text, _whole(value), 0, 0)


_LOOKS = {TRUTH: WHOLE, DATE: DAY, WORD: WORDS}


def held_value(book: Book, meaning: Value) -> list[tuple[Column, int, int]]:
    """The columns that hold a definition or group, with their bounds: two for a quotient."""
    if meaning.name not in book.values:
        home = as_rows(meaning.home)
        sheet = sheet_of(book, home, meaning)
        read = Reader(book, home, sheet, meaning).read(meaning.body)
        book.values[meaning.name] = _columns(sheet, meaning, read)
    return book.values[meaning.name]


def _columns(sheet: Sheet, meaning: Value, read: Formula) -> list[tuple[Column, int, int]]:
    note = clause_words(meaning.span, meaning.clause)
    if isinstance(read, Quotient):
        parts = (("above", read.over), ("below", read.under))
        return [
            (sheet.add(f"{meaning.name}: {word}", WHOLE, each.held().text, each.value, note), each.low, each.high)
            for word, each in parts
        ]
    if isinstance(read, Number):
        look = COINS if meaning.body.form.scale == 100 else WHOLE
        return [(sheet.add(meaning.name, look, read.held().text, read.value, note), read.low, read.high)]
    if isinstance(read, Truth):
        column = sheet.add(meaning.name, WHOLE, f"IF({read.text},1,0)", lambda at: int(read.value(at)), note)
        return [(column, 0, 1)]
    return [(sheet.add(meaning.name, _LOOKS[meaning.body.form.what], read.text, read.value, note), 0, 0)]
