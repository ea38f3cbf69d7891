"""Worked examples, run against the contract that they stand in."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from weakref import WeakKeyDictionary

from attrs import frozen

from pbrlang.calendar.periods import Period
from pbrlang.data.cells import read_value
from pbrlang.data.checks import data_place
from pbrlang.data.errors import CellFault, GivenForNothing
from pbrlang.data.rows import Row, Value
from pbrlang.data.tables_in_text import link_given, read_table
from pbrlang.interpret import (
    CohortElement,
    Element,
    Interpreter,
    Line,
    ListElement,
    PairElement,
    Undefined,
    Unreadable,
    part_of,
)
from pbrlang.interpret.evaluating import Given
from pbrlang.ir.program import Clause, Example, Expected, Program, Scenario
from pbrlang.ir.tables import Field, Table
from pbrlang.names.homes import CalendarHome, Home
from pbrlang.names.homes import part_of as home_part
from pbrlang.settle.model import Settlement
from pbrlang.settle.settling import settle
from pbrlang.source.room import TO_EVALUATE, room

NOUGHT = Fraction(0)


@frozen(eq=False)
class Outcome:
    """One expectation and what came of it: the value found, or why there is none."""

    expected: Expected
    found: Value
    why_not: str | None = None

    @property
    def held(self) -> bool:
        """Whether the expected value was found: exactly, or, where it is said to be about that, as it is written."""
        if self.why_not is not None:
            return False
        wanted, found = self.expected.value, self.found
        if self.expected.within and isinstance(wanted, Fraction) and isinstance(found, Fraction):
            return abs(found - wanted) <= self.expected.within
        return found == wanted


@frozen(eq=False)
class ExampleResult:
    """What came of a worked example. With faults in its rows nothing is tried, and nothing holds."""

    example: Example
    outcomes: tuple[Outcome, ...]
    faults: tuple[CellFault, ...]
    settlement: Settlement | None

    @property
    def held(self) -> bool:
        """Whether everything that it expects came out."""
        return not self.faults and all(each.held for each in self.outcomes)


@frozen(eq=False)
class Supposed:
    """What an example supposes: rows by table, values of definitions, and what is wrong with the rows."""

    rows: dict[str, tuple[Row, ...]]
    given: Given
    faults: tuple[CellFault, ...]


@room(TO_EVALUATE)
def run_example(program: Program, example: Example) -> ExampleResult:
    """Settle a contract over what an example gives, complete to the end of the run-off, and compare.

    Tables that are not given are empty. A clause's expected amount is the total of its lines: those that a key
    picks, and those for a period, or dated in it where the clause is not for each such period. What is outstanding
    is what is left at the end of the period.
    """
    supposed = suppose(program, example)
    if supposed.faults:
        return ExampleResult(example, (), supposed.faults, None)
    settlement = settle(program, supposed.rows, as_at=program.terms.settles_until, given=supposed.given)
    if settlement.faults:
        told = tuple(CellFault(example.span, each.fault) for each in settlement.faults)
        return ExampleResult(example, (), told, settlement)
    outcomes = tuple(_outcome(settlement, expected) for expected in example.expects)
    return ExampleResult(example, outcomes, (), settlement)


_SUPPOSED: WeakKeyDictionary[Program, dict[Example | Scenario, Supposed]] = WeakKeyDictionary()
"""What was read already of the examples and scenarios of a contract: many a check asks for it."""


def suppose(program: Program, example: Example | Scenario) -> Supposed:
    """What an example or a scenario gives, read by the rules for files."""
    known = _SUPPOSED.setdefault(program, {})
    if example not in known:
        known[example] = _read(program, example)
    return known[example]


def _read(program: Program, example: Example | Scenario) -> Supposed:
    rows: dict[str, tuple[Row, ...]] = dict.fromkeys(program.tables, ())
    faults: list[CellFault] = []
    for given in example.rows:
        table = program.tables[given.table]
        read, wrong = read_table(table, given.headings, given.rows, program.terms.symbol, program.nouns.plurals)
        rows[given.table] += tuple(read)
        faults += wrong
    faults += link_given(rows) if not faults else []
    values: dict[tuple[str, Element], Value] = {}
    elements_of = Interpreter(program, rows).elements
    for supposed in example.values:
        home = program.definitions[supposed.definition].home
        within = [each for each in elements_of(home) if supposed.period in (None, part_of(each, Period))]
        elements = [each for each in within if _has_keys(each, supposed.keys, program)]
        if supposed.keys and not elements:
            asked = " and ".join(f"{name} {text}" for name, text in supposed.keys)
            faults.append(CellFault(supposed.span, GivenForNothing(data_place(supposed.span), asked)))
        values.update(((supposed.definition, element), supposed.value) for element in elements)
    return Supposed(rows, values, tuple(faults))


def _outcome(settlement: Settlement, expected: Expected) -> Outcome:
    program = settlement.program
    if expected.name is None:
        return Outcome(expected, _total(settlement, expected.period))
    if expected.name in program.clauses:
        if expected.keys and not _any_has_keys(settlement, program.clauses[expected.name].home, expected):
            asked = " and ".join(f"{name} {text}" for name, text in expected.keys)
            return Outcome(expected, None, f"there is no {asked} in the rows given")
        return Outcome(expected, _clause_total(settlement, expected.name, expected))
    elements = expected_elements(settlement, program.definitions[expected.name].home, expected)
    if len(elements) != 1:
        which = "nothing" if not elements else f"{len(elements)} things"
        return Outcome(expected, None, f"{expected.name} is asked of {which}, and must be asked of one")
    try:
        return Outcome(expected, settlement.interpreter.value(expected.name, elements[0], program.terms.settles_until))
    except Undefined:
        return Outcome(expected, None, f"{expected.name} has no value here: it divides by nought")
    except Unreadable as failure:
        return Outcome(expected, None, failure.faults[0].told.message())


def _total(settlement: Settlement, period: Period | None) -> Fraction:
    """What the provider receives for the lines dated in a period, less what no payer bears in its statements."""
    lines = settlement.settled.values()
    due = sum((each.amount for each in lines if period is None or _lies_in(each.line.date, period)), NOUGHT)
    ends = [each for each in settlement.statements if period is None or _lies_in(each.stretch.last, period)]
    return due - sum((each.payers.not_paid.amount for each in ends if each.payers), NOUGHT)


def _clause_total(settlement: Settlement, name: str, expected: Expected) -> Fraction:
    return sum((amount for _, amount in expected_lines(settlement, name, expected)), NOUGHT)


def expected_lines(settlement: Settlement, name: str, expected: Expected) -> Iterator[tuple[Line, Fraction]]:
    """The lines of a clause that an expectation is about, each with what it adds."""
    clause, period = settlement.program.clauses[name], expected.period
    own = period is not None and home_part(clause.home, CalendarHome) == CalendarHome(period.step)
    for line, amount in _amounts(settlement, clause, expected.settled):
        if period and own and part_of(line.element, Period) != period:
            continue
        if period and not _in_time(line.date, period, own=own, balance=expected.settled == "outstanding"):
            continue
        if _has_keys(line.element, expected.keys, settlement.program):
            yield line, amount


def _amounts(settlement: Settlement, clause: Clause, settled: str | None) -> Iterator[tuple[Line, Fraction]]:
    """What is due, paid or recovered of a clause by line; of a balance what adds to it or, below nought, reduces it."""
    if settled is None:
        yield from ((line, line.due) for line in settlement.interpreter.lines(clause.name))
        return
    back = clause.advance is not None and settled == "recovered"
    for each in settlement.settled.values():
        if each.line.clause != clause.name:
            continue
        if settled == "outstanding":
            yield each.line, each.amount
        elif each.is_taken_back == back:
            yield each.line, each.settled


def _in_time(day: date, period: Period, *, own: bool, balance: bool) -> bool:
    """Whether a line counts for a period: one dated in it, for a balance one dated up to its end."""
    return day <= period.last if balance else own or _lies_in(day, period)


def _any_has_keys(settlement: Settlement, home: Home, expected: Expected) -> bool:
    every = settlement.interpreter.elements(home)
    return any(_has_keys(each, expected.keys, settlement.program) for each in every)


def _lies_in(day: date, period: Period) -> bool:
    return period.first <= day <= period.last


def expected_elements(settlement: Settlement, home: Home, expected: Expected) -> list[Element]:
    """The elements of a home that an expectation is about; of a definition it should be one."""
    every = settlement.interpreter.elements(home)
    every = [each for each in every if expected.period in (None, part_of(each, Period))]
    return [each for each in every if _has_keys(each, expected.keys, settlement.program)]


def _has_keys(element: Element, keys: Iterable[tuple[str, str]], program: Program) -> bool:
    return all(_has_key(element, name, text, program) for name, text in keys)


def _field(table: Table, name: str) -> Field | None:
    """The field that a key names: by its own name, or by that of the table whose rows it names."""
    own = table.by_name[table.key[0]] if name == table.name and len(table.key) == 1 else None
    naming = [each for each in table.fields if each.refers_to == name]
    return table.by_name.get(name) or own or (naming[0] if len(naming) == 1 else None)


def _has_key(element: Element, name: str, text: str, program: Program) -> bool:
    match element:
        case Row():
            field = _field(element.table, name)
            read = read_value(text, field, program.terms.symbol, program.nouns.plurals) if field else None
            return field is not None and read == element.values[field.name]
        case Line():
            return _has_key(element.element, name, text, program)
        case CohortElement():
            return name == element.cohort and text == str(element.number)
        case ListElement():
            return name == element.list and text == element.word
        case PairElement():
            return any(_has_key(each, name, text, program) for each in element.parts)
        case _:
            return False
