"""What clawbacks recover: never more than was paid and is not yet recovered."""

from attrs import define, frozen

from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, DAY, TOP, WHOLE, WORDS, Column, Held, Sheet, clause_words, letters
from pbrlang.backends.excel.windows import Key, Window, window
from pbrlang.ir.program import Clause
from pbrlang.ir.recovering import Recovery
from pbrlang.lower.model import Source
from pbrlang.names.homes import CONTRACT, GroupHome, Home, Path, TableHome, ToElement


@frozen(eq=False)
class _Claims:
    """The lines of one clawback: by home what they are bounded for, and the home of its own bound."""

    clause: Clause
    sheet: Sheet
    own: Home
    bounds: dict[Home, Window]
    order: Column


@define(eq=False, repr=False)
class _Bound:
    """One bound: money paid, for each of something, with its columns on the sheet of claims."""

    home: Home
    paid: Window
    keys: list[Column]
    to_date: list[int]
    before: list[int]
    left: list[Held]
    cell: Column | None = None


Claim = tuple[int, int, int]
"""A line of a clawback: its day, the place of the clawback and its row, in the order in which they recover."""


def clawback(book: Book, source: Source) -> None:
    """What the clawbacks on one clause recover of what was paid under it."""
    program = book.basis.program
    ((name, recovery), *others) = source.recoveries
    clause, paid_clause = program.clauses[name], program.clauses[source.clause]
    same_row = clause.home == paid_clause.home and isinstance(clause.home, TableHome | GroupHome)
    ways = (recovery.line, *recovery.sources.values())
    same_row &= not recovery.within and all(isinstance(step, ToElement) for way in ways for step in way)
    spread = any(each.instalments is not None for _, each in source.recoveries)
    if same_row and not others and not spread and not _is_negative(book.clauses[source.clause]):
        _of_same_row(book, source)
    else:
        _in_order(book, source)


def _is_negative(lines: Sheet) -> bool:
    return any(not isinstance(each, str) and int(each) < 0 for each in lines.known["amount"].values)


# --- row by row


def _of_same_row(book: Book, source: Source) -> None:
    """Recover row by row: never more than was paid for that row."""
    ((name, _),) = source.recoveries
    clause = book.basis.program.clauses[name]
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
    if book.lows[paid.name] < 0:
        note = "1 where a sum is below nought: what may be recovered of others then depends on it."
        text = f'IF({amount.own}="",0,IF({amount.own}<0,1,0))'
        book.problems.append(paid.add("Problems", WHOLE, text, lambda _: 0, note))


# --- in the order of the claims


def _in_order(book: Book, source: Source) -> None:
    """Recover claim by claim, by date, clause and row, on a sheet of their own."""
    program = book.basis.program
    paid_clause = program.clauses[source.clause]
    homes = _homes(book, source)
    claims = _claims(book, source, homes)
    paid = {home: window(book, paid_clause, _paid_way(source, home), paid_clause) for home in homes}
    ordered = sorted(
        (int(each.sheet.known["line day"].values[row]), place, row)
        for place, each in enumerate(claims)
        for row, held in enumerate(each.sheet.known["due"].values)
        if not isinstance(held, str)
    )
    sheet = _sheet(book, source, claims, ordered)
    bounds = [_Bound(home, paid[home], [], [], [], []) for home in homes]
    taken = _taken(book, paid_clause, claims, ordered, bounds)
    recovered = _columns(book, sheet, paid_clause, claims, ordered, bounds, taken)
    places = {(place, row): at for at, (_, place, row) in enumerate(ordered)}
    for place, each in enumerate(claims):
        due = each.sheet.known["due"]
        each.sheet.known["amount"] = each.sheet.add(
            "Recovered",
            COINS,
            f'IF({due.own}="","",INDEX({recovered.range},{each.order.own}))',
            lambda at, place=place: taken[places[place, at]] if (place, at) in places else "",  # type: ignore[misc]
            clause_words(each.clause.span, each.clause.clause),
        )


def _homes(book: Book, source: Source) -> list[Home]:
    """What bounds are kept for; over the contract only where the others do not see to it."""
    homes = list(dict.fromkeys(each.home for _, each in source.recoveries))
    sees_to_it = len(homes) == 1 and book.lows[book.clauses[source.clause].name] >= 0
    return homes if sees_to_it or CONTRACT in homes else [*homes, CONTRACT]


def _paid_way(source: Source, home: Home) -> Path | None:
    if home == CONTRACT:
        return None
    return next(each.sources[source.clause] for _, each in source.recoveries if each.home == home)


def _claims(book: Book, source: Source, homes: list[Home]) -> list[_Claims]:
    clauses = [book.basis.program.clauses[name] for name, _ in source.recoveries]
    sheets = [book.clauses[each.name] for each in clauses]
    found = []
    for place, (clause, (_, recovery)) in enumerate(zip(clauses, source.recoveries, strict=True)):
        ways = {home: way for home in homes if (way := _way(recovery, home)) != ()}
        bounds = {home: window(book, clause, way, clause) for home, way in ways.items()}
        order = _order(sheets, place)
        found.append(_Claims(clause, sheets[place], recovery.home, bounds, order))
    return found


def _way(recovery: Recovery, home: Home) -> Path | None:
    """The way from a line of a clawback to what a bound is kept for: nothing over the contract, `()` for no way."""
    if home == CONTRACT:
        return None
    if home == recovery.home:
        return recovery.line
    return next((each.line for each in recovery.within if each.home == home), ())


def _order(sheets: list[Sheet], place: int) -> Column:
    """In which order each line recovers among all."""
    own = sheets[place]
    counts, day = own.known["counts"], own.known["line day"]
    parts = [
        f'COUNTIFS({each.known["counts"].range},1,{each.known["line day"].range},"<"&{day.own})' for each in sheets
    ]
    parts += [
        f"COUNTIFS({each.known['counts'].range},1,{each.known['line day'].range},{day.own})" for each in sheets[:place]
    ]
    parts.append(f"COUNTIFS({counts.down_to_own},1,{day.down_to_own},{day.own})")
    lines = sorted(
        (int(each.known["line day"].values[row]), number, row)
        for number, each in enumerate(sheets)
        for row, held in enumerate(each.known["counts"].values)
        if held == 1
    )
    places = {row: at for at, (_, number, row) in enumerate(lines, start=1) if number == place}
    note = "In which order it recovers: by date, of one date by clause and row."
    text = f"IF({counts.own}=1,{'+'.join(parts)},0)"
    return own.add("Order", WHOLE, text, lambda at: places.get(at, 0), note)


def _sheet(book: Book, source: Source, claims: list[_Claims], ordered: list[Claim]) -> Sheet:
    rows = sum(each.sheet.rows for each in claims)
    title = f"{source.clause} recovered"
    about = f"What is recovered of {source.clause}, in the order in which it falls due, in pence."
    sheet = book.sheet(title, title, about, len(ordered), rows)
    sheet.note = "\n\n".join(clause_words(each.clause.span, each.clause.clause) for each in claims)
    every = "+".join(each.sheet.known["counts"].sum for each in claims)
    sheet.exists = f"ROW()-{TOP - 1}<={every}"
    for place, each in enumerate(claims):
        rank = f"IFERROR(MATCH(ROW()-{TOP - 1},{each.order.range},0),0)"
        rows_of = [row + 1 if of == place else 0 for _, of, row in ordered]
        sheet.known["row", place] = sheet.add(f"{each.clause.name}: row", WHOLE, rank, rows_of.__getitem__)
    return sheet


def _picked(sheet: Sheet, claims: list[_Claims], texts: list[str]) -> str:
    """What holds for the clawback of the claim at hand; each text has the row of its line in the place of `{row}`."""
    found = '""'
    for place in reversed(range(len(claims))):
        row = sheet.known["row", place].own
        own = texts[place].replace("{row}", row)
        found = f"IF({row}>0,{own},{found})" if len(claims) > 1 else own
    return found


def _taken(
    book: Book, paid_clause: Clause, claims: list[_Claims], ordered: list[Claim], bounds: list[_Bound]
) -> list[int]:
    """What each claim recovers, and what each bound has for it."""
    purses = [_Purse(_paid(book, paid_clause, each.paid)) for each in bounds]
    taken: list[int] = []
    for on, place, row in ordered:
        claim = claims[place]
        own = [claim.bounds.get(bound.home) for bound in bounds]
        keys = [way.key(row) if way is not None else None for way in own]
        lefts = [int(claim.sheet.known["due"].values[row])]
        for bound, purse, key in zip(bounds, purses, keys, strict=True):
            to_date, used = purse.asked(key, on)
            bound.to_date.append(to_date)
            bound.before.append(used)
            left: Held = max(0, to_date - used) if key is not None else (0 if bound.home == claim.own else "")
            bound.left.append(left)
            lefts += [] if isinstance(left, str) else [int(left)]
        taken.append(min(lefts))
        for purse, key in zip(purses, keys, strict=True):
            purse.take(key, taken[-1])
    return taken


def _paid(book: Book, clause: Clause, way: Window) -> list[tuple[int, int, Key]]:
    """What was paid of each line, with its day and what it is for, the latest first."""
    lines = book.clauses[clause.name]
    day, amount = lines.known["line day"], lines.known["amount"]
    found = [
        (int(day.values[at]), int(held), key)
        for at, held in enumerate(amount.values)
        if not isinstance(held, str) and (key := way.key(at)) is not None
    ]
    return sorted(found, key=lambda each: -each[0])


class _Purse:
    """What was paid and taken back to date, for each of something; asked in the order of dates."""

    def __init__(self, waiting: list[tuple[int, int, Key]]) -> None:
        self._waiting = waiting
        self._paid: dict[Key, int] = {}
        self._taken: dict[Key, int] = {}

    def asked(self, key: Key | None, on: int) -> tuple[int, int]:
        """What was paid by a day, and taken back before."""
        while self._waiting and self._waiting[-1][0] <= on:
            _, amount, of = self._waiting.pop()
            self._paid[of] = self._paid.get(of, 0) + amount
        return (0, 0) if key is None else (self._paid.get(key, 0), self._taken.get(key, 0))

    def take(self, key: Key | None, amount: int) -> None:
        """Note what is taken back."""
        if key is not None:
            self._taken[key] = self._taken.get(key, 0) + amount


def _columns(
    book: Book,
    sheet: Sheet,
    paid_clause: Clause,
    claims: list[_Claims],
    ordered: list[Claim],
    bounds: list[_Bound],
    taken: list[int],
) -> Column:
    if len(claims) > 1:
        names = [f'"{each.clause.name}"' for each in claims]
        of = [claims[place].clause.name for _, place, _ in ordered]
        sheet.add("Clawback", WORDS, _picked(sheet, claims, names), of.__getitem__)
    days = [f"INDEX({each.sheet.known['line day'].range},{{row}})" for each in claims]
    day = sheet.add("Date", DAY, _picked(sheet, claims, days), lambda at: ordered[at][0])
    dues = [f"INDEX({each.sheet.known['due'].range},{{row}})" for each in claims]
    due = [int(claims[place].sheet.known["due"].values[row]) for _, place, row in ordered]
    wanted = sheet.add("Due", COINS, _picked(sheet, claims, dues), due.__getitem__)
    for bound in bounds:
        _keys(sheet, claims, ordered, bound)
    last = len(sheet.columns) + 3 * len(bounds)
    for bound in bounds:
        _left(book, sheet, paid_clause, claims, bound, day, f"{sheet.prefix}${letters(last)}")
    lefts = ",".join(each.cell.own for each in bounds if each.cell is not None)
    assert len(sheet.columns) == last
    note = "The least of what is due and what is left in each bound."
    return sheet.add("Taken back", COINS, f"MIN({wanted.own},{lefts})", taken.__getitem__, note)


def _keys(sheet: Sheet, claims: list[_Claims], ordered: list[Claim], bound: _Bound) -> None:
    """What each claim is bounded for."""
    for number, way in enumerate(bound.paid.columns):
        owns = [each.bounds.get(bound.home) for each in claims]
        texts = [f"INDEX({own.columns[number].range},{{row}})" if own is not None else "0" for own in owns]
        values = [0 if (own := owns[place]) is None else own.columns[number].values[row] for _, place, row in ordered]
        bound.keys.append(sheet.add(f"For: {way.title}", WHOLE, _picked(sheet, claims, texts), values.__getitem__))


def _left(
    book: Book, sheet: Sheet, paid_clause: Clause, claims: list[_Claims], bound: _Bound, day: Column, taken: str
) -> None:
    """What was paid to date for the same, what was taken back of it before, and what is left."""
    lines = book.clauses[paid_clause.name]
    amount, when = lines.known["amount"], lines.known["line day"]
    pairs = list(zip(bound.paid.columns, bound.keys, strict=True))
    same = "".join(f",{of.range},{own.own}" for of, own in pairs)
    leads = "*".join(f"({own.own}>0)" for own in bound.keys)
    paid = f'SUMIFS({amount.range},{when.range},"<="&{day.own}{same})'
    name = "in all" if bound.home == CONTRACT else "for the same"
    to_date = sheet.add(f"{paid_clause.name} paid, {name}", COINS, _if(leads, paid, "0"), bound.to_date.__getitem__)
    above = f"{taken}${TOP - 1}:{taken.rpartition('!')[2]}{{above}}"
    tests = "".join(f",{_above(own)},{own.own}" for own in bound.keys)
    used = f"SUMIFS({above}{tests})" if tests else f"SUM({above})"
    before = sheet.add(f"Taken back before, {name}", COINS, _if(leads, used, "0"), bound.before.__getitem__)
    left = f"MAX(0,{to_date.own}-{before.own})"
    nothing = _picked(sheet, claims, ["0" if each.own == bound.home else '""' for each in claims])
    bound.cell = sheet.add(f"Left, {name}", COINS, _if(leads, left, nothing), bound.left.__getitem__)


def _if(leads: str, text: str, other: str) -> str:
    return f"IF({leads},{text},{other})" if leads else text


def _above(column: Column) -> str:
    letter = letters(column.index)
    return f"{column.sheet.prefix}${letter}${TOP - 1}:${letter}{{above}}"
