"""What an expression depends on, through every definition and group between it and the rows."""

from collections.abc import Iterable

from attrs import frozen

from pbrlang.analysis.homes import parts_of
from pbrlang.ir.expressions import Aggregate, CellOf, Expr, FieldOf, Lines, Members, Rows, ValueOf
from pbrlang.ir.program import Clause, Program
from pbrlang.ir.visit import walk
from pbrlang.names.homes import GroupHome, Home, LineHome, TableHome

Names = frozenset[str]
_NONE: Names = frozenset()


@frozen
class Reads:
    """Names of what is read: directly, or by way of definitions, groups and the lines of clauses.

    `fields` and `prices` are pairs: table and field, rate card and column.
    """

    tables: Names = _NONE
    fields: frozenset[tuple[str, str]] = frozenset()
    definitions: Names = _NONE
    groups: Names = _NONE
    clauses: Names = _NONE
    prices: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: "Reads") -> "Reads":
        return Reads(
            self.tables | other.tables,
            self.fields | other.fields,
            self.definitions | other.definitions,
            self.groups | other.groups,
            self.clauses | other.clauses,
            self.prices | other.prices,
        )


NOTHING = Reads()


@frozen
class Flow:
    """What each part of a clause depends on. The rows that it has lines for are part of `home`."""

    home: Reads
    amount: Reads
    when: Reads
    day: Reads
    bounds: Reads

    @property
    def money(self) -> Reads:
        """What decides whether and how much: all but the date."""
        return self.home | self.amount | self.when | self.bounds

    @property
    def all(self) -> Reads:
        """All of it."""
        return self.money | self.day


class Reader:
    """Follows expressions of one contract to their rows; what it has followed it remembers."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[str, Reads] = {}
        self._open: set[str] = set()

    def expression(self, *parts: Expr | None) -> Reads:
        """What some expressions depend on."""
        found = NOTHING
        for each in (inner for part in parts if part is not None for inner in walk(part)):
            found |= self._one(each)
        return found

    def definition(self, name: str) -> Reads:
        """What a definition depends on, itself among it."""
        own = self._program.definitions.get(name)
        inner = self._kept(f"definition {name}", (own.body,) if own is not None else ())
        return inner | Reads(definitions=frozenset((name,)))

    def group(self, name: str) -> Reads:
        """What it depends on whether a row is in a group."""
        own = self._program.groups.get(name)
        table = frozenset((own.table,)) if own is not None else _NONE
        inner = self._kept(f"group {name}", (own.where,) if own is not None else ())
        return inner | Reads(tables=table, groups=frozenset((name,)))

    def home(self, home: Home) -> Reads:
        """What it depends on which elements there are."""
        found = NOTHING
        for part in parts_of(home):
            match part:
                case GroupHome(group=group):
                    found |= self.group(group)
                case TableHome(table=table):
                    found |= Reads(tables=frozenset((table,)))
                case LineHome(clause=clause):
                    found |= self._lines(clause)
                case _:
                    pass
        return found

    def clause(self, clause: Clause) -> Flow:
        """What each part of a clause depends on."""
        often = clause.often.most if clause.often else None
        return Flow(
            self.home(clause.home),
            self.expression(clause.amount),
            self.expression(clause.when),
            self.expression(clause.day),
            self.expression(often, *(each.value for each in clause.clamps)),
        )

    def _one(self, expr: Expr) -> Reads:
        match expr:
            case FieldOf(table=table, field=field):
                return Reads(tables=frozenset((table,)), fields=frozenset(((table, field),)))
            case ValueOf(definition=name):
                return self.definition(name)
            case CellOf(tariff=tariff, column=column):
                return Reads(prices=frozenset(((tariff, column),)))
            case Aggregate():
                return self._aggregate(expr)
            case _:
                return self._unfamiliar(expr)

    def _unfamiliar(self, expr: Expr) -> Reads:
        """What can be told of an expression that came into the language later: by what its parts are called."""
        found = NOTHING
        table, definition = getattr(expr, "table", None), getattr(expr, "definition", None)
        group = getattr(expr, "group", None)
        if isinstance(table, str) and table in self._program.tables:
            found |= Reads(tables=frozenset((table,)))
        if isinstance(definition, str) and definition in self._program.definitions:
            found |= self.definition(definition)
        if isinstance(group, str) and group in self._program.groups:
            found |= self.group(group)
        for each in (expr, *getattr(expr, "by", ()), *getattr(expr, "without", ())):
            found |= self._collection(getattr(each, "over", None))
        return found

    def _aggregate(self, expr: Aggregate) -> Reads:
        that = self.group(expr.that_are) if expr.that_are is not None else NOTHING
        return self._collection(expr.over) | that

    def _collection(self, over: object) -> Reads:
        match over:
            case Rows(table=table):
                return Reads(tables=frozenset((table,)))
            case Members(group=group, table=table):
                return self.group(group) | Reads(tables=frozenset((table,)))
            case Lines(clause=clause):
                return self._lines(clause)
            case _:
                return NOTHING

    def _lines(self, name: str) -> Reads:
        clause = self._program.clauses.get(name)
        own = Reads(clauses=frozenset((name,)))
        if clause is None:
            return own
        parts = (clause.amount, clause.when, *(each.value for each in clause.clamps))
        return own | self.home(clause.home) | self._kept(f"lines of {name}", parts)

    def _kept(self, key: str, parts: Iterable[Expr | None]) -> Reads:
        if key in self._open:
            return NOTHING
        if key not in self._known:
            self._open.add(key)
            self._known[key] = self.expression(*parts)
            self._open.discard(key)
        return self._known[key]
