"""Ways from the elements of one home to those of another: columns of places, counted from 1; nought leads nowhere."""

from collections.abc import Sequence

from pbrlang.backends.excel.homes import Part, decline, sheet_of, strides
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import DAY, TOP, WHOLE, Column, Held, Sheet
from pbrlang.lower.paths import leads
from pbrlang.names.homes import (
    ByDate,
    ByMembership,
    ByReference,
    ByWord,
    CalendarHome,
    CohortHome,
    Home,
    LineHome,
    ListHome,
    PairHome,
    Path,
    ToElement,
    ToPair,
    ToPart,
    ToRow,
    as_rows,
    part_of,
    parts_of,
)


def target_of(book: Book, home: Home, path: Path) -> Home:
    """Where a path leads."""
    return as_rows(leads(book.basis.program, home, path)[0])


def may_break(book: Book, home: Home, path: Path) -> bool:
    """Whether a path may lead nowhere."""
    return leads(book.basis.program, home, path)[1]


def plain(book: Book, home: Home, path: Path) -> tuple[Home, Path]:
    """The same way without steps that stay in the row at hand, and the home from which it then leads."""
    while path:
        match path[0]:
            case ToElement() if isinstance(home, LineHome):
                home = book.basis.program.clauses[home.clause].home
            case ToElement() | ToRow():
                pass
            case ToPair(ways=ways) if isinstance(home, PairHome) and ways == _all_parts(home):
                pass
            case _:
                break
        path = path[1:]
    return as_rows(home), path


def _all_parts(home: PairHome) -> tuple[Path, ...]:
    return tuple((ToPart(number),) for number in range(len(home.parts)))


def position(book: Book, home: Home, path: Path, part: Part) -> Column | None:
    """The column, on the sheet of a home, of the places of what a path leads to; nothing where it is the same row."""
    home, path = plain(book, home, path)
    if not path:
        return None
    sheet = sheet_of(book, home, part)
    key = ("way", path)
    if key not in sheet.known:
        sheet.known[key] = _way(book, sheet, home, path, part)
    return sheet.known[key]


def _way(book: Book, sheet: Sheet, home: Home, path: Path, part: Part) -> Column:
    *before, last = path
    if before:
        middle = position(book, home, tuple(before), part)
        beyond = position(book, leads(book.basis.program, home, tuple(before))[0], (last,), part)
        found = beyond if middle is None else middle if beyond is None else None
        if found is not None:
            return found
        assert middle is not None
        assert beyond is not None
        values = [_at(beyond.values, place) for place in middle.values[: sheet.filled]]
        formula = f"IF({middle.own}=0,0,INDEX({beyond.range},{middle.own}))"
        return sheet.add(beyond.title, WHOLE, formula, values.__getitem__)
    match last:
        case ToPart(number=number):
            return sheet.known["place", number]
        case ByReference(field=field) if ("refers", field) in sheet.known:
            return sheet.known["refers", field]
        case ByWord(field=field):
            return _word(book, sheet, field, last.list, part)
        case ByDate(step=step):
            return _period(book, sheet, home, step, part)
        case ByMembership(cohort=name):
            entry = sheet.known["field", book.basis.program.cohorts[name].entry]
            return place_column(sheet, entry, sheet_of(book, CohortHome(name), part), name)
        case ToPair(ways=ways):
            return _pair(book, sheet, home, ways, part)
        case _:
            raise decline(part, f"a way that leads from {sheet.title}")


def _at(values: Sequence[Held], place: Held) -> Held:
    return values[int(place) - 1] if isinstance(place, int) and place else 0


def _word(book: Book, sheet: Sheet, field: str, name: str, part: Part) -> Column:
    words = sheet_of(book, ListHome(name), part).known["name"]
    typed = sheet.known["field", field]
    places = {each: place for place, each in enumerate(words.values, start=1)}
    formula = f"IFERROR(MATCH({typed.own},{words.range},0),0)"
    return sheet.add(f"{field}: which", WHOLE, formula, lambda at: places.get(typed.values[at], 0))


def _pair(book: Book, sheet: Sheet, home: Home, ways: tuple[Path, ...], part: Part) -> Column:
    target = target_of(book, home, (ToPair(ways),))
    assert isinstance(target, PairHome)
    title = sheet_of(book, target, part).title
    steps = strides(book, target, part)
    places = [position(book, home, way, part) for way in ways]
    cells = [f"(ROW()-{TOP - 1})" if each is None else each.own for each in places]
    text = "+".join(f"({cell}-1)*{step}" for cell, step in zip(cells, steps, strict=True)) + "+1"
    none = ",".join(f"{each.own}=0" for each in places if each is not None)

    def value(at: int) -> int:
        found = [at + 1 if each is None else int(each.values[at]) for each in places]
        return sum((place - 1) * step for place, step in zip(found, steps, strict=True)) + 1 if all(found) else 0

    return sheet.add(f"{title}: which", WHOLE, f"IF(OR({none}),0,{text})", value)


# --- days


def own_day(book: Book, home: Home, part: Part) -> Column | None:
    """The column of the day that each element of a home itself has, on a sheet with its rows."""
    home = as_rows(home)
    sheet = sheet_of(book, home, part)
    if isinstance(home, LineHome):
        return sheet.known["line day"]
    if "day" in sheet.known or not isinstance(home, PairHome):
        return sheet.known.get("day")
    calendar = part_of(home, CalendarHome)
    parts = [calendar] if calendar else list(parts_of(home))
    dated = [each for each in parts if own_day(book, each, part) is not None]
    if not dated:
        return None
    if len(dated) > 1:
        raise decline(part, f"the day of {sheet.title}, whose parts have days of their own")
    of = own_day(book, dated[0], part)
    assert of is not None
    place = sheet.known["place", home.parts.index(dated[0])]
    sheet.known["day"] = sheet.add(
        of.title, DAY, f"INDEX({of.range},{place.own})", lambda at: of.values[int(place.values[at]) - 1]
    )
    return sheet.known["day"]


def _period(book: Book, sheet: Sheet, home: Home, step: str, part: Part) -> Column:
    day = own_day(book, home, part)
    if day is None:
        raise decline(part, f"the {step} in which {sheet.title} lies")
    return period_column(book, sheet, day, step, part)


def period_column(book: Book, sheet: Sheet, day: Column, step: str, part: Part) -> Column:
    """The place of the period in which a day lies; nought where it lies in none."""
    return place_column(sheet, day, sheet_of(book, CalendarHome(step), part), step.capitalize())


def place_column(sheet: Sheet, day: Column, periods: Sheet, title: str) -> Column:
    """The place of the period or cohort, of those that follow one another, in which a day lies; nought for none."""
    formula = place_text(day.own, periods)
    return sheet.add(f"{title}: which", WHOLE, formula, lambda at: place_of(day.values[at], periods))


def place_text(day: str, periods: Sheet) -> str:
    """The same as a formula."""
    first, last = periods.known["first"], periods.known["last"]
    return f'IF(OR({day}="",{day}<{first.values[0]},{day}>{last.values[-1]}),0,MATCH({day},{first.range},1))'


def place_of(held: Held, periods: Sheet) -> int:
    """The same of a day."""
    first, last = periods.known["first"], periods.known["last"]
    if isinstance(held, str) or not int(first.values[0]) <= held <= int(last.values[-1]):
        return 0
    return sum(int(each) <= held for each in first.values)
