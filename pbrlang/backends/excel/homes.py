"""A row for each element of a home, and the ways from one to another: columns of positions, counted from 1."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import product

from pbrlang.backends.excel.plan import Book, Declined
from pbrlang.backends.excel.sheets import DAY, WHOLE, WORDS, Column, Held, Sheet, day_number
from pbrlang.ir.program import Cap, Clause
from pbrlang.lower.model import Value
from pbrlang.names.homes import (
    ByDate,
    ByReference,
    ByWord,
    CalendarHome,
    ContractHome,
    GroupHome,
    Home,
    ListHome,
    PairHome,
    Path,
    Step,
    TableHome,
    ToContract,
    ToElement,
    ToPart,
    ToRow,
    as_rows,
)
from pbrlang.source import Span

Position = Callable[[int], int]
"""For an element, the place of another, from 1; nought where there is none."""


def sheet_of(book: Book, home: Home, part: Cap | Clause | Value) -> Sheet:
    """The sheet that has a row for each element of a home."""
    home = as_rows(home)
    if home not in book.homes:
        book.homes[home] = _made(book, home, part)
    return book.homes[home]


def decline(part: Cap | Clause | Value, what: str, span: Span | None = None) -> Declined:
    """What is not put into a workbook."""
    reason = f"`pbr build --to excel` does not know {what}"
    return Declined(part.name, part.clause if isinstance(part.clause, str) else "", span or part.span, reason, ADVICE)


ADVICE = "`pbr build --to python` or `--to javascript` may know it, and `pbr pay` does"


def _made(book: Book, home: Home, part: Cap | Clause | Value) -> Sheet:
    match home:
        case CalendarHome(step=step):
            return _calendar(book, step)
        case ListHome(list=name):
            return _list(book, name)
        case PairHome(parts=parts) if all(isinstance(each, ListHome | CalendarHome) for each in parts):
            return _pairs(book, home, part)
        case ContractHome():
            return book.sheet("Terms", "Terms", "What holds for the whole contract.", 1, 1)
        case _:
            raise decline(part, f"`for each` of {part.name}")


def _calendar(book: Book, step: str) -> Sheet:
    periods = book.basis.program.calendars[step].periods
    about = f"Each {step} of the contract, with its first and last day."
    sheet = book.sheet(f"{step.capitalize()}s", f"{step.capitalize()}s", about, len(periods), len(periods))
    sheet.known["name"] = sheet.given(step.capitalize(), WORDS, [each.name for each in periods])
    sheet.known["first"] = sheet.given("First day", DAY, [day_number(each.first) for each in periods])
    sheet.known["last"] = sheet.given("Last day", DAY, [day_number(each.last) for each in periods])
    return sheet


def _list(book: Book, name: str) -> Sheet:
    words = words_of(book, name)
    title = name.rpartition(".")[2]
    sheet = book.sheet(title, title, f"What holds for each {title}.", len(words), len(words))
    sheet.known["name"] = sheet.given(title, WORDS, words)
    return sheet


def words_of(book: Book, name: str) -> tuple[str, ...]:
    """The words of a list, or of a field that has its own."""
    program = book.basis.program
    if name in program.lists:
        return program.lists[name]
    table, _, field = name.partition(".")
    return program.tables[table].by_name[field].choices


def _pairs(book: Book, home: PairHome, part: Cap | Clause | Value) -> Sheet:
    parts = [sheet_of(book, each, part) for each in home.parts]
    places = list(product(*(range(each.filled) for each in parts)))
    title = " and ".join(each.known["name"].title for each in parts)
    sheet = book.sheet(title, title, f"What holds for each {title}.", len(places), len(places))
    for number, each in enumerate(parts):
        names = [each.known["name"].values[place[number]] for place in places]
        sheet.known["part", number] = sheet.given(each.known["name"].title, WORDS, names)
        at = [place[number] + 1 for place in places]
        sheet.known["place", number] = sheet.given(f"{each.known['name'].title}: which", WHOLE, at)
    return sheet


# --- ways from an element to another


def target_of(book: Book, home: Home, path: Path) -> Home:
    """Where a path leads."""
    for step in path:
        home = _next(book, home, step)
    return as_rows(home)


def _next(book: Book, home: Home, step: Step) -> Home:
    match step:
        case ByReference(field=field) if isinstance(home, TableHome | GroupHome):
            return TableHome(book.basis.program.tables[home.table].by_name[field].refers_to or "")
        case ByWord(list=name):
            return ListHome(name)
        case ByDate(step=length):
            return CalendarHome(length)
        case ToPart(number=number) if isinstance(home, PairHome):
            return home.parts[number]
        case ToContract():
            return ContractHome()
        case ToRow() if isinstance(home, GroupHome):
            return TableHome(home.table)
        case ToElement(clause=clause):
            return book.basis.program.clauses[clause].home
        case _:
            return home


def position(book: Book, home: Home, path: Path, part: Cap | Clause | Value) -> Column | None:
    """The column, on the sheet of a home, of the places of what a path leads to; nothing where it is the same row."""
    path = tuple(each for each in path if not isinstance(each, ToElement | ToRow))
    if not path:
        return None
    home = as_rows(home)
    sheet = sheet_of(book, home, part)
    key = ("way", path)
    if key not in sheet.known:
        sheet.known[key] = _way(book, sheet, home, path, part)
    return sheet.known[key]


def _way(book: Book, sheet: Sheet, home: Home, path: Path, part: Cap | Clause | Value) -> Column:
    *before, last = path
    if before:
        middle = position(book, home, tuple(before), part)
        beyond = position(book, target_of(book, home, tuple(before)), (last,), part)
        if middle is None or beyond is None:
            raise decline(part, f"a way that leads from {sheet.title}")
        values = [_at(beyond.values, place) for place in middle.values]
        formula = f"IF({middle.own}=0,0,INDEX({beyond.range},{middle.own}))"
        return sheet.add(beyond.title, WHOLE, formula, values.__getitem__)
    match last:
        case ToPart(number=number):
            return sheet.known["place", number]
        case ByReference(field=field):
            return sheet.known["refers", field]
        case ByWord(field=field):
            return _word(book, sheet, field, last.list, part)
        case ByDate(step=step):
            return _period(book, sheet, step, part)
        case _:
            raise decline(part, f"a way that leads from {sheet.title}")


def _at(values: Sequence[Held], place: Held) -> Held:
    return values[int(place) - 1] if isinstance(place, int) and place else 0


def _word(book: Book, sheet: Sheet, field: str, name: str, part: Cap | Clause | Value) -> Column:
    words = sheet_of(book, ListHome(name), part).known["name"]
    typed = sheet.known["field", field]
    places = {each: place for place, each in enumerate(words.values, start=1)}
    formula = f"IFERROR(MATCH({typed.own},{words.range},0),0)"
    return sheet.add(f"{field}: which", WHOLE, formula, lambda at: places.get(typed.values[at], 0))


def _period(book: Book, sheet: Sheet, step: str, part: Cap | Clause | Value) -> Column:
    day = sheet.known.get("day")
    if day is None:
        raise decline(part, f"the {step} in which {sheet.title} lies")
    return period_column(book, sheet, day, step, part)


def period_column(book: Book, sheet: Sheet, day: Column, step: str, part: Cap | Clause | Value) -> Column:
    """The place of the period in which a day lies; nought where it lies in none."""
    periods = sheet_of(book, CalendarHome(step), part)
    first, last = periods.known["first"], periods.known["last"]
    begins, ends = int(first.values[0]), int(last.values[-1])
    formula = f'IF(OR({day.own}="",{day.own}<{begins},{day.own}>{ends}),0,MATCH({day.own},{first.range},1))'

    def value(at: int) -> Held:
        held = day.values[at]
        if isinstance(held, str) or not begins <= held <= ends:
            return 0
        return sum(int(each) <= held for each in first.values)

    return sheet.add(f"{step.capitalize()}: which", WHOLE, formula, value)


def day_held(value: date | None) -> Held:
    """A day as a cell holds it."""
    return "" if value is None else day_number(value)
