"""What an expression is read for: its subject, and what the passes share."""

from collections.abc import Callable
from fractions import Fraction

from attrs import define, field, frozen

from pbrlang.calendar.periods import Calendar
from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.expressions import Constant, Expr
from pbrlang.ir.program import DateTable
from pbrlang.kinds.describe import describe
from pbrlang.kinds.model import UNKNOWN, Kind
from pbrlang.names.homes import (
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    ListHome,
    PairHome,
    TableHome,
)
from pbrlang.names.symbols import Symbols, ValueSymbol
from pbrlang.source import Span


@frozen
class Money:
    """The contract's currency: its code, its sign, and how many decimal places its coins have."""

    code: str
    symbol: str
    places: int


@frozen(eq=False, repr=False)
class Subject:
    """What names are read for: the element of a home; and the measures that its clause names, for `the baseline`.

    `outer` is the subject of the aggregate whose members are read, for `this`. `that_day` is true where a day is looked
    for, and everything that is counted must say that it is counted to that day.
    """

    home: Home
    measures: tuple[ValueSymbol, ...] = ()
    outer: "Subject | None" = None
    that_day: bool = False


@define(eq=False, repr=False)
class Scope:
    """What all passes of this room share: the terms, the currency, the kinds of what is defined, the complaints."""

    symbols: Symbols
    money: Money
    complaints: list[Diagnostic]
    fields: dict[tuple[str, str], Kind] = field(factory=dict)
    values: dict[str, Kind] = field(factory=dict)
    prices: dict[str, Kind] = field(factory=dict)
    figures: dict[str, Kind] = field(factory=dict)
    banded: dict[str, Callable[[Span, Subject], Expr]] = field(factory=dict)
    """For each rate card by bands, what reads it for a subject."""
    calendars: dict[str, Calendar] = field(factory=dict)
    date_tables: dict[str, DateTable] = field(factory=dict)
    sides: set[str] = field(factory=set)
    """The baselines and noise bands that there are."""
    month_ends: str | None = None
    """Which day is meant where a month has no such day: `last` of the month, or the first of the `next`."""
    header: Span | None = None
    """Where an answer for the contract's header is to be added."""
    define: Callable[[str], None] = field(default=lambda _name: None)
    """Works out a definition that is read before its turn."""

    def kind_of(self, name: str) -> Kind:
        """The kind of a definition, measure, baseline or noise band."""
        if name not in self.values:
            self.define(name)
        return self.values.get(name, UNKNOWN)

    def complain(self, diagnostic: Diagnostic) -> Expr:
        """Note a complaint; what it stood for is not understood, and says no more about itself."""
        self.complaints.append(diagnostic)
        return broken(diagnostic.span)

    def words(self, kind: Kind) -> str:
        """A kind in words."""
        return describe(kind, self.symbols.nouns)


def broken(span: Span) -> Constant:
    """The expression that stands for what was not understood."""
    return Constant(UNKNOWN, span, Fraction(0))


def home_words(home: Home) -> str:
    """A home as a reader calls one of it: Visit, year, contract."""
    match home:
        case ContractHome():
            return "contract"
        case TableHome(table=name) | GroupHome(group=name) | CohortHome(cohort=name) | CalendarHome(step=name):
            return name
        case LineHome(clause=name):
            return f"line of {name}"
        case ListHome(list=name):
            return name
        case PairHome(parts=parts):
            return " and ".join(map(home_words, parts))
