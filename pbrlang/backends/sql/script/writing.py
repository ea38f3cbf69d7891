"""A whole script."""

from textwrap import fill

from attrs import define, field

from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.script.elements import ElementViews
from pbrlang.backends.sql.script.flavours import Flavour
from pbrlang.backends.sql.script.inputs import InputWriter, input_name, problem_columns
from pbrlang.backends.sql.script.layout import laid_out
from pbrlang.backends.sql.script.lines import LineViews
from pbrlang.backends.sql.script.settling import Settling
from pbrlang.backends.sql.script.sharing import SharingWriter
from pbrlang.backends.sql.script.sheets import Sheets, sheets_of
from pbrlang.backends.sql.script.sizes import SIZES, Size
from pbrlang.backends.sql.script.statements import StatementWriter
from pbrlang.backends.sql.script.views import Views
from pbrlang.backends.sql.sheets import Sheet
from pbrlang.diagnostics.prose import listing
from pbrlang.lower.model import Lowered

_WIDTH = 100


@define(eq=False)
class ScriptWriter:
    """Writes the script of a contract for one database."""

    lowered: Lowered
    flavour: Flavour
    size: Size = SIZES[0]
    sheets: Sheets = field(init=False)
    lines: LineViews = field(init=False)
    views: Views = field(init=False)
    settling: Settling = field(init=False)
    statements: StatementWriter = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.sheets = sheets_of(self.lowered, self.flavour.dialect, self.size)
        self.lines = LineViews(self.flavour, self.sheets)
        self.views = Views(self.flavour, self.lowered.program)
        self.settling = Settling(self.views, self.lowered, self.sheets, self.lines)
        self.statements = StatementWriter(self.views, self.settling.settled, self.lines)

    def script(self) -> str:
        """The text of the script; the same contract gives the same."""
        program = self.lowered.program
        inputs = [InputWriter(self.flavour, table, program, self.size) for table in program.tables.values()]
        settled = self.settling.texts
        shown = [self.statements.shown(clause) for clause in program.clauses.values()]
        sharing = SharingWriter(self.views, self.lowered).texts()
        due = self.lines.texts()
        elements = ElementViews(self.flavour, program).read_in([*due, *settled])
        whole = [each.whole_text(with_row="_row" in "\n".join(due)) for each in inputs]
        parts = [
            self._head(),
            *self.flavour.preamble,
            _heading("Input tables: fill these, in the units of the contract"),
            *(each.table_text() for each in inputs),
            _heading("The same in whole numbers: pence, or the smallest part of each unit"),
            *whole,
            self.statements.periods(),
            *([_heading("What there are sums for each of"), *elements] if elements else []),
            _heading("What is due, and the lines of each clause in coins"),
            *due,
            *([_heading("What limits leave of them, and what is taken back"), *settled] if settled else []),
            _heading("Rows that must not be used; while there is one, no statement is given"),
            self._problems(inputs),
            self._guard(),
            _heading("The lines of each clause, as amounts"),
            *shown,
            _heading("Statements"),
            *self.statements.texts(),
            *([_heading("Who pays, and who receives"), *sharing] if sharing else []),
        ]
        return laid_out("\n\n".join(parts)) + "\n"

    # --- words

    def _named(self, name: str) -> str:
        return self.flavour.dialect.named(name)

    def _head(self) -> str:
        terms = self.lowered.program.terms
        told = (
            f"{terms.name}: what is due for each row and in each settlement period, as views for {self.flavour.title}. "
            "Fill the input tables, and select from the view statement, which is an error while the view problems has "
            f"a row. Amounts are in {terms.currency}. The whole of the contract is worked out, as if all data were "
            f"complete to {terms.settles_until.isoformat()}. {self._room()}"
            "Written by pbr build; do not change it by hand."
        )
        return fill(told, _WIDTH, initial_indent="-- ", subsequent_indent="-- ")

    def _room(self) -> str:
        if self.size == SIZES[0]:
            return ""
        return (
            f"Where the contract says no less, a number may have {self.size.most} of its smallest parts, and there may "
            f"be {self.size.rows} rows of a kind. "
        )

    # --- guards

    def _problems(self, inputs: list[InputWriter]) -> str:
        found = [each for table in inputs for each in table.problems()]
        literal = self.flavour.dialect.literal
        found += map(self._unreadable, self.sheets.sheets)
        why = literal("a row that counts cannot be read")
        told = problem_columns(self.flavour.dialect, literal("a total"), "''", why)
        found += [f"SELECT {told}\n  FROM {check}" for check in self.sheets.writer.checks]
        for each in self.settling.wrong:
            told = problem_columns(self.flavour.dialect, literal(each.part), "''", literal(each.why))
            found.append(f"SELECT {told}\n  FROM {self._named(each.view)} WHERE {each.condition}")
        return self.views.view("problems", "a row for each problem", "\nUNION ALL ".join(found))

    def _unreadable(self, sheet: Sheet) -> str:
        """The elements of which something cannot be read that a clause asks for."""
        flavour, literal = self.flavour, self.flavour.dialect.literal
        table = self.lowered.program.tables.get(sheet.table)
        whose = input_name(table) if table is not None else relation(sheet.table)
        keys = [sheet.keep(each.text) for each in self.lines.key(sheet.clauses[0].clause)]
        cast = [f"CAST({self._named(each)} AS {flavour.text_key})" for each in keys]
        key = f"CONCAT_WS(', ', {', '.join(cast)})" if cast else "''"
        names = listing((each.clause.name for each in sheet.clauses), "and")
        why = f"what {names} asks for cannot be read: it is blank or dated later, or there is no price for it"
        told = problem_columns(flavour.dialect, literal(whose), key, literal(why))
        return f"SELECT {told}\n  FROM {sheet.own} WHERE {self._named('_fault')}"

    def _guard(self) -> str:
        why = self.flavour.dialect.literal("some rows must not be used: select from the view problems")
        refuse = self.flavour.refuse.format(why)
        there = f"EXISTS (SELECT 1 FROM {self._named('problems')})"
        select = f"SELECT CASE WHEN {there} THEN {refuse} ELSE TRUE END AS {self._named('ok')}"
        return self.views.view("_guard", "true, or an error", select)


def _heading(words: str) -> str:
    return f"-- {'-' * len(words)}\n-- {words}\n-- {'-' * len(words)}"
