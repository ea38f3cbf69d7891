"""From lines to statements: what each settlement period has of each clause, and the same as it was compiled."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pbrlang.backends.excel.forms import LARGEST, TooLarge
from pbrlang.backends.excel.homes import sheet_of
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, DAY, POUNDS, TOP, WHOLE, WORDS, Column, Held, Sheet
from pbrlang.backends.excel.statements import which
from pbrlang.ir.program import Clause
from pbrlang.names.homes import CONTRACT


def heading(clause: Clause, what: str) -> str:
    """The heading of what is due, or of the amount, of a clause among the sums of statements."""
    number = f" ({clause.clause})" if clause.clause else ""
    return f"{clause.name}{number}: {what}"


def sums(book: Book, sheet: Sheet) -> None:
    """What is due and what is paid under each clause in each statement, in the smallest coin."""
    amounts = []
    for name, clause in book.basis.program.clauses.items():
        lines = book.clauses[name]
        due = _summed(sheet, heading(clause, "due"), [(lines.known["due"], lines.known["statement"], 1)])
        paid = [(lines.known["amount"], lines.known["statement"], clause.sign)]
        back = [(amount, statement, -1) for amount, statement in book.taken_back.get(name, ())]
        amount = _summed(sheet, heading(clause, "amount"), paid + back)
        sheet.known["due", name], sheet.known["amount", name] = due, amount
        amounts.append(amount)
    totals = [sum(int(each.values[at]) for each in amounts) for at in range(sheet.filled)]
    text = "+".join(each.own for each in amounts) or "0"
    total = sheet.known["total"] = sheet.add("Total", COINS, text, totals.__getitem__)
    sheet.known["to date"] = to_date(sheet, "Total to date", total)
    book.sheets.append(sheet)


def watch_totals(book: Book) -> None:
    """Count it as a problem where all sums together, or their shares, grow too large to be reckoned with exactly."""
    lowered = book.basis.lowered
    sharings = [each for each in (lowered.payers, *lowered.splits) if each is not None]
    parts = max((sum(part.parts for part in each.parts) for each in sharings), default=1)
    if sum(book.reach[each.name] * each.rows for each in book.clauses.values()) * parts < LARGEST:
        return
    home = sheet_of(book, CONTRACT, next(iter(book.basis.program.clauses.values())))
    dues = [each.known["due"] for each in book.clauses.values()]
    every = sum(abs(int(held)) for each in dues for held in each.values if not isinstance(held, str))
    if every >= LARGEST // parts:
        raise TooLarge
    text = "+".join(f'SUMIF({each.range},">0")-SUMIF({each.range},"<0")' for each in dues)
    note = "What is due on all lines, whether it is paid or taken: the most that any sum in this workbook can be."
    column = home.add("All sums due", COINS, text, lambda _: every, note)
    problem = f"IF({column.own}>={LARGEST // parts},1,0)"
    note = "1 where the sums grow so large that this workbook does not reckon with them exactly."
    book.problems.append(home.add("Problems", WHOLE, problem, lambda _: 0, note))


def to_date(sheet: Sheet, title: str, total: Column) -> Column:
    """What a column comes to in the statement at hand and all before it."""
    so_far = [sum(map(int, total.values[: at + 1])) for at in range(sheet.filled)]
    return sheet.add(title, COINS, f"SUM({total.down_to_own})", so_far.__getitem__)


def _summed(sheet: Sheet, title: str, parts: Sequence[tuple[Column, Column, int]]) -> Column:
    """What the lines of a statement come to; each part is a column of sums, that of their statements, and its sign."""
    own, places = which(sheet)
    settled = sheet.known["settled"]
    text = "".join(
        f"{'-' if sign < 0 else '+'}SUMIFS({of.range},{statement.range},{own})" for of, statement, sign in parts
    )
    found: dict[Held, int] = {}
    for of, statement, sign in parts:
        for place, held in zip(statement.values, of.values, strict=True):
            found[place] = found.get(place, 0) + (0 if isinstance(held, str) else sign * int(held))
    minus = "-" if len(parts) == 1 and text.startswith("-") else ""
    text = text[1:] if len(parts) == 1 else f"({text.removeprefix('+')})"
    return sheet.add(
        title, COINS, f"{minus}{settled.own}*{text}", lambda at: int(settled.values[at]) * found.get(places[at], 0)
    )


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


def party_sheets(book: Book) -> None:
    """Who pays and who receives what, in pounds, for people; nothing reads it."""
    for _, shares, _ in book.shares:
        title = shares.title.removeprefix("Shares: ")
        sheet = book.sheet(
            title,
            title,
            f"{shares.about.partition(',')[0]}, in {book.basis.program.terms.currency}.",
            shares.filled,
            shares.rows,
        )
        sheet.kind, sheet.note = "who", shares.note
        for column in [each for each in shares.columns if each.look in (WORDS, DAY)]:
            sheet.add(column.title, column.look, column.own, column.values.__getitem__)
        _pounds(book, sheet, "Of this statement", shares.known["amount"])
        _pounds(book, sheet, "To date", shares.known["to date"])


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
    parties = _of_parties(book, sheet)
    pairs = list(zip(differences[::2], differences[1::2], strict=True))
    clauses = [f"MAX(ABS({due.own}),ABS({amount.own}))" for due, amount in pairs]
    groups = [clauses, *([f"ABS({each.own})" for each in those] for those in parties)]
    sums = ["+".join(each) for each in groups if each]

    def value(at: int) -> int:
        own = sum(max(abs(int(due.values[at])), abs(int(amount.values[at]))) for due, amount in pairs)
        return max([own, *(sum(abs(int(each.values[at])) for each in those) for those in parties)])

    text = f"MAX({','.join(sums)})" if len(sums) > 1 else sums[0] if sums else "0"
    note = "Pence that differ, each of them once: what is due and so is paid, and falls on somebody, differs but once."
    sheet.known["difference"] = sheet.add("Differences", WHOLE, text, value, note)
    return sheet


def _of_parties(book: Book, sheet: Sheet) -> list[list[Column]]:
    """The same for each payer and receiver, those among whom one sum is shared together."""
    found: list[list[Column]] = []
    told = {each["period"]: each for each in book.basis.statements["statements"]}
    periods = sheet.columns[0].values
    for what, shares, shared in book.shares:
        amount, parties = shares.known["amount"], shares.rows // sheet.rows
        number = [each for each, _, _ in book.shares[: book.shares.index((what, shares, shared))]].count(what)
        found.append([])
        for place, part in enumerate(shared.parts):
            own = [int(amount.values[at * parties + place]) for at in range(sheet.filled)]
            live = sheet.add(
                f"{part.name}: live",
                COINS,
                f"INDEX({amount.range},(ROW()-{TOP})*{parties}+{place + 1})",
                own.__getitem__,
            )
            meant = [_share(told.get(str(each)), what, number, place, book.basis.scale) for each in periods]
            compiled = sheet.given(f"{part.name}: compiled", COINS, meant)
            found[-1].append(_difference(sheet, f"{part.name}: live less compiled", live, compiled))
    return found


def _share(statement: Mapping[str, Any] | None, what: str, number: int, place: int, scale: int) -> int:
    """What the interpreter has one party pay or receive of a statement."""
    if statement is None:
        return 0
    parts = statement["payers"] if what == "payers" else statement["splits"][number]["receivers"]
    return int(Decimal(parts[place]["amount"]) * scale)


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
