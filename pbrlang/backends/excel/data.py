"""A sheet for each kind of data: what is typed, the whole numbers that stand for it, and what is wrong with a row."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from pbrlang.backends.excel.plan import Book, Declined
from pbrlang.backends.excel.sheets import (
    COINS,
    DAY,
    FIRST_DAY,
    TOP,
    WHOLE,
    WORDS,
    YES,
    Choice,
    Column,
    Held,
    Sheet,
    clause_words,
    day_number,
    letters,
)
from pbrlang.data.nouns import is_money
from pbrlang.data.rows import Row, Value
from pbrlang.diagnostics.prose import listing
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Category, Day, Quantity, YesNo
from pbrlang.lower.expressions import field_form
from pbrlang.names.homes import TableHome
from pbrlang.values.wording import decimal

_WILD = "*?~"
_LAST_DAY = date(2199, 12, 31)
"""The last day that `pbr pay` reads, too."""
_LOOKED_AT = 20_000
"""Rows below those that are read in which nothing may be typed."""


def data_sheets(book: Book) -> None:
    """Make a sheet for each table."""
    for table in book.basis.program.tables.values():
        _sheet(book, table)
    for table in book.basis.program.tables.values():
        _references(book, table)
        _problems(book, table)


def _sheet(book: Book, table: Table) -> None:
    rows = sorted(book.basis.rows.get(table.name, ()), key=_by_key)
    filled = len(rows)
    about = f"One row for each {' and '.join(table.key)}. Type or paste into the yellow columns."
    sheet = book.sheet(table.plural, table.plural, about, filled, filled + book.basis.room)
    sheet.kind, sheet.note = "data", clause_words(table.span, table.clause)
    book.homes[TableHome(table.name)] = sheet
    for each in table.fields:
        values = [_typed(each, row.values[each.name]) for row in rows]
        sheet.known["typed", each.name] = sheet.typed(
            each.name, _look(each), values, _choice(book, each), each.note or ""
        )
    first = sheet.known["typed", table.key[0]]
    sheet.exists = f'{first.own}<>""'
    for each in table.fields:
        sheet.known["field", each.name] = _whole(book, sheet, table, each)
    dated = table.dated or (table.lasts.start if table.lasts else None)
    if dated:
        sheet.known["day"] = sheet.known["field", dated]


def _by_key(row: Row) -> tuple[tuple[bool, Value], ...]:
    return tuple((value is not None, value) for value in row.key)


def _typed(field: Field, value: Value) -> Held:
    """What a person would type: pounds, a part of one for a per cent, a day, yes or no, words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_number(value)
    if isinstance(value, str):
        return value
    exact = Fraction(value)
    places = field.places + (2 if _is_share(field) else 0)
    return Decimal(int(exact * 10**places)).scaleb(-places) if places else int(exact)


def _is_share(field: Field) -> bool:
    return isinstance(field.kind, Quantity) and field.kind.share


def _look(field: Field) -> str:
    match field.kind:
        case Quantity(share=True):
            return f"share {field.places}"
        case Quantity(unit=unit) if is_money(unit):
            return f"money {field.places}"
        case Quantity():
            return f"number {field.places}"
        case Day():
            return DAY
        case YesNo():
            return YES
        case _:
            return WORDS


def bounds_of(book: Book, field: Field) -> tuple[int, int]:
    """The least and the most whole number that a field may hold in this workbook."""
    form = field_form(field)
    kind = field.kind
    negative = isinstance(kind, Quantity) and (kind.share or is_money(kind.unit))
    least = form.least if form.least is not None else (-book.largest if negative else 0)
    return max(least, -book.largest), min(form.most if form.most is not None else book.largest, book.largest)


def _choice(book: Book, field: Field) -> Choice:
    match field.kind:
        case Category(values=values):
            return Choice(words=values, told=f"one of {', '.join(values)}")
        case YesNo():
            return Choice(words=("yes", "no"), told="yes or no")
        case Day():
            return Choice(day=True, told="a date, such as 1 April 2015")
        case Quantity():
            low, high = bounds_of(book, field)
            places = field.places + (2 if _is_share(field) else 0)
            least, most = (Decimal(each).scaleb(-places) for each in (low, high))
            told = f"a number of up to {field.places} decimal places" if field.places else "a whole number"
            return Choice(least=least, most=most, places=places, told=told)
        case _:
            return Choice(told="" if not field.refers_to else f"the {field.refers_to} as its own row names it")


def _whole(book: Book, sheet: Sheet, table: Table, field: Field) -> Column:
    """The column that is reckoned with: a typed one that is whole already, or its number over the field's scale."""
    typed = sheet.known["typed", field.name]
    if not isinstance(field.kind, Quantity):
        _refuse_what_is_not_held(table, field, typed)
        return typed
    low, high = bounds_of(book, field)
    places = field.places + (2 if _is_share(field) else 0)
    numbers = [each if each == "" else int(Fraction(str(each)) * 10**places) for each in typed.values]
    if any(not isinstance(each, str) and not low <= each <= high for each in numbers):
        most = decimal(Fraction(high, 10**places), places)
        reason = f"a number in {field.name} is beyond {most}, up to which a workbook of this contract reckons exactly"
        raise Declined(table.name, table.clause, field.span, reason, _room_for_more(book))
    if not places:
        return typed
    said = (
        "in pence" if is_money(field.kind.unit) and field.places == 2 else f"in units of {Decimal(1).scaleb(-places)}"
    )
    formula = f"ROUND({typed.own}*{10**places},0)"
    formula = f'IF({typed.own}="","",{formula})' if field.optional else formula
    return sheet.add(f"{field.name} {said}", COINS if places == 2 else WHOLE, formula, numbers.__getitem__)


def _room_for_more(book: Book) -> str:
    """What to do where numbers are too large: bound those that are open, for all share the same room."""
    tables = book.basis.program.tables.values()
    every = [(table, field) for table in tables for field in table.fields if isinstance(field.kind, Quantity)]
    loose = [f"`{field.name}` of `{table.name}`" for table, field in every if field_form(field).most is None]
    if not loose:
        return "use `pbr pay`, which has no such limit"
    return (
        f"say what {listing(loose, 'and')} can be at most, which leaves more room; or use `pbr pay`, which has no limit"
    )


def _refuse_what_is_not_held(table: Table, field: Field, typed: Column) -> None:
    if isinstance(field.kind, Day) and any(
        not isinstance(each, str) and each < day_number(FIRST_DAY) for each in typed.values
    ):
        reason = f"a date in {field.name} is before 1 March 1900, which spreadsheets do not agree on"
        raise Declined(table.name, table.clause, field.span, reason, "use `pbr pay` for it")
    if field.name in table.key or field.refers_to:
        held = [each for each in typed.values if isinstance(each, str)]
        if any(sign in each for each in held for sign in _WILD):
            reason = (
                f"a name in {field.name} has one of the signs {' '.join(_WILD)}, which spreadsheets read as any letters"
            )
            raise Declined(table.name, table.clause, field.span, reason, "write such names without them")
        if len({each.casefold() for each in held}) < len(set(held)):
            reason = f"two names in {field.name} differ only by capital letters, which spreadsheets do not tell apart"
            raise Declined(
                table.name, table.clause, field.span, reason, "write such names so that they differ otherwise"
            )


def _references(book: Book, table: Table) -> None:
    sheet = book.homes[TableHome(table.name)]
    for each in table.fields:
        own_key = each.refers_to == table.name and each.name in table.key
        if each.refers_to is None or each.refers_to not in book.basis.program.tables or own_key:
            continue
        other = book.homes[TableHome(each.refers_to)]
        key = book.basis.program.tables[each.refers_to].key[0]
        keys, typed = other.known["typed", key], sheet.known["typed", each.name]
        places = {value: place for place, value in enumerate(keys.values, start=1)}
        formula = f"IFERROR(MATCH({typed.own},{keys.range},0),0)"
        values = [places.get(value, 0) for value in typed.values]
        title = f"{each.name}: which row"
        sheet.known["refers", each.name] = sheet.add(title, WHOLE, formula, values.__getitem__)


def _problems(book: Book, table: Table) -> None:
    """A column that counts what a row says that cannot be."""
    sheet = book.homes[TableHome(table.name)]
    if len(table.key) == 1:
        _order(sheet, table.key[0])
    parts = [part for each in table.fields for part in _faults(book, sheet, table, each)]
    title, note = "Problems", "How many things in this row cannot be so; while there are any, nothing is paid."
    nameless, below = _out_of_place(sheet)
    formula = "+".join([*(f"IF({each},1,0)" for each in parts), below])
    otherwise = f'IF({nameless}+{below}>0,{nameless}+{below},"")'
    book.problems.append(sheet.add(title, WHOLE, formula, lambda _: 0, note, otherwise))


def _out_of_place(sheet: Sheet) -> tuple[str, str]:
    """How many cells are typed in the row at hand, and, told by the last row, below it, where nothing is read."""
    typed = [each for each in sheet.columns if each.formula is None]
    first, last = (letters(each.index) for each in (typed[0], typed[-1]))
    row = f"COUNTA({sheet.prefix}${first}{{r}}:${last}{{r}})"
    below = f"COUNTA({sheet.prefix}${first}${sheet.last + 1}:${last}${sheet.last + _LOOKED_AT})"
    return row, f"IF(ROW()={sheet.last},{below},0)"


def _faults(book: Book, sheet: Sheet, table: Table, field: Field) -> list[str]:
    cell = sheet.known["typed", field.name].own
    found = [] if field.optional else [f'{cell}=""']
    match field.kind:
        case Quantity():
            low, high = bounds_of(book, field)
            whole = sheet.known["field", field.name].own
            places = 10 ** (field.places + (2 if _is_share(field) else 0))
            beyond = f"OR(NOT(ISNUMBER({cell})),{whole}<{low},{whole}>{high},ABS({cell}*{places}-{whole})>1/100000)"
            found.append(f'AND({cell}<>"",IFERROR({beyond},TRUE))')
        case Day():
            beyond = f"OR({cell}<{day_number(FIRST_DAY)},{cell}>{day_number(_LAST_DAY)},{cell}<>INT({cell}))"
            found.append(f'AND({cell}<>"",IFERROR({beyond},TRUE))')
        case YesNo():
            found.append(_not_among(cell, ("yes", "no")))
        case Category(values=values):
            found.append(_not_among(cell, values))
        case _:
            pass
    refers = sheet.known.get(("refers", field.name))
    if refers is not None:
        found.append(f'AND({cell}<>"",{refers.own}=0)')
    if (field.name,) == table.key:
        keys = sheet.known["typed", field.name]
        again = f"IFERROR(MATCH({cell},{keys.range},0),0)<>ROW()-{TOP - 1}"
        found.append(f"IF({sheet.known['order'].sum}=0,FALSE,{again})")
    return found


def _order(sheet: Sheet, key: str) -> None:
    """Which rows do not come after the one above; where all do, no key is there twice."""
    keys = sheet.known["typed", key]
    there = sheet.exists.replace("{r}", "{above}")
    text = f"IF(ROW()={TOP},0,IF({there},IF({keys.own}>{keys.before},0,1),1))"
    values = [
        int(place > 0 and not _after(keys.values[place - 1], keys.values[place])) for place in range(sheet.filled)
    ]
    sheet.known["order"] = sheet.add("Out of order", WHOLE, text, values.__getitem__)


def _after(one: Held, other: Held) -> bool:
    return str(other).casefold() > str(one).casefold() if isinstance(other, str) else other > one  # type: ignore[operator]


def _not_among(cell: str, words: tuple[str, ...]) -> str:
    same = ",".join(f'EXACT({cell},"{each}")' for each in words)
    return f'AND({cell}<>"",NOT(OR({same})))'
