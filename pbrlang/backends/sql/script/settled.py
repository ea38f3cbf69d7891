"""What is left of the lines of each clause, wherever a view needs it."""

from attrs import define, field, frozen

from pbrlang.backends.sql.calendars import months_later
from pbrlang.backends.sql.script.lines import LineViews
from pbrlang.backends.sql.script.sheets import lines_name
from pbrlang.backends.sql.script.views import Views, own_view
from pbrlang.ir.program import Clause
from pbrlang.ir.recovering import Instalments
from pbrlang.lower.model import Lowered
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import ByDate, Path, steps_of

PLACE = ("_day", "_clause", "_place")
"""What orders sums: by day, then by clause, then by what each is for."""


@frozen
class Wrong:
    """Rows of a view that there must not be, under a condition; `part` is what is at fault, and `why` in words."""

    part: str
    view: str
    condition: str
    why: str


@frozen
class Left:
    """What is left of a clause's lines: a source in which these are `l`, and the amount in coins."""

    source: str
    amount: str


@define(eq=False)
class Settled:
    """Says what is left of lines. A clause has lines, or, where these come in instalments, a view of those."""

    views: Views
    lowered: Lowered
    lines: LineViews
    led: dict[str, dict[str, None]] = field(factory=dict)

    def leads(self, clause: str, path: Path) -> tuple[str, ...]:
        """The columns that tell what a way leads to from a line; Refusal where views cannot say it."""
        found = self.views.program.clauses[clause]
        if in_instalments(found) and any(isinstance(each, ByDate) for each in steps_of(path)):
            raise Refusal("not in SQL", found.span, "the period of an instalment")
        columns = self.lines.leads(found, path)
        self.led.setdefault(clause, {}).update(dict.fromkeys(columns))
        return columns

    def numbered(self, clause: str) -> str:
        """A query of a clause's lines, each with its `_place` among them."""
        found = self.views.program.clauses[clause]
        if not in_instalments(found):
            return self.lines.numbered(found)
        keys = [f"{self.views.named(each)} NULLS FIRST" for each in self.lines.order(found)]
        order = ", ".join([self.views.named("_day"), *keys, self.views.named("_part")])
        number = f"ROW_NUMBER() OVER (ORDER BY {order}) AS {self.views.named('_place')}"
        return f"SELECT *, {number} FROM {self.views.named(own_view(clause, 'instalments'))}"

    def after(self, clause: str, cap: str | None) -> Left:
        """What a limit leaves of a clause's lines, or what is due where there is none."""
        due = f"l.{self.views.named('_due')}"
        source = f"({self.numbered(clause)}) AS l"
        return Left(source, due) if cap is None else self._joined(source, clause, own_view(cap, "cut"), due)

    def of(self, clause: str) -> Left:
        """What all limits leave of a clause's lines, or, of a clawback, what is taken back by each."""
        recovery = self.views.program.clauses[clause].recovery
        if recovery is None:
            return self.after(clause, self.lowered.last_cap[clause])
        return self._joined(f"({self.numbered(clause)}) AS l", clause, own_view(recovery.clauses[0], "taken"), "0")

    def _joined(self, source: str, clause: str, view: str, otherwise: str) -> Left:
        named = self.views.named
        on = f"c.{named('_clause')} = {self.views.number(clause)} AND c.{named('_place')} = l.{named('_place')}"
        return Left(f"{source}\nLEFT JOIN {named(view)} AS c ON {on}", f"COALESCE(c.{named('_paid')}, {otherwise})")

    def instalments(self, clause: Clause, how: Instalments) -> str:
        """The view of the instalments in which a clawback's lines fall due."""
        named = self.views.named
        kept = dict.fromkeys([*self.lines.keys(clause), *self.lines.order(clause), *self.led.get(clause.name, ())])
        columns = [f"l.{named(each)}, " for each in kept]
        shares = self.shares(how, f"l.{named('_day')}", f"l.{named('_due')}")
        own, day, due = (named(each) for each in ("_part", "_day", "_due"))
        parts = [
            f"SELECT {number} AS {own}, {''.join(columns)}{falls} AS {day}, {part} AS {due}\n"
            f"FROM {named(lines_name(clause.name))} AS l"
            for number, (falls, part) in enumerate(shares, start=1)
        ]
        title = f"{clause.name} ({clause.clause}): in {how.count} instalments"
        return self.views.view(own_view(clause.name, "instalments"), title, "\nUNION ALL\n".join(parts))

    def shares(self, how: Instalments, day: str, whole: str) -> list[tuple[str, str]]:
        """The day and the amount of each instalment of a sum that is not below nought; the last takes the rest."""
        terms, dialect = self.views.program.terms, self.views.flavour.dialect
        part = dialect.divided(whole, str(how.count))
        first = day if how.first is None else dialect.literal(how.first)
        found = []
        for number in range(how.count):
            falls = months_later(dialect, first, how.months * number, terms.month_ends or "last") if number else first
            falls = f"LEAST(GREATEST({falls}, {day}), {dialect.literal(terms.settles_until)})"
            last = number == how.count - 1
            found.append((falls, f"({whole} - {part} * {number})" if last else part))
        return found


def in_instalments(clause: Clause) -> bool:
    """Whether what a clawback takes back comes in instalments."""
    return clause.recovery is not None and clause.recovery.instalments is not None
