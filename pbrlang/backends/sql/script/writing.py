"""A whole script."""

from fractions import Fraction
from textwrap import fill

from attrs import define, field

from pbrlang.backends.sql.calendars import number_of
from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.script.elements import ElementViews
from pbrlang.backends.sql.script.flavours import Flavour
from pbrlang.backends.sql.script.inputs import InputWriter, problem_columns
from pbrlang.backends.sql.script.lines import LineViews
from pbrlang.backends.sql.script.sheets import COINS, Sheets, lines_name, sheets_of
from pbrlang.backends.sql.script.sizes import SIZES, Size
from pbrlang.ir.expressions import Constant
from pbrlang.ir.program import Cap, Clause
from pbrlang.lower.model import Lowered
from pbrlang.names.homes import CalendarHome

_WIDTH = 100


@define(eq=False)
class ScriptWriter:
    """Writes the script of a contract for one database."""

    lowered: Lowered
    flavour: Flavour
    size: Size = SIZES[0]
    sheets: Sheets = field(init=False)
    lines: LineViews = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.sheets = sheets_of(self.lowered, self.flavour.dialect, self.size)
        self.lines = LineViews(self.flavour, self.sheets)

    def script(self) -> str:
        """The text of the script; the same contract gives the same."""
        program = self.lowered.program
        inputs = [InputWriter(self.flavour, table, program, self.size) for table in program.tables.values()]
        settled = [
            *(self._cap(cap) for cap in program.caps.values()),
            *(self._shown(clause) for clause in program.clauses.values()),
        ]
        due = self.lines.texts()
        elements = ElementViews(self.flavour, program).read_in(due)
        whole = [each.whole_text(with_row="_row" in "\n".join(due)) for each in inputs]
        parts = [
            self._head(),
            *self.flavour.preamble,
            _heading("Input tables: fill these, in the units of the contract"),
            *(each.table_text() for each in inputs),
            _heading("The same in whole numbers: pence, or the smallest part of each unit"),
            *whole,
            *([_heading("What there are sums for each of"), *elements] if elements else []),
            _heading("What is due, and the lines of each clause in coins"),
            *due,
            _heading("Rows that must not be used; while there is one, no statement is given"),
            self._problems(inputs),
            self._guard(),
            _heading("The lines of each clause"),
            *settled,
            _heading("Statements"),
            self._periods(),
            self._statement(),
        ]
        return "\n\n".join(parts) + "\n"

    # --- words

    def _named(self, name: str) -> str:
        return self.flavour.dialect.named(name)

    def _view(self, name: str, title: str, select: str) -> str:
        made = self.flavour.dialect.temporary.format(self._named(name))
        return f"-- {title}\n{made}\n{select};"

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
        for sheet in self.sheets.sheets:
            why = literal("something that the contract asks for cannot be read, such as a price for its year")
            told = problem_columns(self.flavour.dialect, literal(relation(sheet.table)), "''", why)
            found.append(f"SELECT {told}\n  FROM {sheet.own} WHERE {self._named('_fault')}")
        why = literal("a row that counts cannot be read")
        told = problem_columns(self.flavour.dialect, literal("a total"), "''", why)
        found += [f"SELECT {told}\n  FROM {check}" for check in self.sheets.writer.checks]
        return self._view("problems", "a row for each problem", "\nUNION ALL ".join(found))

    def _guard(self) -> str:
        why = self.flavour.dialect.literal("some rows must not be used: select from the view problems")
        refuse = self.flavour.refuse.format(why)
        there = f"EXISTS (SELECT 1 FROM {self._named('problems')})"
        select = f"SELECT CASE WHEN {there} THEN {refuse} ELSE TRUE END AS {self._named('ok')}"
        return self._view("_guard", "true, or an error", select)

    # --- lines

    def _cap_of(self, clause: Clause) -> Cap | None:
        return next((each for each in self.lowered.program.caps.values() if clause.name in each.clauses), None)

    def _cap(self, cap: Cap) -> str:
        """The view of what is paid of each line under a limit: what its window has room for, in order of days."""
        program = self.lowered.program
        most = _coins_of(cap, program.terms.places)
        day, due, place, order = (self._named(each) for each in ("_day", "_due", "_place", "_clause"))
        listed = [name for name in program.clauses if name in cap.clauses]
        union = "\n    UNION ALL ".join(
            f"SELECT {number} AS {order}, {day}, {due}, {place} "
            f"FROM ({self.lines.numbered(program.clauses[name])}) AS n{number} "
            f"WHERE {day} <= {self.flavour.dialect.literal(cap.until)}"
            for number, name in enumerate(listed, start=1)
        )
        window = ""
        if isinstance(cap.home, CalendarHome):
            periods = program.calendars[cap.home.step].periods
            window = f"PARTITION BY {number_of(self.flavour.dialect, periods, day)} "
        running = f"SUM({due}) OVER ({window}ORDER BY {day}, {order}, {place} ROWS UNBOUNDED PRECEDING)"
        inner = f"SELECT {order}, {place}, {due}, {running} AS s\n  FROM (\n    {union}\n  ) AS u"
        paid = f"LEAST(s, {most}) - LEAST(s - {due}, {most})"
        select = f"SELECT {order}, {place}, {paid} AS {self._named('_paid')}\nFROM (\n  {inner}\n) AS r"
        return self._view(_cut(cap), f"{cap.name} ({cap.clause}): the latest sums are cut", select)

    def _shown(self, clause: Clause) -> str:
        """The view of a clause's lines in the units of the contract."""
        keys = [f"l.{self._named(each)}" for each in self.lines.keys(clause)]
        due = f"l.{self._named('_due')}"
        join, paid = self._settled(clause, due)
        sign = "" if clause.sign > 0 else "-"
        told = [
            f"l.{self._named('_day')} AS {self._named('line_date')}",
            *keys,
            f"{self._money(due)} AS due",
            f"{self._money(f'({due} - {paid})')} AS cut",
            f"{self._money(f'({sign}{paid})')} AS amount",
        ]
        select = f"SELECT {', '.join(told)}\nFROM ({self.lines.numbered(clause)}) AS l{join}"
        return self._view(f"{relation(clause.name)}_lines", f"{clause.name} ({clause.clause})", select)

    def _settled(self, clause: Clause, due: str) -> tuple[str, str]:
        """What is joined to a clause's lines, and what is left of what is due after limits."""
        cap = self._cap_of(clause)
        if cap is not None:
            listed = [name for name in self.lowered.program.clauses if name in cap.clauses]
            place, order = self._named("_place"), self._named("_clause")
            number = listed.index(clause.name) + 1
            on = f"c.{order} = {number} AND c.{place} = l.{place}"
            paid = f"COALESCE(c.{self._named('_paid')}, {due})"
            return f"\nLEFT JOIN {self._named(_cut(cap))} AS c ON {on}", paid
        if clause.recovery is None:
            return "", due
        source = self.lowered.program.clauses[clause.recovery.clauses[0]]
        met = [f"o.{self._named(each)} = l.{self._named(each)}" for each in self.lines.keys(clause)]
        met.append(f"o.{self._named('_day')} <= l.{self._named('_day')}")
        join = f"\nLEFT JOIN {self._named(lines_name(source.name))} AS o ON {' AND '.join(met)}"
        return join, f"GREATEST(LEAST({due}, COALESCE(o.{self._named('_due')}, 0)), 0)"

    def _money(self, coins: str) -> str:
        """Coins as an amount: multiplied, because a quotient may be a binary fraction."""
        places = self.lowered.program.terms.places
        number = f"CAST({coins} AS DECIMAL({COINS}, 0))"
        if not places:
            return number
        return f"{number} * CAST('0.{'0' * (places - 1)}1' AS DECIMAL({places + 1}, {places}))"

    # --- statements

    def _periods(self) -> str:
        terms, literal = self.lowered.program.terms, self.flavour.dialect.literal
        rows = [
            f"  ({each.number}, {literal(each.name)}, {literal(each.first)}, {literal(each.last)})"
            for each in self.lowered.program.calendars[terms.step].periods
        ]
        names = ", ".join(map(self._named, ("number", "period", "first_day", "last_day")))
        select = "SELECT * FROM (VALUES\n" + ",\n".join(rows) + f"\n) AS p ({names})"
        return self._view("settlement_periods", f"one for each {terms.step}", select)

    def _statement(self) -> str:
        literal = self.flavour.dialect.literal
        clauses = list(self.lowered.program.clauses.values())
        told = ", ".join(f"({n}, {literal(c.name)}, {literal(c.clause)})" for n, c in enumerate(clauses, start=1))
        lines = "\n  UNION ALL ".join(
            f"SELECT {n} AS place, line_date, due, cut, amount FROM {self._named(relation(c.name) + '_lines')}"
            for n, c in enumerate(clauses, start=1)
        )
        select = f"""SELECT
  p.number AS period_number, p.period, p.first_day, p.last_day, c.clause, c.number, COUNT(l.due) AS line_count,
  COALESCE(SUM(l.due), 0) AS due, COALESCE(SUM(l.cut), 0) AS cut, COALESCE(SUM(l.amount), 0) AS amount
FROM {self._named("settlement_periods")} AS p
CROSS JOIN (SELECT * FROM (VALUES {told}) AS v (place, clause, number)) AS c
LEFT JOIN (
  {lines}
) AS l ON l.place = c.place AND l.line_date BETWEEN p.first_day AND p.last_day
WHERE (SELECT ok FROM {self._named("_guard")})
GROUP BY p.number, p.period, p.first_day, p.last_day, c.place, c.clause, c.number"""
        return self._view(
            "statement", "for each settlement period and clause: lines, what is due, cut and paid", select
        )


def _heading(words: str) -> str:
    return f"-- {'-' * len(words)}\n-- {words}\n-- {'-' * len(words)}"


def _cut(cap: Cap) -> str:
    """The view of what a cap leaves."""
    return f"_{relation(cap.name)}_cut"


def _coins_of(cap: Cap, places: int) -> int:
    """What a cap stands at, in whole coins; never below nought."""
    if not isinstance(cap.most, Constant) or not isinstance(cap.most.value, Fraction):
        raise TypeError(f"{cap.name} is worked out")
    return max(0, int(cap.most.value * 10**places))
