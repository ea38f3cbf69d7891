"""Compiled contracts built by hand, so that these tests stand without the passes that compile a text."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from pbrlang.calendar.periods import Calendar, Period, make_calendar, make_years, name_quarters
from pbrlang.data.linking import link
from pbrlang.data.rows import Row, Value
from pbrlang.diagnostics import DataPlace
from pbrlang.interpret import Line
from pbrlang.interpret.paths import row_of
from pbrlang.ir.expressions import (
    Aggregate,
    Apply,
    Collection,
    Constant,
    Expr,
    FieldOf,
    Rows,
    ValueOf,
    Window,
)
from pbrlang.ir.program import (
    Cap,
    Clamp,
    Clause,
    Definition,
    Group,
    Often,
    Program,
    Rounding,
    Tariff,
    Terms,
)
from pbrlang.ir.recovering import Recovery
from pbrlang.ir.tables import Field, Lasting, Table
from pbrlang.kinds.model import DAY, NUMBER, YES_NO, Category, Identifier, Kind, Quantity, money
from pbrlang.names.homes import CONTRACT, ByReference, Home, Path, TableHome, ToContract
from pbrlang.source import Source, Span
from pbrlang.source.late import changed
from pbrlang.values.nouns import Nouns
from pbrlang.values.units import Unit

SPAN = Span(Source("contract.pbr", "contract"), 0, 8)
GBP = money("GBP")
PENNY = Fraction(1, 100)


def counting(noun: str) -> Quantity:
    return Quantity(Unit.noun(noun))


# --- expressions ---------------------------------------------------------------


def const(value: Fraction | int | date | bool | str, kind: Kind = NUMBER) -> Constant:
    exact = Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return Constant(kind, SPAN, exact)


def pounds(value: Fraction | int) -> Constant:
    return const(value, GBP)


def of_field(table: str, name: str, kind: Kind = NUMBER, path: Path = ()) -> FieldOf:
    return FieldOf(kind, SPAN, path, table, name)


def of_value(name: str, kind: Kind = NUMBER, path: Path = ()) -> ValueOf:
    return ValueOf(kind, SPAN, path, name)


def apply(operation: str, *arguments: Expr, kind: Kind = NUMBER) -> Apply:
    return Apply(kind, SPAN, operation, arguments)


def rows_to_date(word: str, table: str, body: Expr | None = None, **more: object) -> Aggregate:
    """A total or number over the whole of a table, to date."""
    return aggregate(word, Rows(table), (ToContract(),), (), window=Window("to date"), body=body, **more)


def aggregate(word: str, over: Collection, member: Path, subject: Path, **more: object) -> Aggregate:
    return Aggregate(NUMBER, SPAN, word, over, member, subject, **more)  # type: ignore[arg-type]


# --- tables and rows -------------------------------------------------------------


def a_field(name: str, kind: Kind, *, optional: bool = False, places: int = 0) -> Field:
    return Field(name, kind, SPAN, optional=optional, places=places)


def a_table(
    name: str, fields: Iterable[Field], key: tuple[str, ...], *, dated: str | None = None, lasts: Lasting | None = None
) -> Table:
    return Table(name, name + "s", tuple(fields), key, SPAN, "2", dated=dated, lasts=lasts)


def row(table: Table, *values: Value | int, number: int = 2) -> Row:
    """A row whose values are in the order of the fields."""
    exact = [Fraction(each) if isinstance(each, int) and not isinstance(each, bool) else each for each in values]
    named = dict(zip([each.name for each in table.fields], exact, strict=True))
    return Row(table, named, DataPlace(f"{table.name.lower()}.csv", number))


def linked(rows: Mapping[str, Sequence[Row]]) -> dict[str, tuple[Row, ...]]:
    faults = link(rows)
    assert not faults, [fault.message() for _, fault in faults]
    return {name: tuple(members) for name, members in rows.items()}


# --- the contract ------------------------------------------------------------------


def terms(starts: date, ends: date, until: date, *, step: str = "year", way: str = "half up") -> Terms:
    return Terms(
        name="A Contract",
        purposes=(),
        parties=(),
        currency="GBP",
        symbol="£",
        places=2,
        starts=starts,
        ends=ends,
        settles_until=until,
        step=step,
        rounding=Rounding(PENNY, way, SPAN),
        part_periods=None,
        month_ends="last",
        span=SPAN,
    )


def calendars(anchor: tuple[int, int], starts: date, until: date, first_ends: date) -> dict[str, Calendar]:
    years = make_years(anchor, starts, until, first_ends)
    return {
        "year": years,
        "quarter": name_quarters(make_calendar("quarter", anchor, starts, until), years),
        "month": make_calendar("month", anchor, starts, until),
    }


def program(terms: Terms, calendars: Mapping[str, Calendar], tables: Iterable[Table]) -> Program:
    """A contract that pays nothing yet: see `having`."""
    return Program(
        terms=terms,
        nouns=Nouns(),
        lists={},
        calendars=dict(calendars),
        tables={each.name: each for each in tables},
        cohorts={},
        tariffs={},
        groups={},
        definitions={},
        clauses={},
        caps={},
        examples=(),
        always=(),
        accepted=(),
    )


Named = Definition | Group | Clause | Cap | Tariff


def having(contract: Program, *named: Named, timed: Iterable[str] = ()) -> Program:
    """A contract with further definitions, groups, clauses, caps and rate cards."""
    kinds: dict[type, str] = {
        Definition: "definitions",
        Group: "groups",
        Clause: "clauses",
        Cap: "caps",
        Tariff: "tariffs",
    }
    for each in named:
        place = kinds[type(each)]
        replaced: Any = {place: {**getattr(contract, place), each.name: each}}
        contract = changed(contract, **replaced)
    return changed(contract, timed=contract.timed | set(timed))


def definition(name: str, home: Home, body: Expr, kind: Kind = NUMBER) -> Definition:
    return Definition(name, "definition", home, kind, body, "3", SPAN)


def group(name: str, table: str, where: Expr) -> Group:
    return Group(name, table, where, "3", SPAN)


def clause(
    name: str,
    home: Home,
    amount: Expr,
    *,
    when: Expr | None = None,
    day: Expr | None = None,
    clamps: Sequence[tuple[str, Expr]] = (),
    often: Often | None = None,
    recovery: Recovery | None = None,
    sign: int = 1,
    until: date = date.max,
    parts: str | None = None,
    alone: bool = False,
    number: str = "4",
) -> Clause:
    return Clause(
        name=name,
        word="payment",
        clause=number,
        home=home,
        day=day,
        when=when,
        amount=amount,
        clamps=tuple(Clamp(word, value) for word, value in clamps),
        often=often,
        recovery=recovery,
        sign=sign,
        until=until,
        parts=parts,
        payable_on_its_date=alone,
        span=SPAN,
    )


def often(most: Expr, *paths: Path, home: Home = CONTRACT) -> Often:
    return Often(most, paths, tuple(home for _ in paths), SPAN)


def cap(
    name: str,
    clauses: Sequence[str],
    most: Expr,
    *,
    loser: str = "latest first",
    home: Home = CONTRACT,
    each: Path | None = None,
    until: date = date.max,
) -> Cap:
    paths = {} if each is None else dict.fromkeys(clauses, each)
    return Cap(name, "5", tuple(clauses), most, home, paths, loser, until, SPAN)


# --- a small contract that many tests use: claims of people, priced by the row -------

PERSON = a_table(
    "Person", [a_field("Person", Identifier("Person")), a_field("Joined", DAY)], ("Person",), dated="Joined"
)
CLAIM = a_table(
    "Claim",
    [
        a_field("Claim", Identifier("Claim")),
        a_field("Person", Identifier("Person"), optional=True),
        a_field("Amount", GBP, places=4),
        a_field("Made On", DAY),
        a_field("Withdrawn On", DAY, optional=True),
    ],
    ("Claim",),
    dated="Made On",
)
STAY = a_table(
    "Stay",
    [
        a_field("Stay", Identifier("Stay")),
        a_field("Team", Category("Team", ("North", "South"))),
        a_field("Began", DAY),
        a_field("Ended", DAY, optional=True),
        a_field("Secure", YES_NO),
    ],
    ("Stay",),
    lasts=Lasting("Began", "Ended", "night"),
)
STARTS, ENDS, UNTIL = date(2030, 4, 1), date(2032, 3, 31), date(2032, 9, 30)
CLAIM_AMOUNT = of_field("Claim", "Amount", GBP)
TO_PERSON: Path = (ByReference("Person"),)


def small(*named: Named, timed: Iterable[str] = (), step: str = "quarter", way: str = "half up") -> Program:
    """Two years from 1 April 2030, half a year of run-off, people, claims and stays."""
    contract = program(
        terms(STARTS, ENDS, UNTIL, step=step, way=way),
        calendars((1, 4), STARTS, UNTIL, date(2031, 3, 31)),
        (PERSON, CLAIM, STAY),
    )
    return having(contract, *named, timed=timed)


def paying_claims(**more: object) -> Clause:
    return clause("Claim Payment", TableHome("Claim"), CLAIM_AMOUNT, **more)  # type: ignore[arg-type]


def claims(
    *made: tuple[str, str | None, Fraction | int, date], people: Sequence[str] = ("P1", "P2")
) -> dict[str, tuple[Row, ...]]:
    """Rows of people, who joined on the first day, and of claims: key, person, amount, day."""
    persons = [row(PERSON, key, STARTS, number=place) for place, key in enumerate(people, 2)]
    rows = [row(CLAIM, *claim, None, number=place) for place, claim in enumerate(made, 2)]
    return linked({"Person": persons, "Claim": rows, "Stay": []})


def stay(key: str, began: date, ended: date | None, *, secure: bool = False, number: int = 2) -> Row:
    return row(STAY, key, "North", began, ended, secure, number=number)


def year(contract: Program, number: int) -> Period:
    return contract.calendars["year"].periods[number - 1]


def key_of(line: Line) -> str:
    """The first part of the key of the row that a line was earned for."""
    return str(row_of(line).key[0])
