"""The lines of each clause as amounts, and the statement of each period, as views."""

from attrs import define

from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.script.lines import LineViews
from pbrlang.backends.sql.script.settled import Settled
from pbrlang.backends.sql.script.sheets import lines_name
from pbrlang.backends.sql.script.views import Views, own_view
from pbrlang.ir.program import Clause
from pbrlang.values.wording import in_words


@define(eq=False)
class StatementWriter:
    """Writes what whoever runs the script selects from."""

    views: Views
    settled: Settled
    lines: LineViews

    @property
    def alone(self) -> list[Clause]:
        """The clauses whose sums have a statement of their own, on their day."""
        return [each for each in self.views.program.clauses.values() if each.payable_on_its_date]

    # --- periods

    def periods(self) -> str:
        """The view of the settlement periods."""
        terms, literal = self.views.program.terms, self.views.flavour.dialect.literal
        rows = [
            f"  ({each.number}, {literal(each.name)}, {literal(each.first)}, {literal(each.last)})"
            for each in self.views.program.calendars[terms.step].periods
        ]
        names = ", ".join(map(self.views.named, ("number", "period", "first_day", "last_day")))
        select = "SELECT * FROM (VALUES\n" + ",\n".join(rows) + f"\n) AS p ({names})"
        return self.views.view("settlement_periods", f"one for each {terms.step}", select)

    def _days(self) -> str:
        """The view of the statements: of periods (2), and of days with sums that are payable on their date (1)."""
        day = self.views.named("_day")
        lines = "\n  UNION ".join(
            f"SELECT DISTINCT {day} FROM {self.views.named(lines_name(each.name))}" for each in self.alone
        )
        select = (
            "SELECT 2 AS kind, number, period, first_day, last_day\n"
            f"FROM {self.views.named('settlement_periods')}\nUNION ALL\n"
            f"SELECT 1, p.number, {self._told(f'd.{day}')}, d.{day}, d.{day}\nFROM (\n  {lines}\n) AS d\n"
            f"JOIN {self.views.named('settlement_periods')} AS p ON d.{day} BETWEEN p.first_day AND p.last_day"
        )
        return self.views.view("_statements", "one for each period, and for each day with sums of its own", select)

    def _told(self, day: str) -> str:
        """A day as it is written in statements."""
        flavour = self.views.flavour
        first = self.views.program.terms.starts
        names = [in_words(first.replace(month=month, day=1)).split()[1] for month in range(1, 13)]
        arms = " ".join(f"WHEN {month} THEN {flavour.dialect.literal(name)}" for month, name in enumerate(names, 1))
        number, year = (f"CAST(EXTRACT({part} FROM {day}) AS {flavour.text_key})" for part in ("DAY", "YEAR"))
        return f"CONCAT({number}, ' ', CASE EXTRACT(MONTH FROM {day}) {arms} END, ' ', {year})"

    # --- lines

    def shown(self, clause: Clause) -> str:
        """The view of a clause's lines in the units of the contract."""
        named, money = self.views.named, self.views.money
        left = self.settled.of(clause.name)
        due = f"l.{named('_due')}"
        told = [
            f"l.{named('_day')} AS {named('line_date')}",
            *(f"l.{named(each)}" for each in self.lines.keys(clause)),
            f"{money(due)} AS due",
            f"{money(f'({due} - {left.amount})')} AS cut",
            f"{money(f'({_sign(clause)}{left.amount})')} AS amount",
        ]
        select = f"SELECT {', '.join(told)}\nFROM {left.source}"
        if clause.advance is not None:
            select += f"\nUNION ALL\n{self._taken_back(clause)}"
        return self.views.view(f"{relation(clause.name)}_lines", f"{clause.name} ({clause.clause})", select)

    def _taken_back(self, clause: Clause) -> str:
        """What is set off against an advance, and recovered of it: nothing is due, and the amount is below nought."""
        named, nothing = self.views.named, self.views.money("0")
        keys = "".join(f", l.{named(each)}" for each in self.lines.keys(clause))
        amount = self.views.money(f"(-b.{named('_amount')})")
        return (
            f"SELECT b.{named('_day')}{keys}, {nothing}, {nothing}, {amount}\n"
            f"FROM {named(own_view(clause.name, 'back'))} AS b\n"
            f"JOIN ({self.settled.numbered(clause.name)}) AS l ON l.{named('_place')} = b.{named('_place')}"
        )

    # --- statements

    def texts(self) -> list[str]:
        """The statements."""
        return [*([self._days()] if self.alone else []), self._statement()]

    def _statement(self) -> str:
        literal, named, money = self.views.flavour.dialect.literal, self.views.named, self.views.money
        clauses = list(self.views.program.clauses.values())
        told = ", ".join(
            f"({n}, {c.sign}, {literal(c.name)}, {literal(c.clause)})" for n, c in enumerate(clauses, start=1)
        )
        parts = "\n    UNION ALL ".join(self._parts())
        kind = ", kind" if self.alone else ""
        sums = f"COUNT(*) AS line_count, SUM({named('_due')}) AS due, SUM({named('_paid')}) AS paid"
        amount = "c.sign * l.paid"
        if self.settled.lowered.advances:
            sums, amount = f"{sums}, SUM({named('_back')}) AS back", f"{amount} - l.back"
        select = f"""SELECT
  p.number AS period_number, p.period, p.first_day, p.last_day, c.place AS clause_place, c.clause, c.number,
  COALESCE(SUM(l.line_count), 0) AS line_count,
  {money("COALESCE(SUM(l.due), 0)")} AS due,
  {money("COALESCE(SUM(l.due - l.paid), 0)")} AS cut,
  {money(f"COALESCE(SUM({amount}), 0)")} AS amount
FROM {named("_statements" if self.alone else "settlement_periods")} AS p
CROSS JOIN (SELECT * FROM (VALUES {told}) AS v (place, sign, clause, number)) AS c
LEFT JOIN (
  SELECT {named("_clause")} AS place, {named("_day")} AS line_date{kind}, {sums}
  FROM (
    {parts}
  ) AS u
  GROUP BY {named("_clause")}, {named("_day")}{kind}
) AS l ON l.place = c.place AND l.line_date BETWEEN p.first_day AND p.last_day{" AND l.kind = p.kind" if kind else ""}
WHERE (SELECT ok FROM {named("_guard")})
GROUP BY p.number, p.period, p.first_day, p.last_day, c.place, c.clause, c.number"""
        return self.views.view(
            "statement", "for each settlement period and clause: lines, what is due, cut and paid", select
        )

    def _parts(self) -> list[str]:
        """Queries of all lines: the clause, the day, what is due of it and what is paid."""
        named = self.views.named
        found = []
        last = self.settled.lowered.last_cap
        program = self.views.program
        for cap in dict.fromkeys(last[name] for name, each in program.clauses.items() if each.recovery is None):
            names = [name for name, each in program.clauses.items() if last[name] == cap and each.recovery is None]
            if cap is not None:
                found.append(self._cut(cap, names))
                continue
            found += [
                f"SELECT {self.views.number(name)} AS {named('_clause')}, {named('_day')}{self._kind(name)}, "
                f"{named('_due')}, {named('_due')} AS {named('_paid')}{self._no_back} FROM {named(lines_name(name))}"
                for name in names
            ]
        found += [self._taken(each) for each in program.clauses.values() if each.recovery is not None]
        for name in self.settled.lowered.advances:
            kind = ", kind" if self.alone else ""
            told = f"{self.views.number(name)}, {named('_day')}{kind}, 0, 0, {named('_amount')}"
            found.append(f"SELECT {told} FROM {named(own_view(name, 'back'))}")
        return found

    @property
    def _no_back(self) -> str:
        """The column of what is taken back of an advance, of lines of which nothing is, where there are advances."""
        return f", 0 AS {self.views.named('_back')}" if self.settled.lowered.advances else ""

    def _cut(self, cap: str, names: list[str]) -> str:
        """The lines of all clauses that one limit cuts last."""
        named = self.views.named
        which = ", ".join(str(self.views.number(name)) for name in names)
        alone = ", ".join(str(self.views.number(each.name)) for each in self.alone if each.name in names)
        own = f"CASE WHEN {named('_clause')} IN ({alone}) THEN 1 ELSE 2 END" if alone else "2"
        kind = f", {own} AS kind" if self.alone else ""
        told = f"{named('_clause')}, {named('_day')}{kind}, {named('_due')}, {named('_paid')}{self._no_back}"
        return f"SELECT {told} FROM {named(own_view(cap, 'cut'))} WHERE {named('_clause')} IN ({which})"

    def _taken(self, clause: Clause) -> str:
        named, left = self.views.named, self.settled.of(clause.name)
        told = f"{self.views.number(clause.name)}, l.{named('_day')}{self._kind(clause.name)}, l.{named('_due')}"
        return f"SELECT {told}, {left.amount}{self._no_back} FROM {left.source}"

    def _kind(self, clause: str) -> str:
        if not self.alone:
            return ""
        return f", {1 if self.views.program.clauses[clause].payable_on_its_date else 2} AS kind"


def _sign(clause: Clause) -> str:
    return "" if clause.sign > 0 else "-"
