"""Which statements there are, and to which of them each line belongs."""

from collections.abc import Sequence

from pbrlang.backends.excel.homes import sheet_of
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import DAY, TOP, WHOLE, WORDS, Column, Held, Sheet, day_number, day_of
from pbrlang.backends.excel.ways import period_column
from pbrlang.ir.program import Clause
from pbrlang.lower.model import Due
from pbrlang.lower.nodes import Literal
from pbrlang.names.homes import CalendarHome
from pbrlang.values.wording import in_words

AS_AT, PROBLEMS = "'Dates'!$B$6", "'Dates'!$B$9"

_ORDER = (
    "Twice the number of the statement's last day, and one more for that of a period: statements come in this order."
)


def has_own_days(book: Book) -> bool:
    """Whether some clause has statements of its own, besides those of periods."""
    return any(each.payable_on_its_date for each in book.basis.program.clauses.values())


def statement_column(book: Book, sheet: Sheet, due: Due) -> None:
    """The column that says to which statement each line of a clause belongs."""
    clause = due.clause
    sheet_of(book, CalendarHome(book.basis.program.terms.step), clause)
    day = sheet.known["line day"]
    if not clause.payable_on_its_date:
        sheet.known["statement"] = of_period(book, sheet, day, clause)
        return
    sheet.known["statement"] = sheet.add(
        "Statement: which",
        WHOLE,
        f'IF({day.own}="",0,2*{day.own})',
        lambda at: 0 if isinstance(day.values[at], str) else 2 * int(day.values[at]),
        _ORDER,
    )
    sheet.known["own day"] = day
    if not (isinstance(due.day, Literal) or day.formula is None):
        sheet.known["day from data"] = day


def of_period(book: Book, sheet: Sheet, day: Column, part: Clause) -> Column:
    """The column of the statement of the settlement period in which a day lies: its place, or its order."""
    step = book.basis.program.terms.step
    period = period_column(book, sheet, day, step, part)
    if not has_own_days(book):
        return period
    last = sheet_of(book, CalendarHome(step), part).known["last"]
    text = f"IF({period.own}=0,0,2*INDEX({last.range},{period.own})+1)"
    return sheet.add(
        "Statement: which",
        WHOLE,
        text,
        lambda at: 2 * int(last.values[int(period.values[at]) - 1]) + 1 if period.values[at] else 0,
        _ORDER,
    )


def statements(book: Book) -> Sheet:
    """The sheet of what is settled, with a row for each statement, as yet without sums."""
    program = book.basis.program
    periods = program.calendars[program.terms.step].periods
    ends = [(day_number(each.first), day_number(each.last)) for each in periods]
    rows = [(2 * last + 1, each.name, first, last) for each, (first, last) in zip(periods, ends, strict=True)]
    rows += [(2 * day, in_words(day_of(day)), day, day) for day in _own_days(book)]
    rows.sort()
    sheet = Sheet("Settlement", "Settlement", "Each statement, clause by clause, in pence.", len(rows), len(rows))
    sheet.kind = "settlement"
    sheet.known["period"] = sheet.given("Period", WORDS, [name for _, name, _, _ in rows])
    sheet.known["first"] = sheet.given("From", DAY, [first for _, _, first, _ in rows])
    last = sheet.known["last"] = sheet.given("To", DAY, [last for _, _, _, last in rows])
    if has_own_days(book):
        sheet.known["which"] = sheet.given("Which", WHOLE, [order for order, _, _, _ in rows], _ORDER)
        _only_known_days(book, sheet.known["which"])
    as_at = day_number(book.basis.as_at)
    sheet.known["settled"] = sheet.add(
        "Settled",
        WHOLE,
        f"IF(AND({last.own}<={AS_AT},{PROBLEMS}=0),1,0)",
        lambda at: int(int(last.values[at]) <= as_at),
        "1 where the period is over by the date of the workbook and no row has a problem.",
    )
    return sheet


def _own_days(book: Book) -> set[int]:
    """The days in the contract on which something is payable on its date: those that it says, and those of lines."""
    terms = book.basis.program.terms
    first, last = day_number(terms.starts), day_number(terms.settles_until)
    found: set[int] = set()
    for sheet in book.clauses.values():
        if "own day" in sheet.known:
            pairs = zip(sheet.known["own day"].values, sheet.known["counts"].values, strict=True)
            from_data = "day from data" in sheet.known
            found |= {int(day) for day, counts in pairs if not isinstance(day, str) and (counts == 1 or not from_data)}
    return {each for each in found if first <= each <= last}


def _only_known_days(book: Book, order: Column) -> None:
    """Count it as a problem where a line is payable on a day that had no statement when the workbook was made."""
    note = "1 where the line is payable on a day for which Settlement has no row: make the workbook anew for such rows."
    for sheet in book.clauses.values():
        if "day from data" in sheet.known:
            counts, statement = sheet.known["counts"], sheet.known["statement"]
            text = f"IF({counts.own}=1,IF(ISNUMBER(MATCH({statement.own},{order.range},0)),0,1),0)"
            book.problems.append(sheet.add("Problems", WHOLE, text, lambda _: 0, note))


def which(sheet: Sheet) -> tuple[str, Sequence[Held]]:
    """What stands for the statement of the row at hand, as lines say it, with its values."""
    order = sheet.known.get("which")
    if order is not None:
        return order.own, order.values
    return f"ROW()-{TOP - 1}", range(1, sheet.filled + 1)


def row_of(settlement: Sheet, sheet: Sheet) -> Column:
    """The column of the row that the statement of each line has on the sheet of statements."""
    own = sheet.known["statement"]
    order = settlement.known.get("which")
    if order is None:
        return own
    if "statement row" not in sheet.known:
        rows = {each: place for place, each in enumerate(order.values, start=1)}
        text = f"IFERROR(MATCH({own.own},{order.range},0),0)"
        sheet.known["statement row"] = sheet.add("Statement: row", WHOLE, text, lambda at: rows.get(own.values[at], 0))
    return sheet.known["statement row"]
