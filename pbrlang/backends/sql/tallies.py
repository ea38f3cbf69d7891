"""Totals, numbers and shares of what belongs to an element, as SQL."""

from collections.abc import Callable, Mapping
from datetime import date

from attrs import define, evolve, field, frozen

from pbrlang.backends.sql.arithmetic import bounds, known, whole
from pbrlang.backends.sql.cancelling import over_one_scale
from pbrlang.backends.sql.expressions import Emitter
from pbrlang.backends.sql.grouping import Grouped
from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.places import LinePlace, PairPlace, Place, RowPlace
from pbrlang.backends.sql.reading import At, Frame, Touched
from pbrlang.backends.sql.sources import ALIAS, Aside, Lateral, Source
from pbrlang.backends.sql.values import ALWAYS, NEVER, Sql, both, either
from pbrlang.backends.sql.windows import Stretch, stretch
from pbrlang.calendar.months import FIRST_YEAR, LAST_YEAR
from pbrlang.ir.expressions import Collection, Lines, Members, Window
from pbrlang.lower.forms import Bounds, number, product_of
from pbrlang.lower.nodes import OfMembers, ReadLinked, ReadPick, Tally
from pbrlang.lower.paths import without_before
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import Path, ToElement
from pbrlang.source.late import changed

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
    keys: tuple[str, ...]


@define(eq=False)
class LinesOf:
    """The relation that has the lines of a clause, and the fields of their rows that are read in some place.

    `due` bounds what is due of a line. Where lines are for something else than rows of `table`, `element` gives what
    one is for, and `times` is how many elements there are, for each row of the table if there is one.
    """

    clause: str
    table: str
    relation: str
    due: Bounds = (None, None)
    sources: list[Source] = field(factory=list)
    element: Callable[[Source], Place] | None = None
    times: int = 1

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

    def read(self, node: OfMembers, at: At) -> Sql:
        """The value of a tally for the element of a place, from a query aside."""
        plain = self._of_one_scale(node) if isinstance(node, ReadPick) and node.word == "total" else None
        if plain is not None:
            return changed(self.read(plain, at), under=whole(plain.tally.scale))
        found = self.met(node, at)
        if isinstance(node, ReadPick):
            return picked(found, node)
        tally = node.tally
        limits = self._sum_bounds(node, found.over.adds)
        total = f", {self._cast(f'SUM({found.adds})', limits)} AS _sum"
        number = found.aside("COUNT(*) AS _count" + (total if tally.word != "number" or tally.length else ""))
        count = changed(number, text=found.counted(number, "_count"), low=0, high=self._most(tally))
        if tally.word == "number" and not tally.length:
            return count
        summed = known(changed(number, text=found.counted(number, "_sum")), limits)
        if tally.word != "share":
            return summed
        return changed(summed, under=known(count, (1, self._most(tally))), undefined=f"({count.text} = 0)")

    def _of_one_scale(self, node: OfMembers) -> OfMembers | None:
        """A total of quotients as one of numbers over one scale, where their divisors cancel out."""
        body = node.tally.body and over_one_scale(node.tally.body, self.emitter.names.value)
        if body is None:
            return None
        tally = changed(node.tally, word="total", body=body, scale=body.form.scale)
        given = (number(body.form.scale), node.clause, tally, node.subject, node.window)
        return ReadLinked(*given, node.stretches, node.keys, node.asked, node.ties)

    def met(self, node: OfMembers, at: At) -> "Met":
        """The members that count for the element of a place, and what of the place cannot be read."""
        tally, walker = node.tally, self.emitter.walker
        subject = self.emitter.walk(at, node.subject)
        keys, asked = (tuple(self.emitter.value(each, at) for each in those) for those in (node.keys, node.asked))
        said = [(self.emitter.value(first, at), self.emitter.value(last, at)) for first, last in node.stretches]
        over = self.over(tally, at, asked=asked)
        if over.fault != NEVER:
            self.check(tally, node.window)
        ends = [(a.text, b.text) for a, b in said]
        taken = (*keys, *asked, *(each for pair in said for each in pair))
        fault = either(subject.fault, *(either(each.fault, each.undefined) for each in taken))
        own, other = (*over.link, *over.keys), (*walker.link(subject), *(each.text for each in keys))
        links = both(*map(walker.dialect.joined, own, other))
        adds, in_time = self.added(tally, over, stretch(walker, node.window, at.place, at.t, ends))
        over.frame.condition = links if tally.still else both(links, in_time)
        condition = both(links, in_time, over.counts)
        held = f"({over.adds.text} IS NOT NULL)" if isinstance(node, ReadPick) and over.adds.blank else ALWAYS
        self.note(tally, over, both(condition, held), at)
        found = Met(self, node, at, over, condition, adds, fault)
        return changed_by_ties(found, links, ends) if node.ties else found

    def _cast(self, total: str, limits: Bounds) -> str:
        dialect = self.emitter.walker.dialect
        text = f"COALESCE({total}, 0)"
        return dialect.cast_whole(text) if self.emitter.sums.fits(limits) else dialect.cast_wide(text)

    def _most(self, tally: Tally) -> int:
        over = tally.over
        if isinstance(over, Lines) and self._is_one_line(over.clause, tally.member):
            return 1
        if not isinstance(over, Lines):
            return self.rows.get(over.table, _MOST_ROWS)
        lines = self.lines[over.clause]
        return lines.times * (self.rows.get(lines.table, _MOST_ROWS) if lines.table else 1)

    def _is_one_line(self, clause: str, member: Path) -> bool:
        """Whether at most one line of a clause belongs to anything, as it does to what it was earned for."""
        found = self.emitter.walker.program.clauses[clause]
        return len(member) == 1 and isinstance(member[0], ToElement) and found.recovery is None

    def _sum_bounds(self, node: OfMembers, adds: Sql) -> Bounds:
        most = self._most(node.tally)
        if node.tally.length:
            return 0, most * self._longest(node.window)
        return product_of(bounds(adds), (0, most))

    def _longest(self, window: Window | None) -> int:
        """The most days of a row that can count."""
        if window is None or window.word not in ("in", "in to date") or window.step is None:
            return _LONGEST
        return max(each.days for each in self.emitter.walker.program.calendars[window.step].periods)

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

    def over(self, tally: Tally, at: At, source: Source | None = None, asked: tuple[Sql, ...] = ()) -> Over:
        """The members of a tally, as they count and add for a reader; `asked` are values of its subject."""
        walker = self.emitter.walker
        place = self._members(tally.over, source)
        members = _source_of(place)
        link = walker.link(walker.walk(place, tally.member, None))
        frame = Frame(members)
        here = at.inside(place, frame, at.t, asked)
        keys = tuple(self.emitter.value(each, At(place, None)).text for each in tally.keys)
        conditions = [self._group(tally.over, here)]
        if tally.where is not None:
            conditions.append(self.emitter.value(tally.where, here.only(conditions[0].text)))
        counts = both(*(each.text for each in conditions))
        adds = self._adds(tally, here.only(counts))
        if any(each.undefined != NEVER for each in (*conditions, adds)):
            raise Refusal("not in SQL", None, "a total of what may divide by nought")
        # What comes after a condition that does not hold is not read.
        fault = either(
            *(
                both(*(one.text for one in (*conditions, adds)[:place]), each.fault)
                for place, each in enumerate((*conditions, adds))
            )
        )
        return Over(members, place, link, walker.own_date(place), counts, adds, fault, frame, keys)

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
        row = lines.element(source) if lines.element else walker.row(lines.table, source)
        return LinePlace(clause=over.clause, row=row, day=day, due=due, source=source)

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

    def check(self, tally: Tally, window: Window | None = None) -> None:
        """Note that no member that is read may be unreadable on its own date: then none is for any reader."""
        if tally.asked:
            raise Refusal("not in SQL", None, "rows that may be unreadable, tried with values of another row")
        fresh = self._members(tally.over, None)
        day = self.emitter.walker.own_date(fresh)
        over = self.over(tally, At(fresh, Sql(day or _EARLY)), _source_of(fresh))
        read = both(self._read_at_all(tally, window, day), over.fault) if day else over.fault
        if read != NEVER:
            self.checks[f"{over.source.text()}\nWHERE {read}"] = None

    def _read_at_all(self, tally: Tally, window: Window | None, day: str) -> str:
        """Whether a day lies where some reader looks: before the end, and in the contract if its periods are read."""
        terms, literal = self.emitter.walker.program.terms, self.emitter.walker.dialect.literal
        words = {each.word for each in (window, *window.parts)} if window else set()
        first = f"({day} >= {literal(terms.starts)})" if words & {"in", "in to date"} and not tally.length else ALWAYS
        return both(first, f"({day} <= {literal(terms.settles_until)})")

    def note(self, tally: Tally, over: Over, condition: str, at: At) -> None:
        """Note which rows count for a reader."""
        if not isinstance(tally.over, Lines):
            found = Touched(tally.over.table, at.frames, at.reach, members=over.source, condition=condition)
            at.book.counted.append(found)


@frozen
class Met:
    """Members that count, under a condition, for the element of a place; `fault` is what of the place is unreadable."""

    writer: TallyWriter
    node: OfMembers
    at: At
    over: Over
    condition: str
    adds: str
    fault: str

    def aside(self, columns: str, condition: str = ALWAYS) -> Sql:
        """A query aside with some columns, its alias as the text; of two that ask the same there is one."""
        at, walker = self.at, self.writer.emitter.walker
        row = walker.row_of(at.place)
        if not at.frames:
            raise Refusal("not in SQL", None, "a total for what is no row")
        whose = walker.link(at.place) if row is at.place and not isinstance(row, RowPlace) else ()
        if isinstance(row, RowPlace):
            parts = at.place.parts if isinstance(at.place, PairPlace) else ()
            others = (each for each in parts if each is not row)
            whose = (row.own or row.reference or "", *(link for each in others for link in walker.link(each)))
        members, counts = self.over.source, both(self.condition, condition)
        read = f"{columns} {counts}"
        asking = () if walker.dialect.lateral else tuple(each.condition for each in at.frames)
        told = columns if condition == ALWAYS else read
        key = (self.node, type(at.place), whose, at.t.text if at.t else None, told, asking)
        source = row.source if isinstance(row, RowPlace) else at.frames[-1].source

        def made(alias: str) -> Aside:
            if walker.dialect.lateral:
                return Lateral(alias, f"SELECT {columns}\nFROM {members.text()}\nWHERE {counts}")
            return Grouped(alias, walker.aliases.give("each"), columns, members, counts, at.frames, walker.is_filled)

        alias = source.aside(key, made)
        self.writer.emitter.counted.setdefault(alias, self._words)
        query = f"{members.text()} {read}" if walker.dialect.lateral else " ".join((read, *members.hanging(read)))
        uses = frozenset((set(ALIAS.findall(query)) - members.own) | {alias})
        return Sql(alias, fault=self.fault, uses=uses)

    def counted(self, found: Sql, column: str) -> str:
        """A number in a column of a query aside: nought where no member counts."""
        lateral = self.writer.emitter.walker.dialect.lateral
        return f"{found.text}.{column}" if lateral else f"COALESCE({found.text}.{column}, 0)"

    @property
    def _words(self) -> str:
        """What the members are called, several of them."""
        over = self.node.tally.over
        name = over.clause if isinstance(over, Lines) else over.group if isinstance(over, Members) else over.table
        return self.writer.emitter.walker.program.nouns.plural(name)


def picked(met: Met, node: ReadPick) -> Sql:
    """One of what members hold; there is none where no member counts."""
    adds = met.over.adds
    if adds.under is not None:
        told = (
            "a total of quotients with divisors of their own" if node.word == "total" else "a quotient that is picked"
        )
        raise Refusal("not in SQL", None, told)
    if node.word == "different":
        found = met.aside(f"COUNT(DISTINCT {adds.text}) AS _count")
        return changed(found, text=met.counted(found, "_count"), low=0, high=_MOST_ROWS)
    both_ends = f"COUNT(*) AS _count, MIN({adds.text}) AS _least, MAX({adds.text}) AS _most"
    if node.word in ("latest", "earliest"):
        if met.over.day is None:
            raise Refusal("not in SQL", None, "the latest of rows without a date")
        day = met.aside(f"{'MAX' if node.word == 'latest' else 'MIN'}({met.over.day}) AS _day")
        met = evolve(met, condition=both(met.condition, f"({met.over.day} = {day.text}._day)"))
    found = met.aside(both_ends)
    alias, count = found.text, met.counted(found, "_count")
    fault = met.fault
    if node.word == "only":
        fault = either(fault, f"({count} > 1)")
    if node.word in ("latest", "earliest"):
        fault = either(fault, f"({count} > 1 AND {alias}._least <> {alias}._most)")
    text = f"{alias}.{'_most' if node.word == 'greatest' else '_least'}"
    return changed(found, text=text, low=adds.low, high=adds.high, fault=fault, undefined=f"({count} = 0)")


def changed_by_ties(met: Met, links: str, ends: list[tuple[str, str]]) -> Met:
    """The same where another member of the subject's own date would leave open which comes first: that is a fault."""
    walker, row, node = met.writer.emitter.walker, met.writer.emitter.walker.row_of(met.at.place), met.node
    if not isinstance(row, RowPlace) or not isinstance(met.over.place, RowPlace) or met.over.day is None:
        raise Refusal("not in SQL", None, "which of several lines of one day comes first")
    own, key = walker.date_of(row), walker.key_of(row)
    if own is None:
        return met
    same = both(*map(walker.dialect.joined, walker.key_of(met.over.place), key))
    window = stretch(walker, without_before(node.window), met.at.place, met.at.t, ends)
    others = evolve(met, condition=both(links, met.over.counts, f"({met.over.day} = {own})", f"(NOT {same})"))
    found = others.aside("COUNT(*) AS _ties")
    return evolve(met, fault=either(met.fault, both(window.holds(own), f"({others.counted(found, '_ties')} > 0)")))


def _source_of(place: Place) -> Source:
    """The source that has members."""
    found = place.source if isinstance(place, LinePlace | RowPlace) else None
    if found is None:
        raise TypeError(place)
    return found


_EARLY = "DATE '0001-01-01'"
_LONGEST = (date(LAST_YEAR, 12, 31) - date(FIRST_YEAR, 1, 1)).days + 1
"""Days of data lie in these years."""
