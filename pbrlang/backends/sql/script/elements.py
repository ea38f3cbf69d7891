"""The views of what there is one sum for each of, besides rows: periods, cohorts and the words of lists."""

from collections.abc import Iterator, Sequence

from attrs import define

from pbrlang.backends.sql.script.flavours import Flavour
from pbrlang.backends.sql.script.homes import CONTRACT, Elements, elements_name
from pbrlang.ir.program import Program
from pbrlang.lower.paths import words_of
from pbrlang.names.homes import CalendarHome, CohortHome, ListHome, parts_of

Value = object


@define(eq=False)
class ElementViews:
    """Writes the views of elements in one flavour."""

    flavour: Flavour
    program: Program

    def read_in(self, texts: Sequence[str]) -> list[str]:
        """The views that some texts read."""
        whole, named = "\n".join(texts), self.flavour.dialect.named
        found = []
        if named(CONTRACT) in whole:
            found.append(self._view(CONTRACT, "one row for the contract", f"SELECT 1 AS {named('number')}"))
        read = (home for home in dict.fromkeys(self._homes()) if named(elements_name(home)) in whole)
        return [*found, *map(self._elements, read)]

    def _homes(self) -> Iterator[Elements]:
        homes = [each.home for each in self.program.clauses.values()]
        for home in [*homes, *(each.home for each in self.program.caps.values())]:
            yield from (each for each in parts_of(home) if isinstance(each, Elements))

    def _elements(self, home: Elements) -> str:
        match home:
            case CalendarHome(step=step):
                periods = self.program.calendars[step].periods
                rows = [(each.number, each.name, each.first, each.last, each.whole) for each in periods]
                return self._listed(home, f"one for each {step}", _PERIOD, rows)
            case CohortHome(cohort=name):
                cohort = self.program.cohorts[name]
                stretches = enumerate(zip(cohort.periods, cohort.confirmed, strict=True), start=1)
                days = [(number, each.first, each.last, confirmed) for number, (each, confirmed) in stretches]
                return self._listed(home, f"{name} ({cohort.clause}): one for each cohort", _COHORT, days)
            case ListHome(list=name):
                words = [(number, word) for number, word in enumerate(words_of(self.program, name), start=1)]
                return self._listed(home, f"one for each {name.rpartition('.')[2]}", ("number", "name"), words)

    def _listed(self, home: Elements, title: str, columns: Sequence[str], rows: Sequence[tuple[Value, ...]]) -> str:
        dialect = self.flavour.dialect
        told = ",\n".join(f"  ({', '.join(map(self._value, each))})" for each in rows)
        names = ", ".join(map(dialect.named, columns))
        whole = [
            dialect.cast_whole(named) + f" AS {named}" if name in ("number", "whole_days") else named
            for name, named in zip(columns, map(dialect.named, columns), strict=True)
        ]
        select = f"SELECT {', '.join(whole)}\nFROM (VALUES\n{told}\n) AS e ({names})"
        return self._view(elements_name(home), title, select)

    def _value(self, value: Value) -> str:
        return self.flavour.dialect.literal(value)  # type: ignore[arg-type]

    def _view(self, name: str, title: str, select: str) -> str:
        made = self.flavour.dialect.temporary.format(self.flavour.dialect.named(name))
        return f"-- {title}\n{made}\n{select};"


_PERIOD = ("number", "name", "first_day", "last_day", "whole_days")
_COHORT = ("number", "first_day", "last_day", "confirmed_on")
