"""What the expressions of a module share: ways between elements, calendars, and what has to be written for them."""

from collections.abc import Callable, Iterator

from attrs import define, field

from pbrlang.backends.common.language import Language
from pbrlang.backends.common.layout import Call, Doc, Joined, Text
from pbrlang.backends.common.naming import Naming
from pbrlang.backends.common.needs import Needs
from pbrlang.data.linking import reference_fields
from pbrlang.ir.expressions import Collection, Lines, Window
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Table
from pbrlang.lower.clauses import makes_later
from pbrlang.lower.model import Column, Lowered
from pbrlang.lower.nodes import Node, ReadField, Tally
from pbrlang.lower.paths import step_from, surely_dated, table_of
from pbrlang.lower.visit import own
from pbrlang.names.homes import (
    ByDate,
    ByMembership,
    ByReference,
    ByWord,
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    PairHome,
    Path,
    Step,
    TableHome,
    ToContract,
    ToElement,
    ToPair,
    ToPart,
    ToRow,
    part_of,
    parts_of,
    rows_of,
)

Then = Callable[[Doc], Doc]
Base = tuple[str, str]
"""What an index is over: a table or a clause, with the word `table`, `clause`, or `made` of lines as they are made."""

MADE, PAID = "made", "paid"
Index = tuple[Base, Path, tuple[Node, ...]]
"""What an index is over, and what its members share with some subject: where their ways meet, and further values."""


@define(eq=False, repr=False)
class Scope:
    """Gives names to what expressions need beside themselves, and keeps what is still to be written."""

    lowered: Lowered
    language: Language
    naming: Naming
    needs: Needs
    references: dict[tuple[str, str], str] = field(factory=dict)
    indexes: dict[Index, str] = field(factory=dict)
    tallies: dict[Tally, str] = field(factory=dict)
    waiting: list[Index | Tally] = field(factory=list)
    steps: dict[str, None] = field(factory=dict)
    columns: dict[tuple[str, str], None] = field(factory=dict)
    lists: dict[str, None] = field(factory=dict)
    figures: dict[tuple[str, str], None] = field(factory=dict)

    @property
    def program(self) -> Program:
        """The compiled contract."""
        return self.lowered.program

    def kit(self, name: str, *arguments: Doc) -> Doc:
        """A call of a function of the kit."""
        return Call(self.language.kit(name), arguments)

    def calendar(self, step: str) -> str:
        """The name of a calendar, which is then written."""
        self.steps[step] = None
        return self.naming.steps[step]

    def words(self, name: str) -> str:
        """The name of the words of a list, which are then written."""
        self.lists[name] = None
        return self.naming.list_of(name)

    def column(self, tariff: str, column: str) -> Column:
        """A column of a rate card, which is then written."""
        self.columns[tariff, column] = None
        return self.lowered.columns[tariff, column]

    def figures_of(self, table: str, column: str) -> str:
        """The name of a column of a table by date, which is then written."""
        self.figures[table, column] = None
        step = self.program.date_tables[table].step
        if step != "month":
            self.calendar(step)
        return self.naming.figures[table, column]

    def reads(self, name: str, target: Doc, on: str) -> Doc:
        """The value of a definition or group at an element."""
        value = self.lowered.values[name]
        needs_books, needs_on = self.needs.of_value(name)
        given: list[Doc] = [Text("books")] if needs_books else []
        given += [] if isinstance(value.home, ContractHome) else [target]
        day: Doc = Text(on)
        if self.needs.is_account(name):
            day = self.kit("lesser", day, Joined("", self.period(target, value.home), ".last"))
        given += [day] if needs_on else []
        return Call(self.naming.values[name], tuple(given))

    # --- ways

    def follow(self, here: Doc, home: Home, path: Path, on: str) -> tuple[Doc, bool]:
        """Where a path leads from an element, and whether there may be nothing."""
        broken = False
        for step in path:
            target, may_break = step_from(self.program, home, step)
            if broken and not isinstance(step, ToContract):
                name = self.language.named([self.naming.variable(home), "there"])
                here = self.kit("through", here, self.language.lambda_([name], self._step(Text(name), home, step, on)))
            else:
                here = self._step(here, home, step, on)
            home, broken = target, (broken or may_break) and not isinstance(step, ToContract)
        return here, broken

    def _step(self, here: Doc, home: Home, step: Step, on: str) -> Doc:
        match step:
            case ToContract():
                return Text("THE_CONTRACT")
            case ByReference(field=name):
                return Call(self.reference(table_of(home), name), (Text("books"), here, Text(on)))
            case ByDate(step=word):
                at = "of" if surely_dated(home) else "at"
                return Call(f"{self.calendar(word)}.{at}", (self.own_day(here, home),))
            case ByWord(field=name, list=words):
                held = self.naming.tables[table_of(home)].fields[name]
                return Call(f"{self.words(words)}.at", (Joined("", here, f".{held}"),))
            case ToPart(number=place):
                return self._part(here, home, place)
            case ToPair(ways=ways) if ways == tuple((ToPart(place),) for place, _ in enumerate(parts_of(home))):
                return here
            case ToPair(ways=ways):
                found = [self.follow(here, home, way, on) for way in ways]
                name = "pair_if" if any(broken for _, broken in found) else "pair_of"
                return self.kit(name, *(each for each, _ in found))
            case ByMembership(cohort=name):
                cohort = self.program.cohorts[name]
                entry = self.naming.tables[cohort.table].fields[cohort.entry]
                return Call(f"{self.naming.cohorts[name]}.at", (Joined("", here, f".{entry}"),))
            case ToElement():
                return Joined("", here, ".element") if isinstance(home, LineHome) else here
            case _:
                return here

    @staticmethod
    def _part(here: Doc, home: Home, place: int) -> Doc:
        return Joined("", here, f".parts[{place}]") if isinstance(home, PairHome) else here

    def part(self, here: Doc, home: Home, part: Home) -> Doc:
        """One of what an element combines, or the element itself."""
        return self._part(here, home, parts_of(home).index(part))

    def period(self, here: Doc, home: Home) -> Doc:
        """The period that an element is or combines; the home has one."""
        return self.part(here, home, part_of(home, CalendarHome) or home)

    def followed(self, home: Home) -> Doc:
        """All periods or cohorts of a home, in their order; nothing for what has no order of its own."""
        match home:
            case CalendarHome(step=step):
                return Text(f"{self.calendar(step)}.periods")
            case CohortHome(cohort=cohort):
                return Text(f"{self.naming.cohorts[cohort]}.cohorts")
            case _:
                return Text(self.language.blank)

    def own_day(self, here: Doc, home: Home) -> Doc:
        """The date that an element itself has."""
        match home:
            case TableHome(table=name) | GroupHome(table=name):
                table = self.program.tables[name]
                dated = table.dated or (table.lasts.start if table.lasts else None)
                return (
                    Joined("", here, f".{self.naming.tables[name].fields[dated]}")
                    if dated
                    else Text(self.language.blank)
                )
            case CalendarHome():
                return Joined("", here, ".last")
            case CohortHome():
                return Joined("", here, ".confirmed")
            case LineHome():
                return Joined("", here, ".day")
            case PairHome():
                return self._day_of_pair(here, home)
            case _:
                return Text(self.language.blank)

    def _day_of_pair(self, here: Doc, home: PairHome) -> Doc:
        """The date of its period; without one, the first date that one of its parts has."""
        period = part_of(home, CalendarHome)
        parts = [period] if period else [each for each in home.parts if self.may_have_day(each)]
        days = [self.own_day(self.part(here, home, each), each) for each in parts]
        found = days.pop() if days else Text(self.language.blank)
        for each in reversed(days):
            found = self.language.or_else(each, found)
        return found

    def may_have_day(self, home: Home) -> bool:
        """Whether some element of a home can have a date of its own."""
        rows = rows_of(home)
        if rows is not None and rows == home:
            table = self.program.tables[rows.table]
            return bool(table.dated or table.lasts)
        return any(map(self.may_have_day, parts_of(home))) if isinstance(home, PairHome) else _is_dated(home)

    def has_day(self, home: Home) -> bool:
        """Whether every element of a home has a date of its own."""
        if isinstance(home, TableHome | GroupHome):
            table = self.program.tables[home.table]
            name = table.dated or (table.lasts.start if table.lasts else None)
            return name is not None and not table.by_name[name].optional
        return any(map(self.has_day, parts_of(home))) if isinstance(home, PairHome) else _is_dated(home)

    def reference(self, table: str, field_name: str) -> str:
        """The name of the function that gives the row that a field names, which is then written."""
        key = (table, field_name)
        if key not in self.references:
            names = self.naming
            same = [each for each in self.program.tables.values() if self._refers(each, field_name)]
            whose = [table] if len(same) > 1 else []
            self.references[key] = names.names.give(names.term(field_name, "of", *whose))
        return self.references[key]

    def _refers(self, table: Table, field_name: str) -> bool:
        return any(self.naming.term(each.name) == self.naming.term(field_name) for each in reference_fields(table))

    # --- time

    def days(
        self, window: Window | None, home: Home, variable: str, on: str, stretches: Iterator[tuple[Doc, Doc]]
    ) -> Doc:
        """The days that count for a reader at an element; `stretches` are those that expressions say, in order."""
        here = Text(variable)
        match window:
            case Window(word="stretch"):
                return self.language.group(next(stretches))
            case Window(word="all", parts=parts):
                return self.kit("common_days", *(self.days(each, home, variable, on, stretches) for each in parts))
            case Window(word="in" | "in to date", step=str(step)):
                return self.kit("during", self._period(step, here, home, on))
            case Window(word="before this"):
                dated = part_of(home, CalendarHome) is None
                first = self.own_day(here, home) if dated else Joined("", self.period(here, home), ".first")
                return self.kit("before", first, Text(on))
            case Window(word="while observed", cohort=str(name)):
                return self._observed(name, here, home)
            case _:
                return self.kit("to_date", Text(on))

    def _period(self, step: str, here: Doc, home: Home, on: str) -> Doc:
        if part_of(home, CalendarHome) == CalendarHome(step):
            return self.period(here, home)
        day: Doc = Text(on)
        if self.may_have_day(home):
            own = self.own_day(here, home)
            day = own if self.has_day(home) else self.language.or_else(own, Text(on))
        return Call(f"{self.calendar(step)}.at", (day,))

    def _observed(self, name: str, here: Doc, home: Home) -> Doc:
        cohort = self.program.cohorts[name]
        row: Doc = Joined("", here, ".element") if isinstance(home, LineHome) else self._row(here, home)
        start = Joined("", row, f".{self.naming.tables[cohort.table].fields[cohort.observed_from]}")
        if not cohort.months:
            return self.kit("observed_days", start, Text(str(cohort.days)))
        missing = self.program.terms.month_ends or "last"
        return self.kit("observed_months", start, Text(str(cohort.months)), self.language.words(missing))

    def _row(self, here: Doc, home: Home) -> Doc:
        rows = rows_of(home)
        return here if rows is None else self.part(here, home, rows)

    # --- what is to be written

    def as_made(self, clause: str, member: Path) -> str:
        """The name of the function that gives what lines made step by step come to, as far as they have been made."""
        return self._indexed((MADE, clause), member, ())

    def index(self, over: Collection, member: Path, keys: tuple[Node, ...] = ()) -> str:
        """The name of the function that gives the members of a collection by what they belong to."""
        base: Base = (self._lines(over), over.clause) if isinstance(over, Lines) else ("table", over.table)
        return self._indexed(base, member, keys)

    def _lines(self, over: Lines) -> str:
        """The word for the lines of a clause: where a cap makes some on later days, those that are paid have these."""
        last = self.lowered.last_cap[over.clause]
        later = over.amount != "due" and last is not None and makes_later(self.program.caps[last])
        return PAID if later else "clause"

    def _indexed(self, base: Base, member: Path, keys: tuple[Node, ...]) -> str:
        member = tuple(step for step in member if not isinstance(step, ToRow))
        key = (base, member, keys)
        if key not in self.indexes:
            self.indexes[key] = self.naming.names.give(self._index_name(base, member, keys))
            self.waiting.append(key)
        return self.indexes[key]

    def _index_name(self, base: Base, member: Path, keys: tuple[Node, ...]) -> str:
        home: Home = TableHome(base[1]) if base[0] == "table" else LineHome(base[1])
        naming = self.naming
        many = naming.tables[base[1]].rows if base[0] == "table" else naming.of_clause(base[1], "lines")
        many = self.language.named([many, base[0]]) if base[0] in (MADE, PAID) else many
        for step in member:
            home, _ = step_from(self.program, home, step)
        values = [naming.term(each.field) for each in keys if isinstance(each, ReadField)]
        if isinstance(home, ContractHome):
            return self.language.named([many, "by", *values] if values else ["all", many])
        return self.language.named([many, "by", naming.variable(home) if member else "line", *values])

    def tally(self, tally: Tally) -> str:
        """The name of the function that gives a tally."""
        if tally not in self.tallies:
            self.tallies[tally] = self.naming.names.give(self._tally_name(tally))
            self.index(tally.over, tally.member, tally.keys)
            self.waiting.append(tally)
        return self.tallies[tally]

    def _tally_name(self, tally: Tally) -> str:
        over = tally.over
        name = over.clause if isinstance(over, Lines) else getattr(over, "group", None) or over.table
        what = self.program.nouns.plural(name)
        if tally.length:
            return self.naming.term(f"{tally.length}s", "of", what)
        read = next((each.field for each in _fields(tally)), None) if tally.body is not None else None
        if tally.word == "held":
            return self.naming.term(self.program.nouns.plural(read) if read else "values", "of", what)
        return self.naming.term(tally.word, "of", *([read, "of"] if read else []), what)


def _is_dated(home: Home) -> bool:
    return isinstance(home, CalendarHome | CohortHome | LineHome)


def _fields(tally: Tally) -> list[ReadField]:
    return [each for each in own(tally.body) if isinstance(each, ReadField)] if tally.body is not None else []
