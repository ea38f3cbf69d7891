"""What falls due in instalments: a row for each of them."""

from pbrlang.backends.excel.homes import decline
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, DAY, TOP, WHOLE, Column, Held, Sheet, clause_words, day_number, day_of
from pbrlang.backends.excel.statements import AS_AT, of_period
from pbrlang.calendar.periods import shift_months
from pbrlang.ir.program import Clause
from pbrlang.ir.recovering import Instalments


def in_instalments(book: Book, clause: Clause, how: Instalments, lines: Sheet, day: Column, whole: Column) -> Sheet:
    """A sheet of the instalments of some sums, each of which falls due on a day; the last takes the rest."""
    if book.lows[lines.name] < 0:
        raise decline(clause, f"instalments of a sum that may be below nought, in {clause.name}")
    title = f"{clause.name} by instalments"
    about = f"The instalments of {clause.name}, {how.count} for each line."
    sheet = book.sheet(title, title, about, lines.filled * how.count, lines.rows * how.count)
    sheet.note = clause_words(clause.span, clause.clause)
    book.reach[sheet.name], book.lows[sheet.name] = book.reach[lines.name], 0
    row = f"INT((ROW()-{TOP})/{how.count})+1"
    sheet.exists = f'INDEX({day.range},{row})<>""'

    none = [at for at, held in enumerate(day.values) if isinstance(held, str)]
    sheet.absent = frozenset(at * how.count + part for at in none for part in range(how.count))
    which = sheet.add("Row", WHOLE, row, lambda at: at // how.count + 1)
    sheet.known["of line"] = which
    part = sheet.add("Instalment", WHOLE, f"MOD(ROW()-{TOP},{how.count})+1", lambda at: at % how.count + 1)
    due = sheet.add("Sum falls due", DAY, f"INDEX({day.range},{which.own})", lambda at: day.values[at // how.count])
    falls = _falls(book, sheet, how, part, due)
    last = day_number(book.basis.program.terms.settles_until)
    date = sheet.add(
        "Date of the line",
        DAY,
        f"MIN(MAX({falls.own},{due.own}),{last})",
        lambda at: min(max(int(falls.values[at]), int(due.values[at])), last),
        "Not before the sum falls due, nor after the run-off.",
    )
    sheet.known["line day"] = date
    sums = sheet.add(
        "Sum", COINS, _blank(f"INDEX({whole.range},{which.own})"), lambda at: whole.values[at // how.count]
    )
    _amounts(book, sheet, how, part, sums)
    sheet.known["statement"] = of_period(book, sheet, date, clause)
    return sheet


def _blank(text: str) -> str:
    return f'IF({text}="","",{text})'


def _falls(book: Book, sheet: Sheet, how: Instalments, part: Column, due: Column) -> Column:
    """The day on which each instalment is agreed to fall."""
    missing = book.basis.program.terms.month_ends
    if how.first is not None:
        days = [shift_months(how.first, how.months * number, missing) for number in range(how.count)]
        held = [0 if each is None else day_number(each) for each in days]
        listed = ",".join(map(str, held))
        text = f"CHOOSE({part.own},{listed})"
        return sheet.add("Agreed day", DAY, text, lambda at: held[at % how.count])
    months = f"({part.own}-1)*{how.months}"
    moved = f"EDATE({due.own},{months})"
    if missing == "next":
        moved = f"{moved}+IF(DAY({moved})<DAY({due.own}),1,0)"

    def value(at: int) -> Held:
        day = shift_months(day_of(int(due.values[at])), how.months * (at % how.count), missing)
        return 0 if day is None else day_number(day)

    return sheet.add("Agreed day", DAY, moved, value)


def _amounts(book: Book, sheet: Sheet, how: Instalments, part: Column, sums: Column) -> None:
    """What each instalment comes to, and whether it has fallen due."""
    date = sheet.known["line day"]
    as_at = day_number(book.basis.as_at)

    def has_fallen(at: int) -> bool:
        return not isinstance(sums.values[at], str) and int(date.values[at]) <= as_at

    text = f'IF({sums.own}="",0,IF({date.own}<={AS_AT},1,0))'
    counts = sheet.known["counts"] = sheet.add("There is a line", WHOLE, text, lambda at: int(has_fallen(at)))

    def amount(at: int) -> Held:
        if not counts.values[at]:
            return ""
        whole = int(sums.values[at])
        equal = whole // how.count
        return whole - equal * (how.count - 1) if at % how.count == how.count - 1 else equal

    equal = f"INT({sums.own}/{how.count})"
    rest = f"IF({part.own}<{how.count},{equal},{sums.own}-{how.count - 1}*{equal})"
    sheet.known["due"] = sheet.known["amount"] = sheet.add(
        "Due", COINS, f'IF({counts.own}=1,{rest},"")', amount, "Equal whole coins; the last instalment takes the rest."
    )
