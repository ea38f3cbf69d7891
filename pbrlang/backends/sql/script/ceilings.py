"""What limits leave of the lines of clauses, as views."""

from collections.abc import Sequence

from attrs import define, field

from pbrlang.backends.sql.script.rooms import Room, RoomWriter
from pbrlang.backends.sql.script.settled import PLACE, Settled, Wrong
from pbrlang.backends.sql.script.views import Views, granted, own_view, running
from pbrlang.ir.program import Cap
from pbrlang.lower.model import Ceiling, Lowered

_STATEMENT = ("_last", "_kind")
"""What tells statements apart: the last day, and whether it is for what is payable on that day (1) or a period (2)."""


@define(eq=False)
class CeilingWriter:
    """Writes what is left of lines after each limit; each has some views, and rows that they must not have."""

    views: Views
    lowered: Lowered
    rooms: RoomWriter
    settled: Settled
    wrong: list[Wrong] = field(factory=list)

    def texts(self, ceiling: Ceiling) -> list[str]:
        """The views of a limit; Refusal where SQL cannot say it."""
        cap = ceiling.cap
        by = self._by(ceiling)
        sums = own_view(cap.name, "sums")
        shared = cap.loser != "latest first"
        title = f"{cap.name} ({cap.clause})"
        room = self.rooms.room(
            ceiling.most,
            cap.home,
            own_view(cap.name, "room"),
            f"{title}: how much there is room for",
            sums,
            by,
            "_last" if shared else "_day",
        )
        if room.fault:
            why = "how much it leaves room for cannot be worked out"
            self.wrong.append(Wrong(cap.name, own_view(cap.name, "room"), self.views.named("_fault"), why))
        found = [self.views.view(sums, f"{title}: the sums, and what counts of each", self._sums(ceiling)), *room.views]
        return [*found, self._in_proportion(cap, by, room) if shared else self._latest_first(cap, by, room)]

    def _by(self, ceiling: Ceiling) -> tuple[str, ...]:
        """The columns that say for which of something a sum counts."""
        return tuple(f"_for{number}" for number, _ in enumerate(self._led(ceiling, ceiling.clauses[0]), start=1))

    def _led(self, ceiling: Ceiling, clause: str) -> tuple[str, ...]:
        """The columns of a clause's lines that say for which of something they count."""
        return self.settled.leads(clause, ceiling.cap.each[clause]) if ceiling.cap.each else ()

    # --- the sums

    def _sums(self, ceiling: Ceiling) -> str:
        """All lines with what is left of them so far, and how much of that counts: what is above nought and in time."""
        named, cap = self.views.named, ceiling.cap
        day, left = f"u.{named('_day')}", f"u.{named('_left')}"
        conditions = [f"{left} > 0", f"{day} <= {self.views.flavour.dialect.literal(cap.until)}"]
        conditions += [f"u.{named(each)} IS NOT NULL" for each in self._by(ceiling)]
        told = ["u.*", f"CASE WHEN {' AND '.join(conditions)} THEN {left} ELSE 0 END AS {named('_amount')}"]
        parts = [self._first(ceiling, name) for name in ceiling.clauses if ceiling.after[name] is None]
        earlier = dict.fromkeys(each for each in ceiling.after.values() if each is not None)
        parts += [self._later(ceiling, each) for each in earlier]
        union = "\n  UNION ALL\n  ".join(each.replace("\n", "\n  ") for each in parts)
        join = ""
        if cap.loser != "latest first":
            join = f"\nJOIN {named('settlement_periods')} AS p ON {day} BETWEEN p.first_day AND p.last_day"
            told += self._statement(ceiling)
        return f"SELECT {', '.join(told)}\nFROM (\n  {union}\n) AS u{join}"

    def _first(self, ceiling: Ceiling, name: str) -> str:
        """The lines of a clause that no limit cut before."""
        named = self.views.named
        due = f"l.{named('_due')}"
        told = [f"{self.views.number(name)} AS {named('_clause')}", f"l.{named('_day')}", f"l.{named('_place')}", due]
        told += [f"{due} AS {named('_left')}", *self._fors(ceiling, name)]
        return f"SELECT {', '.join(told)}\nFROM ({self.settled.numbered(name)}) AS l"

    def _later(self, ceiling: Ceiling, earlier: str) -> str:
        """The lines of all clauses that one limit cut last."""
        named = self.views.named
        names = [name for name in ceiling.clauses if ceiling.after[name] == earlier]
        told = [f"c.{named(each)}" for each in ("_clause", "_day", "_place", "_due")]
        told += [f"c.{named('_paid')} AS {named('_left')}", *(f"l.{named(each)}" for each in self._by(ceiling))]
        which = ", ".join(str(self.views.number(name)) for name in names)
        join = ""
        if self._by(ceiling):
            lines = "\n  UNION ALL ".join(
                f"SELECT {self.views.number(name)} AS {named('_clause')}, l.{named('_place')}, "
                f"{', '.join(self._fors(ceiling, name))} FROM ({self.settled.numbered(name)}) AS l"
                for name in names
            )
            on = " AND ".join(f"l.{named(each)} = c.{named(each)}" for each in ("_clause", "_place"))
            join = f"\nJOIN (\n  {lines}\n) AS l ON {on}"
        source = f"FROM {named(own_view(earlier, 'cut'))} AS c{join}"
        return f"SELECT {', '.join(told)}\n{source}\nWHERE c.{named('_clause')} IN ({which})"

    def _fors(self, ceiling: Ceiling, name: str) -> list[str]:
        named = self.views.named
        columns = zip(self._led(ceiling, name), self._by(ceiling), strict=True)
        return [f"l.{named(led)} AS {named(each)}" for led, each in columns]

    def _statement(self, ceiling: Ceiling) -> list[str]:
        """What tells the statement of a sum."""
        last, kind = map(self.views.named, _STATEMENT)
        clauses = self.views.program.clauses
        alone = [str(self.views.number(name)) for name in ceiling.clauses if clauses[name].payable_on_its_date]
        if not alone:
            return [f"p.last_day AS {last}", f"2 AS {kind}"]
        own = f"u.{self.views.named('_clause')} IN ({', '.join(alone)})"
        day = f"u.{self.views.named('_day')}"
        return [
            f"CASE WHEN {own} THEN {day} ELSE p.last_day END AS {last}",
            f"CASE WHEN {own} THEN 1 ELSE 2 END AS {kind}",
        ]

    # --- latest first

    def _latest_first(self, cap: Cap, by: Sequence[str], room: Room) -> str:
        """What is paid of each sum in the order of days: what those before it leave room for."""
        named = self.views.named
        part, order = [f"r.{named(each)}" for each in by], [f"r.{named(each)}" for each in PLACE]
        so_far = f"SUM(r.{named('_amount')}) OVER {running(part, order)} AS {named('_sum')}"
        inner = f"SELECT r.*, {so_far}, {room.text} AS {named('_room')}"
        inner += f"\n  FROM {named(own_view(cap.name, 'sums'))} AS r" + room.join.replace("\n", "\n  ")
        given = granted(self.views, inner, by, PLACE, "_amount", room.moves)
        if room.moves:
            self._must_not_fall(cap)
        paid = f"{named('_left')} - {named('_amount')} + {named('_granted')} AS {named('_paid')}"
        told = ", ".join(map(named, (*PLACE, "_due", "_granted")))
        select = f"SELECT {told}, {paid}\nFROM (\n{given}\n) AS g"
        title = f"{cap.name} ({cap.clause}): what is paid of each sum; the latest are cut"
        return self.views.view(own_view(cap.name, "cut"), title, select)

    def _must_not_fall(self, cap: Cap) -> None:
        why = "what it leaves room for falls below what was already paid, which views cannot follow"
        self.wrong.append(Wrong(cap.name, own_view(cap.name, "cut"), f"{self.views.named('_granted')} < 0", why))

    # --- in proportion

    def _in_proportion(self, cap: Cap, by: Sequence[str], room: Room) -> str:
        """What the sums of each statement are granted together, and each of them, to the coin."""
        named, title = self.views.named, f"{cap.name} ({cap.clause})"
        amount, total = named("_amount"), named("_wanted")
        keys = ", ".join(map(named, [*by, *_STATEMENT]))
        wanted = f"SELECT {keys}, SUM({amount}) AS {total} FROM sums WHERE {amount} > 0 GROUP BY {keys}"
        part, order = [f"r.{named(each)}" for each in by], [f"r.{named(each)}" for each in _STATEMENT]
        so_far = f"SUM(r.{total}) OVER {running(part, order)} AS {named('_sum')}"
        inner = f"SELECT r.*, {so_far}, {room.text} AS {named('_room')}\n  FROM ({wanted}) AS r"
        inner += room.join.replace("\n", "\n  ")
        if room.moves:
            self._must_not_fall(cap)
        steps = {
            "sums": f"SELECT * FROM {named(own_view(cap.name, 'sums'))}",
            "statements": granted(self.views, inner, by, _STATEMENT, "_wanted", room.moves),
        }
        told = f"{title}: what is paid of each sum; all in proportion"
        return self.views.view(own_view(cap.name, "cut"), told, self.views.steps(steps, self._shared(by)))

    def _shared(self, by: Sequence[str]) -> str:
        """Each sum's part, rounded down; the coins left over go to those that lost the largest parts of one."""
        named, dialect = self.views.named, self.views.flavour.dialect
        amount, own, together = f"s.{named('_amount')}", named("_granted"), f"g.{named('_granted')}"
        product = f"{dialect.cast_wide(amount)} * {together}"
        wanted = f"NULLIF(g.{named('_wanted')}, 0)"
        floor = f"COALESCE({dialect.divided(product, wanted)}, 0) AS _floor"
        lost = f"COALESCE(({product}) % {wanted}, 0) AS _lost"
        keys = [named(each) for each in (*by, *_STATEMENT)]
        on = " AND ".join(f"g.{each} = s.{each}" for each in keys)
        inner = f"SELECT s.*, {together}, {floor}, {lost}\n  FROM sums AS s\n  LEFT JOIN statements AS g ON {on}"
        each = ", ".join(keys)
        number = f"ROW_NUMBER() OVER (PARTITION BY {each} ORDER BY _lost DESC, {named('_clause')}, {named('_place')})"
        over = f"{own} - SUM(_floor) OVER (PARTITION BY {each})"
        coin = f"CASE WHEN {number} <= {over} THEN 1 ELSE 0 END"
        paid = f"{named('_left')} - {named('_amount')} + _floor + {coin} AS {named('_paid')}"
        told = ", ".join(map(named, (*PLACE, "_due", "_granted")))
        return f"SELECT {told}, {paid}\nFROM (\n  {inner}\n) AS f"
