"""Lowered expressions as formulae of one row of a sheet."""

from attrs import define, evolve

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.data import bounds_of
from pbrlang.backends.excel.days import as_number
from pbrlang.backends.excel.forms import (
    LARGEST,
    LARGEST_STEP,
    Day,
    Formula,
    Maybe,
    Need,
    Number,
    Quotient,
    Truth,
    Word,
    needs_of,
)
from pbrlang.backends.excel.homes import Part, decline, sheet_of
from pbrlang.backends.excel.kept import Cell, Kept, checked, kept
from pbrlang.backends.excel.operations import operation, otherwise, quotient_of
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.rounding import rounded
from pbrlang.backends.excel.sheets import DAY, WORDS, YES, Column, Held, Sheet, clause_words, day_number
from pbrlang.backends.excel.ways import may_break, place_of, place_text, position, target_of
from pbrlang.ir.program import Clause
from pbrlang.lower.forms import NUMBER, RATIO
from pbrlang.lower.model import Value
from pbrlang.lower.nodes import (
    Asked,
    AtFault,
    Literal,
    Needed,
    Node,
    OfMembers,
    OfPeriod,
    Operation,
    PeriodDays,
    PeriodWhole,
    ReadCell,
    ReaderDay,
    ReadField,
    ReadValue,
    ReadWord,
    Rounded,
    YearOfDay,
)
from pbrlang.lower.visit import own
from pbrlang.names.homes import CalendarHome, ContractHome, Home, Path, TableHome, as_rows

_UNKNOWN = dict.fromkeys(("ReadFigure", "ReadIndex"), "a table of figures by date")
"""What some nodes read, in words."""


@define(eq=False, repr=False)
class Reader:
    """Reads expressions at the elements of a home; what is worth a name becomes a column of `sheet`.

    `sheet` has a row for each element of `base`, from which `prefix` leads to what is read. `on` is the column, on a
    sheet with the same rows, of the reader's date, after which nothing is known; without one all is.
    """

    book: Book
    base: Home
    sheet: Sheet
    part: Part
    on: Column | None = None
    prefix: Path = ()
    asked: tuple[Formula, ...] = ()
    """What members of a tally are tried with, where that is read."""
    named: bool = False
    """Whether what is read is all that a definition says, and so is called by its name."""

    @property
    def home(self) -> Home:
        """Of what home an element is read."""
        return target_of(self.book, self.base, self.prefix) if self.prefix else self.base

    def read(self, node: Node) -> Formula:
        """The formula of a node. Raises Declined for what a workbook does not know."""
        match node:
            case Literal():
                return _literal(node)
            case ReadField(path=path, field=field):
                return self._ends(node) if node.ends else self.field(path, field, node.table)
            case ReadWord(path=path):
                return Word(*self.elsewhere(path, "name"), self.breaks(path))
            case ReadValue(path=path, name=name):
                return self._value(path, name)
            case Needed(of=of):
                return self._needed(of)
            case Rounded():
                return self._rounded(node)
            case Operation(word="otherwise", arguments=(first, second)):
                return otherwise(self, self.read(first), self.read(second))
            case Operation():
                return operation(self, node)
            case _:
                return self._other(node)

    def _other(self, node: Node) -> Formula:
        match node:
            case ReadCell():
                return self._cell(node)
            case YearOfDay(day=day):
                return self._year(day)
            case OfPeriod():
                from pbrlang.backends.excel.periods import of_period

                return of_period(self, node)
            case PeriodDays() | PeriodWhole():
                from pbrlang.backends.excel.periods import length

                return length(self, node)
            case AtFault():
                return self._at_fault(node)
            case ReaderDay() if self.on is not None:
                return self.today(self.on)
            case OfMembers():
                from pbrlang.backends.excel.steps import counted_beside

                return counted_beside(self, node)
            case Asked(place=place) if place < len(self.asked):
                return self.asked[place]
            case Asked():
                raise decline(self.part, f"what is reckoned for a row together with another, in {self.part.name}")
            case _:
                kind = type(node).__name__
                raise decline(self.part, f"{_UNKNOWN.get(kind, kind)} in {self.part.name}")

    def number(self, node: Node) -> Number:
        """A node that is a whole number, within what a spreadsheet holds exactly where there are other ways."""
        found = self.read(node)
        assert isinstance(found, Number)
        return self.fit(found)

    def fit(self, read: Number, most: int = LARGEST) -> Number:
        """A number that is small enough: one that may grow too large as a column that is checked."""
        if not self.book.checked or max(abs(read.low), abs(read.high)) < most:
            return read
        return checked(self.book, self.sheet, read)

    def truth(self, node: Node) -> Truth:
        """A node that is a condition."""
        found = self.read(node)
        assert isinstance(found, Truth)
        return found

    def member(self, group: str) -> Truth:
        """Whether a row is a member of a group."""
        found = self._value((), group)
        assert isinstance(found, Truth)
        return found

    def members_of(self, group: str) -> Column | None:
        """The column that says which rows of the sheet are members of a group, where there is just that."""
        meaning = self.book.basis.lowered.values[group]
        held = self._timed((), meaning) if moves(self.book, group) else kept_value(self.book, meaning)
        return held.columns[0] if held.columns[0].sheet is self.sheet and not held.lacks else None

    def quotient(self, node: Node) -> Quotient:
        """A node that is a quotient, or a whole number as one."""
        return quotient_of(self.read(node))

    @staticmethod
    def today(on: Column) -> Day:
        """The reader's date."""
        return Day(on.own, on.values.__getitem__, on.blank)

    def at(self, path: Path) -> Path:
        """A path from what is read, as it is from the rows of the sheet."""
        return (*self.prefix, *path)

    # --- what is read

    def breaks(self, path: Path) -> bool:
        """Whether a path may lead nowhere."""
        return may_break(self.book, self.base, self.at(path))

    def elsewhere(self, path: Path, key: object) -> Cell:
        """The cell of a column, by what it holds, of what a path leads to."""
        target = target_of(self.book, self.base, self.at(path))
        return self.cell(path, sheet_of(self.book, target, self.part).known[key])

    def cell(self, path: Path, column: Column) -> Cell:
        """The cell of a column of what a path leads to; empty where it leads nowhere."""
        path = self.at(path)
        target = target_of(self.book, self.base, path)
        if isinstance(target, ContractHome):
            return column.own.replace("{r}", str(column.sheet.last)), lambda _: column.values[0]
        way = position(self.book, self.base, path, self.part)
        if way is None:
            return column.own, column.values.__getitem__
        found = f"INDEX({column.range},{way.own})"

        def value(at: int) -> Held:
            place = int(way.values[at])
            return column.values[place - 1] if place else ""

        return f'IF({way.own}=0,"",{found})' if may_break(self.book, self.base, path) else found, value

    def step(self, key: object, title: str, look: str, cell: Cell) -> Cell:
        """What is read from another sheet, as a column of its own on the sheet of a clause."""
        text, value = cell
        if not isinstance(self.part, Clause) or text.startswith(f"{self.sheet.prefix}$"):
            return cell
        if key not in self.sheet.known:
            self.sheet.known[key] = self.sheet.add(title, look, f'IF({text}="","",{text})', value)
        column = self.sheet.known[key]
        return column.own, column.values.__getitem__

    def field(self, path: Path, field: str, table: str) -> Formula:
        """A field of the row that a path leads to."""
        sheet = self.book.homes[TableHome(table)]
        column = sheet.known["field", field]
        declared = self.book.basis.program.tables[table].by_name[field]
        typed = sheet.known["typed", field].look
        blank = declared.optional or self.breaks(path)
        text, value = self.step(("field", self.at(path), field), column.title, column.look, self.cell(path, column))
        if typed == DAY:
            return Day(text, value, blank)
        if typed == YES:
            return Word(text, value, True) if blank else Truth(f'({text}="yes")', lambda at: value(at) == "yes")
        if typed == WORDS:
            return Word(text, value, blank)
        low, high = bounds_of(self.book, declared)
        return Maybe(text, value, low, high) if blank else Number(text, lambda at: int(value(at)), low, high)

    def _ends(self, node: ReadField) -> Formula:
        """The end of what lasts, as far as it is known to the reader."""
        end = self.field(node.path, node.field, node.table)
        if self.on is None:
            return end
        assert isinstance(end, Day)
        on = as_number(self.today(self.on))

        def value(at: int) -> Held:
            held = end.value(at)
            return held if not isinstance(held, str) and held <= on.value(at) else ""

        return Day(f'IF({end.text}="","",IF({end.text}<={on.text},{end.text},""))', value, True, needs=on.needs)

    def _value(self, path: Path, name: str) -> Formula:
        meaning = self.book.basis.lowered.values[name]
        broken = self.breaks(path)
        if moves(self.book, name):
            held = self._timed(path, meaning)
            return held.read([(each.own, each.values.__getitem__) for each in held.columns], broken)
        held = kept_value(self.book, meaning)
        cells = [
            self.step(("value", self.at(path), each.title), each.title, each.look, self.cell(path, each))
            for each in held.columns
        ]
        return held.read(cells, broken)

    def _timed(self, path: Path, meaning: Value) -> Kept:
        """What depends on the reader's date, as a column beside the reader."""
        key = ("timed", self.at(path), meaning.name, self.on)
        known = self.book.timed.get((self.sheet.name, key))
        if known is None:
            inner = evolve(self, prefix=self.at(path), named=isinstance(meaning.body, OfMembers))
            note = clause_words(meaning.span, meaning.clause)
            known = kept(
                self.book, self.sheet, titled(meaning), inner.read(meaning.body), meaning.body.form.scale == 100, note
            )
            self.book.timed[self.sheet.name, key] = known
        return known

    def _cell(self, node: ReadCell) -> Formula:
        from pbrlang.backends.excel.tariffs import cell

        key = ("cell", self.prefix, node)
        known = self.book.timed.get((self.sheet.name, key))
        if known is None:
            known = kept(self.book, self.sheet, node.column, cell(self.book, self, node), coins=True)
            self.book.timed[self.sheet.name, key] = known
        return known.read([(each.own, each.values.__getitem__) for each in known.columns])

    def _year(self, day: Node) -> Number:
        read = self.read(day)
        assert isinstance(read, Day)
        years = sheet_of(self.book, CalendarHome("year"), self.part)
        inside = place_text(read.text, years)
        within = Need(f"({inside}>0)", lambda at: place_of(read.value(at), years) > 0, divides=False)
        needs = needs_of(read, within)
        return Number(inside, lambda at: place_of(read.value(at), years), 0, years.rows, needs=needs)

    def _needed(self, of: Node) -> Formula:
        read = self.read(of)
        if isinstance(read, Maybe | Day | Word) and getattr(read, "blank", True):
            need = Need(f'({read.text}<>"")', lambda at: read.value(at) != "", divides=False)
            if isinstance(read, Maybe):
                needs = needs_of(*read.needs, need)
                return Number(read.text, lambda at: int(read.value(at)), read.low, read.high, needs=needs)
            return evolve(read, blank=False, needs=needs_of(*read.needs, need))
        return read

    def _at_fault(self, node: AtFault) -> Formula:
        """No value at all, whatever the row says."""
        never = Need("FALSE", lambda _: False, divides=False)
        if node.form.what == RATIO:
            return Quotient(numbers.constant(0).on(never), numbers.constant(1))
        if node.form.what != NUMBER:
            raise decline(self.part, f"a value that is not there, in {self.part.name}")
        return numbers.constant(0).on(never)

    # --- what is reckoned

    def _rounded(self, node: Rounded) -> Number:
        of = self.read(node.of)
        assert isinstance(of, Quotient | Number)
        found = quotient_of(of)
        over = numbers.times(numbers.constant(node.times), found.over)
        over, under = numbers.shortened(over, numbers.times(found.under, numbers.constant(node.under)))
        over, under = self.fit(over, LARGEST_STEP), self.fit(under, LARGEST_STEP)
        return rounded(node.way, over, under, node.step).on(*found.needs)


def _literal(node: Literal) -> Formula:
    value = node.value
    if isinstance(value, bool):
        return Truth("TRUE" if value else "FALSE", lambda _: value)
    if isinstance(value, int):
        return numbers.constant(value)
    if isinstance(value, str):
        quoted = value.replace('"', '""')
        return Word(f'"{quoted}"', lambda _: value)
    number = day_number(value)
    return Day(str(number), lambda _: number, low=number, high=number)


def titled(meaning: Value) -> str:
    """The name of a definition; where that is neither whole nor in hundredths, also in what parts it is counted."""
    form = meaning.body.form
    whole = form.what != NUMBER or form.scale in (1, 100)
    return meaning.name if whole else f"{meaning.name}, in parts of {form.scale:,}"


def moves(book: Book, name: str) -> bool:
    """Whether the value of a definition or group depends on the reader's date."""
    if name not in book.moving:
        book.moving[name] = any(
            isinstance(each, OfMembers | ReaderDay)
            or (isinstance(each, ReadField) and each.ends)
            or (isinstance(each, ReadValue) and moves(book, each.name))
            for each in own(book.basis.lowered.values[name].body)
        )
    return book.moving[name]


def kept_value(book: Book, meaning: Value) -> Kept:
    """The columns that hold a definition or group that does not depend on the reader's date."""
    if meaning.name not in book.values:
        home = as_rows(meaning.home)
        sheet = sheet_of(book, home, meaning)
        read = Reader(book, home, sheet, meaning).read(meaning.body)
        note = clause_words(meaning.span, meaning.clause)
        book.values[meaning.name] = kept(book, sheet, titled(meaning), read, meaning.body.form.scale == 100, note)
    return book.values[meaning.name]
