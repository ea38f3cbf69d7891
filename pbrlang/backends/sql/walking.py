"""Where ways lead, from places to places."""

from collections.abc import Callable

from attrs import define, field

from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.elements import confirmation_of, last_of, number_told, period_of
from pbrlang.backends.sql.naming import column, relation
from pbrlang.backends.sql.places import (
    CohortPlace,
    ContractPlace,
    LinePlace,
    PairPlace,
    PeriodPlace,
    Place,
    RowPlace,
    WordPlace,
)
from pbrlang.backends.sql.sources import Aliases, Source
from pbrlang.backends.sql.values import ALWAYS, NEVER, Sql, both, either, neither
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Table
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import (
    ByDate,
    ByMembership,
    ByReference,
    ByWord,
    Path,
    Step,
    ToContract,
    ToElement,
    ToPair,
    ToPart,
    ToRow,
)

ELEMENTS = ("_period_", "_cohort_", "_word_")
"""How the relations of periods, cohorts and words begin."""
Named = Callable[[RowPlace, str], None]
"""Takes note of a row that is read because another names it, and of the condition under which it is."""


def nobody(_place: RowPlace, _reach: str) -> None:
    """Takes no note."""


@define(eq=False)
class Walker:
    """Walks ways over a contract's tables, in a dialect."""

    program: Program
    dialect: Dialect
    aliases: Aliases = field(factory=Aliases)

    def source(self, name: str) -> Source:
        """A new source over a relation."""
        return Source.of(self.dialect, self.aliases, name)

    def row(self, table: str, source: Source) -> RowPlace:
        """A row of the relation that a source begins with."""
        return RowPlace(table=table, source=source, own=source.alias)

    def rows(self, table: str) -> RowPlace:
        """Any row of a table, in a source of its own."""
        return self.row(table, self.source(relation(table)))

    def column(self, name: str) -> str:
        """A field's column, as it stands in SQL."""
        return self.dialect.named(column(name))

    def cell(self, place: RowPlace, name: str) -> str:
        """A field of a row."""
        if place.own == place.source.alias:
            place.source.read.add(name)
        return f"{place.alias}.{self.column(name)}"

    def date_of(self, place: RowPlace) -> str | None:
        """The date that places a row; nothing where its table has none."""
        name = dated(self.program.tables[place.table])
        return None if name is None else self.cell(place, name)

    def own_date(self, place: Place) -> str | None:
        """The date of an element itself."""
        match place:
            case RowPlace():
                return self.date_of(place)
            case LinePlace(day=day):
                return day
            case PeriodPlace():
                return last_of(self.dialect, self.program, place)
            case CohortPlace():
                return confirmation_of(self.dialect, self.program, place)
            case PairPlace(parts=parts):
                period = period_of(place)
                days = map(self.own_date, parts if period is None else (period,))
                return next((day for day in days if day is not None), None)
            case _:
                return None

    def is_filled(self, name: str, column_name: str) -> bool:
        """Whether a column of a relation, both as they stand in SQL, is never blank."""
        if name[1:].startswith(ELEMENTS):
            return True
        tables = (each for each in self.program.tables.values() if self.dialect.named(relation(each.name)) == name)
        fields = (each for table in tables for each in table.fields)
        return any(self.column(each.name) == column_name and not each.optional for each in fields)

    def walk(self, place: Place, path: Path, t: Sql | None, reach: str = ALWAYS, named: Named = nobody) -> Place:
        """Where a way leads for a reader of a date; nothing in the place of a date is one who reads no values."""
        for step in path:
            place = self._step(place, step, t, reach, named)
        return place

    def _step(self, place: Place, step: Step, t: Sql | None, reach: str, named: Named) -> Place:
        match step:
            case ToContract():
                return ContractPlace(missing=place.missing, fault=place.fault)
            case ToRow():
                return place
            case ToElement():
                return place.row if isinstance(place, LinePlace) else place
            case ToPair(ways=ways):
                parts = tuple(self.walk(place, way, t, reach, named) for way in ways)
                missing, fault = (either(*(getattr(each, name) for each in parts)) for name in ("missing", "fault"))
                return PairPlace(parts=parts, missing=missing, fault=fault)
            case ToPart(number=number) if isinstance(place, PairPlace):
                return place.parts[number]
            case ByDate(step=word):
                return self._period(place, word)
            case ByReference() | ByWord() | ByMembership() if isinstance(row := self.row_of(place), RowPlace):
                return self._from_row(row, step, t, reach, named)
            case _:
                raise Refusal("not in SQL", None, f"a way of the kind {type(step).__name__}")

    @staticmethod
    def row_of(place: Place) -> Place:
        """The row that a place is, was earned for, or combines with others."""
        if isinstance(place, LinePlace):
            return Walker.row_of(place.row)
        if isinstance(place, PairPlace):
            return next((each for each in place.parts if isinstance(each, RowPlace)), place)
        return place

    def _period(self, place: Place, step: str) -> Place:
        day = place.day if isinstance(place, PeriodPlace) else self.own_date(place)
        if day is None:
            raise Refusal("not in SQL", None, f"the {step} of what has no date")
        periods = self.program.calendars[step].periods
        first, last = (self.dialect.literal(each) for each in (periods[0].first, periods[-1].last))
        outside = (
            NEVER if isinstance(place, LinePlace) or period_of(place) else f"({day} NOT BETWEEN {first} AND {last})"
        )
        return PeriodPlace(step=step, within=day, missing=either(place.missing, outside), fault=place.fault)

    def _from_row(self, row: RowPlace, step: Step, t: Sql | None, reach: str, named: Named) -> Place:
        match step:
            case ByReference(field=name):
                return self._by_reference(row, name, t, reach, named)
            case ByWord(field=name, list=words):
                text = self.cell(row, name)
                optional = self.program.tables[row.table].by_name[name].optional
                missing = either(row.missing, f"({text} IS NULL)" if optional else NEVER)
                return WordPlace(list=words, word=text, missing=missing, fault=row.fault)
            case ByMembership(cohort=name):
                return self._by_membership(row, name)
            case _:
                raise TypeError(step)

    def _by_reference(self, row: RowPlace, name: str, t: Sql | None, reach: str, named: Named) -> RowPlace:
        field = self.program.tables[row.table].by_name[name]
        target = self.program.tables[field.refers_to or ""]
        if len(target.key) != 1:
            raise Refusal("not in SQL", field.span, f"a reference to a {target.name}, whose key has several parts")
        text = self.cell(row, name)
        found = RowPlace(
            table=target.name,
            source=row.source,
            reference=text,
            optional=field.optional or row.missing != NEVER,
            missing=either(row.missing, f"({text} IS NULL)" if field.optional else NEVER),
            fault=row.fault,
            key=column(target.key[0]),
        )
        if t is not None:
            named(found, both(reach, neither(found.missing)))
            day = self.date_of(found)
            if day is not None:
                later = both(neither(found.missing), f"({day} > {t.text})")
                found.fault = either(row.fault, later)
        return found

    def _by_membership(self, row: RowPlace, name: str) -> CohortPlace:
        cohort = self.program.cohorts[name]
        if cohort.group:
            raise Refusal("not in SQL", cohort.span, f"a cohort of a group, {name}")
        entered = self.cell(row, cohort.entry)
        first, last = (self.dialect.literal(each) for each in (cohort.periods[0].first, cohort.periods[-1].last))
        outside = f"({entered} IS NULL OR {entered} NOT BETWEEN {first} AND {last})"
        return CohortPlace(cohort=name, entered=entered, missing=either(row.missing, outside), fault=row.fault)

    def link(self, place: Place) -> tuple[str, ...]:
        """What tells an element from the others of its home; null in some part where there is none."""
        match place:
            case RowPlace():
                return self.key_of(place)
            case PeriodPlace() | CohortPlace():
                return (number_told(self.dialect, self.program, place),)
            case WordPlace(word=word):
                return (word,)
            case PairPlace(parts=parts):
                return tuple(each for part in parts for each in self.link(part))
            case ContractPlace():
                return ()
            case _:
                raise Refusal("not in SQL", None, "what belongs to one line")

    def key_of(self, row: RowPlace) -> tuple[str, ...]:
        """The key of a row, known without a look at it where another row names it."""
        if row.reference is not None:
            return (row.reference,)
        return tuple(self.cell(row, each) for each in self.program.tables[row.table].key)


def dated(table: Table) -> str | None:
    """The field that places a table's rows in time."""
    name = table.dated or (table.lasts.start if table.lasts else None)
    if name is not None and table.by_name[name].optional:
        raise Refusal("not in SQL", table.span, f"rows of {table.name} without a date")
    return name
