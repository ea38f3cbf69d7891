"""What stands in the contract once and for all: its calendars, cohorts and rate cards."""

from attrs import define

from pbrlang.backends.common.expressions import Expressions
from pbrlang.backends.common.layout import Doc, Text
from pbrlang.backends.common.scope import Scope
from pbrlang.backends.common.values import uses
from pbrlang.backends.common.words import clause_number, unit_of
from pbrlang.calendar.periods import Calendar
from pbrlang.ir.program import Cohort
from pbrlang.lower.forms import number
from pbrlang.lower.model import Column, Figures, Part, Shared
from pbrlang.lower.paths import words_of
from pbrlang.names.homes import CONTRACT


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

    def figures(self) -> list[str]:
        """The columns of tables by date that are read."""
        lines: list[str] = []
        for key, column in self.scope.lowered.figures.items():
            if key in self.scope.figures:
                name = self.scope.naming.figures[key]
                lines += self.scope.language.constant(name, self._column_by_date(column), self._told_by_date(column))
        return lines

    def _column_by_date(self, column: Figures) -> Doc:
        language, step = self.scope.language, self.scope.program.date_tables[column.table].step
        calendar = language.blank if step == "month" else self.scope.calendar(step)
        made = [
            language.make(
                "Figure",
                [
                    Text(str(each.number)),
                    language.words(each.period),
                    language.whole(each.value),
                    *([language.day(each.published)] if each.published else []),
                ],
            )
            for each in column.figures
        ]
        given = [language.words(column.column), language.truth(column.stands), Text(calendar), language.listed(made)]
        return language.make("Figures", given)

    def sharing(self) -> list[str]:
        """Who bears and who receives what."""
        lowered, language = self.scope.lowered, self.scope.language
        lines: list[str] = []
        if lowered.payers is not None:
            lines += language.constant("PAYERS", self._shared(lowered.payers), "Who bears what is due.")
        for name, each in zip(self.scope.naming.splits, lowered.splits, strict=True):
            told = f"Who receives what is paid under {' and '.join(each.clauses)}."
            lines += language.constant(name, self._shared(each), told)
        return lines

    def _shared(self, shared: Shared) -> Doc:
        language = self.scope.language
        parts = [language.make("Share", self._part(each)) for each in shared.parts]
        taker = Text(language.blank if shared.taker is None else str(shared.taker))
        clauses = [language.listed([language.words(each) for each in shared.clauses])] if shared.clauses else []
        return language.make("Sharing", [language.listed(parts), taker, *clauses])

    def _part(self, part: Part) -> list[Doc]:
        language = self.scope.language
        periods = [Text(self.scope.calendar(part.step))] if part.step else []
        limit = [language.whole(part.most)] if part.most is not None else []
        return [language.words(part.name), language.whole(part.parts), *limit, *periods]

    def due_by(self) -> Doc | None:
        """A function from the last day of a statement to the day by which it is to be paid."""
        terms, language = self.scope.program.terms, self.scope.language
        if terms.due_after is None:
            return None
        days, months = terms.due_after
        day: Doc = Text("last")
        if months:
            missing = language.words(terms.month_ends or "last")
            day = self.scope.kit("months_later", day, language.whole(months), missing)
        if days:
            day = self.scope.kit("days_later", day, language.whole(days))
        return language.lambda_(["last"], day)

    def share(self) -> list[Doc]:
        """What shares statements: the calls for payers and for each split."""
        lowered, places = self.scope.lowered, Text(str(self.scope.program.terms.places))
        found = [self.scope.kit("bear", Text("made"), Text("PAYERS"), places)] if lowered.payers else []
        splits = map(Text, self.scope.naming.splits)
        return [*found, *(self.scope.kit("split", Text("made"), each, places) for each in splits)]

    def breaks(self) -> list[str]:
        """The days on which the term may end early."""
        breaks, language = self.scope.lowered.breaks, self.scope.language
        if not breaks:
            return []
        writer = Expressions(self.scope, CONTRACT, "THE_CONTRACT")
        made: list[Doc] = []
        for each in breaks:
            holds = writer.doc(each.when) if each.when is not None else language.truth(True)
            names = [name if uses(holds, name) else f"_{name}" for name in ("books", "on")]
            about = [language.words(each.found.name), language.words(each.found.clause), language.day(each.found.day)]
            made.append(language.make("Break", [*about, language.lambda_(names, holds)]))
        return language.constant("BREAKS", language.listed(made), "The days on which the term may end early.")

    def _told_by_date(self, column: Figures) -> str:
        program = self.scope.program
        table, terms = program.date_tables[column.table], program.terms
        unit = unit_of(table.columns[column.column], number(column.scale), program.nouns, terms.currency, terms.places)
        name = column.column if column.column == table.name else f"{column.column} in {table.name}"
        return f"{name} ({clause_number(table.clause)}), {unit}, by {table.step}."

    def _told(self, column: Column) -> str:
        program = self.scope.program
        tariff, terms = program.tariffs[column.tariff], program.terms
        kind = tariff.columns[column.column]
        unit = unit_of(kind, number(column.scale), program.nouns, terms.currency, terms.places)
        card = column.column if column.column == tariff.name else f"{column.column} in {tariff.name}"
        return f"{card} ({clause_number(tariff.clause)}), {unit}, by {' and '.join(tariff.keys)}."
