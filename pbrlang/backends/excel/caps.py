"""What is left of lines after a cap over the contract, and what a clawback recovers."""

from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.homes import decline, sheet_of
from pbrlang.backends.excel.numbers import LARGEST, Number
from pbrlang.backends.excel.plan import Book, Declined
from pbrlang.backends.excel.sheets import COINS, TOP, WHOLE, WORDS, Column, Sheet, clause_words, day_number
from pbrlang.ir.program import Cap
from pbrlang.lower.model import Ceiling, Source
from pbrlang.names.homes import CONTRACT, GroupHome, TableHome, ToElement

Lines = list[Sheet]


def cap(book: Book, ceiling: Ceiling) -> None:
    """Give each line under a cap what is left of it."""
    limit = ceiling.cap
    if limit.home != CONTRACT or limit.limits != "money" or limit.net or limit.carried:
        raise _declined(limit, "a cap that is not on money over the whole contract")
    lines = [book.clauses[name] for name in ceiling.clauses]
    home = sheet_of(book, CONTRACT, book.basis.lowered.clauses[ceiling.clauses[0]].clause)
    reader = Reader(book, CONTRACT, home, limit)
    read = reader.number(ceiling.most)
    column = home.add(limit.name, COINS, read.text, read.value, clause_words(limit.span, limit.clause))
    at = column.own.replace("{r}", str(home.last))
    most = Number(at, lambda _: int(column.values[0]), read.low, read.high)
    if limit.loser == "latest first":
        _latest_first(home, limit, lines, most)
    elif limit.loser == "in proportion":
        _in_proportion(book, limit, lines, most)
    else:
        raise _declined(limit, f"a cap by which {limit.loser} is cut")


def _declined(limit: Cap, what: str) -> Declined:
    return decline(limit, what)


def _entries(lines: Lines, until: int) -> list[tuple[int, int, int, int]]:
    """The lines under a cap as (day, place of the clause, place of the row, amount), in that order."""
    found = []
    for place, sheet in enumerate(lines):
        day, amount = sheet.known["line day"], sheet.known["amount"]
        for row, held in enumerate(amount.values):
            if not isinstance(held, str) and int(held) > 0 and int(day.values[row]) <= until:
                found.append((int(day.values[row]), place, row, int(held)))
    return sorted(found)


def _latest_first(home: Sheet, limit: Cap, lines: Lines, most: Number) -> None:
    until = day_number(limit.until)
    paid: dict[tuple[int, int], int] = {}
    before: dict[tuple[int, int], int] = {}
    so_far = wanted = 0
    for _, place, row, held in _entries(lines, until):
        before[place, row] = wanted
        paid[place, row] = max(0, min(held, most.value(0) - so_far))
        so_far += paid[place, row]
        wanted += held
    sums = "+".join(_all_of(sheet, f'"<={until}"') for sheet in lines)
    note = f"All that falls due under {limit.name}; where it is no more than the cap, nothing is cut."
    column = home.add(f"Due under {limit.name}", COINS, sums, lambda _: wanted, note)
    whole = column.own.replace("{r}", str(home.last))
    old = [(sheet, sheet.known["amount"]) for sheet in lines]
    for place, (sheet, amount) in enumerate(old):
        day = sheet.known["line day"]
        counts = f'AND({amount.own}<>"",{amount.own}>0,{day.own}<={until})'
        earlier = [f'SUMIFS({each.range},{_day(of).range},"<"&{day.own},{each.range},">0")' for of, each in old]
        same = [f'SUMIFS({each.range},{_day(of).range},{day.own},{each.range},">0")' for of, each in old[:place]]
        own = f'SUMIFS({amount.down_to_own},{day.down_to_own},{day.own},{amount.down_to_own},">0")-{amount.own}'
        text = f"IF({counts},IF({whole}<={most.text},0,{'+'.join([*earlier, *same, own])}),0)"
        binds = wanted > most.value(0)
        gone = sheet.add(
            f"Due before it, under {limit.name}",
            COINS,
            text,
            lambda at, place=place, binds=binds: before.get((place, at), 0) if binds else 0,  # type: ignore[misc]
            "What falls due earlier under the same cap; 0 while the cap cuts nothing.",
        )
        left = f"MAX(0,MIN({amount.own},{most.text}-{gone.own}))"
        sheet.known["amount"] = sheet.add(
            f"After {limit.name}",
            COINS,
            f'IF({amount.own}="","",IF({counts},{left},{amount.own}))',
            lambda at, place=place, amount=amount: paid.get((place, at), amount.values[at]),  # type: ignore[misc]
            clause_words(limit.span, limit.clause),
        )


def _day(sheet: Sheet) -> Column:
    return sheet.known["line day"]


def _all_of(sheet: Sheet, until: str) -> str:
    amount = sheet.known["amount"]
    return f'SUMIFS({amount.range},{amount.range},">0",{_day(sheet).range},{until})'


def _in_proportion(book: Book, limit: Cap, lines: Lines, most: Number) -> None:
    until = day_number(limit.until)
    count = len(book.basis.program.calendars[book.basis.program.terms.step].periods)
    shared, told = _shares(lines, until, most.value(0), count)
    summary = _summary(book, limit, lines, most, told)
    wanted, room = summary.known["wanted"], summary.known["paid"]
    parts: list[tuple[Sheet, Column, Column, Column]] = []
    for place, sheet in enumerate(lines):
        amount, day, which = sheet.known["amount"], _day(sheet), sheet.known["statement"]
        counts = f'AND({amount.own}<>"",{amount.own}>0,{day.own}<={until})'
        cells = [f"INDEX({each.range},{which.own})" for each in (room, wanted)]
        text = f'IF({counts},INT({amount.own}*{cells[0]}/{cells[1]}),"")'
        floor = sheet.add(
            f"Whole coins under {limit.name}",
            COINS,
            text,
            lambda at, place=place: shared[place, at][0] if (place, at) in shared else "",  # type: ignore[misc]
        )
        text = f'IF({counts},{amount.own}*{cells[0]}-{floor.own}*{cells[1]},"")'
        rest = sheet.add(
            "Part of a coin that is left over",
            WHOLE,
            text,
            lambda at, place=place: shared[place, at][1] if (place, at) in shared else "",  # type: ignore[misc]
            "What is left over when the line's share is cut to a whole coin; the largest are rounded up.",
        )
        parts.append((sheet, amount, floor, rest))
    here = f"ROW()-{TOP - 1}"
    spare = "+".join(f"SUMIFS({floor.range},{of.known['statement'].range},{here})" for of, _, floor, _ in parts)
    over = summary.add("Coins left over", WHOLE, f"{room.own}-({spare})", lambda at: told[at][2])
    for place, (sheet, amount, floor, rest) in enumerate(parts):
        which, day = sheet.known["statement"], _day(sheet)
        ahead = [
            f'COUNTIFS({other.known["statement"].range},{which.own},{each.range},">"&{rest.own})'
            for other, _, _, each in parts
        ]
        ahead += [
            f"COUNTIFS({other.known['statement'].range},{which.own},{each.range},{rest.own})"
            for other, _, _, each in parts[:place]
        ]
        ahead.append(
            f'COUNTIFS({which.range},{which.own},{rest.range},{rest.own},{day.range},"<"&{day.own})'
            f"+COUNTIFS({which.down_to_own},{which.own},{rest.down_to_own},{rest.own},{day.down_to_own},{day.own})-1"
        )
        extra = f"IF(INDEX({over.range},{which.own})=0,0,IF({'+'.join(ahead)}<INDEX({over.range},{which.own}),1,0))"
        sheet.known["amount"] = sheet.add(
            f"After {limit.name}",
            COINS,
            f'IF({amount.own}="","",IF({floor.own}="",{amount.own},{floor.own}+{extra}))',
            lambda at, place=place, amount=amount: (  # type: ignore[misc]
                sum(shared[place, at][::2]) if (place, at) in shared else amount.values[at]
            ),
            clause_words(limit.span, limit.clause),
        )
        product = f"{amount.own}*INDEX({room.range},{which.own})"
        _problem(book, sheet, f"IF({product}>={LARGEST},1,0)", amount)


def _problem(book: Book, sheet: Sheet, formula: str, amount: Column) -> None:
    """A column that counts lines with which the workbook cannot reckon exactly; it is not made up for any here."""
    note = "1 where a sum is so large, or so low, that this workbook does not reckon with it exactly."
    text = f'IF({amount.own}="",0,{formula})'
    book.problems.append(sheet.add("Problems", WHOLE, text, lambda _: 0, note))


def _summary(book: Book, limit: Cap, lines: Lines, most: Number, told: list[tuple[int, int, int]]) -> Sheet:
    program = book.basis.program
    periods = program.calendars[program.terms.step].periods
    about = f"Cap (clause {limit.clause}): what each statement has room for, in pence."
    sheet = book.sheet(limit.name, limit.name, about, len(periods), len(periods))
    sheet.note = clause_words(limit.span, limit.clause)
    sheet.given("Period", WORDS, [each.name for each in periods])
    until = f'"<={day_number(limit.until)}"'
    sums = "+".join(
        f"SUMIFS({each.known['amount'].range},{each.known['statement'].range},ROW()-{TOP - 1},"
        f'{each.known["amount"].range},">0",{_day(each).range},{until})'
        for each in lines
    )
    wanted = sheet.known["wanted"] = sheet.add("Due under it", COINS, sums, lambda at: told[at][0])
    above = f"SUM({sheet.prefix}$C${TOP - 1}:$C{{above}})"
    text = f"MIN({wanted.own},MAX(0,{most.text}-{above}))"
    sheet.known["paid"] = sheet.add("Paid of it", COINS, text, lambda at: told[at][1])
    return sheet


def _shares(
    lines: Lines, until: int, most: int, count: int
) -> tuple[dict[tuple[int, int], tuple[int, int, int]], list[tuple[int, int, int]]]:
    """For each line its whole coins, what is left over and whether it has one more; for each statement its sums."""
    periods: dict[int, list[tuple[int, int, int, int]]] = {}
    for day, place, row, amount in _entries(lines, until):
        which = int(lines[place].known["statement"].values[row])
        periods.setdefault(which, []).append((place, day, row, amount))
    shared: dict[tuple[int, int], tuple[int, int, int]] = {}
    told, so_far = [], 0
    for which in range(1, count + 1):
        entries = sorted(periods.get(which, []))
        wanted = sum(each[3] for each in entries)
        room = min(wanted, max(0, most - so_far))
        so_far += room
        divided = [(*divmod(amount * room, wanted), place, row) for place, _, row, amount in entries] if wanted else []
        over = room - sum(each[0] for each in divided)
        first = sorted(range(len(divided)), key=lambda at: -divided[at][1])[:over]
        for at, (floor, rest, place, row) in enumerate(divided):
            shared[place, row] = (floor, rest, int(at in first))
        told.append((wanted, room, over))
    return shared, told


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
