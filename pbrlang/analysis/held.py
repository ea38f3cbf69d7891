"""The values at which everything else is held while one quantity moves."""

import functools
from fractions import Fraction

from attrs import define, field, frozen

from pbrlang.analysis.bounds import Bounds
from pbrlang.analysis.homes import rows_of
from pbrlang.analysis.reads import Reader
from pbrlang.analysis.reckoned import nothing_given
from pbrlang.ir.expressions import Aggregate, Constant, Expr, FieldOf, Lines
from pbrlang.ir.program import Clause, Definition, Example, Program, Scenario
from pbrlang.kinds.model import Kind, Quantity
from pbrlang.names.homes import CONTRACT, ByDate, CalendarHome, Home, ToElement
from pbrlang.settle.examples import suppose
from pbrlang.values.rounding import round_to

MANY, MUCH, HALF = Fraction(100), Fraction(1000), Fraction(1, 2)
_BETTER = {"higher": Fraction(11, 10), "lower": Fraction(9, 10)}


@frozen
class Case:
    """Values of definitions and of fields that a worked example gives, and the example's title."""

    title: str
    definitions: dict[str, Fraction]
    fields: dict[tuple[str, str], Fraction]


def cases_of(program: Program) -> tuple[Case, ...]:
    """What scenarios and worked examples give, in the order in which their values are taken."""
    every: list[Example | Scenario] = [*program.scenarios.values(), *program.examples]
    return tuple(case_of(program, each) for each in every)


def case_of(program: Program, example: Example | Scenario) -> Case:
    """The first value that an example or a scenario gives for each definition, and for each field in its first row."""
    supposed = suppose(program, example)
    definitions: dict[str, Fraction] = {}
    for (name, _), value in supposed.given.items():
        if isinstance(value, Fraction):
            definitions.setdefault(name, value)
    fields: dict[tuple[str, str], Fraction] = {}
    for table, rows in supposed.rows.items():
        for name, value in rows[0].values.items() if rows else ():
            if isinstance(value, Fraction):
                fields[table, name] = value
    return Case(example.title if isinstance(example, Example) else example.name, definitions, fields)


@define(eq=False, repr=False)
class Held:
    """Gives the value at which a quantity is held: from the cases, else from its baseline, else supposed."""

    program: Program
    cases: tuple[Case, ...]
    supposed: dict[str, tuple[Fraction, Kind]] = field(factory=dict)
    """What no case says, by the words for it, and what was supposed instead."""
    asked: set[str] = field(factory=set)
    """The words for what was supposed since somebody emptied this."""

    def definition(self, name: str) -> Fraction | None:
        """The value of a definition that a case gives."""
        return next((each.definitions[name] for each in self.cases if name in each.definitions), None)

    @property
    def given(self) -> frozenset[str]:
        """The names of the definitions that a case gives."""
        return frozenset(name for each in self.cases for name in each.definitions)

    def better(self, own: Definition, baseline: Fraction) -> Fraction:
        """A measure of which no case says anything: a tenth better than its baseline."""
        return self._suppose(own.name, baseline * _BETTER.get(own.better or "", Fraction(1)), own.kind)

    def field(self, expr: FieldOf) -> Fraction:
        """The value of a field."""
        key = (expr.table, expr.field)
        known = next((each.fields[key] for each in self.cases if key in each.fields), None)
        if known is not None:
            return known
        table = self.program.tables.get(expr.table)
        own = table.by_name.get(expr.field) if table is not None else None
        guess = self._usual(expr)
        if own is not None and own.most is not None:
            guess = min(guess, own.most)
        return self._suppose(f"{expr.table}'s {expr.field}", guess, expr.kind)

    def aggregate(self, expr: Aggregate) -> Fraction:
        """The value of a total, number or share; what is always due under a clause is that."""
        if isinstance(expr.over, Lines) and expr.word == "total" and expr.over.clause in self.program.clauses:
            always = always_due(self.program, self.program.clauses[expr.over.clause])
            if always is not None:
                return self._shared(expr, always)
        return self._suppose(self._words(expr), self._usual(expr), expr.kind)

    def _shared(self, expr: Aggregate, always: Fraction) -> Fraction:
        """What falls due over the contract, or an even share of it where it is read for one period or element."""
        clause = self.program.clauses[expr.over.clause] if isinstance(expr.over, Lines) else None
        whose = _one_of(expr, clause.home if clause is not None else CONTRACT)
        number = Bounds(self.program).elements(whose, clause) or 1
        if number == 1:
            return always
        words, coin = self._words(expr), Fraction(1, 10**self.program.terms.places)
        one = f"one {whose.step}" if isinstance(whose, CalendarHome) else "one of them"
        said = words if words.endswith(f"the {one.removeprefix('one ')}") else f"{words} for {one}"
        return self._suppose(said, round_to(always / number, coin, "half up"), expr.kind)

    def price(self, column: str, values: list[Fraction], kind: Kind) -> Fraction:
        """A price of a rate card: the first that is not nought; where there are several, it is supposed."""
        first = next((value for value in values if value), values[0])
        return first if len(set(values)) == 1 else self._suppose(column, first, kind)

    def _words(self, expr: Aggregate) -> str:
        """What is counted, as a reader says it; what stands for the bottom of a share has no words of its own."""
        said = " ".join(expr.span.text.split())
        if expr.word != "number" or said.startswith("number"):
            return said
        over = getattr(expr.over, "group", None) or getattr(expr.over, "table", None)
        return f"number of {self.program.nouns.plural(over)}" if over else said

    def _suppose(self, words: str, value: Fraction, kind: Kind) -> Fraction:
        self.asked.add(words)
        return self.supposed.setdefault(words, (value, kind))[0]

    def _usual(self, expr: Expr) -> Fraction:
        if isinstance(expr.kind, Quantity) and expr.kind.share:
            return HALF
        money = isinstance(expr.kind, Quantity) and any(
            noun == self.program.terms.currency for noun, _ in expr.kind.unit.powers
        )
        return MUCH if money else MANY


def _one_of(expr: Aggregate, home: Home) -> Home:
    """The home of that for which alone sums of a clause for each of some home are read."""
    way = expr.member[-1] if expr.member else None
    if isinstance(way, ByDate):
        return CalendarHome(way.step)
    if expr.window is not None and expr.window.word == "in" and expr.window.step is not None:
        return CalendarHome(expr.window.step)
    return home if isinstance(way, ToElement) else CONTRACT


def always_due(program: Program, clause: Clause) -> Fraction | None:
    """What falls due under a clause over the contract whatever the data, if that can be told.

    A sum that is moved by a series of figures is that of the figures which are known.
    """
    bounds = Bounds(program)
    line, number = bounds.line(clause), bounds.elements(clause.home, clause)
    if clause.when is None and number is not None and line.low is not None and line.low == line.high:
        return line.low * number
    if rows_of(clause.home) is not None or Reader(program).clause(clause).all.tables:
        return None
    return _due_without_rows(program).get(clause.name)


@functools.lru_cache(maxsize=8)
def _due_without_rows(program: Program) -> dict[str, Fraction]:
    """What falls due under each clause over the contract where there is no row of data; nothing if that fails."""
    found = nothing_given(program)
    return found.due if found is not None else {}


def fixed(program: Program, expr: Expr) -> Fraction | None:
    """The number that an expression is whatever the data, if it is one."""
    if isinstance(expr, Constant):
        return expr.value if isinstance(expr.value, Fraction) else None
    found = Bounds(program).of(expr)
    return found.low if found.low == found.high else None
