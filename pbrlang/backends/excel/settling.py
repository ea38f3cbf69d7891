"""From lines to statements: what each settlement period has of each clause, and the same as it was compiled."""

from collections.abc import Sequence
from decimal import Decimal

from pbrlang.backends.excel.homes import period_column, sheet_of
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, DAY, POUNDS, WHOLE, WORDS, Column, Held, Sheet, day_number
from pbrlang.ir.program import Clause
from pbrlang.names.homes import CalendarHome

AS_AT, PROBLEMS = "'Dates'!$B$6", "'Dates'!$B$9"


def statement_column(book: Book, sheet: Sheet, clause: Clause) -> None:
    """The column of the place of the statement to which each line belongs."""
    step = book.basis.program.terms.step
    sheet_of(book, CalendarHome(step), clause)
    sheet.known["statement"] = period_column(book, sheet, sheet.known["line day"], step, clause)


def settlement_sheet(book: Book) -> Sheet:
    """A row for each settlement period: what is due and what is paid under each clause, in the smallest coin."""
    program = book.basis.program
    periods = program.calendars[program.terms.step].periods
    sheet = Sheet("Settlement", "Settlement", "Each statement, clause by clause, in pence.", len(periods), len(periods))
    sheet.kind = "settlement"
    sheet.known["period"] = sheet.given("Period", WORDS, [each.name for each in periods])
    sheet.known["first"] = sheet.given("From", DAY, [day_number(each.first) for each in periods])
    last = sheet.known["last"] = sheet.given("To", DAY, [day_number(each.last) for each in periods])
    as_at = day_number(book.basis.as_at)
    settled = sheet.add(
        "Settled",
        WHOLE,
        f"IF(AND({last.own}<={AS_AT},{PROBLEMS}=0),1,0)",
        lambda at: int(int(last.values[at]) <= as_at),
        "1 where the period is over by the date of the workbook and no row has a problem.",
    )
    amounts = []
    for name, clause in program.clauses.items():
        lines = book.clauses[name]
        number = f" ({clause.clause})" if clause.clause else ""
        due = _summed(sheet, f"{name}{number}: due", lines, lines.known["due"], settled, 1)
        amount = _summed(sheet, f"{name}{number}: amount", lines, lines.known["amount"], settled, clause.sign)
        sheet.known["due", name], sheet.known["amount", name] = due, amount
        amounts.append(amount)
    totals = [sum(int(each.values[at]) for each in amounts) for at in range(len(periods))]
    text = "+".join(each.own for each in amounts) or "0"
    total = sheet.known["total"] = sheet.add("Total", COINS, text, totals.__getitem__)
    sums = [sum(totals[: at + 1]) for at in range(len(periods))]
    sheet.known["to date"] = sheet.add("Total to date", COINS, f"SUM({total.down_to_own})", sums.__getitem__)
    book.sheets.append(sheet)
    return sheet


def _summed(sheet: Sheet, title: str, lines: Sheet, of: Column, settled: Column, sign: int) -> Column:
    statement = lines.known["statement"]
    minus = "-" if sign < 0 else ""
    text = f"{minus}{settled.own}*SUMIFS({of.range},{statement.range},ROW()-{sheet.last - sheet.rows})"
    sums: dict[Held, int] = {}
    for place, held in zip(statement.values, of.values, strict=True):
        sums[place] = sums.get(place, 0) + (0 if isinstance(held, str) else int(held))
    return sheet.add(title, COINS, text, lambda at: sign * int(settled.values[at]) * sums.get(at + 1, 0))


def statement_sheet(book: Book, settlement: Sheet) -> Sheet:
    """The same in pounds, for people; nothing reads it."""
    terms = book.basis.program.terms
    about = f"What falls due for each {terms.step}, in {terms.currency}."
    sheet = Sheet("Statement", terms.name, about, settlement.filled, settlement.rows)
    sheet.kind = "statement"
    for title, key in (("Period", "period"), ("From", "first"), ("To", "last")):
        column = settlement.known[key]
        sheet.add(title, column.look, column.own, column.values.__getitem__)
    shown = [(f"{name}", ("amount", name)) for name in book.basis.program.clauses]
    for heading, of in [*shown, ("Total", "total"), ("Total to date", "to date")]:
        _pounds(book, sheet, heading, settlement.known[of])
    return sheet


def _pounds(book: Book, sheet: Sheet, title: str, of: Column) -> None:
    scale = book.basis.scale
    values = [Decimal(int(each)) / scale for each in of.values]
    sheet.add(title, POUNDS, f"{of.own}/{scale}", values.__getitem__)


def check_sheet(book: Book, settlement: Sheet) -> Sheet:
    """For each statement and clause: what this workbook gives less what the compiled contract gave."""
    about = "What the formulae give, less what pbrlang gave for the same rows and date. Every difference is 0."
    sheet = Sheet("Check", "Check", about, settlement.filled, settlement.rows)
    sheet.kind = "check"
    period = settlement.known["period"]
    sheet.given("Period", WORDS, period.values)
    told = _compiled(book)
    keys: list[tuple[str, str]] = [(what, name) for name in book.basis.program.clauses for what in ("due", "amount")]
    differences: list[Column] = []
    for what, name in keys:
        live = settlement.known[what, name]
        meant = [told.get((str(place), name, what), 0) for place in period.values]
        compiled = sheet.given(f"{name}: {what}, compiled", COINS, meant)
        differences.append(_difference(sheet, f"{name}: {what}, live less compiled", live, compiled))
    sheet.known["difference"] = sheet.add(
        "Differences",
        WHOLE,
        "+".join(f"ABS({each.own})" for each in differences) or "0",
        lambda at: sum(abs(int(each.values[at])) for each in differences),
    )
    return sheet


def _difference(sheet: Sheet, title: str, live: Column, compiled: Column) -> Column:
    pairs: Sequence[tuple[Held, Held]] = list(zip(live.values, compiled.values, strict=True))
    return sheet.add(title, COINS, f"{live.own}-{compiled.own}", lambda at: int(pairs[at][0]) - int(pairs[at][1]))


def _compiled(book: Book) -> dict[tuple[str, str, str], int]:
    """The sums of the statements as the interpreter has them, by period, clause and what it is."""
    scale = book.basis.scale
    found = {}
    for statement in book.basis.statements["statements"]:
        for each in statement["clauses"]:
            found[statement["period"], each["clause"], "due"] = int(Decimal(each["due"]) * scale)
            found[statement["period"], each["clause"], "amount"] = int(Decimal(each["total"]) * scale)
    return found
