"""Lowered expressions as SQL, read at a place on a date."""

from collections.abc import Mapping
from typing import Any, Protocol

from attrs import define, field

from pbrlang.backends.sql.arithmetic import Arithmetic, carried, known, parts, whole
from pbrlang.backends.sql.calendars import number_of
from pbrlang.backends.sql.cancelling import over_one_scale
from pbrlang.backends.sql.cards import is_complete, looked_up
from pbrlang.backends.sql.operations import SIGNS, Plain
from pbrlang.backends.sql.periods import of_stretch
from pbrlang.backends.sql.places import Place, RowPlace, WordPlace
from pbrlang.backends.sql.reading import At
from pbrlang.backends.sql.values import ALWAYS, NEVER, Called, Sql, both, either, neither, uses_of
from pbrlang.backends.sql.walking import Walker
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Quantity
from pbrlang.lower.expressions import column_cells, field_form
from pbrlang.lower.forms import NUMBER, Bounds
from pbrlang.lower.lowering import Names
from pbrlang.lower.nodes import (
    Asked,
    AtFault,
    Literal,
    Needed,
    Node,
    OfMembers,
    OfPeriod,
    Operation,
    PeriodDays,
    PeriodWhole,
    ReadCell,
    ReaderDay,
    ReadField,
    ReadValue,
    ReadWord,
    Rounded,
    YearOfDay,
)
from pbrlang.lower.refusals import Refusal
from pbrlang.source.late import changed

_LONGEST = 60_000


class Tallies(Protocol):
    """What says a tally in SQL."""

    def read(self, node: OfMembers, at: At) -> Sql:
        """The value of a tally for the element of a place."""


class Views(Protocol):
    """What has the values of definitions."""

    def read(self, name: str, place: Place, at: At) -> Sql | None:
        """The value of a definition at an element; nothing where it is to be written out."""


Seen = Mapping[tuple[str, str], Bounds]
"""The least and the most that stands in a column, by table and field."""

_UNSAID = {
    **dict.fromkeys(("ReadFigure", "ReadIndex"), "a table of figures by date"),
    "ReadPrevious": "what stood in the period or cohort before",
}
"""What some nodes read, in words."""


@define(eq=False)
class Emitter:
    """Turns nodes into SQL. `seen` has the bounds that the data keep to, where they are known.

    `called` gathers what texts are in the contract, `counted` what queries aside count, by their aliases. With
    `joins_values` a value of one row that others name is worked out before it is joined.
    """

    walker: Walker
    names: Names
    seen: Seen = field(factory=dict)
    called: dict[str, Called] = field(factory=dict)
    counted: dict[str, str] = field(factory=dict)
    joins_values: bool = True
    sums: Arithmetic = field(init=False)
    plain: Plain = field(init=False)
    tallies: Tallies = field(init=False)
    views: Views | None = None

    def __attrs_post_init__(self) -> None:
        self.sums = Arithmetic(self.walker.dialect)
        self.plain = Plain(self.walker.dialect, self.sums)

    def value(self, node: Node, at: At) -> Sql:
        """A node's value; Refusal where SQL cannot say it."""
        found = self._value(node, at)
        if len(found.text) > _LONGEST:
            raise Refusal("not in SQL", None, "an expression of so many parts")
        called = self._called_of(node)
        if called is not None:
            self._call(found, called)
        return found

    def _call(self, found: Sql, called: Called) -> None:
        """Note what the text of a value is, and that of its divisor; not of one that may divide by nought."""
        if found.undefined != NEVER and self.walker.dialect.divides(found.text):
            return
        self.called.setdefault(found.text, called)
        if found.under is not None:
            self.called.setdefault(found.under.text, Called(f"{called.words} divisor", called.clause))

    def _called_of(self, node: Node) -> Called | None:
        """What a node that has a name is called."""
        program = self.walker.program
        match node:
            case ReadValue(name=name) if name in program.definitions:
                return Called(name, program.definitions[name].clause)
            case ReadCell(tariff=tariff, column=name):
                return Called(name, program.tariffs[tariff].clause)
            case YearOfDay():
                return Called("contract year", "")
            case _:
                return None

    def _value(self, node: Node, at: At) -> Sql:
        match node:
            case Literal(value=value):
                number = type(value) is int
                return whole(value) if number else Sql(self.walker.dialect.literal(value))  # type: ignore[arg-type]
            case ReadField():
                return self._field(node, at)
            case ReadWord():
                return self._word(node, at)
            case ReadValue():
                return self._named(node, at)
            case ReadCell():
                return self._cell(node, at)
            case YearOfDay():
                return self._year(node, at)
            case Needed(of=of):
                found = self.value(of, at)
                blank = f"({found.text} IS NULL)" if found.blank else NEVER
                return changed(found, blank=False, fault=either(found.fault, blank))
            case _:
                return self._worked_out(node, at)

    def _worked_out(self, node: Node, at: At) -> Sql:
        match node:
            case Rounded():
                return self._rounded(node, at)
            case OfMembers():
                return self.tallies.read(node, at)
            case Asked(place=place):
                return at.asked[place]
            case Operation():
                return self._operation(node, at)
            case AtFault():
                return Sql("NULL", low=0, high=0, fault=ALWAYS)
            case ReaderDay() if at.t is not None:
                return at.t
            case OfPeriod() | PeriodDays() | PeriodWhole():
                return of_stretch(
                    self.walker, node, self.walk(at, node.path) if isinstance(node, OfPeriod) else at.place
                )
            case _:
                kind = type(node).__name__
                raise Refusal("not in SQL", None, _UNSAID.get(kind, kind))

    # --- what is read

    def _field(self, node: ReadField, at: At) -> Sql:
        place = self._row(node, at)
        table = self.walker.program.tables[node.table]
        own = table.by_name[node.field]
        text = self.walker.cell(place, node.field)
        blank = own.optional or place.missing != NEVER
        if node.ends and at.t is not None:
            text, blank = f"(CASE WHEN {text} <= {at.t.text} THEN {text} END)", True
        low, high = self.seen.get((node.table, node.field), _declared(own))
        uses = frozenset((place.alias,)) | (at.t.uses if at.t and node.ends else frozenset())
        return Sql(text, low, high, blank=blank, fault=place.fault, uses=uses)

    def _row(self, node: ReadField, at: At) -> RowPlace:
        place = self.walker.row_of(self.walk(at, node.path))
        if not isinstance(place, RowPlace):
            raise Refusal("not in SQL", None, f"{node.field} of what is no row")
        return place

    def walk(self, at: At, path: Any) -> Place:
        """Where a way leads from a place."""
        return self.walker.walk(at.place, path, at.t, at.reach, at.name)

    def _word(self, node: ReadWord, at: At) -> Sql:
        place = self.walk(at, node.path)
        if not isinstance(place, WordPlace):
            raise Refusal("not in SQL", None, "a word of what is no list")
        missing = place.missing != NEVER
        text = f"(CASE WHEN {neither(place.missing)} THEN {place.word} END)" if missing else place.word
        return Sql(text, blank=missing, fault=place.fault, uses=frozenset((place.word.split(".")[0],)))

    def _named(self, node: ReadValue, at: At) -> Sql:
        """The value of a definition, written out where it is read."""
        place = self.walk(at, node.path)
        if self.views is not None and place.missing == place.fault == NEVER:
            told = self.views.read(node.name, place, at)
            if told is not None:
                return told
        found = self.value(self.names.value(node.name), at.of(place).only(neither(place.missing)))
        if place.missing == NEVER:
            return changed(found, fault=either(place.fault, found.fault))
        there = neither(place.missing)
        return changed(
            found,
            text=f"(CASE WHEN {there} THEN {found.text} END)",
            blank=True,
            fault=either(place.fault, both(there, found.fault)),
            undefined=both(there, found.undefined),
        )

    def _cell(self, node: ReadCell, at: At) -> Sql:
        tariff = self.walker.program.tariffs[node.tariff]
        scale, _ = column_cells(self.walker.program, node.tariff, node.column)
        keys = [self.value(each, at) for each in node.keys]
        cells = {of: int(value * scale) for (name, of), value in tariff.cells.items() if name == node.column}
        text = looked_up(self.walker.dialect, [each.text for each in keys], cells, tariff.open_from)
        low, high = min(cells.values()), max(cells.values())
        complete = is_complete(self.walker.program, node, cells)
        found = changed(carried(text, (low, high), *keys), small=True)
        fault = found.fault if complete else either(found.fault, f"({text} IS NULL)")
        return self.before_joining(changed(found, fault=fault), at)

    def before_joining(self, found: Sql, at: At) -> Sql:
        """A value of one row that others name, worked out once for it and not for each of them."""
        if not self.joins_values:
            return found
        place = at.place
        source = next((each.source for each in (self.walker.row_of(place),) if isinstance(each, RowPlace)), None)
        if source is None or len(found.uses) != 1:
            return found
        named = source.computed(next(iter(found.uses)), found.text)
        return changed(found, text=named) if named else found

    def _year(self, node: YearOfDay, at: At) -> Sql:
        day = self.value(node.day, at)
        periods = self.walker.program.calendars["year"].periods
        text = number_of(self.walker.dialect, periods, day.text)
        first, last = (self.walker.dialect.literal(each) for each in (periods[0].first, periods[-1].last))
        outside = f"({day.text} NOT BETWEEN {first} AND {last})"
        found = changed(carried(text, (1, len(periods)), day), small=False)
        return changed(found, fault=either(found.fault, both(neither(found.undefined), outside)))

    def _rounded(self, node: Rounded, at: At) -> Sql:
        over, under = parts(self.value(node.of, at))
        over = self.sums.times(whole(node.times), over)
        under = self.sums.times(whole(node.under), under)
        self._call(changed(over, under=under), Called("before rounding", node.clause))
        return self.sums.times(self.sums.rounded(over, under, node.way), whole(node.step))

    # --- operations

    def _operation(self, node: Operation, at: At) -> Sql:
        word = node.word
        if word in ("and", "or"):
            return self._joined(node, at)
        if word == "otherwise":
            return self._otherwise(node, at)
        if word == "choose":
            return self._chosen(node, at)
        if word == "unless blank":
            return self._unless_blank(node, at)
        plain = over_one_scale(node, self.names.value) if word == "ratio times" else None
        if plain is not None:
            return changed(self.value(plain, at), under=whole(plain.form.scale))
        values = [self.value(each, at) for each in node.arguments]
        if word.startswith("ratio "):
            return self._of_ratios(word.removeprefix("ratio "), values)
        found = self.plain.worked_out(node, values)
        return found if node.form.what != NUMBER else _within(found, node)

    def _joined(self, node: Operation, at: At) -> Sql:
        """`and` and `or`: what comes after the one that settles it is not read."""
        word = f" {node.word.upper()} "
        texts: list[str] = []
        fault = undefined = NEVER
        uses: frozenset[str] = frozenset()
        here = ALWAYS
        for each in node.arguments:
            value = self.value(each, at.only(here))
            fault = either(fault, both(here, value.fault))
            undefined = either(undefined, both(here, value.undefined))
            uses |= value.uses
            texts.append(value.text)
            here = both(here, value.text if node.word == "and" else neither(value.text))
        return Sql(f"({word.join(texts)})", fault=fault, undefined=undefined, uses=uses)

    def _otherwise(self, node: Operation, at: At) -> Sql:
        first = self.value(node.arguments[0], at)
        if first.undefined == NEVER:
            return first
        second = self.value(node.arguments[1], at.only(first.undefined))
        fault = either(first.fault, both(first.undefined, second.fault))
        undefined = both(first.undefined, second.undefined)

        def chosen(one: Sql, other: Sql) -> Sql:
            low = None if one.low is None or other.low is None else min(one.low, other.low)
            high = None if one.high is None or other.high is None else max(one.high, other.high)
            text = f"(CASE WHEN {first.undefined} THEN {other.text} ELSE {one.text} END)"
            small = one.small and other.small
            return known(Sql(text, uses=uses_of(first, one, other, second), small=small), (low, high))

        found = chosen(first, second)
        if first.under is not None or second.under is not None:
            (p, q), (r, s) = parts(first), parts(second)
            found = changed(chosen(p, r), under=chosen(q, s))
        return changed(found, blank=first.blank or second.blank, fault=fault, undefined=undefined)

    def _chosen(self, node: Operation, at: At) -> Sql:
        when = self.value(node.arguments[0], at)
        then, other = node.arguments[1:]
        first = self.value(then, at.only(when.text))
        second = self.value(other, at.only(neither(when.text)))

        def one(what: str) -> str:
            here = both(when.text, getattr(first, what))
            return either(getattr(when, what), here, both(neither(when.text), getattr(second, what)))

        def either_of(a: Sql, b: Sql) -> Sql:
            if isinstance(other, AtFault):
                return a
            low = None if a.low is None or b.low is None else min(a.low, b.low)
            high = None if a.high is None or b.high is None else max(a.high, b.high)
            text = f"(CASE WHEN {when.text} THEN {a.text} ELSE {b.text} END)"
            return Sql(text, low, high, small=a.small and b.small)

        found = either_of(first, second)
        if first.under is not None or second.under is not None:
            (p, q), (r, s) = parts(first), parts(second)
            found = changed(either_of(p, r), under=either_of(q, s))
        uses = uses_of(when, first, second)
        blank = first.blank or second.blank
        return changed(found, blank=blank, fault=one("fault"), undefined=one("undefined"), uses=uses)

    def _unless_blank(self, node: Operation, at: At) -> Sql:
        """The first, or nothing where one of the others is blank."""
        found, *others = [self.value(each, at) for each in node.arguments]
        blank = either(*(f"({each.text} IS NULL)" for each in others if each.blank))
        fault = either(*(each.fault for each in others), both(neither(blank), found.fault))
        text = f"(CASE WHEN {blank} THEN NULL ELSE {found.text} END)"
        return changed(found, text=text, blank=True, fault=fault, uses=uses_of(found, *others))

    def _of_ratios(self, word: str, values: list[Sql]) -> Sql:
        if word == "opposite":
            over, under = parts(values[0])
            return changed(self.sums.opposite(over), under=under, uses=values[0].uses)
        if word in SIGNS:
            return self.sums.compared(SIGNS[word], *values)
        if word == "multiple":
            return self.sums.multiple(*values)
        return self.sums.of_ratios(word, *values)


def _within(found: Sql, node: Operation) -> Sql:
    """A number within the closer of the bounds that were found for it."""
    lows = [each for each in (found.low, node.form.least) if each is not None]
    highs = [each for each in (found.high, node.form.most) if each is not None]
    return known(found, (max(lows, default=None), min(highs, default=None)))


def _declared(own: Field) -> Bounds:
    form = field_form(own)
    return (form.least, form.most) if isinstance(own.kind, Quantity) else (None, None)
