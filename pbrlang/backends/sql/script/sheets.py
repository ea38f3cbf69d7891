"""The lines of clauses for rows, as steps that make views."""

from attrs import define, field

from pbrlang.backends.sql.arithmetic import bounds
from pbrlang.backends.sql.clauses import Days
from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.expressions import Emitter
from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.reading import Book
from pbrlang.backends.sql.script.inputs import guards
from pbrlang.backends.sql.sheets import Sheet
from pbrlang.backends.sql.tallies import LinesOf, TallyWriter
from pbrlang.backends.sql.walking import Walker
from pbrlang.ir.expressions import Aggregate, Lines
from pbrlang.ir.program import Clause, Program
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.lower.clauses import Clauses
from pbrlang.lower.lowering import Names
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import rows_of
from pbrlang.source.room import TO_COMPILE, room


@define(eq=False)
class Sheets:
    """The sheets of a contract, one for each table that has clauses, and the clauses that are refused."""

    writer: TallyWriter
    sheets: list[Sheet] = field(factory=list)
    refused: list[tuple[Clause, Refusal]] = field(factory=list)


@room(TO_COMPILE)
def sheets_of(program: Program, dialect: Dialect) -> Sheets:
    """The sheets of a contract in a dialect."""
    emitter = Emitter(Walker(program, dialect), Names(program), guards(program))
    writer = TallyWriter(emitter, {}, {})
    emitter.tallies = writer
    terms = program.terms
    days = Days(terms.starts, terms.settles_until, terms.settles_until)
    found, book = Sheets(writer), Book()
    by_table: dict[str, Sheet] = {}
    for clause in program.clauses.values():
        try:
            _refuse_lines(clause)
            home = rows_of(clause.home)
            if home is None:
                raise Refusal("not in SQL", clause.span, "a clause for what is no row")
            if home.table not in by_table:
                by_table[home.table] = Sheet(emitter, home.table, f"_{relation(home.table)}_due", days, book)
            made = by_table[home.table].add(Clauses(emitter.names).due(clause))
            writer.lines[clause.name] = LinesOf(clause.name, home.table, "", bounds(made.amount))
        except Refusal as refusal:
            found.refused.append((clause, refusal))
    found.sheets = list(by_table.values())
    return found


def _refuse_lines(clause: Clause) -> None:
    """Refuse what reads what another clause makes due: its lines are worked out later."""
    for part in clause_parts(clause):
        for each in walk(part):
            if isinstance(each, Aggregate) and isinstance(each.over, Lines):
                raise Refusal("not in SQL", clause.span, f"what {each.over.clause} comes to, for each row")
