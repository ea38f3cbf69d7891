"""The lines of all clauses for each row of one table: worked out in one pass, limited, and added up by day."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import define, field, frozen

from pbrlang.backends.sql.clauses import ClauseSql, Days, Limited, clause_sql
from pbrlang.backends.sql.expressions import Emitter
from pbrlang.backends.sql.limits import Kept, LimitWriter, groups_of
from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.packing import packed
from pbrlang.backends.sql.places import Place, RowPlace
from pbrlang.backends.sql.reading import Book
from pbrlang.backends.sql.sources import Source
from pbrlang.backends.sql.steps import Step
from pbrlang.backends.sql.tallies import LinesOf
from pbrlang.backends.sql.values import ALWAYS, NEVER, both, either
from pbrlang.lower.model import Due

EARNED, LIMIT, LATER, CONDITION = 12, 9, 6, 5
"""Fates of rows, by their numbers."""


@frozen
class LineSql:
    """The lines of a clause as SQL: their day, some columns, what is due, and where they come from."""

    day: str
    columns: tuple[str, ...]
    due: str
    source: str
    condition: str


@define(eq=False)
class Sheet:
    """The candidates of some clauses for the rows of one table, in a relation that is made for the run.

    It has a column for what is due under each clause, by its place here: null where its condition does not hold.
    `watched` says that the table's rows may be used without earning anything.
    """

    emitter: Emitter
    table: str
    name: str
    days: Days
    book: Book
    row: RowPlace = field(init=False)
    source: Source = field(init=False)
    clauses: list[ClauseSql] = field(factory=list)
    watched: bool = False
    kept_columns: dict[str, str] = field(factory=dict)
    writers: dict[int, LimitWriter] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.row = self.emitter.walker.rows(self.table)
        self.source = self.row.source

    def add(self, due: Due) -> ClauseSql:
        """Take a clause; Refusal where SQL cannot say it."""
        found = clause_sql(self.emitter, due, self.element, self.source, self.days, self.book)
        self.clauses.append(found)
        return found

    @property
    def element(self) -> Place:
        """What a line is due for."""
        return self.row

    def place(self, clause: str) -> int:
        """The place of a clause among those here, from 1."""
        return next(place for place, each in enumerate(self.clauses, start=1) if each.clause.name == clause)

    def keep(self, text: str) -> str:
        """The column that holds a value of the row, to be read later."""
        return self.kept_columns.setdefault(text, f"_c{len(self.kept_columns) + 1}")

    def keep_field(self, name: str) -> str:
        """The column that holds a field of the row."""
        return self.keep(self.emitter.walker.cell(self.row, name))

    # --- statements

    @property
    def own(self) -> str:
        """The relation, as it stands in SQL."""
        return self._named(self.name)

    def _named(self, name: str) -> str:
        return self.emitter.walker.dialect.named(name)

    def _title(self, words: str) -> str:
        numbers = ", ".join(f"{each.clause.name} ({each.clause.clause or 'the contract'})" for each in self.clauses)
        return f"{words}: {numbers}"

    def steps(self, lines: Iterable[LinesOf]) -> list[Step]:
        """The statements in their order; `lines` are the relations of lines that are to be made of these clauses."""
        lines = list(lines)
        for each in lines:
            for name in each.columns:
                self.keep_field(name)
        limits = [self._limit(place) for place, each in enumerate(self.clauses, start=1) if each.limit]
        return [self._made(), *limits, *(self._lines(each) for each in lines)]

    def _limit(self, place: int) -> Step:
        clause = self.clauses[place - 1]
        limit = clause.limit
        assert limit is not None
        groups = tuple(self.keep(text) for text in groups_of(self.emitter.walker, limit))
        order = self.packed_order(clause)
        if order is None:
            self.watched = True  # rows are told apart
            columns = (f"_day{1 if self.same_day else place}", *self.free_columns(limit))
        else:
            columns = (self.keep(order),)
        writer = LimitWriter(
            dialect=self.emitter.walker.dialect,
            sheet=self.own,
            relation=f"{self.name}_limit{place}",
            number=place,
            limit=limit,
            groups=tuple(map(self._named, groups)),
            order=tuple(map(self._named, columns)),
            packed=order is not None,
            title=f"the lines that count of {clause.clause.name} ({clause.clause.clause})",
        )
        self.writers[place] = writer
        return writer.step()

    def packed_order(self, clause: ClauseSql) -> str | None:
        """The order of lines under a limit as one number; nothing where one cannot hold it."""
        free = clause.limit.free if clause.limit else ()
        return packed(self.emitter, self.row, clause.day, free, self.days)

    def free_columns(self, limit: Limited) -> tuple[str, ...]:
        """The columns that order lines of one day under a limit."""
        return tuple(map(self.keep_field, limit.free))

    def _made(self) -> Step:
        columns = list(self.kept_columns.items())
        if self.watched:
            columns.append((self.row_id(), "_id"))
        for place, each in enumerate(self.clauses, start=1):
            columns += self._columns(place, each)
        columns.append((either(*(each.fault for each in self.clauses)), "_fault"))
        where = either(*(either(each.fault, both(each.inside, each.holds)) for each in self.clauses))
        make = self.emitter.walker.dialect.temporary.format(self.own)
        sql = f"{make}\n{self.select(columns, where)}"
        return Step(self._title(f"what is due for each {self.table}"), sql, self.name)

    def select(self, columns: Sequence[tuple[str, str]], where: str) -> str:
        """The query of some columns, each a text and its name, with every text written out."""
        listed = ",\n  ".join(f"{text} AS {self._named(name)}" for text, name in columns)
        return f"SELECT\n  {listed}\nFROM {self.source.text()}\nWHERE {where}"

    def row_id(self) -> str:
        """What tells an element from all others."""
        return self.source.row_id(self.row.alias)

    def _columns(self, place: int, each: ClauseSql) -> list[tuple[str, str]]:
        inside = ALWAYS if self.same_day else each.inside
        holds = both(inside, each.holds)
        alone = holds == ALWAYS or (len(self.clauses) == 1 and each.fault == NEVER)
        due = each.amount.text if alone else f"CASE WHEN {holds} THEN {each.amount.text} END"
        found = [(due, f"_due{place}")]
        if not self.same_day or place == 1:
            found.append((each.day, f"_day{place}"))
        if each.limit and each.limit.most.low != each.limit.most.high:
            found.append((each.limit.most.text, f"_most{place}"))
        return found

    @property
    def same_day(self) -> bool:
        """Whether the lines of a row all have one day."""
        return len({each.day for each in self.clauses}) == 1

    def _day(self, place: int) -> str:
        return f"s.{self._named(f'_day{1 if self.same_day else place}')}"

    def _kept(self, place: int) -> Kept:
        writer = self.writers.get(place)
        if writer is not None:
            return writer.kept()
        return Kept("", f"(s.{self._named(f'_due{place}')} IS NOT NULL)")

    def _from(self, *places: int) -> str:
        joins = [self._kept(place).join for place in places]
        return "\n".join([f"FROM {self.own} AS s", *(each for each in joins if each)])

    def _lines(self, lines: LinesOf) -> Step:
        place = self.place(lines.clause)
        walker = self.emitter.walker
        columns = [f"{self._day(place)} AS {self._named('_day')}", f"s.{self._named(f'_due{place}')} AS _due"]
        columns += [
            f"s.{self._named(self.keep_field(name))} AS {walker.column(name)}" for name in sorted(lines.columns)
        ]
        make = walker.dialect.temporary.format(self._named(lines.relation))
        sql = f"{make}\nSELECT {', '.join(columns)}\n{self._from(place)}\nWHERE {self._kept(place).condition}"
        clause = self.clauses[place - 1].clause
        return Step(f"the lines of {clause.name} ({clause.clause}), which others read", sql, lines.relation)

    def faults(self) -> str:
        """The query that counts rows of which something cannot be read."""
        return f"SELECT COUNT(*) FROM {self.own} WHERE {self._named('_fault')}"

    def added_up(self, clause: str, columns: Sequence[str]) -> Step:
        """The query that adds lines up by day, by some columns, and by whether they are below nought.

        It gives the day, the columns, whether below nought, how many, and the sum.
        """
        place = self.place(clause)
        due = f"s.{self._named(f'_due{place}')}"
        by = [self._day(place), *(f"s.{self._named(each)}" for each in columns), f"({due} < 0)"]
        numbers = ", ".join(str(number) for number in range(1, len(by) + 1))
        kept = self._kept(place)
        sql = (
            f"SELECT {', '.join(by)}, COUNT(*), SUM({due})\n{self._from(place)}\n"
            f"WHERE {kept.condition}\nGROUP BY {numbers}"
        )
        return Step(f"{clause} ({self.clauses[place - 1].clause.clause}), by day", sql)

    def together(self) -> Step:
        """The query that adds up the lines of all clauses at once, where those of a row have one day.

        It gives the day; for each clause whether the lines count, and whether they are below nought; how many rows
        there are of these; and for each clause the sum.
        """
        places = range(1, len(self.clauses) + 1)
        kept = [self._kept(place).condition for place in places]
        dues = [f"s.{self._named(f'_due{place}')}" for place in places]
        below = [
            f"({due} < 0)" if each.amount.low is None or each.amount.low < 0 else NEVER
            for due, each in zip(dues, self.clauses, strict=True)
        ]
        by = [self._day(1), *kept, *(f"COALESCE({each}, FALSE)" for each in below)]
        numbers = ", ".join(str(number) for number in range(1, len(by) + 1))
        sums = [f"SUM({due})" for due in dues]
        sql = f"SELECT {', '.join([*by, 'COUNT(*)', *sums])}\n{self._from(*places)}\nGROUP BY {numbers}"
        return Step(self._title("by day, and by what counts"), sql)

    def one_by_one(self, clause: str, columns: Sequence[str], key: Sequence[str]) -> Step:
        """The query that gives lines by day and key: the day, the columns, and what is due."""
        line = self.line(clause, columns)
        given = ", ".join([line.day, *line.columns, line.due])
        order = ", ".join([line.day, *(f"s.{self._named(each)} NULLS FIRST" for each in key)])
        sql = f"SELECT {given}\n{line.source}\nWHERE {line.condition}\nORDER BY {order}"
        return Step(f"{clause} ({self.clauses[self.place(clause) - 1].clause.clause}), line by line", sql)

    def line(self, clause: str, columns: Sequence[str]) -> LineSql:
        """The lines of a clause, of which some kept columns are wanted."""
        place = self.place(clause)
        return LineSql(
            self._day(place),
            tuple(f"s.{self._named(each)}" for each in columns),
            f"s.{self._named(f'_due{place}')}",
            self._from(place),
            self._kept(place).condition,
        )

    # --- fates

    def outside(self) -> str:
        """For a row of the table, the number of the fate that its days give it, if it is no candidate."""
        found = [f"({each.outside})" for each in self.clauses]
        return found[0] if len(set(found)) == 1 else f"GREATEST({', '.join(dict.fromkeys(found))})"

    def fates(self, issued_to: Sequence[date]) -> Step:
        """The query that counts candidates by fate: that of their days, their own, and how many.

        `issued_to` is for each clause the last day of what is issued.
        """
        places = range(1, len(self.clauses) + 1)
        kept = [self._kept(place).condition for place in places]
        issued = self._issued(kept, issued_to)
        own = f"CASE WHEN {either(*issued)} THEN {EARNED} WHEN {either(*kept)} THEN {LATER} ELSE {LIMIT} END"
        sql = f"SELECT {self._before(places)}, {own}, COUNT(*)\n{self._from(*places)}\nGROUP BY 1, 2"
        return Step(self._title(f"what became of each {self.table}"), sql)

    def _before(self, places: Iterable[int]) -> str:
        """The fate that the days of a candidate give it by themselves."""
        if self.same_day:
            return str(CONDITION)
        last, until = map(self.emitter.walker.dialect.literal, (self.days.last, self.days.settles_until))
        days = map(self._day, places)
        arms = [f"CASE WHEN {day} > {last} AND {day} <= {until} THEN {LATER} ELSE {CONDITION} END" for day in days]
        return f"GREATEST({', '.join(arms)})"

    def by_days(self) -> str:
        """The query that counts all rows of the table by the fate that their days give them."""
        outside = self.outside()
        return f"SELECT {outside}, COUNT(*)\nFROM {self.row.source.text(read=outside)}\nGROUP BY 1"

    def by_row(self) -> str:
        """The query that gives for all rows of the table what tells them apart, and the fate that their days give."""
        outside, own = self.outside(), self.row.source.row_id(self.row.alias)
        columns = f"{own} AS {self._named('_id')}, {outside} AS {self._named('_fate')}"
        return f"SELECT {columns}\nFROM {self.row.source.text(read=outside)}"

    def candidates(self) -> str:
        """The query that gives what tells apart the rows for which a line was due, whether it counts or not."""
        return f"SELECT {self._named('_id')} FROM {self.own}"

    def earning(self, issued_to: Sequence[date] | None = None) -> str:
        """The query that gives what tells the rows that earned a line from others: one that is issued, or any."""
        places = range(1, len(self.clauses) + 1)
        kept = [self._kept(place).condition for place in places]
        earned = either(*(kept if issued_to is None else self._issued(kept, issued_to)))
        return f"SELECT s.{self._named('_id')}\n{self._from(*places)}\nWHERE {earned}"

    def _issued(self, kept: Sequence[str], issued_to: Sequence[date]) -> list[str]:
        """For each clause, whether a line counts and is in a statement."""
        literal = self.emitter.walker.dialect.literal
        return [
            both(one, f"({self._day(place)} <= {literal(to)})")
            for place, (one, to) in enumerate(zip(kept, issued_to, strict=True), start=1)
        ]


def sheet_name(table: str, stratum: int) -> str:
    """What the relation of a sheet is called."""
    return f"_{relation(table)}_due{stratum or ''}"
