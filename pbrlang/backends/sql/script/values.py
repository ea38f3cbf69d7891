"""Definitions as views: each is worked out once for all elements of its home, as it stands on their own day."""

from collections.abc import Iterator

from attrs import define, field, frozen

from pbrlang.backends.sql.arithmetic import bounds, known
from pbrlang.backends.sql.expressions import Emitter
from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.places import ContractPlace, Element, PairPlace, Place
from pbrlang.backends.sql.reading import At, Book, Frame
from pbrlang.backends.sql.script.homes import home_name, key_columns, of_home
from pbrlang.backends.sql.script.named_steps import NamedSteps
from pbrlang.backends.sql.sources import ALIAS, Source
from pbrlang.backends.sql.steps import Step
from pbrlang.backends.sql.values import ALWAYS, NEVER, Called, Sql, either
from pbrlang.ir.program import Definition
from pbrlang.lower.nodes import Node, OfMembers, ReadValue
from pbrlang.lower.visit import own
from pbrlang.names.homes import CalendarHome, ContractHome, Home, LineHome, part_of, rows_of

_VALUE, _UNDER, _FAULT, _UNDEFINED = "_value", "_under", "_fault", "_undefined"


@frozen(eq=False)
class ValueView:
    """A view of one definition: `stratum` is that of the clauses before which it is made."""

    name: str
    definition: Definition
    stratum: int
    source: Source
    keys: tuple[tuple[str, str], ...]
    value: Sql


@define(eq=False)
class ValueViews:
    """The views of definitions that clauses read; `stratum` is that of the clause that is said, and nothing after."""

    emitter: Emitter
    stratum: int | None = 0
    made: dict[tuple[str, str], ValueView] = field(factory=dict)

    def read(self, name: str, place: Place, at: At) -> Sql | None:
        """The value of a definition at an element, from its view; nothing where it is said where it is read."""
        definition = self.emitter.walker.program.definitions.get(name)
        source = _standing_in(place, at)
        if definition is None or source is None or at.t is None or not self._is_worth_it(definition):
            return None
        day = next((day for day, text in self._days(definition.home, place) if text == at.t.text), None)
        if day is None and isinstance(place, ContractPlace) and at.t.text.startswith("DATE '"):
            day = at.t.text
        view = self._view(definition, day) if day is not None else None
        return self._told(view, source, definition.home, place) if view is not None else None

    def texts(self, stratum: int) -> list[str]:
        """The views that are made before what is due under the clauses of a stratum."""
        return [self._text(each) for each in self.made.values() if each.stratum == stratum]

    def _is_worth_it(self, definition: Definition) -> bool:
        home = definition.home
        if rows_of(home) is not None or isinstance(home, LineHome):
            return False
        nodes: list[Node] = list(own(self.emitter.names.value(definition.name)))
        others = sum(isinstance(each, ReadValue) for each in nodes)
        return others > 1 or any(isinstance(each, OfMembers) for each in nodes)

    def _days(self, home: Home, place: Place) -> Iterator[tuple[str, str]]:
        """The days on which lines for an element are: its own, or the last that is paid for, with their SQL there."""
        text = self.emitter.walker.own_date(place)
        if text is None:
            return
        yield "", text
        if part_of(home, CalendarHome) is not None:
            literal = self.emitter.walker.dialect.literal
            for until in dict.fromkeys(each.until for each in self.emitter.walker.program.clauses.values()):
                yield literal(until), f"LEAST({text}, {literal(until)})"

    def _view(self, definition: Definition, day: str) -> ValueView | None:
        key = (definition.name, day)
        if key not in self.made and self.stratum is not None:
            walker, home = self.emitter.walker, definition.home
            source, place = of_home(walker, home)
            text = dict(self._days(home, place)).get(day, day)
            at = At(place, Sql(text, uses=frozenset(ALIAS.findall(text))), (Frame(source),), book=Book())
            value = self.emitter.value(self.emitter.names.value(definition.name), at)
            keys = tuple((each.order, each.number) for each in key_columns(walker, home, place))
            twins = sum(name == definition.name for name, _ in self.made)
            name = f"_value_of_{relation(definition.name)}{twins + 1 if twins else ''}"
            self.made[key] = ValueView(name, definition, self.stratum, source, keys, value)
        return self.made.get(key)

    def _told(self, view: ValueView, source: Source, home: Home, place: Place) -> Sql:
        walker, value = self.emitter.walker, view.value
        links = {each.order: each.number for each in key_columns(walker, home, place)}
        alias = source.match(view.name, tuple((name, links[name]) for name, _ in view.keys))

        def column(name: str) -> str:
            return f"{alias}.{walker.dialect.named(name)}"

        words, clause = view.definition.name, view.definition.clause
        self.emitter.called |= {
            column(_VALUE): Called(words, clause),
            column(_UNDER): Called(f"{words} divisor", clause),
        }
        under = value.under
        if under is not None and not _is_fixed(under):
            under = known(Sql(column(_UNDER)), bounds(under))
        return Sql(
            column(_VALUE),
            *bounds(value),
            under=under,
            blank=value.blank,
            fault=column(_FAULT) if value.fault != NEVER else NEVER,
            undefined=column(_UNDEFINED) if value.undefined != NEVER else NEVER,
            uses=frozenset((alias,)),
        )

    def _text(self, view: ValueView) -> str:
        dialect, value = self.emitter.walker.dialect, view.value
        broken = either(value.fault, value.undefined)
        told = dict(view.keys)
        told[_VALUE] = value.text if broken == NEVER else f"CASE WHEN NOT {broken} THEN {value.text} END"
        if value.under is not None and not _is_fixed(value.under):
            told[_UNDER] = value.under.text
        told |= {name: text for name, text in ((_FAULT, value.fault), (_UNDEFINED, value.undefined)) if text != NEVER}
        steps = NamedSteps(dialect, self.emitter.called, self.emitter.counted)
        listed = ",\n  ".join(f"{text} AS {dialect.named(name)}" for name, text in told.items())
        plain = f"SELECT\n  {listed}\nFROM {view.source.text()}"
        query = steps.select([(text, name) for name, text in told.items()], view.source, ALWAYS) or plain
        made = dialect.temporary.format(dialect.named(view.name))
        definition = view.definition
        each = "" if isinstance(definition.home, ContractHome) else f" for each {home_name(definition.home)}"
        title = f"{definition.name}{each} ({definition.clause or 'the contract'})"
        return Step(title, f"{made}\n{query}", view.name).text()


def _is_fixed(value: Sql) -> bool:
    return value.low is not None and value.low == value.high


def _standing_in(place: Place, at: At) -> Source | None:
    """The source that has an element in its relation; nothing where a day or a row tells which it is."""
    if isinstance(place, ContractPlace):
        return at.frames[-1].source if at.frames else None
    parts = place.parts if isinstance(place, PairPlace) else (place,)
    elements = [getattr(each, "element", None) for each in parts]
    sources = [each.source for each in elements if isinstance(each, Element) and each.own is not None]
    return sources[0] if len(sources) == len(parts) else None
