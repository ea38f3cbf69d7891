"""Advances: what is set off against them, and what is recovered because it was not earned."""

from attrs import define, frozen

from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Day
from pbrlang.backends.excel.homes import decline
from pbrlang.backends.excel.instalments import in_instalments
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, DAY, TOP, Column, Held, Sheet, clause_words, day_number
from pbrlang.backends.excel.statements import AS_AT, of_period
from pbrlang.backends.excel.windows import window
from pbrlang.ir.program import Clause
from pbrlang.lower.model import Back
from pbrlang.names.homes import CONTRACT, Path, ToElement, ToRow


@frozen(eq=False)
class _Tranches:
    """The lines of an advance, each of which is kept for something else."""

    clause: Clause
    sheet: Sheet
    paid: Column
    until: Column

    @property
    def day(self) -> Column:
        """The days on which they are paid."""
        return self.sheet.known["line day"]


@define(eq=False, repr=False)
class _Earning:
    """The lines of a clause against which an advance is set off, and which of its lines each is set off against."""

    sheet: Sheet
    amount: Column
    which: Column | None

    @property
    def day(self) -> Column:
        """The days of the lines."""
        return self.sheet.known["line day"]

    def tranche(self, at: int) -> int:
        """The row of the advance, counted from 1; nought where there is none."""
        return 1 if self.which is None else int(self.which.values[at] or 0)

    def of(self, column: Column) -> str:
        """What a column of the advance holds for the line at hand."""
        if self.which is None:
            return column.own.replace("{r}", str(TOP))
        return f"INDEX({column.range},{self.which.own})"

    def same(self, other: "_Earning") -> str:
        """Criteria that lines are set off against the same as the line at hand of another clause."""
        if self.which is None or other.which is None:
            return ""
        return f",{self.which.range},{other.which.own}"


def advance(book: Book, back: Back) -> None:
    """Set off against an advance what is earned, and recover what is left of it."""
    clause = book.basis.program.clauses[back.clause]
    how = back.advance
    if not _one_for_each(clause, how.line):
        raise decline(clause, f"an advance of several sums for the same, {clause.name}")
    tranches = _tranches(book, back, clause)
    earning = [_earning(book, back, name) for name in book.basis.program.clauses if name in how.clauses]
    used = _set_off(book, tranches, earning)
    left = _left(day_number(book.basis.as_at), tranches, earning, used)
    if how.unearned.instalments is not None:
        of = in_instalments(book, clause, how.unearned.instalments, tranches.sheet, left[0], left[1])
        book.taken_back[clause.name].append((of.known["amount"], of.known["statement"]))
    else:
        statement = of_period(book, tranches.sheet, left[0], clause)
        book.taken_back[clause.name].append((left[1], statement))


def _one_for_each(clause: Clause, line: Path) -> bool:
    """Whether each line of an advance is kept for something else: for what it is for itself."""
    return clause.home == CONTRACT or all(isinstance(step, ToElement | ToRow) for step in line)


def _tranches(book: Book, back: Back, clause: Clause) -> _Tranches:
    sheet = book.clauses[clause.name]
    amount, day = sheet.known["amount"], sheet.known["line day"]
    last = day_number(book.basis.program.terms.settles_until)
    paid = sheet.add(
        "Can be set off",
        COINS,
        f'IF({amount.own}="",0,MAX(0,{amount.own}))',
        lambda at: 0 if isinstance(amount.values[at], str) else max(0, int(amount.values[at])),
    )
    read = Reader(book, clause.home, sheet, clause).read(back.closes)
    if not isinstance(read, Day) or read.needs:
        raise decline(clause, f"the day on which {clause.name} is unearned")

    def closes(at: int) -> Held:
        held = read.value(at)
        return "" if not paid.values[at] or isinstance(held, str) else min(max(int(held), int(day.values[at])), last)

    until = sheet.add(
        "Unearned on",
        DAY,
        f'IF({paid.own}=0,"",IF({read.text}="","",MIN(MAX({read.text},{day.own}),{last})))',
        closes,
        "Not before it is paid, nor after the run-off.",
    )
    return _Tranches(clause, sheet, paid, until)


def _earning(book: Book, back: Back, name: str) -> _Earning:
    program = book.basis.program
    clause, sheet = program.clauses[name], book.clauses[name]
    ways = window(book, clause, back.advance.sources[name], program.clauses[back.clause])
    if back.advance.home == CONTRACT or not ways.columns:
        return _Earning(sheet, _not_yet(sheet), None)
    (which,) = ways.columns
    return _Earning(sheet, _not_yet(sheet), which)


def _not_yet(sheet: Sheet) -> Column:
    """What of each line is not yet set off against an advance."""
    return sheet.known.get("not set off") or sheet.known["amount"]


def _set_off(book: Book, tranches: _Tranches, earning: list[_Earning]) -> list[Column]:
    """Columns of what of each line is set off against the advance, the earliest first."""
    found = _amounts(tranches, earning)
    name = tranches.clause.name
    back = book.taken_back.setdefault(name, [])
    columns = []
    for place, each in enumerate(earning):
        paid, day, until = each.of(tranches.paid), each.of(tranches.day), each.of(tranches.until)
        since, till = f'">="&{day}', f'"<"&{each.day.own}'
        earlier = [_sum(other, each, f",{other.day.range},{since},{other.day.range},{till}") for other in earning]
        earlier += [_sum(other, each, f",{other.day.range},{each.day.own}") for other in earning[:place]]
        amount = each.amount
        own = f",{each.which.down_to_own},{each.which.own}" if each.which is not None else ""
        above = f'SUMIFS({amount.down_to_own},{each.day.down_to_own},{each.day.own},{amount.down_to_own},">0"{own})'
        before = "+".join([*earlier, f"{above}-{amount.own}"])
        is_open = f'AND({paid}>0,{day}<={each.day.own},{each.day.own}<=IF({until}="",{each.day.own},{until}))'
        text = f"IF({is_open},MAX(0,MIN({amount.own},{paid}-({before}))),0)"
        text = f"IF({each.which.own}=0,0,{text})" if each.which is not None else text
        column = each.sheet.add(
            f"Set off against {name}",
            COINS,
            f'IF({amount.own}="",0,IF({amount.own}<=0,0,{text}))',
            lambda at, place=place: found.get((place, at), 0),  # type: ignore[misc]
            clause_words(tranches.clause.span, tranches.clause.clause),
        )
        each.sheet.known["not set off"] = each.sheet.add(
            f"Not set off against {name}",
            COINS,
            f'IF({amount.own}="","",{amount.own}-{column.own})',
            lambda at, place=place, amount=amount: (  # type: ignore[misc]
                "" if isinstance(amount.values[at], str) else int(amount.values[at]) - found.get((place, at), 0)
            ),
        )
        columns.append(column)
        back.append((column, each.sheet.known["statement"]))
    return columns


def _sum(other: _Earning, each: _Earning, tests: str) -> str:
    return f'SUMIFS({other.amount.range},{other.amount.range},">0"{tests}{other.same(each)})'


def _amounts(tranches: _Tranches, earning: list[_Earning]) -> dict[tuple[int, int], int]:
    """What of each line is set off, by clause and row."""
    left = [int(each or 0) for each in tranches.paid.values]
    lines = sorted(
        (int(each.day.values[row]), place, row, int(held))
        for place, each in enumerate(earning)
        for row, held in enumerate(each.amount.values)
        if not isinstance(held, str) and int(held) > 0
    )
    found = {}
    for day, place, row, held in lines:
        at = earning[place].tranche(row) - 1
        if at < 0 or not left[at] or int(tranches.day.values[at]) > day:
            continue
        until = tranches.until.values[at]
        if isinstance(until, str) or day <= int(until):
            found[place, row] = min(held, left[at])
            left[at] -= found[place, row]
    return found


def _left(as_at: int, tranches: _Tranches, earning: list[_Earning], used: list[Column]) -> tuple[Column, Column]:
    """What is left of each line of an advance on the day on which that is recovered, and the day."""
    parts, sums = [], [0] * tranches.sheet.filled
    for each, column in zip(earning, used, strict=True):
        own = f"SUMIFS({column.range},{each.which.range},ROW()-{TOP - 1})" if each.which is not None else ""
        parts.append(own or f"SUM({column.range})")
        for row, held in enumerate(column.values):
            if held:
                sums[each.tranche(row) - 1] += int(held)
    sheet, paid, until = tranches.sheet, tranches.paid, tranches.until
    off = sheet.add("Set off", COINS, "+".join(parts) or "0", sums.__getitem__, "What has been set off against it.")
    text = f'IF({until.own}="","",IF({until.own}<={AS_AT},{paid.own}-{off.own},""))'

    def unearned(at: int) -> Held:
        day = until.values[at]
        return "" if isinstance(day, str) or int(day) > as_at else int(paid.values[at]) - sums[at]

    note = "What is left on the day on which it is recovered."
    return until, sheet.add("Unearned", COINS, text, unearned, note)
