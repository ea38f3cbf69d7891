"""Clauses that make money due, as sentences."""

from collections.abc import Iterator

from attrs import frozen

from pbrlang.ir.expressions import Apply, Constant, Expr, FieldOf, FirstDay
from pbrlang.ir.program import Clause
from pbrlang.ir.recovering import Instalments
from pbrlang.ir.visit import walk
from pbrlang.names.homes import (
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    TableHome,
    part_of,
    rows_of,
)
from pbrlang.render.english.homes import opening, runs_to
from pbrlang.render.english.phrases import CLAUSES, MEANS, PARTS, TO_DATE
from pbrlang.render.english.places import Here
from pbrlang.render.english.saying import Words, fill, join, listed, sentence
from pbrlang.render.english.speaker import Speaker
from pbrlang.render.english.values import day_in_words, value_in_words
from pbrlang.render.model import Inlines

_EVERY = {1: "monthly", 3: "quarterly", 12: "yearly"}


@frozen
class Conditional:
    """A sentence; where there are several conditions, it ends before them and they follow, one by one."""

    words: Inlines
    conditions: tuple[Inlines, ...] = ()


@frozen
class ClauseSpeaker:
    """Says one clause; `negative` tells whether the contract lets its sum be below nought."""

    speaker: Speaker
    clause: Clause
    negative: bool = False

    @property
    def here(self) -> Here:
        """Where its values are read."""
        return Here(self.clause.home)

    def entitlement(self) -> Conditional:
        """For what, how much, and on which conditions."""
        clause = self.clause
        amount = self._amount()
        words = fill(CLAUSES[clause.word], amount=amount)
        until = runs_to(clause, self.speaker.program.terms.ends)
        words = opening(self.speaker.places, clause.home, until, join(words, self._out_of()))
        parts = conditions(clause.when)
        if len(parts) > 1:
            told = tuple(self.speaker.value(each, self.here) for each in parts)
            return Conditional(sentence(join(words, ", if all of these hold:")), told)
        if clause.when is not None:
            words = fill("{words}, if {condition}", words=words, condition=self.speaker.value(clause.when, self.here))
        return Conditional(sentence(words))

    def _amount(self) -> Inlines:
        words = self.speaker.value(self.clause.amount, self.here)
        return join("to date in all ", words) if self.clause.to_date else words

    def _out_of(self) -> Inlines:
        clause = self.clause
        recovery = clause.recovery
        if recovery is not None:
            return join(", out of what was paid under ", self._clauses(recovery.clauses), self._shared(recovery.home))
        if clause.advance is not None:
            against = self._clauses(clause.advance.clauses)
            return join(", on account of what falls due under ", against, self._shared(clause.advance.home))
        return ()

    def _clauses(self, names: tuple[str, ...]) -> Inlines:
        return listed([self.speaker.term(each, None) for each in names])

    def _shared(self, home: Home) -> Inlines:
        """For which element the sums of both clauses are counted together."""
        if isinstance(home, ContractHome):
            return ()
        return join(" for that ", self.speaker.places.noun(home))

    def bounds(self) -> Iterator[Inlines]:
        """Its least and most, part periods, and whether it may be below nought."""
        clause = self.clause
        if clause.parts is not None:
            calendar = part_of(clause.home, CalendarHome)
            yield join(PARTS[clause.parts].replace("{step}", calendar.step if calendar else "period"))
        for clamp in clause.clamps:
            value = self.speaker.value(clamp.value, self.here)
            over = "more" if clamp.word == "not more than" else "less"
            yield fill(f"The sum is {clamp.word} {{value}}: where it would be {over}, it is that.", value=value)
        if self.negative:
            yield join("The sum may be below nought; it is then due from the provider.")

    def dating(self) -> Iterator[Inlines]:
        """On which day it falls due, and in which statement."""
        clause = self.clause
        if clause.to_date is not None:
            yield from self._to_date()
            return
        yield sentence(join("it falls due on ", self.day()))
        blank = self._blank()
        if blank:
            yield blank
        if clause.payable_on_its_date:
            yield join("It is payable on that day, in a statement of its own.")

    def day(self) -> Inlines:
        """The day on which a sum of the clause falls due."""
        clause = self.clause
        if clause.day is not None:
            return self.speaker.value(clause.day, self.here)
        return self.own_day(clause.home)

    def own_day(self, home: Home) -> Inlines:
        """The day of an element itself: of a row, the end of a period, the confirmation of a cohort."""
        calendar, cohort, rows = part_of(home, CalendarHome), part_of(home, CohortHome), rows_of(home)
        places = self.speaker.places
        if calendar is not None:
            return join("the last day of the ", calendar.step)
        if rows is not None:
            return join("the ", places.noun(rows), "'s ", self._dated(rows))
        if cohort is not None:
            return join("the day on which the result of the ", places.noun(cohort), " is confirmed")
        return join("its day")

    def _dated(self, rows: TableHome | GroupHome) -> Inlines:
        table = self.speaker.program.tables[rows.table]
        name = table.dated or (table.lasts.start if table.lasts else None)
        return self.speaker.term(name, None) if name else join("date")

    def _blank(self) -> Inlines:
        """What holds where the day is not known."""
        day = self.clause.day
        tables = self.speaker.program.tables
        if day is None or not any(
            isinstance(each, FirstDay)
            or (isinstance(each, FieldOf) and tables[each.table].by_name[each.field].optional)
            for each in walk(day)
        ):
            return ()
        return join("Where that day is not known, because a date that it rests on is blank, nothing falls due.")

    def _to_date(self) -> Iterator[Inlines]:
        step = self.speaker.program.terms.step
        yield join(
            f"Each statement pays what has been added: what is due to date at the end of the {step}, rounded, less "
            f"what was due to date at the end of the {step} before, rounded."
        )
        yield join(TO_DATE[self.clause.to_date or ""])

    def often(self) -> Iterator[Inlines]:
        """How often it is paid for one of something."""
        often = self.clause.often
        if often is None:
            return
        nouns = listed([self.speaker.places.noun(home) for home in often.homes])
        each = join("each combination of " if len(often.homes) > 1 else "each ", nouns)
        most = often.most
        if isinstance(most, Constant) and most.value == 1:
            times: Words = "once"
        elif isinstance(most, Constant):
            times = join("at most ", value_in_words(most.value, most.kind, self.speaker.program), " times")
        else:
            times = join("at most as many times as ", self.speaker.value(most, self.here), " says,")
        yield fill(
            "It is due {times} for {each}. Those that come first by date stand, and of those of one date the first by "
            "key; what comes after is not due. A sum of {nought} uses up a place like any other.",
            times=times,
            each=each,
            nought=f"{self.speaker.program.terms.symbol}0",
        )

    def recovery(self) -> Iterator[Inlines]:
        """What bounds a recovery, and how the money comes back."""
        recovery = self.clause.recovery
        if recovery is None:
            return
        yield fill(
            "No more is recovered than was paid under {clauses}{whose} up to that day, after every limit, and has not "
            "been recovered before.",
            clauses=self._clauses(recovery.clauses),
            whose=self._shared(recovery.home),
        )
        yield from self._means(recovery.means, recovery.instalments)

    def _means(self, means: str, instalments: Instalments | None) -> Iterator[Inlines]:
        if instalments is None:
            yield join(MEANS[means])
            return
        first = f"on {day_in_words(instalments.first)}" if instalments.first else "on the day on which it falls due"
        every = _EVERY.get(instalments.months, f"each {instalments.months} months")
        yield join(
            f"It is recovered in {instalments.count} equal {every} instalments, the first {first}. Each is the sum "
            f"divided by {instalments.count} and rounded down to the smallest coin; the last takes the rest. An "
            "instalment never falls before the day on which the sum falls due, nor after the last day of the run-off."
        )

    def advance(self) -> Iterator[Inlines]:
        """What is set off against an advance, and when and how the rest comes back."""
        advance = self.clause.advance
        if advance is None:
            return
        yield fill(
            "What falls due under {clauses}{whose} on or after the day of the advance is first set off against it, in "
            "the order of dates, until it is used up; only what is beyond it is paid out.",
            clauses=self._clauses(advance.clauses),
            whose=self._shared(advance.home),
        )
        unearned = advance.unearned
        day = self.speaker.value(unearned.day, self.here)
        yield fill(
            "What is left of the advance at the end of {day}, once the sums of that day are set off, is unearned, and "
            "is recovered.",
            day=day,
        )
        yield from self._means(unearned.means, unearned.instalments)


def conditions(when: Expr | None) -> tuple[Expr, ...]:
    """The parts of a condition that all have to hold."""
    if isinstance(when, Apply) and when.operation == "and":
        return tuple(part for each in when.arguments for part in conditions(each))
    return () if when is None else (when,)
