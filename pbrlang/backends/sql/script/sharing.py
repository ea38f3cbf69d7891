"""Who bears and who receives what of the statements, as views."""

from collections.abc import Sequence

from attrs import define

from pbrlang.backends.sql.calendars import number_of
from pbrlang.backends.sql.script.views import Views, running
from pbrlang.lower.model import Lowered, Shared

_KEYS = "period_number, period, first_day, last_day"
_ORDER = ("last_day", "first_day DESC")


@define(eq=False)
class SharingWriter:
    """Writes what each party has of what has come up to each statement, and so of the statement itself."""

    views: Views
    lowered: Lowered

    def texts(self) -> list[str]:
        """The views, if anything is shared."""
        found: list[str] = []
        if self.lowered.payers is not None:
            found += [*self._shares(self.lowered.payers, "_payers"), *self._payers(self.lowered.payers)]
        for number, each in enumerate(self.lowered.splits, start=1):
            found += self._shares(each, f"_split{number}")
        return found + ([self._receivers()] if self.lowered.splits else [])

    # --- what all sharing has

    def _shares(self, shared: Shared, name: str) -> list[str]:
        """The totals to date, each party's part of them, and what of that it bears within its limit."""
        which = ", ".join(shared.clauses) if shared.clauses else "all clauses"
        return [
            self._view(f"{name}_totals", f"what {which} came to, up to each statement, in coins", self._totals(shared)),
            self._view(f"{name}_parts", "each part of it, to the coin", self._parts(shared, f"{name}_totals")),
            self._view(f"{name}_borne", "what of that is within its limit", self._borne(shared, f"{name}_parts")),
            self._view(f"{name}_shares", "with what is beyond a limit", self._taken(shared, f"{name}_borne")),
        ]

    def _view(self, name: str, title: str, select: str) -> str:
        return self.views.view(name, title, select)

    def _totals(self, shared: Shared) -> str:
        dialect = self.views.flavour.dialect
        amount = "amount"
        if shared.clauses:
            which = ", ".join(map(dialect.literal, shared.clauses))
            amount = f"CASE WHEN clause IN ({which}) THEN amount ELSE 0 END"
        coins = dialect.cast_wide(f"SUM({amount}) * {10**self.views.program.terms.places}")
        own = f"SELECT {_KEYS}, {coins} AS coins\n  FROM {self.views.named('statement')}\n  GROUP BY {_KEYS}"
        return f"SELECT {_KEYS}, SUM(coins) OVER {running((), _ORDER)} AS total\nFROM (\n  {own}\n) AS s"

    def _parts(self, shared: Shared, totals: str) -> str:
        """Coins in proportion: those left over go where the most of one was lost, of equal losses to the first."""
        dialect, whole = self.views.flavour.dialect, sum(each.parts for each in shared.parts)
        rows = ", ".join(
            f"({place}, {dialect.literal(each.name)}, {each.parts})" for place, each in enumerate(shared.parts, start=1)
        )
        product = f"ABS(t.total) * {dialect.cast_wide('v.parts')}"
        inner = (
            f"SELECT t.*, v.place, v.party, {dialect.divided(product, str(whole))} AS _floor, "
            f"({product}) % {whole} AS _lost\n"
            f"  FROM {self.views.named(totals)} AS t\n"
            f"  CROSS JOIN (SELECT * FROM (VALUES {rows}) AS v (place, party, parts)) AS v"
        )
        number = f"ROW_NUMBER() OVER (PARTITION BY {_KEYS} ORDER BY _lost DESC, place)"
        extra = f"CASE WHEN {number} <= ABS(total) - SUM(_floor) OVER (PARTITION BY {_KEYS}) THEN 1 ELSE 0 END"
        part = f"(CASE WHEN total < 0 THEN -1 ELSE 1 END) * (_floor + {extra}) AS part"
        return f"SELECT {_KEYS}, total, place, party, {part}\nFROM (\n  {inner}\n) AS f"

    # --- limits

    def _borne(self, shared: Shared, parts: str) -> str:
        """What is within a limit; what was beyond it is the first to be taken back where less is due."""
        named = self.views.named
        mosts = [(place, each) for place, each in enumerate(shared.parts, start=1) if each.most is not None]
        if not mosts:
            return f"SELECT p.*, part AS borne FROM {named(parts)} AS p"
        most = f"CASE place {' '.join(f'WHEN {place} THEN {each.most}' for place, each in mosts)} END"
        if not any(each.step for _, each in mosts):
            within = f"CASE WHEN part < 0 THEN part ELSE LEAST(part, {most}) END"
            return f"SELECT p.*, {within} AS borne FROM {named(parts)} AS p"
        windows = " ".join(
            f"WHEN {place} THEN {self._window(each.step)}" for place, each in mosts if each.step is not None
        )
        placed = f"SELECT p.*, {most} AS most, CASE place {windows} ELSE 1 END AS own_window FROM {named(parts)} AS p"
        beyond = "GREATEST(0, b.beyond_before + CASE WHEN a.part < b.part_before THEN a.part - b.part_before "
        beyond += "ELSE GREATEST(a.part - b.part_before - a.most, 0) END)"
        return self.views.steps(
            {"placed": placed, "earlier": self._before()},
            f"SELECT a.*, a.part - {beyond} AS borne\nFROM placed AS a\n"
            "JOIN earlier AS b ON b.place = a.place AND b.own_window = a.own_window",
        )

    def _window(self, step: str) -> str:
        return number_of(self.views.flavour.dialect, self.views.program.calendars[step].periods, "last_day")

    def _before(self) -> str:
        """For each party and window of its limit the part up to it, and what of that was beyond limits."""
        window = running(["place"], ["own_window"])
        lag = window.replace(" ROWS UNBOUNDED PRECEDING", "")
        last = "ROW_NUMBER() OVER (PARTITION BY place, own_window ORDER BY last_day DESC, first_day) AS from_end"
        ends = f"SELECT * FROM (SELECT e.*, {last} FROM placed AS e) AS f WHERE from_end = 1"
        here = f"SELECT g.*, part - COALESCE(LAG(part) OVER {lag}, 0) AS here FROM (\n{ends}\n) AS g"
        more = "CASE WHEN here < 0 THEN here ELSE GREATEST(here - most, 0) END"
        total = f"SELECT h.*, SUM({more}) OVER {window} AS so_far FROM (\n{here}\n) AS h"
        beyond = f"SELECT i.*, so_far - LEAST(0, MIN(so_far) OVER {window}) AS beyond FROM (\n{total}\n) AS i"
        return (
            f"SELECT place, own_window, COALESCE(LAG(part) OVER {lag}, 0) AS part_before, "
            f"COALESCE(LAG(beyond) OVER {lag}, 0) AS beyond_before\nFROM (\n{beyond}\n) AS j"
        )

    def _taken(self, shared: Shared, borne: str) -> str:
        """What is beyond the limits falls on the one who takes it, or on nobody."""
        beyond = f"total - SUM(borne) OVER (PARTITION BY {_KEYS})"
        own, nobody = "borne", beyond
        if shared.taker is not None:
            own, nobody = f"borne + CASE WHEN place = {shared.taker + 1} THEN {beyond} ELSE 0 END", "0"
        return (
            f"SELECT {_KEYS}, place, party, {own} AS to_date, {nobody} AS nobody\nFROM {self.views.named(borne)} AS b"
        )

    # --- what is selected from

    def _told(self, shares: str, party: str, more: str = "") -> str:
        """Each statement's own part, and that to date, as amounts."""
        before = f"LAG(to_date) OVER {_before(['place'])}"
        money = self.views.money
        return (
            f"SELECT {_KEYS}, {more}party AS {party}, {money(f'(to_date - COALESCE({before}, 0))')} AS amount, "
            f"{money('to_date')} AS to_date\nFROM {self.views.named(shares)} AS s"
        )

    def _payers(self, payers: Shared) -> list[str]:
        found = [self._view("payers", "what each payer bears of each statement", self._told("_payers_shares", "payer"))]
        if payers.taker is None:
            money = self.views.money
            before = f"LAG(nobody) OVER {_before(())}"
            amount = money(f"(nobody - COALESCE({before}, 0))")
            select = (
                f"SELECT {_KEYS}, {amount} AS amount, {money('nobody')} AS to_date\n"
                f"FROM {self.views.named('_payers_shares')} AS s\nWHERE place = 1"
            )
            found.append(self._view("not_paid", "what is beyond the limits of all payers, and is not paid", select))
        return found

    def _receivers(self) -> str:
        literal = self.views.flavour.dialect.literal
        parts = [
            self._told(f"_split{number}_shares", "receiver", f"{literal(', '.join(each.clauses))} AS clauses, ")
            for number, each in enumerate(self.lowered.splits, start=1)
        ]
        return self._view("receivers", "what each receiver has of each statement", "\nUNION ALL\n".join(parts))


def _before(by: Sequence[str]) -> str:
    """The window in which what came before a statement is found."""
    return running(by, _ORDER).replace(" ROWS UNBOUNDED PRECEDING", "")
