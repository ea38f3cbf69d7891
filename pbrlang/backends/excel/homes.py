"""A sheet for each home, with a row for each of its elements."""

from datetime import date
from itertools import product
from math import prod

from pbrlang.backends.excel.plan import Book, Declined
from pbrlang.backends.excel.sheets import DAY, TOP, WHOLE, WORDS, Column, Held, Sheet, clause_words, day_number
from pbrlang.calendar.periods import Period
from pbrlang.ir.program import Cap, Clause
from pbrlang.lower.model import Value
from pbrlang.names.homes import (
    CalendarHome,
    CohortHome,
    ContractHome,
    Home,
    LineHome,
    ListHome,
    PairHome,
    TableHome,
    as_rows,
)
from pbrlang.source import Span

MOST_PAIRS = 100_000
"""How many combinations a sheet may have a row for."""

Part = Cap | Clause | Value


def sheet_of(book: Book, home: Home, part: Part) -> Sheet:
    """The sheet that has a row for each element of a home; for lines that of their clause."""
    home = as_rows(home)
    if isinstance(home, LineHome):
        return sheet_of_clause(book, home.clause)
    if home not in book.homes:
        book.homes[home] = _made(book, home, part)
    return book.homes[home]


def sheet_of_clause(book: Book, name: str) -> Sheet:
    """The sheet of a clause, which is made when it is first read."""
    from pbrlang.backends.excel.clauses import clause_sheet

    if name not in book.clauses:
        clause_sheet(book, book.basis.lowered.clauses[name])
    return book.clauses[name]


def decline(part: Part, what: str, span: Span | None = None) -> Declined:
    """What is not put into a workbook."""
    reason = f"`pbr build --to excel` does not know {what}"
    return Declined(part.name, part.clause if isinstance(part.clause, str) else "", span or part.span, reason, ADVICE)


ADVICE = "`pbr build --to python` or `--to javascript` may know it, and `pbr pay` does"


def _made(book: Book, home: Home, part: Part) -> Sheet:
    match home:
        case CalendarHome(step=step):
            return _calendar(book, step)
        case CohortHome(cohort=name):
            return _cohorts(book, name)
        case ListHome(list=name):
            return _list(book, name)
        case PairHome():
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
    last = sheet.given("Last day", DAY, [day_number(each.last) for each in periods])
    sheet.known["last"] = sheet.known["day"] = last
    return sheet


def _cohorts(book: Book, name: str) -> Sheet:
    cohort = book.basis.program.cohorts[name]
    about = f"Each {name}: the days on which its members enter, and the day on which its result is confirmed."
    follows = all(map(_follows, cohort.periods, cohort.periods[1:]))
    if not follows:
        raise Declined(name, cohort.clause, cohort.span, "its cohorts do not follow one another day by day", ADVICE)
    sheet = book.sheet(name, name, about, len(cohort.periods), len(cohort.periods))
    sheet.note = clause_words(cohort.span, cohort.clause)
    sheet.known["name"] = sheet.given(name, WHOLE, [each.number for each in cohort.periods])
    sheet.known["first"] = sheet.given("First day", DAY, [day_number(each.first) for each in cohort.periods])
    sheet.known["last"] = sheet.given("Last day", DAY, [day_number(each.last) for each in cohort.periods])
    confirmed = sheet.given("Confirmed on", DAY, [day_number(each) for each in cohort.confirmed])
    sheet.known["confirmed"] = sheet.known["day"] = confirmed
    return sheet


def _follows(one: Period, other: Period) -> bool:
    return (other.first - one.last).days == 1


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


# --- combinations


def strides(book: Book, home: PairHome, part: Part) -> list[int]:
    """By how many rows of its sheet an element of each part moves; those of rows come outermost, in their order."""
    sizes = [max(sheet_of(book, each, part).rows, 1) for each in home.parts]
    order = sorted(range(len(sizes)), key=lambda number: not isinstance(as_rows(home.parts[number]), TableHome))
    return [prod(sizes[later] for later in order[order.index(number) + 1 :]) for number in range(len(sizes))]


def _pairs(book: Book, home: PairHome, part: Part) -> Sheet:
    parts = [sheet_of(book, each, part) for each in home.parts]
    steps, rows = strides(book, home, part), prod(max(each.rows, 1) for each in parts)
    titles = [_heading(book, each, sheet) for each, sheet in zip(home.parts, parts, strict=True)]
    title = " and ".join(titles)
    if rows > MOST_PAIRS:
        raise decline(part, f"so many combinations, {rows:,}: each {title}")
    order = sorted(range(len(steps)), key=lambda number: -steps[number])
    places = [
        tuple(place[order.index(number)] for number in range(len(parts)))
        for place in product(*(range(parts[number].filled) for number in order))
    ]
    sheet = book.sheet(title, title, f"What holds for each {title}.", len(places), rows)
    for number, each in enumerate(parts):
        size = max(each.rows, 1)
        text = f"MOD(INT((ROW()-{TOP})/{steps[number]}),{size})+1"
        at = [row // steps[number] % size + 1 for row in range(rows)]
        sheet.known["place", number] = sheet.add(f"{titles[number]}: which", WHOLE, text, at.__getitem__)
        sheet.known["place", number].values = at
    for number, each in enumerate(parts):
        if each.exists:
            keys, place = names_of(book, home.parts[number], each), sheet.known["place", number]
            sheet.exists = f'INDEX({keys[0].range},{place.own})<>""'
    for number, (of, each) in enumerate(zip(home.parts, parts, strict=True)):
        sheet.known["part", number] = _name_of_part(book, sheet, number, of, each)
    return sheet


def _heading(book: Book, home: Home, sheet: Sheet) -> str:
    rows = as_rows(home)
    return rows.table if isinstance(rows, TableHome) else names_of(book, home, sheet)[0].title


def _name_of_part(book: Book, sheet: Sheet, number: int, home: Home, part: Sheet) -> Column:
    named = names_of(book, home, part)[0]
    place = sheet.known["place", number]
    return sheet.add(
        named.title, named.look, f"INDEX({named.range},{place.own})", lambda at: named.values[int(place.values[at]) - 1]
    )


def names_of(book: Book, home: Home, sheet: Sheet) -> list[Column]:
    """The columns by which an element of a home is told from others."""
    match as_rows(home):
        case TableHome(table=table):
            return [sheet.known["typed", each] for each in book.basis.program.tables[table].key]
        case PairHome(parts=parts):
            return [sheet.known["part", number] for number in range(len(parts))]
        case LineHome(clause=clause):
            return names_of(book, book.basis.program.clauses[clause].home, sheet)
        case _:
            return [sheet.known["name"]] if "name" in sheet.known else []


def day_held(value: date | None) -> Held:
    """A day as a cell holds it."""
    return "" if value is None else day_number(value)
