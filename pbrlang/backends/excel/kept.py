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
    needs_of,
)
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
            (under, below), (least, most) = cells[1], self.bounds[1]
            parts = Number(text, _whole(value), low, high, needs=needs), Number(under, _whole(below), least, most)
            return Quotient(*parts).on(*_not_broken(text, value)) if broken else Quotient(*parts)
        if self.blank or broken:
            return Maybe(text, value, low, high)
        return Number(text, _whole(value), low, high, needs=needs)

    def _needs(self, text: str, value: Callable[[int], Held]) -> Needs:
        if not self.lacks:
            return ()
        divides = all(each.divides for each in self.lacks)
        return (Need(f'({text}<>"")', lambda at: value(at) != "", divides),)


def _not_broken(text: str, value: Callable[[int], Held]) -> Needs:
    return (Need(f'({text}<>"")', lambda at: value(at) != "", divides=False),)


def _yes(held: Held) -> Held:
    return held if held == "" else "yes" if held == 1 else "no"


def _whole(value: Callable[[int], Held]) -> Callable[[int], int]:
    return lambda at: int(value(at))


def kept(sheet: Sheet, title: str, read: Formula, coins: bool = False, note: str = "") -> Kept:
    """Make columns of a formula."""
    needs = needs_of(read)
    look = COINS if coins else WHOLE
    match read:
        case Quotient(over=over, under=under):
            parts = (("above", over), ("below", under))
            columns = tuple(_column(sheet, f"{title}: {word}", WHOLE, each, needs, note) for word, each in parts)
            return Kept(Quotient, columns, ((over.low, over.high), (under.low, under.high)), needs)
        case Number():
            return Kept(Number, (_column(sheet, title, look, read, needs, note),), ((read.low, read.high),), needs)
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


def _shown(read: Day | Word) -> str:
    """A blank cell that is read gives nought, and must not."""
    return f'IF({read.text}="","",{read.text})' if read.blank else read.text


def _column(sheet: Sheet, title: str, look: str, each: Number, needs: Needs, note: str) -> Column:
    text, value = guarded(each.held().text, each.value, needs)
    return sheet.add(title, look, text, value, note)


def checked(book: Book, sheet: Sheet, read: Number) -> Number:
    """A number as a column of its own; where it grows too large that is a problem, and it is held no larger.

    It must be a number that is held exactly where it is small: a product, or a sum of what is small enough.
    """
    key = ("checked", read.text)
    held = book.timed.get((sheet.name, key))
    if held is None:
        text, value = guarded(read.text, read.value, read.needs)
        note = "A step by itself, so that its size can be checked."
        column = sheet.add("In between", WHOLE, text, value, note)
        too_large = f"IF(ABS(N({column.own}))>={LARGEST_STEP},1,0)"
        told = f"1 where that is {LARGEST_STEP:,} or more, with which this workbook does not reckon exactly."
        values = [abs(int(each)) >= LARGEST_STEP if each != "" else False for each in column.values]
        book.problems.append(sheet.add("Problems", WHOLE, too_large, lambda at: int(values[at]), told))
        low, high = max(read.low, 1 - LARGEST_STEP), min(read.high, LARGEST_STEP - 1)
        held = book.timed[sheet.name, key] = Kept(Number, (column,), ((low, high),), read.needs)
    (column,) = held.columns
    found = held.read([(column.own, column.values.__getitem__)])
    assert isinstance(found, Number)
    return found
