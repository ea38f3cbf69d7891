"""Advances: what is set off against them, and what is recovered because it was not earned, as views."""

from collections.abc import Sequence

from attrs import define, field

from pbrlang.backends.sql.script.settled import PLACE, Settled, Wrong
from pbrlang.backends.sql.script.views import Views, granted, own_view, running
from pbrlang.ir.program import Clause
from pbrlang.ir.recovering import Instalments
from pbrlang.lower.model import Back
from pbrlang.names.homes import Path


@define(eq=False)
class AdvanceWriter:
    """Writes what becomes of each advance, in the order of the text: what is left of an earning goes on to the next."""

    views: Views
    settled: Settled
    wrong: list[Wrong] = field(factory=list)
    earlier: dict[str, list[str]] = field(factory=dict)
    """For each clause that earns something, the advances that it was set off against so far."""

    def texts(self, back: Back) -> list[str]:
        """The views of an advance; Refusal where SQL cannot say it."""
        clause, advance = self.views.program.clauses[back.clause], back.advance
        by = [f"_for{number}" for number, _ in enumerate(self.settled.leads(back.clause, advance.line), start=1)]
        parts = [self._paid(back, by)]
        parts += [self._earning(name, advance.sources[name], by) for name in advance.clauses]
        for name in advance.clauses:
            self.earlier.setdefault(name, []).append(back.clause)
        why = "sums paid in advance for the same are recovered on different days, which views do not tell apart"
        late = f"{self._named('_closes')} < {self._named('_until')}"
        never = f"{self._named('_closes')} IS NULL AND {self._named('_until')} IS NOT NULL"
        self.wrong.append(Wrong(clause.name, self._own(clause, "advanced"), f"({late} OR {never})", why))
        union = "\nUNION ALL\n".join(parts)
        return [
            self._view(clause, "sums", "what was paid in advance (clause 0), and what earns it", union),
            self._view(clause, "advanced", "the sums paid in advance, one after another", self._advanced(clause, by)),
            self._view(clause, "earned", "how much of what is earned is set off", self._earned(clause, by)),
            self._view(clause, "back", "what is set off, and what is recovered", self._back(clause, back, by)),
        ]

    def _named(self, name: str) -> str:
        return self.views.named(name)

    @staticmethod
    def _own(clause: Clause, what: str) -> str:
        return own_view(clause.name, what)

    def _view(self, clause: Clause, what: str, words: str, select: str) -> str:
        return self.views.view(self._own(clause, what), f"{clause.name} ({clause.clause}): {words}", select)

    # --- the sums

    def _paid(self, back: Back, by: Sequence[str]) -> str:
        """What was paid in advance, and the day on which what is left of it is recovered."""
        day, literal = f"l.{self._named('_day')}", self.views.flavour.dialect.literal
        closes = f"l.{self._named(self.settled.lines.value(self.views.program.clauses[back.clause], back.closes))}"
        until = literal(self.views.program.terms.settles_until)
        bounded = f"CASE WHEN {closes} IS NOT NULL THEN LEAST(GREATEST({closes}, {day}), {until}) END"
        left = self.settled.of(back.clause)
        return self._sums(back.clause, 0, left.amount, back.advance.line, by, bounded, left.source)

    def _earning(self, clause: str, path: Path, by: Sequence[str]) -> str:
        """What earns an advance: what is left of a sum that is set off against other advances first."""
        left = self.settled.of(clause)
        amount, source, number = left.amount, left.source, self.views.number(clause)
        for place, name in enumerate(self.earlier.get(clause, ()), start=1):
            own, placed = f"e{place}", self._named("_place")
            on = f"{own}.{self._named('_clause')} = {number} AND {own}.{placed} = l.{placed}"
            source += f"\nLEFT JOIN {self._named(own_view(name, 'earned'))} AS {own} ON {on}"
            amount += f" - COALESCE({own}.{self._named('_granted')}, 0)"
        return self._sums(clause, number, f"({amount})", path, by, "CAST(NULL AS DATE)", source)

    def _sums(
        self, clause: str, number: int, amount: str, path: Path, by: Sequence[str], closes: str, source: str
    ) -> str:
        led = [f"l.{self._named(each)}" for each in self.settled.leads(clause, path)]
        told = [f"{number} AS {self._named('_clause')}", *(f"l.{self._named(each)}" for each in ("_day", "_place"))]
        told += [f"{amount} AS {self._named('_amount')}", f"{closes} AS {self._named('_closes')}"]
        told += [f"{text} AS {self._named(each)}" for text, each in zip(led, by, strict=True)]
        where = " AND ".join([f"{amount} > 0", *(f"{each} IS NOT NULL" for each in led)])
        return f"SELECT {', '.join(told)}\nFROM {source}\nWHERE {where}"

    def _advanced(self, clause: Clause, by: Sequence[str]) -> str:
        """Each sum paid in advance with the total up to it, of those that are for the same."""
        part, closes = [self._named(each) for each in by], self._named("_closes")
        order = [self._named("_day"), self._named("_place")]
        total = f"SUM({self._named('_amount')}) OVER {running(part, order)} AS {self._named('_upto')}"
        whole = f"PARTITION BY {', '.join(part)}" if part else ""
        until = f"MAX({closes}) OVER ({whole}) AS {self._named('_until')}"
        sums = self._named(self._own(clause, "sums"))
        return f"SELECT s.*, {total}, {until}\nFROM {sums} AS s\nWHERE {self._named('_clause')} = 0"

    # --- what is set off

    def _earned(self, clause: Clause, by: Sequence[str]) -> str:
        """How much of each earning is set off: at most what was paid until then and is not used up."""
        number, amount, day = (self._named(each) for each in ("_clause", "_amount", "_day"))
        part = [self._named(each) for each in by]
        whole = f"PARTITION BY {', '.join(part)}" if part else ""
        until = f"MAX({self._named('_closes')}) OVER ({whole}) AS _until"
        sums = f"SELECT s.*, {until} FROM {self._named(self._own(clause, 'sums'))} AS s"
        in_time = f"SELECT * FROM ({sums}) AS u WHERE _until IS NULL OR {day} <= _until"
        window = running(part, list(map(self._named, PLACE)))
        paid = f"SUM(CASE WHEN {number} = 0 THEN {amount} ELSE 0 END) OVER {window} AS {self._named('_room')}"
        earned = f"SUM(CASE WHEN {number} = 0 THEN 0 ELSE {amount} END) OVER {window} AS {self._named('_sum')}"
        both = f"SELECT v.*, {paid}, {earned} FROM ({in_time}) AS v"
        return granted(self.views, f"SELECT * FROM ({both}) AS w WHERE {number} > 0", by, PLACE, "_amount", moves=True)

    def _set_off(self, by: Sequence[str]) -> str:
        """What is earned uses up what was paid, the earliest first: where their stretches of the total meet."""
        named = self._named
        upto, start = f"a.{named('_upto')}", f"a.{named('_upto')} - a.{named('_amount')}"
        before = f"e._after - e.{named('_granted')}"
        on = [f"a.{named(each)} = e.{named(each)}" for each in by]
        on += [f"{start} < e._after", f"{upto} > {before}"]
        told = [f"e.{named('_clause')}", f"e.{named('_day')}", f"a.{named('_place')}"]
        told += [f"LEAST({upto}, e._after) - GREATEST({start}, {before}) AS {named('_amount')}"]
        return f"SELECT {', '.join(told)}\nFROM earned AS e\nJOIN advanced AS a ON {' AND '.join(on)}"

    def _back(self, clause: Clause, back: Back, by: Sequence[str]) -> str:
        """What is taken back of each sum paid in advance, by day; `kind` tells the statement in which that is."""
        named, clauses = self._named, self.views.program.clauses
        alone = [str(self.views.number(each)) for each in back.advance.clauses if clauses[each].payable_on_its_date]
        kind = f"CASE WHEN {named('_clause')} IN ({', '.join(alone)}) THEN 1 ELSE 2 END" if alone else "2"
        used = f"SELECT {named('_place')}, SUM({named('_amount')}) AS used FROM set_off GROUP BY {named('_place')}"
        steps = {
            "advanced": f"SELECT * FROM {named(self._own(clause, 'advanced'))}",
            "earned": f"SELECT * FROM {named(self._own(clause, 'earned'))}",
            "set_off": self._set_off(by),
            "unearned": f"SELECT a.{named('_place')}, a.{named('_closes')}, "
            f"a.{named('_amount')} - COALESCE(o.used, 0) AS _left\nFROM advanced AS a\n"
            f"LEFT JOIN ({used}) AS o ON o.{named('_place')} = a.{named('_place')}",
        }
        told = f"{named('_place')}, {named('_day')}, {named('_amount')}"
        parts = [f"SELECT {told}, {kind} AS kind FROM set_off"]
        parts += [
            f"SELECT u.{named('_place')}, {day}, {amount}, 2\nFROM unearned AS u\n"
            f"WHERE u._left > 0 AND u.{named('_closes')} IS NOT NULL"
            for day, amount in self._recovered(back.advance.unearned.instalments)
        ]
        return self.views.steps(steps, "\nUNION ALL\n".join(parts))

    def _recovered(self, how: Instalments | None) -> list[tuple[str, str]]:
        """The days and amounts of what is recovered."""
        day = f"u.{self._named('_closes')}"
        return [(day, "u._left")] if how is None else self.settled.shares(how, day, "u._left")
