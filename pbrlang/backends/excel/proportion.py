"""Lines cut in proportion: those of one statement share the room that earlier ones left, to the coin."""

from attrs import define, frozen

from pbrlang.backends.excel.caps import Lines, after, entries
from pbrlang.backends.excel.forms import LARGEST
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, TOP, WHOLE, WORDS, Column, Sheet, clause_words
from pbrlang.backends.excel.statements import row_of, which
from pbrlang.ir.program import Cap

At = tuple[int, int]
"""The place of a clause under a cap, and a row of its lines."""


@frozen(eq=False)
class _Cut:
    """What was worked out for one line: what its statement wants and has room for, and the parts of its share."""

    wanted: int
    room: int
    floor: int
    rest: int
    over: int
    extra: int


@define(eq=False, repr=False)
class _Parts:
    """The columns of one clause."""

    of: Lines
    room: str
    wanted: str
    floor: Column
    rest: Column
    over: str = ""


def in_proportion(book: Book, settlement: Sheet, limit: Cap, lines: list[Lines]) -> None:
    """Share what room there is for the lines of each statement in proportion to their amounts."""
    cuts = _cuts(lines)
    whole = not lines[0].window.columns
    summary = _summary(book, settlement, limit, lines) if whole else None
    parts = []
    for place, each in enumerate(lines):
        own = {row: cut for (of, row), cut in cuts.items() if of == place}
        room, wanted = _from_summary(settlement, summary, each) if summary else _on_line(limit, lines, each, own)
        parts.append(_floors(limit, each, room, wanted, own))
        _problem(book, each, room)
    if summary is not None:
        _over_of_statements(settlement, summary, parts, cuts, lines)
    for place in range(len(parts)):
        _last_coins(limit, parts, place, {row: cut for (of, row), cut in cuts.items() if of == place})


def _cuts(lines: list[Lines]) -> dict[At, _Cut]:
    found: dict[At, _Cut] = {}
    for those in entries(lines).values():
        statements: dict[int, list[tuple[int, int, int, int]]] = {}
        for day, place, row, held in those:
            which = int(lines[place].sheet.known["statement"].values[row])
            statements.setdefault(which, []).append((place, day, row, held))
        so_far = 0
        for which in sorted(statements):
            ordered = sorted(statements[which])
            wanted = sum(held for *_, held in ordered)
            place, _, row, _ = ordered[0]
            room = min(wanted, max(0, lines[place].most.value(row) - so_far))
            so_far += room
            divided = [divmod(held * room, wanted) for *_, held in ordered]
            over = room - sum(floor for floor, _ in divided)
            first = sorted(range(len(divided)), key=lambda at: -divided[at][1])[:over]
            for at, (place, _, row, _) in enumerate(ordered):
                found[place, row] = _Cut(wanted, room, *divided[at], over, int(at in first))
    return found


# --- what a statement has room for


def _summary(book: Book, settlement: Sheet, limit: Cap, lines: list[Lines]) -> Sheet:
    """A row for each statement: what falls due in it under a cap over the contract, and what is paid of that."""
    about = f"Cap (clause {limit.clause}): what each statement has room for, in pence."
    sheet = book.sheet(limit.name, limit.name, about, settlement.filled, settlement.rows)
    sheet.note = clause_words(limit.span, limit.clause)
    period = settlement.known["period"]
    sheet.given("Period", WORDS, period.values)
    own, places = which(settlement)
    if "which" in settlement.known:
        sheet.known["statement"] = sheet.given("Statement: which", WHOLE, places)
        own = sheet.known["statement"].own
    until = f'"<={lines[0].until}"'
    sums = "+".join(
        each.sum_of(f",{each.sheet.known['statement'].range},{own},{each.day.range},{until}", each) for each in lines
    )
    found: dict[int, int] = {}
    for those in entries(lines).values():
        for _, place, row, held in those:
            statement = int(lines[place].sheet.known["statement"].values[row])
            found[statement] = found.get(statement, 0) + held
    wants = [found.get(int(each), 0) for each in places]
    most = lines[0].most.value(0)
    wanted = sheet.known["wanted"] = sheet.add("Due under it", COINS, sums, wants.__getitem__)
    so_far = [min(most, sum(wants[:at])) for at in range(len(wants) + 1)]
    above = f"SUM({wanted.sheet.prefix}${_letter(wanted)}${TOP - 1}:${_letter(wanted)}{{above}})"
    text = f"MIN({wanted.own},MAX(0,{lines[0].most.text}-{above}))"
    sheet.known["room"] = sheet.add("Paid of it", COINS, text, lambda at: so_far[at + 1] - so_far[at])
    return sheet


def _letter(column: Column) -> str:
    from pbrlang.backends.excel.sheets import letters

    return letters(column.index)


def _from_summary(settlement: Sheet, summary: Sheet, each: Lines) -> tuple[str, str]:
    row = row_of(settlement, each.sheet)
    room, wanted = (f"INDEX({summary.known[name].range},{row.own})" for name in ("room", "wanted"))
    return room, wanted


def _on_line(limit: Cap, lines: list[Lines], each: Lines, cuts: dict[int, _Cut]) -> tuple[str, str]:
    """The same beside each line, where a cap is for each of something."""
    own = each.sheet.known["statement"].own

    def sums(sign: str) -> str:
        until = f'"<={each.until}"'
        tests = [(other, f",{other.sheet.known['statement'].range},{sign}{own}") for other in lines]
        return "+".join(other.sum_of(f"{test},{other.day.range},{until}", each) for other, test in tests)

    wanted = each.sheet.add(
        f"Due in its statement, under {limit.name}",
        COINS,
        f'IF({each.counts},{sums("")},"")',
        lambda at: cuts[at].wanted if at in cuts else "",
        "What falls due for the same in the statement of the line.",
    )
    earlier = sums('"<"&')
    room = each.sheet.add(
        f"Paid of that, under {limit.name}",
        COINS,
        f'IF({each.counts},MIN({wanted.own},MAX(0,{each.most.text}-({earlier}))),"")',
        lambda at: cuts[at].room if at in cuts else "",
        "What the cap has room for, after what fell due for the same in earlier statements.",
    )
    return room.own, wanted.own


# --- shares of it to the coin


def _floors(limit: Cap, each: Lines, room: str, wanted: str, cuts: dict[int, _Cut]) -> _Parts:
    floor = each.sheet.add(
        f"Whole coins under {limit.name}",
        COINS,
        f'IF({each.counts},INT({each.amount.own}*{room}/{wanted}),"")',
        lambda at: cuts[at].floor if at in cuts else "",
    )
    rest = each.sheet.add(
        "Part of a coin that is left over",
        WHOLE,
        f'IF({each.counts},{each.amount.own}*{room}-{floor.own}*{wanted},"")',
        lambda at: cuts[at].rest if at in cuts else "",
        "What is left over when the line's share is cut to a whole coin; the largest are rounded up.",
    )
    return _Parts(each, room, wanted, floor, rest)


def _problem(book: Book, each: Lines, room: str) -> None:
    """A column that counts lines with which the workbook cannot reckon exactly."""
    note = "1 where a sum is so large that this workbook does not share it exactly."
    text = f"IF({each.counts},IF({each.amount.own}*{room}>={LARGEST},1,0),0)"
    book.problems.append(each.sheet.add("Problems", WHOLE, text, lambda _: 0, note))


def _last_coins(limit: Cap, parts: list[_Parts], place: int, cuts: dict[int, _Cut]) -> None:
    """The coins left over go to the lines of which most was left over, of equal ones to the first."""
    part = parts[place]
    each, rest, floor = part.of, part.rest, part.floor
    statement, day = each.sheet.known["statement"], each.day
    over = part.over or _over(parts, part, cuts)
    ahead = [_counted(other, part, f'">"&{rest.own}') for other in parts]
    ahead += [_counted(other, part, rest.own) for other in parts[:place]]
    ahead.append(_counted(part, part, rest.own, f',{day.range},"<"&{day.own}'))
    above = f"{statement.down_to_own},{statement.own},{rest.down_to_own},{rest.own},{day.down_to_own},{day.own}"
    ahead.append(f"COUNTIFS({above}{each.window.same_above})-1")
    left = f"{floor.own}+IF({over}=0,0,IF({'+'.join(ahead)}<{over},1,0))"
    after(limit, each, left, {row: cut.floor + cut.extra for row, cut in cuts.items()})


def _over(parts: list[_Parts], part: _Parts, cuts: dict[int, _Cut]) -> str:
    """How many coins are left over in the statement of each line."""
    each = part.of
    floors = "+".join(_of_statement(other, part, other.floor) for other in parts)
    return each.sheet.add(
        "Coins left over",
        WHOLE,
        f"IF({each.counts},{part.room}-({floors}),0)",
        lambda at: cuts[at].over if at in cuts else 0,
        "Of the share of the whole statement, when each line has its whole coins.",
    ).own


def _over_of_statements(
    settlement: Sheet, summary: Sheet, parts: list[_Parts], cuts: dict[At, _Cut], lines: list[Lines]
) -> None:
    """The same of a cap over the contract, statement by statement."""
    own, places = which(settlement)
    own = summary.known["statement"].own if "statement" in summary.known else own
    floors = "+".join(f"SUMIFS({each.floor.range},{each.of.sheet.known['statement'].range},{own})" for each in parts)
    found = {int(lines[place].sheet.known["statement"].values[row]): cut.over for (place, row), cut in cuts.items()}
    over = summary.add(
        "Coins left over",
        WHOLE,
        f"{summary.known['room'].own}-({floors})",
        lambda at: found.get(int(places[at]), 0),
        "Of what is paid of it, when each line has its whole coins.",
    )
    for each in parts:
        each.over = f"INDEX({over.range},{row_of(settlement, each.of.sheet).own})"


def _of_statement(other: _Parts, part: _Parts, column: Column) -> str:
    own = part.of.sheet.known["statement"].own
    same = other.of.window.same(part.of.window)
    return f"SUMIFS({column.range},{other.of.sheet.known['statement'].range},{own}{same})"


def _counted(other: _Parts, part: _Parts, test: str, more: str = "") -> str:
    """How many lines of another clause, for the same and in the same statement, pass a test of what is left over."""
    own = part.of.sheet.known["statement"].own
    same = other.of.window.same(part.of.window)
    return f"COUNTIFS({other.of.sheet.known['statement'].range},{own},{other.rest.range},{test}{more}{same})"
