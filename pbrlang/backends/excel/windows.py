"""What each line is limited or bounded for: columns of places, beside the lines of a clause."""

from attrs import frozen

from pbrlang.backends.excel.homes import decline
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import TOP, WHOLE, Column, Sheet
from pbrlang.backends.excel.ways import period_column, position
from pbrlang.ir.program import Cap, Clause
from pbrlang.names.homes import ByDate, PairHome, Path, Step, ToContract, ToElement, ToPair, ToPart, ToRow

Key = tuple[int, ...]


@frozen(eq=False)
class Window:
    """For lines of one sheet the places of what they are for: a column for each part of a combination, or none.

    A line with a nought in one of them is for nothing.
    """

    columns: tuple[Column, ...]

    def key(self, at: int) -> Key | None:
        """The places for a line; nothing where it is for nothing."""
        found = tuple(0 if isinstance(each.values[at], str) else int(each.values[at]) for each in self.columns)
        return None if 0 in found else found

    @property
    def there(self) -> str:
        """Conditions that the line in the row at hand is for something, each after a comma."""
        return "".join(f",{each.own}>0" for each in self.columns)

    def same(self, other: "Window") -> str:
        """Criteria that lines are for the same as the line at hand on the sheet of another, each after a comma."""
        return "".join(f",{each.range},{own.own}" for each, own in zip(self.columns, other.columns, strict=True))

    @property
    def same_above(self) -> str:
        """Criteria that lines down to the one at hand are for the same as that, each after a comma."""
        return "".join(f",{each.down_to_own},{each.own}" for each in self.columns)


def window(book: Book, clause: Clause, path: Path | None, part: Cap | Clause) -> Window:
    """What the lines of a clause lead to; nothing is asked of them where all are for the contract."""
    return Window(tuple(_columns(book, clause, path or (), part)))


def _columns(book: Book, clause: Clause, path: Path, part: Cap | Clause) -> list[Column]:
    sheet = book.clauses[clause.name]
    if not path or isinstance(path[-1], ToContract):
        return []
    if len(path) == 1 and isinstance(path[0], ToPair):
        return [each for way in path[0].ways for each in _columns(book, clause, way, part)]
    if len(path) == 1 and isinstance(path[0], ByDate):
        return [_by_date(book, sheet, path[0], clause)]
    if not isinstance(path[0], ToElement):
        raise decline(part, f"what the lines of {clause.name} lead to")
    if path == path[:1] and isinstance(clause.home, PairHome):
        ways = [(ToPart(number),) for number in range(len(clause.home.parts))]
        return [_of_element(book, sheet, clause, way, part) for way in ways]
    return [_of_element(book, sheet, clause, path[1:], part)]


def _by_date(book: Book, sheet: Sheet, step: ByDate, clause: Clause) -> Column:
    """The place of the period in which each line is dated."""
    key = ("line in", step.step)
    if key not in sheet.known:
        sheet.known[key] = period_column(book, sheet, sheet.known["line day"], step.step, clause)
    return sheet.known[key]


def _of_element(book: Book, sheet: Sheet, clause: Clause, path: tuple[Step, ...], part: Cap | Clause) -> Column:
    """The place of what a line leads to by way of what it is for."""
    if any(isinstance(step, ToElement) for step in path):
        raise decline(part, f"what the lines of {clause.name} lead to")
    path = tuple(step for step in path if not isinstance(step, ToRow))
    found = position(book, clause.home, path, clause) if path else None
    line = sheet.known.get("of line")
    if found is None:
        return line or _own_row(sheet)
    if line is not None:
        return _of_line(sheet, line, found)
    if found.sheet.rows != sheet.rows:
        raise decline(part, f"what the lines of {clause.name} lead to")
    return found


def _own_row(sheet: Sheet) -> Column:
    if "row" not in sheet.known:
        sheet.known["row"] = sheet.add("Row", WHOLE, f"ROW()-{TOP - 1}", lambda at: at + 1)
    return sheet.known["row"]


def _of_line(sheet: Sheet, line: Column, found: Column) -> Column:
    """The same for an instalment of a line."""
    if ("of line", found) not in sheet.known:
        text = f"INDEX({found.range},{line.own})"
        sheet.known["of line", found] = sheet.add(
            found.title, WHOLE, text, lambda at: found.values[int(line.values[at]) - 1]
        )
    return sheet.known["of line", found]
