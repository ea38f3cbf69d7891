"""What is due under each clause, as steps that make views."""

from attrs import define, field

from pbrlang.backends.sql.arithmetic import bounds
from pbrlang.backends.sql.clauses import Days
from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.expressions import Emitter
from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.reading import Book
from pbrlang.backends.sql.script.home_sheets import HomeSheet
from pbrlang.backends.sql.script.homes import home_name, how_many, of_lines
from pbrlang.backends.sql.script.inputs import guards
from pbrlang.backends.sql.script.sizes import Size
from pbrlang.backends.sql.script.stepped_sheets import SteppedSheet
from pbrlang.backends.sql.script.strata import Strata
from pbrlang.backends.sql.script.values import ValueViews
from pbrlang.backends.sql.sheets import Sheet, sheet_name
from pbrlang.backends.sql.tallies import LinesOf, TallyWriter
from pbrlang.backends.sql.walking import Walker
from pbrlang.ir.program import Clause
from pbrlang.lower.forms import Bounds
from pbrlang.lower.lowering import Names
from pbrlang.lower.model import Lowered
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import Home, TableHome, as_rows, rows_of
from pbrlang.source.room import TO_COMPILE, room

COINS, TOTAL = 30, 36
"""Figures of an amount in coins, and of what all come to."""


def lines_name(clause: str) -> str:
    """The view of a clause's lines in coins, before limits; not yet quoted."""
    return f"_{relation(clause)}_lines"


@define(eq=False)
class Sheets:
    """The sheets of a contract in the order in which they are made, and the clauses that are refused."""

    emitter: Emitter
    writer: TallyWriter
    values: ValueViews
    by_key: dict[tuple[int, Home], Sheet] = field(factory=dict)
    refused: list[tuple[Clause, Refusal]] = field(factory=list)

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets."""
        return [each for each in self.by_key.values() if each.clauses]

    def of(self, clause: str) -> Sheet:
        """The sheet of a clause."""
        return next(each for each in self.sheets if any(one.clause.name == clause for one in each.clauses))


@room(TO_COMPILE)
def sheets_of(lowered: Lowered, dialect: Dialect, size: Size) -> Sheets:
    """The sheets of a contract in a dialect."""
    program = lowered.program
    emitter = Emitter(Walker(program, dialect), Names(program), guards(program, size), joins_values=False)
    emitter.tallies = writer = TallyWriter(emitter, {}, dict.fromkeys(program.tables, size.rows))
    found, book, strata = Sheets(emitter, writer, ValueViews(emitter)), Book(), Strata(lowered)
    emitter.views = found.values
    days = Days(program.terms.starts, program.terms.settles_until, program.terms.settles_until)
    for name in sorted(program.clauses, key=strata.of):
        clause = program.clauses[name]
        found.values.stratum = strata.of(name)
        try:
            key = strata.of(name), as_rows(clause.home)
            if key not in found.by_key:
                found.by_key[key] = _sheet(emitter, key[1], key[0], days, book)
            made = found.by_key[key].add(lowered.clauses[name])
            writer.lines[name] = _lines(emitter, clause, _as_shown(bounds(made.amount), size))
        except Refusal as refusal:
            found.refused.append((clause, refusal))
    found.values.stratum = None
    return found


def _sheet(emitter: Emitter, home: Home, stratum: int, days: Days, book: Book) -> Sheet:
    if isinstance(home, TableHome):
        return SteppedSheet(emitter, home.table, sheet_name(home.table, stratum), days, book)
    told = home_name(home)
    return HomeSheet(emitter, told, sheet_name(told, stratum), days, book, home=home)


def _as_shown(due: Bounds, size: Size) -> Bounds:
    """The bounds of what is due; Refusal where an amount may have more figures than are shown."""
    most = min(10**COINS, 10**TOTAL // size.rows)
    if any(each is None or abs(each) >= most for each in due):
        raise Refusal("too large")
    return due


def _lines(emitter: Emitter, clause: Clause, due: Bounds) -> LinesOf:
    home, rows = clause.home, rows_of(clause.home)
    element = None if rows == home else of_lines(emitter.walker, as_rows(home))
    table = rows.table if rows is not None else ""
    times = how_many(emitter.walker.program, home)
    return LinesOf(clause.name, table, lines_name(clause.name), due, [], element, times)
