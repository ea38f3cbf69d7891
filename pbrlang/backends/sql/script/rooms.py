"""How many coins a limit has room for: a number, or a view that has it for each of what the limit is for."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from pbrlang.backends.common.needs import Needs
from pbrlang.backends.sql.expressions import Emitter
from pbrlang.backends.sql.naming import column
from pbrlang.backends.sql.places import (
    CohortPlace,
    ContractPlace,
    Element,
    PairPlace,
    PeriodPlace,
    Place,
    RowPlace,
    WordPlace,
)
from pbrlang.backends.sql.reading import At, Frame
from pbrlang.backends.sql.script.homes import Elements, elements_name
from pbrlang.backends.sql.script.views import Views
from pbrlang.backends.sql.sources import Source
from pbrlang.backends.sql.values import NEVER, Sql, either
from pbrlang.lower.model import Lowered
from pbrlang.lower.nodes import Node
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import CalendarHome, CohortHome, ContractHome, Home, ListHome, PairHome, TableHome


@frozen
class Room:
    """The room of a limit: SQL of it where the sums are `r` and its view, if there is one, is joined as `m`.

    `moves` says that it may change from day to day, and `fault` that the view may have rows that cannot be read.
    """

    text: str
    join: str = ""
    views: tuple[str, ...] = ()
    moves: bool = False
    fault: bool = False


@frozen(eq=False)
class RoomWriter:
    """Writes rooms. The sums that a limit is for are in a view, with columns that say for which of its home each is."""

    views: Views
    lowered: Lowered
    emitter: Emitter

    def room(self, node: Node, home: Home, name: str, title: str, sums: str, columns: Sequence[str], day: str) -> Room:
        """The room for each of `columns` of the view `sums`, read on its `day`; Refusal where SQL cannot say it."""
        named = self.views.named
        _, on = Needs(self.lowered).of_nodes(node)
        by = [*columns, *([day] if on else [])]
        told = ", ".join(map(named, by))
        where = f"WHERE {named('_amount')} > 0"
        base = f"(SELECT DISTINCT {told} FROM {named(sums)} {where})" if by else "(SELECT 1 AS _one)"
        walker = self.emitter.walker
        own = walker.aliases.give("windows")
        source = Source(walker.dialect, walker.aliases, base, own)
        t = Sql(f"{own}.{named(day)}", uses=frozenset((own,))) if on else None
        place = self._place(home, iter([f"{own}.{named(each)}" for each in columns]), source)
        found = self.emitter.value(node, At(place, t, (Frame(source),)))
        fault = either(found.fault, found.undefined)
        if found.low is not None and found.low == found.high and fault == NEVER:
            return Room(str(found.low))
        listed = [f"{own}.{named(each)}" for each in by]
        listed += [f"{found.text} AS {named('_room')}", f"{fault} AS {named('_fault')}"]
        select = f"SELECT {', '.join(listed)}\nFROM {source.text()}"
        on_each = " AND ".join(f"m.{named(each)} = r.{named(each)}" for each in by) or "TRUE"
        return Room(
            f"m.{named('_room')}",
            f"\nLEFT JOIN {named(name)} AS m ON {on_each}",
            (self.views.view(name, title, select),),
            on,
            fault != NEVER,
        )

    def _place(self, home: Home, columns: Iterator[str], source: Source) -> Place:
        """An element of a home, by columns that tell it from the others."""
        program = self.views.program
        match home:
            case ContractHome():
                return ContractPlace()
            case CalendarHome(step=step):
                return PeriodPlace(step=step, element=self._element(home, next(columns), source))
            case CohortHome(cohort=name):
                return CohortPlace(cohort=name, element=self._element(home, next(columns), source))
            case ListHome(list=words):
                return WordPlace(list=words, word=next(columns))
            case PairHome(parts=parts):
                return PairPlace(parts=tuple(self._place(each, columns, source) for each in parts))
            case TableHome(table=name) if len(program.tables[name].key) == 1:
                key = column(program.tables[name].key[0])
                return RowPlace(table=name, source=source, reference=next(columns), key=key)
            case _:
                raise Refusal("not in SQL", None, "how much there is room for, for each of these")

    @staticmethod
    def _element(home: Elements, number: str, source: Source) -> Element:
        return Element(source=source, relation=elements_name(home), number=number)
