"""What is left of lines after a cap, over the contract or for each of something."""

from collections.abc import Callable

from attrs import frozen

from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Number
from pbrlang.backends.excel.homes import decline, sheet_of
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.reached import NEVER, day_reached
from pbrlang.backends.excel.sheets import COINS, WHOLE, Column, Held, Sheet, clause_words, day_number
from pbrlang.backends.excel.windows import Key, Window, window
from pbrlang.ir.program import Cap, Clause
from pbrlang.lower.model import Ceiling
from pbrlang.lower.stillness import is_still
from pbrlang.names.homes import CONTRACT, LineHome, PairHome

Entry = tuple[int, int, int, int]
"""A line under a cap as (day, place of the clause, row, amount), in the order in which they come."""


@frozen(eq=False)
class Lines:
    """The lines of one clause under a cap: what is left of each so far, and what it is limited for."""

    sheet: Sheet
    amount: Column
    window: Window
    most: Number
    until: int

    @property
    def day(self) -> Column:
        """The days of the lines."""
        return self.sheet.known["line day"]

    @property
    def counts(self) -> str:
        """Whether the line in the row at hand is limited."""
        return f'AND({self.amount.own}<>"",{self.amount.own}>0,{self.day.own}<={self.until}{self.window.there})'

    def sum_of(self, tests: str, other: "Lines") -> str:
        """What these lines come to under tests, for the same as the line at hand among others."""
        same = self.window.same(other.window)
        return f'SUMIFS({self.amount.range},{self.amount.range},">0"{tests}{same})'


def cap(book: Book, settlement: Sheet, ceiling: Ceiling) -> None:
    """Give each line under a cap what is left of it."""
    from pbrlang.backends.excel.proportion import in_proportion

    limit = ceiling.cap
    if limit.limits != "money" or limit.net or limit.carried:
        raise decline(limit, "a cap that is not on money, gross")
    if not is_still(book.basis.program, ceiling.most):
        raise decline(limit, "a cap that moves with what is counted or added up")
    most, home = _most(book, ceiling)
    clauses = [book.basis.program.clauses[name] for name in ceiling.clauses]
    lines = []
    for clause in clauses:
        sheet = book.clauses[clause.name]
        own = window(book, clause, limit.each.get(clause.name), limit)
        lines.append(Lines(sheet, sheet.known["amount"], own, most(clause, own), day_number(limit.until)))
    if limit.loser == "latest first":
        latest_first(book, home, limit, lines)
    elif limit.loser == "in proportion":
        in_proportion(book, settlement, limit, lines)
    else:
        raise decline(limit, f"a cap by which {limit.loser} is cut")


def _most(book: Book, ceiling: Ceiling) -> tuple[Callable[[Clause, Window], Number], Sheet | None]:
    """What a cap lets be paid, read for the lines of each clause; over the contract also the sheet on which it is."""
    limit = ceiling.cap
    note = clause_words(limit.span, limit.clause)
    if isinstance(limit.home, PairHome):
        return lambda clause, _: _beside(book, ceiling, clause, note), None
    home = sheet_of(book, limit.home, limit)
    read = _sure(limit, Reader(book, limit.home, home, limit).number(ceiling.most))
    column = home.add(limit.name, COINS, read.text, read.value, note)
    if limit.home == CONTRACT:
        at = column.own.replace("{r}", str(home.last))
        fixed = Number(at, lambda _: int(column.values[0]), read.low, read.high)
        return lambda *_: fixed, home

    def most(_: Clause, own: Window) -> Number:
        (place,) = own.columns
        text = f"INDEX({column.range},{place.own})"
        return Number(text, lambda at: int(column.values[int(place.values[at]) - 1]), read.low, read.high)

    return most, None


def _beside(book: Book, ceiling: Ceiling, clause: Clause, note: str) -> Number:
    """The same for each of a combination, beside the lines of a clause."""
    limit, sheet = ceiling.cap, book.clauses[clause.name]
    if "of line" in sheet.known:
        raise decline(limit, f"a cap for each of a combination on instalments, of {clause.name}")
    way = limit.each[clause.name]
    sheet.known.setdefault("day", sheet.known["line day"])
    read = _sure(limit, Reader(book, LineHome(clause.name), sheet, limit, prefix=way).number(ceiling.most))
    ways = window(book, clause, way, limit)

    def value(at: int) -> Held:
        return read.value(at) if ways.key(at) is not None else ""

    there = ",".join(f"{each.own}>0" for each in ways.columns)
    column = sheet.add(limit.name, COINS, f'IF(AND({there}),{read.text},"")', value, note)
    return Number(column.own, lambda at: int(column.values[at]), read.low, read.high)


def _sure(limit: Cap, read: Number) -> Number:
    """A number that is always there."""
    if read.needs:
        raise decline(limit, "a cap that divides by what may be nought, or reads what may be blank")
    return read


def entries(lines: list[Lines]) -> dict[Key, list[Entry]]:
    """The lines under a cap, by what they are for, in the order in which they come."""
    found: dict[Key, list[Entry]] = {}
    for place, each in enumerate(lines):
        for row, held in enumerate(each.amount.values):
            if isinstance(held, str) or int(held) <= 0 or int(each.day.values[row]) > each.until:
                continue
            key = each.window.key(row)
            if key is not None:
                found.setdefault(key, []).append((int(each.day.values[row]), place, row, int(held)))
    return {key: sorted(those) for key, those in found.items()}


def latest_first(book: Book, home: Sheet | None, limit: Cap, lines: list[Lines]) -> None:
    """Each line, by date, clause and row, takes what room is left."""
    paid: dict[tuple[int, int], int] = {}
    before: dict[tuple[int, int], int] = {}
    wanted = 0
    for those in entries(lines).values():
        so_far = wanted = 0
        for _, place, row, held in those:
            before[place, row] = wanted
            paid[place, row] = max(0, min(held, lines[place].most.value(row) - so_far))
            so_far += paid[place, row]
            wanted += held
    reached = _reached(book, home, limit, lines, wanted) if home is not None else None
    for place, each in enumerate(lines):
        earlier = [other.sum_of(f',{other.day.range},"<"&{each.day.own}', each) for other in lines]
        same = [other.sum_of(f",{other.day.range},{each.day.own}", each) for other in lines[:place]]
        text = "+".join([*earlier, *same, _above(each)])
        shown = {row: held for (of, row), held in before.items() if of == place}
        note = "What falls due earlier under the same cap."
        if reached is not None:
            cell, on = reached
            text = f"IF({each.day.own}<{cell},0,IF({each.day.own}>{cell},{each.most.text},{text}))"
            shown = {row: _told(int(each.day.values[row]), on, held, each, row) for row, held in shown.items()}
            note += " Before the day on which it is reached that is not asked; after it, nothing is left of the cap."
        gone = each.sheet.add(
            f"Due before it, under {limit.name}",
            COINS,
            f"IF({each.counts},{text},0)",
            lambda at, shown=shown: shown.get(at, 0),  # type: ignore[misc]
            note,
        )
        left = f"MAX(0,MIN({each.amount.own},{each.most.text}-{gone.own}))"
        after(limit, each, left, {row: held for (of, row), held in paid.items() if of == place})


def _told(day: int, reached: int, before: int, each: Lines, row: int) -> int:
    if day == reached:
        return before
    return 0 if day < reached else each.most.value(row)


def _reached(book: Book, home: Sheet, limit: Cap, lines: list[Lines], wanted: int) -> tuple[str, int]:
    """The cell of the day on which a cap over the contract is reached, and the day."""
    until = f'"<={lines[0].until}"'
    text = "+".join(each.sum_of(f",{each.day.range},{until}", each) for each in lines)
    note = f"All that falls due under {limit.name}; where it is no more than the cap, nothing is cut."
    whole = home.add(f"Due under {limit.name}", COINS, text, lambda _: wanted, note)
    most = lines[0].most
    due: dict[int, int] = {}
    for those in entries(lines).values():
        for day, *_, held in those:
            due[day] = due.get(day, 0) + held
    sums = [each.sum_of(f',{each.day.range},"<="&{{day}}', each) for each in lines]
    found = day_reached(book, limit, (most.text, most.value(0)), sums, due)
    last = found.own.replace("{r}", str(found.sheet.last))
    day = NEVER if wanted <= most.value(0) else int(found.values[-1])
    note = f"The day on which {limit.name} is reached; {NEVER} where it cuts nothing."
    column = home.add("Reached on", WHOLE, f"IF({whole.own}<={most.text},{NEVER},{last})", lambda _: day, note)
    return column.own.replace("{r}", str(home.last)), day


def _above(each: Lines) -> str:
    """What the lines above the one at hand, of the same date and for the same, come to."""
    amount, day = each.amount, each.day
    tests = f'{day.down_to_own},{day.own},{amount.down_to_own},">0"{each.window.same_above}'
    return f"SUMIFS({amount.down_to_own},{tests})-{amount.own}"


def after(limit: Cap, each: Lines, left: str, paid: dict[int, int]) -> None:
    """The column of what is left of each line after a cap."""
    amount = each.amount
    each.sheet.known["amount"] = each.sheet.add(
        f"After {limit.name}",
        COINS,
        f'IF({amount.own}="","",IF({each.counts},{left},{amount.own}))',
        lambda at: paid.get(at, amount.values[at]),
        clause_words(limit.span, limit.clause),
    )
