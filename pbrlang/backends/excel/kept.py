"""What is worth a name, as columns: the named steps of a sheet, and what a cell of one holds when it is read."""

from collections.abc import Callable

from attrs import frozen

from pbrlang.backends.excel.forms import (
    LARGEST_STEP,
    Day,
    Formula,
    Maybe,
    Need,
    Needs,
    Number,
    Quotient,
    Truth,
    Word,
    guarded,
    is_there,
    needs_of,
    there,
)
from pbrlang.backends.excel.numbers import constant, only_if
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, DAY, WHOLE, WORDS, Column, Held, Sheet

Cell = tuple[str, Callable[[int], Held]]
"""How the cell of a column is named by a formula, and what it holds."""


@frozen(eq=False)
class Kept:
    """The columns that hold a value, two for a quotient, with its bounds; `lacks` is what may be missing of it."""

    kind: type
    columns: tuple[Column, ...]
    bounds: tuple[tuple[int, int], ...]
    lacks: Needs
    blank: bool = False

    def read(self, cells: list[Cell], broken: bool = False) -> Formula:
        """The value that stands in some cells of its columns; `broken` where the way to them may lead nowhere."""
        text, value = cells[0]
        if self.kind is Word or (broken and self.kind is Truth):
            if self.kind is Truth:
                return Word(f'IF({text}="","",IF({text}=1,"yes","no"))', lambda at: _yes(value(at)), True)
            return Word(text, value, self.blank or broken)
        needs = self._needs(text, value)
        if self.kind is Truth:
            return Truth(f"({text}=1)", lambda at: value(at) == 1, needs)
        low, high = self.bounds[0]
        if self.kind is Day:
            return Day(text, value, self.blank or broken, low, high, needs)
        if self.kind is Quotient:
            least, most = self.bounds[1]
            divisor = constant(least)
            if least != most:
                under, below = cells[1]
                divisor = Number(under, _whole(below), least, most)
            found = Quotient(Number(text, _whole(value), low, high, needs=needs), divisor)
            return found.on(*_not_broken(text, value)) if broken else found
        if self.blank or broken:
            return Maybe(text, value, low, high)
        return Number(text, _whole(value), low, high, needs=needs)

    def _needs(self, text: str, value: Callable[[int], Held]) -> Needs:
        if not self.lacks:
            return ()
        divides = all(each.divides for each in self.lacks)
        own: Needs = (Need(f'({text}<>"")', lambda at: value(at) != "", divides),)
        if divides or text != self.columns[0].own:
            return own
        # Of several reasons why there is nothing, those that `or … where there is none` answers are kept apart.
        apart = tuple(each for each in self.lacks if each.divides)
        if not apart:
            return own
        return (*apart, *only_if(Truth(there(apart), lambda at: is_there(apart, at)), own))


def _not_broken(text: str, value: Callable[[int], Held]) -> Needs:
    return (Need(f'({text}<>"")', lambda at: value(at) != "", divides=False),)


def _yes(held: Held) -> Held:
    return held if held == "" else "yes" if held == 1 else "no"


def _whole(value: Callable[[int], Held]) -> Callable[[int], int]:
    return lambda at: int(value(at))


def kept(book: Book, sheet: Sheet, title: str, read: Formula, coins: bool = False, note: str = "") -> Kept:
    """Make columns of a formula; what may grow too large is checked, where the workbook does that."""
    needs = needs_of(read)
    look = COINS if coins else WHOLE
    match read:
        case Quotient(over=over, under=under):
            if under.low == under.high:
                named = f"{title}, in parts of {under.low:,}" if under.low != 1 else title
                held = _number(book, sheet, named, WHOLE, over.on(*needs), note)
                return Kept(Quotient, held.columns, (*held.bounds, (under.low, under.high)), needs)
            above = _part(book, sheet, f"{title}: above", over.on(*needs), note)
            below = _part(book, sheet, f"{title}: below", under.on(*needs), note)
            return Kept(Quotient, (*above.columns, *below.columns), (*above.bounds, *below.bounds), needs)
        case Number():
            return _number(book, sheet, title, look, read, note)
        case Truth():
            text, value = guarded(f"IF({read.text},1,0)", lambda at: int(read.value(at)), needs)
            return Kept(Truth, (sheet.add(title, WHOLE, text, value, note),), ((0, 1),), needs)
        case Day(low=low, high=high):
            text, value = guarded(_shown(read), read.value, needs)
            return Kept(Day, (sheet.add(title, DAY, text, value, note),), ((low, high),), needs, read.blank)
        case Maybe(low=low, high=high):
            text, value = guarded(read.text, read.value, needs)
            return Kept(Maybe, (sheet.add(title, look, text, value, note),), ((low, high),), needs, True)
        case Word():
            text, value = guarded(_shown(read), read.value, needs)
            return Kept(Word, (sheet.add(title, WORDS, text, value, note),), ((0, 0),), needs, read.blank)


def _part(book: Book, sheet: Sheet, title: str, read: Number, note: str) -> Kept:
    """What stands above or below in a quotient: a cell of the same row stands for itself."""
    same = next((each for each in sheet.columns if each.own == read.text), None)
    if same is not None and not read.needs:
        return Kept(Number, (same,), ((read.low, read.high),), ())
    return _number(book, sheet, title, WHOLE, read, note)


def _shown(read: Day | Word) -> str:
    """A blank cell that is read gives nought, and must not."""
    return f'IF({read.text}="","",{read.text})' if read.blank else read.text


def _number(book: Book, sheet: Sheet, title: str, look: str, read: Number, note: str) -> Kept:
    """A whole number: where it may grow too large that is a problem, and it is held no larger.

    It must be held exactly where it is small: a product, or a sum of what is small enough.
    """
    large = book.checked and max(abs(read.low), abs(read.high)) >= LARGEST_STEP
    text, value = guarded(read.text if large else read.held().text, read.value, read.needs)
    whole = f'IF({sheet.exists},{text},"")' if sheet.exists else text
    same = next((each for each in sheet.columns if each.formula == whole and each.title == title), None)
    if same is not None and not large:
        return Kept(Number, (same,), ((read.low, read.high),), read.needs)
    column = sheet.add(title, look, text, value, note)
    if not large:
        return Kept(Number, (column,), ((read.low, read.high),), read.needs)
    told = f"1 where {title} is {LARGEST_STEP:,} or more, with which this workbook does not reckon exactly."
    values = [abs(int(each)) >= LARGEST_STEP if each != "" else False for each in column.values]
    problem = f"IF(ABS(N({column.own}))>={LARGEST_STEP},1,0)"
    book.problems.append(sheet.add("Problems", WHOLE, problem, lambda at: int(values[at]), told))
    bounds = max(read.low, 1 - LARGEST_STEP), min(read.high, LARGEST_STEP - 1)
    return Kept(Number, (column,), (bounds,), read.needs)


def checked(book: Book, sheet: Sheet, read: Number) -> Number:
    """A number that may grow too large as a column of its own, which is checked."""
    key = ("checked", read.text)
    held = book.timed.get((sheet.name, key))
    if held is None:
        note = "A step by itself, so that its size can be checked."
        held = book.timed[sheet.name, key] = kept(book, sheet, "In between", read, note=note)
    (column,) = held.columns
    found = held.read([(column.own, column.values.__getitem__)])
    assert isinstance(found, Number)
    return found
