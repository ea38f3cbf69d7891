"""Elements as relations, and places in these: periods, cohorts, words, the contract, and what combines them."""

from collections.abc import Callable

from attrs import frozen

from pbrlang.backends.sql.naming import column, relation
from pbrlang.backends.sql.places import (
    CohortPlace,
    ContractPlace,
    Element,
    PairPlace,
    PeriodPlace,
    Place,
    RowPlace,
    WordPlace,
)
from pbrlang.backends.sql.sources import Source
from pbrlang.backends.sql.walking import Walker
from pbrlang.ir.program import Program
from pbrlang.lower.paths import words_of
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import (
    CalendarHome,
    CohortHome,
    GroupHome,
    Home,
    ListHome,
    PairHome,
    TableHome,
    parts_of,
    rows_of,
)

CONTRACT = "_contract"
Elements = CalendarHome | CohortHome | ListHome


@frozen
class KeyColumn:
    """A column of the key of an element, by its name, and the one that orders elements by it; each with its SQL."""

    name: str
    text: str
    order: str
    number: str


def elements_name(home: Elements) -> str:
    """The relation of all elements of a home; not yet quoted."""
    match home:
        case CalendarHome(step=step):
            return f"_period_{step}"
        case CohortHome(cohort=name):
            return f"_cohort_{relation(name)}"
        case ListHome(list=name):
            return f"_word_{relation(name).replace('.', '_')}"


def key_name(home: Elements) -> str:
    """What the key of an element is called."""
    match home:
        case CalendarHome(step=step):
            return step
        case CohortHome(cohort=name):
            return column(name)
        case ListHome(list=name):
            return column(name.rpartition(".")[2])


def home_name(home: Home) -> str:
    """What each element of a home is, in words."""
    match home:
        case PairHome(parts=parts):
            return " and ".join(map(home_name, parts))
        case TableHome(table=name) | GroupHome(table=name) | CohortHome(cohort=name):
            return name
        case CalendarHome(step=step):
            return step
        case ListHome(list=name):
            return name.rpartition(".")[2]
        case _:
            return "contract"


def order_name(home: Elements) -> str:
    """What the number of an element is called, by which elements come one after another."""
    return key_name(home) if isinstance(home, CohortHome) else f"_{key_name(home)}"


def how_many(program: Program, home: Home) -> int:
    """How many elements a home has; of one with rows, for each of these."""
    match home:
        case CalendarHome(step=step):
            return len(program.calendars[step].periods)
        case CohortHome(cohort=name):
            return len(program.cohorts[name].periods)
        case ListHome(list=name):
            return len(words_of(program, name))
        case PairHome(parts=parts):
            times = 1
            for part in parts:
                times *= how_many(program, part)
            return times
        case _:
            return 1


def of_home(walker: Walker, home: Home) -> tuple[Source, Place]:
    """A new source that has all elements of a home, and any of them as a place."""
    parts, rows = parts_of(home), rows_of(home)
    row = walker.rows(rows.table) if rows is not None else None
    waiting = [each for each in parts if isinstance(each, Elements)]
    if row is not None:
        source = row.source
    elif waiting:
        source = walker.source(elements_name(waiting[0]))
    else:
        source = walker.source(CONTRACT)
    aliases = [source.alias] if row is None and waiting else []
    aliases += [source.cross(elements_name(each)) for each in waiting[len(aliases) :]]
    by_part = dict(zip(waiting, aliases, strict=True))

    def place(part: Home) -> Place:
        if not isinstance(part, Elements):
            return row or ContractPlace()
        alias = by_part[part]
        number = f"{alias}.{walker.dialect.named('number')}"
        element = Element(source=source, relation=elements_name(part), number=number, own=alias)
        return _standing(part, element, element.column("name") if isinstance(part, ListHome) else "")

    return source, _joined(home, place)


def of_lines(walker: Walker, home: Home) -> Callable[[Source], Place]:
    """What a line is for, in a relation of lines that has the columns of its key."""

    def found(source: Source) -> Place:
        row = walker.row(rows.table, source) if (rows := rows_of(home)) is not None else None

        def place(part: Home) -> Place:
            if not isinstance(part, Elements):
                return row or ContractPlace()
            shown, number = (
                f"{source.alias}.{walker.dialect.named(each)}" for each in (key_name(part), order_name(part))
            )
            return _standing(part, Element(source=source, relation=elements_name(part), number=number), shown)

        return _joined(home, place)

    return found


def _joined(home: Home, place: Callable[[Home], Place]) -> Place:
    return PairPlace(parts=tuple(map(place, home.parts))) if isinstance(home, PairHome) else place(home)


def _standing(home: Elements, element: Element, word: str) -> Place:
    match home:
        case CalendarHome(step=step):
            return PeriodPlace(step=step, element=element)
        case CohortHome(cohort=name):
            return CohortPlace(cohort=name, element=element)
        case ListHome(list=name):
            return WordPlace(list=name, word=word, element=element)


def key_columns(walker: Walker, home: Home, place: Place) -> list[KeyColumn]:
    """The columns of the key of an element that stands in a relation of its home."""
    found: list[KeyColumn] = []
    places = place.parts if isinstance(place, PairPlace) else (place,)
    for part, each in zip(parts_of(home), places, strict=True):
        if isinstance(each, RowPlace):
            fields = walker.program.tables[each.table].key
            cells = {column(name): walker.cell(each, name) for name in fields}
            found += [KeyColumn(name, text, name, text) for name, text in cells.items()]
        elif isinstance(part, Elements):
            element = getattr(each, "element", None)
            assert isinstance(element, Element)
            shown = element.number if isinstance(part, CohortHome) else element.column("name")
            found.append(KeyColumn(key_name(part), shown, order_name(part), element.number))
    if len({each.name for each in found}) < len(found):
        raise Refusal("not in SQL", None, "two parts of a key that would have one name")
    return found
