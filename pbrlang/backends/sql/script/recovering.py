"""What clawbacks take back of what was paid under a clause, as views."""

from collections.abc import Sequence

from attrs import define, field

from pbrlang.backends.sql.script.settled import PLACE, Left, Settled, Wrong
from pbrlang.backends.sql.script.views import Views, granted, own_view, running
from pbrlang.backends.sql.tallies import LinesOf
from pbrlang.lower.model import Source
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import Path


@define(eq=False)
class RecoveryWriter:
    """Writes what the clawbacks on each clause take back: in the order of days what was paid and is not taken yet."""

    views: Views
    settled: Settled
    dues: dict[str, LinesOf]
    wrong: list[Wrong] = field(factory=list)

    def texts(self, source: Source) -> list[str]:
        """The views of what is taken back of one clause; Refusal where SQL cannot say it."""
        clause, named = self.views.program.clauses[source.clause], self.views.named
        first = source.recoveries[0][1]
        for _, each in source.recoveries:
            if each.home != first.home or each.sources != first.sources or each.within:
                raise Refusal("not in SQL", clause.span, "clawbacks on one payment that are for different things")
        title = f"{clause.name} ({clause.clause})"
        paid = self._sums(source.clause, 0, self.settled.of(source.clause), first.sources[source.clause])
        parts, found = [paid], []
        for name, each in source.recoveries:
            asked = Left(f"({self.settled.numbered(name)}) AS l", f"l.{named('_due')}")
            parts.append(self._sums(name, self.views.number(name), asked, each.line))
            if each.instalments is not None:
                found.append(self.settled.instalments(self.views.program.clauses[name], each.instalments))
        by = [f"_for{number}" for number, _ in enumerate(self.settled.leads(*self._paid(source)), start=1)]
        asked_back = own_view(source.clause, "asked_back")
        told = f"{title}: what was paid (clause 0), and what clawbacks ask back"
        found.append(self.views.view(asked_back, told, "\nUNION ALL\n".join(parts)))
        told = f"{title}: what clawbacks take back, at most what was paid and is not taken back yet"
        found.append(self.views.view(own_view(source.clause, "taken"), told, self._taken(asked_back, by)))
        self._check(source)
        return found

    @staticmethod
    def _paid(source: Source) -> tuple[str, Path]:
        return source.clause, source.recoveries[0][1].sources[source.clause]

    def _sums(self, clause: str, number: int, left: Left, path: Path) -> str:
        """The lines of a clause, each with what it is for: those that are for nothing are left out."""
        named = self.views.named
        led = [f"l.{named(each)}" for each in self.settled.leads(clause, path)]
        told = [f"{number} AS {named('_clause')}", *(f"l.{named(each)}" for each in ("_day", "_place"))]
        told += [f"{left.amount} AS {named('_amount')}"]
        told += [f"{text} AS {named(f'_for{place}')}" for place, text in enumerate(led, start=1)]
        where = " AND ".join(f"{text} IS NOT NULL" for text in led)
        return f"SELECT {', '.join(told)}\nFROM {left.source}" + (f"\nWHERE {where}" if led else "")

    def _taken(self, asked_back: str, by: Sequence[str]) -> str:
        """A query of what is taken back by each line; what is paid on a day may be taken back on it."""
        named = self.views.named
        clause, amount = named("_clause"), named("_amount")
        window = running(list(map(named, by)), list(map(named, PLACE)))
        paid = f"SUM(CASE WHEN {clause} = 0 THEN {amount} ELSE 0 END) OVER {window} AS {named('_room')}"
        asked = f"SUM(CASE WHEN {clause} = 0 THEN 0 ELSE {amount} END) OVER {window} AS {named('_sum')}"
        sums = f"SELECT a.*, {paid}, {asked} FROM {named(asked_back)} AS a"
        sums = f"SELECT * FROM ({sums}) AS b WHERE {clause} > 0"
        given = granted(self.views, sums, by, PLACE, "_amount", moves=True)
        told = ", ".join(map(named, PLACE))
        return f"SELECT {told}, {named('_granted')} AS {named('_paid')}\nFROM (\n{given}\n) AS g"

    # --- what must not be

    def _check(self, source: Source) -> None:
        """Sums below nought would free what was taken back, and are found in no order that views follow."""
        clause, amount = self.views.named("_clause"), f"{self.views.named('_amount')} < 0"
        asked_back = own_view(source.clause, "asked_back")
        for name, each in source.recoveries:
            if each.instalments is not None or self._may_be_negative(name):
                own = f"{clause} = {self.views.number(name)} AND {amount}"
                self.wrong.append(Wrong(name, asked_back, own, "it takes back less than nothing"))
        if self._may_be_negative(source.clause):
            self.wrong.append(Wrong(source.clause, asked_back, f"{clause} = 0 AND {amount}", _NEGATIVE))

    def _may_be_negative(self, clause: str) -> bool:
        low, _ = self.dues[clause].due
        return low is None or low < 0


_NEGATIVE = "a sum below nought was paid under it, which views cannot set off against what is taken back"
