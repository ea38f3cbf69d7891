"""What stands in the contract once and for all: its calendars, cohorts and rate cards."""

from attrs import define

from pbrlang.backends.common.layout import Doc, Text
from pbrlang.backends.common.scope import Scope
from pbrlang.backends.common.words import clause_number, unit_of
from pbrlang.calendar.periods import Calendar
from pbrlang.ir.program import Cohort
from pbrlang.lower.forms import number
from pbrlang.lower.model import Column
from pbrlang.lower.paths import words_of


@define(eq=False, repr=False)
class ConstantWriter:
    """Writes the constants of a contract."""

    scope: Scope

    def calendars(self) -> list[str]:
        """The calendars and lists that are read, and the cohorts."""
        program = self.scope.program
        lines: list[str] = []
        for step in program.calendars:
            if step in self.scope.steps:
                lines += self._calendar(step, program.calendars[step])
        for cohort in program.cohorts.values():
            lines += self._cohorts(cohort)
        for name in self.scope.lists:
            lines += self._words(name)
        return lines

    def _words(self, name: str) -> list[str]:
        language = self.scope.language
        words = language.listed([language.words(each) for each in words_of(self.scope.program, name)])
        made = language.make("Words", [language.words(name), words])
        return language.constant(self.scope.naming.list_of(name), made, f"The words of {name}.")

    def _calendar(self, step: str, calendar: Calendar) -> list[str]:
        language = self.scope.language
        periods: list[Doc] = []
        for each in calendar.periods:
            days = language.day(each.first), language.day(each.last), Text(str(each.whole))
            periods.append(
                language.make(
                    "Period", [language.words(step), Text(str(each.number)), language.words(each.name), *days]
                )
            )
        made = language.make("Calendar", [language.listed(periods)])
        return language.constant(self.scope.naming.steps[step], made, f"The {step}s of the contract.")

    def _cohorts(self, cohort: Cohort) -> list[str]:
        language = self.scope.language
        made: list[Doc] = []
        for place, (period, confirmed) in enumerate(zip(cohort.periods, cohort.confirmed, strict=True), 1):
            days = [language.day(each) for each in (period.first, period.last, confirmed)]
            made.append(language.make("Cohort", [language.words(cohort.name), Text(str(place)), *days]))
        told = f"{cohort.name} ({clause_number(cohort.clause)}): who enters when, and when that is confirmed."
        name = self.scope.naming.cohorts[cohort.name]
        return language.constant(name, language.make("Cohorts", [language.listed(made)]), told)

    def columns(self) -> list[str]:
        """The columns of rate cards that are read."""
        lines: list[str] = []
        for key, column in self.scope.lowered.columns.items():
            if key in self.scope.columns:
                name = self.scope.naming.columns[key]
                lines += self.scope.language.column(name, column.cells, self._told(column))
        return lines

    def _told(self, column: Column) -> str:
        program = self.scope.program
        tariff, terms = program.tariffs[column.tariff], program.terms
        kind = tariff.columns[column.column]
        unit = unit_of(kind, number(column.scale), program.nouns, terms.currency, terms.places)
        card = column.column if column.column == tariff.name else f"{column.column} in {tariff.name}"
        return f"{card} ({clause_number(tariff.clause)}), {unit}, by {' and '.join(tariff.keys)}."
