"""What stands in the contract once and for all: its calendars, cohorts and rate cards."""

from attrs import define

from pbrlang.backends.common.layout import Doc, Joined, flat, lay
from pbrlang.backends.common.words import clause_number, unit_of
from pbrlang.backends.python.expressions import day, whole, words
from pbrlang.backends.python.scope import Scope, call
from pbrlang.calendar.periods import Calendar
from pbrlang.ir.program import Cohort
from pbrlang.lower.forms import number
from pbrlang.lower.model import Column


@define(eq=False, repr=False)
class ConstantWriter:
    """Writes the constants of a module."""

    scope: Scope

    def calendars(self) -> list[str]:
        """The calendars that are read."""
        program = self.scope.program
        lines: list[str] = []
        for step in program.calendars:
            if step in self.scope.steps:
                lines += self._calendar(step, program.calendars[step])
        for cohort in program.cohorts.values():
            lines += self._cohorts(cohort)
        return lines

    def _calendar(self, step: str, calendar: Calendar) -> list[str]:
        rows: list[Doc] = [
            call(
                "Period",
                words(step),
                whole(each.number),
                words(each.name),
                day(each.first),
                day(each.last),
                whole(each.whole),
            )
            for each in calendar.periods
        ]
        return [*self._table(self.scope.naming.steps[step], "Calendar", rows), ""]

    def _cohorts(self, cohort: Cohort) -> list[str]:
        rows: list[Doc] = [
            call("Cohort", words(cohort.name), whole(number), day(period.first), day(period.last), day(confirmed))
            for number, (period, confirmed) in enumerate(zip(cohort.periods, cohort.confirmed, strict=True), 1)
        ]
        told = f'"""{cohort.name} ({clause_number(cohort.clause)}): who enters when, and when that is confirmed."""'
        return [*self._table(self.scope.naming.cohorts[cohort.name], "Cohorts", rows), told, ""]

    def _table(self, name: str, kind: str, rows: list[Doc]) -> list[str]:
        inner = [line for row in rows for line in lay(row, "", ",", 8)]
        return [f"{name} = {kind}(", "    (", *inner, "    )", ")"]

    def columns(self) -> list[str]:
        """The columns of rate cards that are read."""
        lines: list[str] = []
        for key, column in self.scope.lowered.columns.items():
            if key in self.scope.columns:
                lines += self._column(column)
        return lines

    def _column(self, column: Column) -> list[str]:
        tariff = self.scope.program.tariffs[column.tariff]
        terms = self.scope.program.terms
        form = number(column.scale)
        unit = unit_of(tariff.columns[column.column], form, self.scope.program.nouns, terms.currency, terms.places)
        cells = [Joined(f"{self._key(keys)}: ", whole(value)) for keys, value in column.cells.items()]
        name = self.scope.naming.columns[column.tariff, column.column]
        inner = [line for cell in cells for line in lay(cell, "", ",", 4)]
        keys = " and ".join(tariff.keys)
        card = column.column if column.column == tariff.name else f"{column.column} in {tariff.name}"
        told = f'"""{card} ({clause_number(tariff.clause)}), {unit}, by {keys}."""'
        return [f"{name} = {{", *inner, "}", told, ""]

    def _key(self, keys: tuple[str | int, ...]) -> str:
        parts = [flat(words(key)) if isinstance(key, str) else str(key) for key in keys]
        return parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
