"""Totals, numbers and shares of what belongs to an element, as SQL."""

import re
from collections.abc import Mapping

from attrs import define, field, frozen

from pbrlang.backends.sql.arithmetic import bounds, carried, known
from pbrlang.backends.sql.expressions import Emitter
from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.places import LinePlace, Place, RowPlace
from pbrlang.backends.sql.reading import At, Frame, Touched
from pbrlang.backends.sql.sources import Source
from pbrlang.backends.sql.values import ALWAYS, NEVER, Sql, both
from pbrlang.backends.sql.windows import Stretch, stretch
from pbrlang.ir.expressions import Collection, Lines, Members
from pbrlang.lower.forms import Bounds, product_of
from pbrlang.lower.nodes import ReadTally, Tally
from pbrlang.lower.refusals import Refusal
from pbrlang.source.late import changed

ALIAS = re.compile(r"\b([a-z]+[0-9]+)\.")
"""Finds the aliases that a text names."""
_MOST_ROWS = 2**40


@frozen
class Over:
    """What a tally ranges over, as a source: its members, the condition that they count, and what each adds."""

    source: Source
    place: Place
    link: tuple[str, ...]
    day: str | None
    counts: str
    adds: Sql
    fault: str
    frame: Frame


@define(eq=False)
class LinesOf:
    """The relation that has the lines of a clause, and the fields of their rows that are read in some place.

    `due` bounds what is due of a line.
    """

    clause: str
    table: str
    relation: str
    due: Bounds = (None, None)
    sources: list[Source] = field(factory=list)

    @property
    def columns(self) -> set[str]:
        """The fields of the row that the relation must have."""
        return set().union(*(each.read for each in self.sources))


@define(eq=False)
class TallyWriter:
    """Says tallies in SQL. `lines` are the relations of the clauses whose lines may be read, by name of the clause.

    `checks` are sources with a condition that no row may meet: where one does, some reader could not be answered.
    """

    emitter: Emitter
    lines: dict[str, LinesOf]
    rows: Mapping[str, int] = field(factory=dict)
    checks: dict[str, None] = field(factory=dict)

    def read(self, node: ReadTally, at: At) -> Sql:
        """The value of a tally for the element of a place, as a query inside the one that reads it."""
        tally = node.tally
        subject = self.emitter.walk(at, node.subject)
        over = self.over(tally, at)
        self.check(tally)
        days = stretch(self.emitter.walker, node.window, at.place, at.t)
        links = both(*map(_same, over.link, self.emitter.walker.link(subject)))
        found, in_time = self.added(tally, over, days)
        over.frame.condition = links if tally.still else both(links, in_time)
        condition = both(links, in_time, over.counts)
        self.note(tally, over, condition, at)
        limits = self._sum_bounds(tally, over.adds)
        total = f", {self._cast(f'SUM({found})', limits)} AS _sum" if tally.word != "number" or tally.length else ""
        query = f"SELECT COUNT(*) AS _count{total}\nFROM {over.source.text()}\nWHERE {condition}"
        row = self.emitter.walker.row_of(at.place)
        if not at.frames:
            raise Refusal("not in SQL", None, "a total for what is no row")
        whose = (row.own or row.reference,) if isinstance(row, RowPlace) else self.emitter.walker.link(at.place)
        key = (node, type(at.place), whose, at.t.text if at.t else None)
        alias = (row.source if isinstance(row, RowPlace) else at.frames[-1].source).aside(key, query)
        uses = frozenset((set(ALIAS.findall(query)) - over.source.own) | {alias})
        number = Sql(f"{alias}._count", 0, self._most(tally), fault=subject.fault, uses=uses)
        if not total:
            return number
        summed = Sql(f"{alias}._sum", *limits, fault=subject.fault, uses=uses)
        if tally.word != "share":
            return summed
        undefined = f"({number.text} = 0)"
        return changed(summed, under=known(number, (1, self._most(tally))), undefined=undefined)

    def _cast(self, total: str, limits: Bounds) -> str:
        dialect = self.emitter.walker.dialect
        text = f"COALESCE({total}, 0)"
        return dialect.cast_whole(text) if self.emitter.sums.fits(limits) else dialect.cast_wide(text)

    def _most(self, tally: Tally) -> int:
        over = tally.over
        table = self.lines[over.clause].table if isinstance(over, Lines) else over.table
        return self.rows.get(table, _MOST_ROWS)

    def _sum_bounds(self, tally: Tally, adds: Sql) -> Bounds:
        low, high = product_of(bounds(adds), (0, self._most(tally)))
        if tally.length:
            return 0, self._most(tally) * _LONGEST
        return low, high

    def added(self, tally: Tally, over: Over, days: Stretch) -> tuple[str, str]:
        """What each member adds, and the condition that it is in time."""
        if tally.length:
            text = self.nights(over, days.first, days.last)
            return text, f"({text} > 0)"
        return over.adds.text, days.holds(over.day) if over.day is not None else ALWAYS

    def nights(self, over: Over, first: str | None, last: str | None) -> str:
        """How many nights or days of a row that lasts lie between two days."""
        if last is None:
            raise Refusal("not in SQL", None, "nights without an end")
        dialect = self.emitter.walker.dialect
        start, end = self.span(over)
        after = dialect.days_later(last, "1")
        begins = start if first is None else f"GREATEST({start}, {first})"
        return f"GREATEST({dialect.days_between(f'LEAST({after}, COALESCE({end}, {after}))', begins)}, 0)"

    def span(self, over: Over) -> tuple[str, str]:
        """The first day of a row that lasts, and the day after its last; the second is null where it has no end."""
        walker, place = self.emitter.walker, over.place
        table = walker.program.tables[place.table] if isinstance(place, RowPlace) else None
        if table is None or table.lasts is None or not isinstance(place, RowPlace):
            raise Refusal("not in SQL", None, "nights of what does not last")
        start, end = walker.cell(place, table.lasts.start), walker.cell(place, table.lasts.end)
        return start, walker.dialect.days_later(end, "1") if table.lasts.noun == "day" else end

    # --- members

    def over(self, tally: Tally, at: At, source: Source | None = None) -> Over:
        """The members of a tally, as they count and add for a reader."""
        walker = self.emitter.walker
        place = self._members(tally.over, source)
        row = place.row if isinstance(place, LinePlace) else place
        assert isinstance(row, RowPlace)
        link = walker.link(walker.walk(place, tally.member, None))
        frame = Frame(row.source)
        here = at.inside(place, frame, at.t)
        conditions = [self._group(tally.over, here)]
        if tally.where is not None:
            conditions.append(self.emitter.value(tally.where, here.only(conditions[0].text)))
        counts = both(*(each.text for each in conditions))
        adds = self._adds(tally, here.only(counts))
        if any(each.undefined != NEVER for each in (*conditions, adds)):
            raise Refusal("not in SQL", None, "a total of what may divide by nought")
        fault = carried("", (None, None), *conditions, adds).fault
        return Over(row.source, place, link, walker.own_date(place), counts, adds, fault, frame)

    def _members(self, over: Collection, source: Source | None) -> Place:
        walker = self.emitter.walker
        if not isinstance(over, Lines):
            return walker.row(over.table, source or walker.source(relation(over.table)))
        if over.amount != "due" or over.clause not in self.lines:
            raise Refusal("not in SQL", None, f"what is {over.amount} of {over.clause}, for each row")
        lines = self.lines[over.clause]
        source = source or walker.source(lines.relation)
        lines.sources.append(source)
        day, due = (f"{source.alias}.{walker.dialect.named(each)}" for each in ("_day", "_due"))
        return LinePlace(clause=over.clause, row=walker.row(lines.table, source), day=day, due=due)

    def _group(self, over: Collection, at: At) -> Sql:
        if not isinstance(over, Members):
            return Sql(ALWAYS)
        return self.emitter.value(self.emitter.names.value(over.group), at)

    def _adds(self, tally: Tally, at: At) -> Sql:
        if tally.that_are is not None:
            found = self.emitter.value(self.emitter.names.value(tally.that_are), at)
            return known(changed(found, text=f"(CASE WHEN {found.text} THEN 1 ELSE 0 END)"), (0, 1))
        if tally.word == "number" or tally.length:
            return Sql("1", 1, 1)
        if tally.body is not None:
            return self.emitter.value(tally.body, at)
        if not isinstance(at.place, LinePlace):
            raise Refusal("not in SQL", None, "a total of rows")
        return Sql(at.place.due, *self.lines[at.place.clause].due)

    # --- what must not be, and what is read

    def check(self, tally: Tally) -> None:
        """Note that no member may be unreadable on its own date: then none is for any reader."""
        fresh = self._members(tally.over, None)
        row = fresh.row if isinstance(fresh, LinePlace) else fresh
        assert isinstance(row, RowPlace)
        day = self.emitter.walker.own_date(fresh)
        over = self.over(tally, At(fresh, Sql(day or _EARLY)), row.source)
        if over.fault != NEVER:
            self.checks[f"{over.source.text()}\nWHERE {over.fault}"] = None

    def note(self, tally: Tally, over: Over, condition: str, at: At) -> None:
        """Note which rows count for a reader."""
        if not isinstance(tally.over, Lines):
            found = Touched(tally.over.table, at.frames, at.reach, members=over.source, condition=condition)
            at.book.counted.append(found)


def _same(one: str, other: str) -> str:
    return f"({one} = {other})"


_EARLY = "DATE '0001-01-01'"
_LONGEST = 4_000_000
