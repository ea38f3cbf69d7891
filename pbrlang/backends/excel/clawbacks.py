"""What clawbacks recover: never more than was paid and is not yet recovered."""

from pbrlang.backends.excel.homes import decline
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, WHOLE, Column, Sheet, clause_words
from pbrlang.lower.model import Source
from pbrlang.names.homes import GroupHome, TableHome, ToElement


def clawback(book: Book, source: Source) -> None:
    """What one clawback recovers of a clause, row by row: never more than was paid for that row."""
    program = book.basis.program
    paid_clause = program.clauses[source.clause]
    if len(source.recoveries) > 1:
        raise decline(program.clauses[source.recoveries[1][0]], "several clawbacks on one clause")
    ((name, recovery),) = source.recoveries
    clause = program.clauses[name]
    same_row = clause.home == paid_clause.home and isinstance(clause.home, TableHome | GroupHome)
    ways = (recovery.line, *recovery.sources.values())
    if not same_row or recovery.within or any(not isinstance(step, ToElement) for way in ways for step in way):
        raise decline(clause, f"a clawback otherwise than of what was paid for the same row, {name}")
    lines, paid = book.clauses[name], book.clauses[source.clause]
    due, day = lines.known["due"], lines.known["line day"]
    amount, paid_day = paid.known["amount"], paid.known["line day"]
    there = f'AND({day.own}<>"",{amount.own}<>"",{paid_day.own}<={day.own})'
    note = "What was paid for the same row by the day of the clawback; a negative sum is none."

    def of(at: int) -> int:
        held = amount.values[at]
        is_there = not isinstance(held, str) and not isinstance(day.values[at], str)
        return max(0, int(held)) if is_there and int(paid_day.values[at]) <= int(day.values[at]) else 0

    bound = lines.add(f"{source.clause} paid", COINS, f"IF({there},MAX(0,{amount.own}),0)", of, note)
    lines.known["amount"] = lines.add(
        "Recovered",
        COINS,
        f'IF({due.own}="","",MIN({due.own},{bound.own}))',
        lambda at: "" if isinstance(due.values[at], str) else min(int(due.values[at]), int(bound.values[at])),
        clause_words(clause.span, clause.clause),
    )
    _refuse_negative(book, paid)


def _refuse_negative(book: Book, paid: Sheet) -> None:
    """Where a sum may be negative, count it as a problem: the bound over the whole contract is not reckoned here."""
    amount = paid.known["amount"]
    if book.lows[paid.name] < 0:
        _problem(book, paid, f"IF({amount.own}<0,1,0)", amount)
        if any(not isinstance(each, str) and int(each) < 0 for each in amount.values):
            clause = book.basis.program.clauses[next(name for name, each in book.clauses.items() if each is paid)]
            raise decline(clause, f"a negative sum that may be recovered, in {clause.name}")


def _problem(book: Book, sheet: Sheet, formula: str, amount: Column) -> None:
    """A column that counts lines with which the workbook cannot reckon exactly; it is not made up for any here."""
    note = "1 where a sum is so large, or so low, that this workbook does not reckon with it exactly."
    text = f'IF({amount.own}="",0,{formula})'
    book.problems.append(sheet.add("Problems", WHOLE, text, lambda _: 0, note))
