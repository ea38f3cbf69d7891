"""Finding the clause and the elements that a question is about."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from attrs import frozen

from pbrlang.calendar.periods import Period
from pbrlang.data.cells import Misread, read_value
from pbrlang.data.matching import name_key
from pbrlang.data.rows import Row, Value
from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.nearest import nearest
from pbrlang.explain.errors import NoSuchClause, NoSuchKey, NothingSoKeyed, UnreadableKey
from pbrlang.explain.reaching import Way, follow, names_of_ways, target, way_called
from pbrlang.interpret import CohortElement, Element, Interpreter, Line, ListElement, PairElement, TheContract
from pbrlang.interpret.paths import row_of
from pbrlang.ir.program import Cap, Clause, Definition, Group, Program
from pbrlang.ir.tables import Field, Table
from pbrlang.names.homes import (
    CalendarHome,
    CohortHome,
    GroupHome,
    Home,
    LineHome,
    ListHome,
    PairHome,
    TableHome,
    parts_of,
)

_MOST_NEAR = 60


@frozen(eq=False)
class _Test:
    """One part of a key: whether an element fits it, and what an element that there is would have there."""

    text: str
    fits: Callable[[Element], bool]
    texts: Callable[[Element], Sequence[str]]


def clause_asked(program: Program, asked: str) -> Clause | Diagnostic:
    """The clause of a name or a number."""
    for clause in program.clauses.values():
        if name_key(asked) == name_key(clause.name) or asked.strip() == clause.clause:
            return clause
    known = tuple(program.clauses)
    about = partial(NoSuchClause, program.terms.span, asked, known, tuple(nearest(asked, known)))
    found = _named((*program.caps.values(), *program.definitions.values(), *program.groups.values()), asked)
    if isinstance(found, Cap):
        paid = tuple(name for name in found.clauses if program.clauses[name].sign > 0)
        return about(_called(found, "cap", asked), paid or found.clauses)
    return about(_called(found, "definition", asked) if found else "")


def _named(those: Sequence[Cap | Definition | Group], asked: str) -> Cap | Definition | Group | None:
    """The one of a name, else the first of a number."""
    named = (each for each in those if name_key(each.name) == name_key(asked))
    numbered = (each for each in those if each.clause == asked.strip())
    return next(named, None) or next(numbered, None)


def _called(found: Cap | Definition | Group, what: str, asked: str) -> str:
    """What was asked for instead: `a cap`, or by its number `the cap Yearly Budget`."""
    return f"a {what}" if name_key(found.name) == name_key(asked) else f"the {what} {found.name}"


def elements_asked(
    interpreter: Interpreter, clause: Clause, key: Mapping[str, str], among: Sequence[Element] | None = None
) -> Sequence[Element] | Diagnostic:
    """The elements of a clause's home that a key picks, in the home's order; all of them where it is empty.

    With `among`, only these are looked at.
    """
    program = interpreter.program
    names = _names(program, clause.home)
    tests: list[_Test] = []
    for name, text in key.items():
        test = _test(program, clause, names, name, text)
        if isinstance(test, Diagnostic):
            return test
        tests.append(test)
    every = interpreter.elements(clause.home) if among is None else among
    found = [element for element in every if all(test.fits(element) for test in tests)]
    if found:
        return found
    known, near = _known(every, tests)
    return NothingSoKeyed(clause.span, clause.name, _asked(clause.home, names, key), near, known)


def _known(every: Sequence[Element], tests: Sequence[_Test]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What there is instead of the first part that nothing fits, and what of it is spelt alike."""
    for test in tests:
        if not any(test.fits(element) for element in every):
            known = sorted({text for element in every for text in test.texts(element)})
            return tuple(known), _near(known, test.text)
    return (), ()


def _names(program: Program, home: Home) -> tuple[str, ...]:
    """What the parts of a home's key are called."""
    match home:
        case TableHome(table=table) | GroupHome(table=table):
            return program.tables[table].key
        case CalendarHome(step=name) | CohortHome(cohort=name):
            return (name,)
        case ListHome(list=name):
            return (name,)
        case PairHome(parts=parts):
            return tuple(name for part in parts for name in _names(program, part))
        case LineHome(clause=clause):
            return _names(program, program.clauses[clause].home)
        case _:
            return ()


def _asked(home: Home, names: tuple[str, ...], key: Mapping[str, str]) -> str:
    """What was asked for: `Employment Claim with Participant P9`, `year 9`."""
    match home:
        case TableHome(table=what) | GroupHome(table=what):
            told = ", ".join(f"{name} {text}".strip() for name, text in key.items())
            return f"{what} with {told}" if key and "" not in key else f"{what} {told}".strip()
        case PairHome():
            return ", ".join(
                text if name_key(text).startswith(name_key(name)) else f"{name} {text}" for name, text in key.items()
            )
        case _:
            return " ".join(
                text if name_key(text).startswith(name_key(names[0])) else f"{names[0]} {text}" for text in key.values()
            )


def _test(program: Program, clause: Clause, names: tuple[str, ...], name: str, text: str) -> _Test | Diagnostic:
    """What an element must satisfy for one part of a key."""
    parts = _parts(program, clause.home)
    for place, part in enumerate(parts if name or len(parts) == 1 else ()):
        test = _of_part(program, clause, part, name, text)
        if isinstance(test, _Test):
            return _at(test, place)
        if test is not None:
            return test
    tables = [table for part in parts if (table := _table(program, part)) is not None and name]
    also = tuple(each for table in tables for each in names_of_ways(program, table))
    return NoSuchKey(clause.span, clause.name, name, names, text, tuple(each for each in also if each not in names))


def _of_part(program: Program, clause: Clause, home: Home, name: str, text: str) -> _Test | Diagnostic | None:
    """The same for one of the homes that an element's home combines; nothing where the name is none of its."""
    table = _table(program, home)
    if isinstance(home, GroupHome) and name_key(name) == name_key(home.group):
        name = home.table
    field = _field(table, name) if table else None
    if field is not None:
        value = _read(program, clause, field, field.name, text)
        if isinstance(value, Diagnostic):
            return value
        return _Test(text, lambda element: row_of(element).values[field.name] == value, _texts)
    if table is not None:
        way = way_called(program, table, name)
        return _reached(program, clause, way, name, text) if way else None
    names = _names(program, home)
    if names and (not name or name_key(name) == name_key(names[0])):
        wanted = {name_key(text), name_key(f"{names[0]} {text}")}
        return _Test(text, lambda element: bool(wanted & _spellings(element)), _texts)
    return None


def _parts(program: Program, home: Home) -> tuple[Home, ...]:
    """The homes that a home combines, or that of the clause whose lines it has."""
    return _parts(program, program.clauses[home.clause].home) if isinstance(home, LineHome) else parts_of(home)


def _at(test: _Test, place: int) -> _Test:
    """A test of one part of a combination."""

    def part(element: Element) -> Element:
        while isinstance(element, Line):
            element = element.element
        return element.parts[place] if isinstance(element, PairElement) else element

    return _Test(test.text, lambda element: test.fits(part(element)), lambda element: test.texts(part(element)))


def _reached(program: Program, clause: Clause, way: Way, name: str, text: str) -> _Test | Diagnostic:
    """That an element leads to a row of some key."""
    table = target(program, way)
    value = _read(program, clause, table.by_name[table.key[0]], name, text)
    if isinstance(value, Diagnostic):
        return value

    def keys(element: Element) -> Sequence[Value]:
        row = follow(row_of(element), way)
        return row.key if row is not None else ()

    return _Test(
        text, lambda element: value in keys(element)[:1], lambda element: [str(each) for each in keys(element)]
    )


def _read(program: Program, clause: Clause, field: Field, called: str, text: str) -> Value | Diagnostic:
    value = read_value(text, field, program.terms.symbol, program.nouns.plurals)
    return UnreadableKey(clause.span, called, text, value.expected) if isinstance(value, Misread) else value


def _table(program: Program, home: Home) -> Table | None:
    match home:
        case TableHome(table=name) | GroupHome(table=name):
            return program.tables[name]
        case LineHome(clause=name):
            return _table(program, program.clauses[name].home)
        case _:
            return None


def _field(table: Table, name: str) -> Field | None:
    """The key field of a name; the data's own name, or none, stands for a key of one field."""
    for key in table.key:
        if name_key(key) == name_key(name):
            return table.by_name[key]
    alone = len(table.key) == 1 and name_key(name) in ("", name_key(table.name))
    return table.by_name[table.key[0]] if alone else None


def _spellings(element: Element) -> set[str]:
    """How a period or a cohort may be asked for."""
    match element:
        case Period():
            numbered = {str(element.number)} if element.step == "year" else set()
            return {name_key(element.name), *numbered}
        case CohortElement():
            return {str(element.number), name_key(f"{element.cohort} {element.number}")}
        case ListElement():
            return {name_key(element.word), name_key(f"{element.list} {element.word}")}
        case Line():
            return _spellings(element.element)
        case Row() | TheContract() | PairElement():
            return set()


def _near(known: Sequence[str], asked: str) -> tuple[str, ...]:
    """Keys that are spelt much like the one asked for; of very many only those near it in the alphabet."""
    here = bisect_left(known, asked)
    return tuple(nearest(asked, known[max(0, here - _MOST_NEAR) : here + _MOST_NEAR]))


def _texts(element: Element) -> list[str]:
    match element:
        case Row():
            return [value for value in element.key if isinstance(value, str)]
        case Period():
            return [element.name]
        case CohortElement():
            return [str(element.number)]
        case ListElement():
            return [element.word]
        case Line():
            return _texts(element.element)
        case _:
            return []
