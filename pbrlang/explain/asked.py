"""Finding the clause and the elements that a question is about."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from pbrlang.calendar.periods import Period
from pbrlang.data.cells import Misread, read_value
from pbrlang.data.matching import name_key
from pbrlang.data.rows import Row
from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.nearest import nearest
from pbrlang.explain.errors import NoSuchClause, NoSuchKey, NothingSoKeyed, UnreadableKey
from pbrlang.interpret import CohortElement, Element, Interpreter, Line, TheContract
from pbrlang.ir.program import Clause, Program
from pbrlang.ir.tables import Field, Table
from pbrlang.names.homes import CalendarHome, CohortHome, GroupHome, Home, LineHome, TableHome

Fits = Callable[[Element], bool]
_MOST_NEAR = 60


def clause_asked(program: Program, asked: str) -> Clause | Diagnostic:
    """The clause of a name or a number."""
    for clause in program.clauses.values():
        if name_key(asked) == name_key(clause.name) or asked.strip() == clause.clause:
            return clause
    definition = any(name_key(asked) == name_key(each) for each in (*program.definitions, *program.groups))
    known = tuple(program.clauses)
    return NoSuchClause(program.terms.span, asked, known, tuple(nearest(asked, known)), definition)


def elements_asked(interpreter: Interpreter, clause: Clause, key: Mapping[str, str]) -> Sequence[Element] | Diagnostic:
    """The elements of a clause's home that a key picks, in the home's order; all of them where it is empty."""
    program = interpreter.program
    names = _names(program, clause.home)
    tests: list[Fits] = []
    for name, text in key.items():
        test = _test(program, clause, names, name, text)
        if isinstance(test, Diagnostic):
            return test
        tests.append(test)
    every = interpreter.elements(clause.home)
    found = [element for element in every if all(test(element) for test in tests)]
    if found:
        return found
    known = sorted({text for element in every for text in _texts(element)})
    return NothingSoKeyed(clause.span, clause.name, _asked(clause.home, names, key), _near(known, key), tuple(known))


def _names(program: Program, home: Home) -> tuple[str, ...]:
    """What the parts of a home's key are called."""
    match home:
        case TableHome(table=table) | GroupHome(table=table):
            return program.tables[table].key
        case CalendarHome(step=name) | CohortHome(cohort=name):
            return (name,)
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
        case _:
            return " ".join(
                text if name_key(text).startswith(name_key(names[0])) else f"{names[0]} {text}" for text in key.values()
            )


def _test(program: Program, clause: Clause, names: tuple[str, ...], name: str, text: str) -> Fits | Diagnostic:
    """What an element must satisfy for one part of a key."""
    table = _table(program, clause.home)
    field = _field(table, name) if table else None
    if field is not None:
        value = read_value(text, field, program.terms.symbol, program.nouns.plurals)
        if isinstance(value, Misread):
            return UnreadableKey(clause.span, field.name, text, value.expected)
        return lambda element: _row(element).values[field.name] == value
    if table is None and names and (not name or name_key(name) == name_key(names[0])):
        wanted = {name_key(text), name_key(f"{names[0]} {text}")}
        return lambda element: bool(wanted & _spellings(element))
    return NoSuchKey(clause.span, clause.name, name, names, text)


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


def _row(element: Element) -> Row:
    while isinstance(element, Line):
        element = element.element
    if not isinstance(element, Row):
        raise TypeError(f"{element} is no row")
    return element


def _spellings(element: Element) -> set[str]:
    """How a period or a cohort may be asked for."""
    match element:
        case Period():
            numbered = {str(element.number)} if element.step == "year" else set()
            return {name_key(element.name), *numbered}
        case CohortElement():
            return {str(element.number), name_key(f"{element.cohort} {element.number}")}
        case Line():
            return _spellings(element.element)
        case Row() | TheContract():
            return set()


def _near(known: Sequence[str], key: Mapping[str, str]) -> tuple[str, ...]:
    """Keys that are spelt much like the first value asked for; of very many only those near it in the alphabet."""
    asked = next(iter(key.values()), "")
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
        case Line():
            return _texts(element.element)
        case _:
            return []
