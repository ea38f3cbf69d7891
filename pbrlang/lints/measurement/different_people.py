"""A ratio of which the top and the bottom are different people."""

from collections.abc import Iterator

from pbrlang.analysis.homes import rows_of
from pbrlang.analysis.variables import without_fallback
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import Aggregate, Apply, Expr, Lines, Members, Rows
from pbrlang.ir.program import Definition
from pbrlang.ir.visit import walk
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.source import Span


class DifferentPeople(Advice):
    """A ratio divides what happens in a period by those who enter in the same period.

    ## Why
    Those who are counted above entered in other periods, and are not those who are counted below. When fewer enter,
    the ratio rises by itself; when more enter, it falls. The Work Programme divided job outcomes of a year by
    referrals of the same year. As referrals fell, about £31 million of incentive fell due where a true measure gave
    about £6 million.

    A measure has to say `not the same people` where it is so. Nothing is found while nothing is paid by it: it is found
    where money depends on the ratio, in a measure, a definition or a clause.

    ## Source
    - National Audit Office, *The Work Programme* (HC 266, 2014), on the incentive payment

    ## Example
    ```pbr
    outcome Lasting Work
        measure Performance for each year
            means number of Spells in the year / number of People in the year,
                or 0 Spells per Person where there are no People
            higher is better
            not the same people "Jobs are counted when they end, people when they join."

        bonus Incentive
            for each year
            when Performance is more than 0.4 Spells per Person
            pays £50,000
    ```

    ## Instead
    ```pbr
    cohort Joiners
        groups People by Joined On every year, from 1 April 2030 to 31 March 2032
        each Person is observed for 26 weeks from Joined On
        confirmed after 30 days

    Working Person means each Person where number of Spells while observed is at least 1

    outcome Lasting Work
        measure Performance for each Joiners
            means share of People that are Working People, or 0% where there are no People
            higher is better

        bonus Incentive
            for each Joiners
            when Performance is more than 40%
            pays £50,000
    ```
    """

    code = "PBR923"
    name = "different-people"
    severity = Severity.PROBLEM

    top: str | None
    bottom: str | None
    step: str | None

    def message(self) -> str:
        if self.top is None:
            return f"money depends on {quoted(self.about)}, whose top and bottom are said to be not the same people"
        told = f"{quoted(self.about)} divides {self.top} of a {self.step} by {self.bottom} of the same {self.step}"
        return f"{told}, who are not the same people: it rises by itself when fewer enter"

    def precedent(self) -> str:
        return "the Work Programme's incentive came to about £31m where a true measure gave about £6m (HC 266, 2014)"

    def help(self) -> str:
        return "form a cohort of those who enter, observe each for the same time, and take the share of them"


def check(design: Design) -> Iterator[Advice]:
    """Quotients by which something is paid, of two counts in one period: of rows and of what they refer to."""
    told = set[str]()
    read = set[str]().union(*(design.flows[each.name].money.definitions for each in design.program.clauses.values()))
    for own in design.program.definitions.values():
        is_told = told & design.reader.definition(own.name).definitions
        if own.name in read and own.role in ("measure", "definition") and not is_told:
            for advice in _of(design, own):
                told.add(own.name)
                yield advice
    for clause in design.program.clauses.values():
        if not told & design.flows[clause.name].money.definitions:
            for part in design.variables.parts(clause):
                yield from _in(design, clause.name, clause.span, part)


def _of(design: Design, own: Definition) -> list[Advice]:
    """What is found of a definition; one that itself says it compares others needs no more."""
    found = list(_in(design, own.name, own.span, design.inlined.of(own.body)))
    return found or ([DifferentPeople(own.span, own.name, None, None, None)] if own.other_people else [])


def _in(design: Design, name: str, span: Span, expr: Expr) -> Iterator[Advice]:
    for each in walk(expr):
        if isinstance(each, Apply) and each.operation == "divide":
            top, bottom = (_counted(design, without_fallback(side)) for side in each.arguments)
            if top and bottom and top[1] == bottom[1] and _leads(design, top[0], bottom[0]):
                plural = design.program.nouns.plural
                yield DifferentPeople(span, name, plural(top[2]), plural(bottom[2]), top[1])
                return


def _counted(design: Design, expr: Expr) -> tuple[str, str, str] | None:
    """What is counted in a period: its table, the period, and what it is called."""
    found = next((each for each in walk(expr) if isinstance(each, Aggregate)), None)
    if found is None or found.window is None or found.window.word not in ("in", "in to date") or not found.window.step:
        return None
    match found.over:
        case Rows(table=table):
            return table, found.window.step, table
        case Members(group=group, table=table):
            return table, found.window.step, group
        case Lines(clause=clause):
            own = rows_of(design.program.clauses[clause].home)
            return (own, found.window.step, clause) if own is not None else None
        case _:
            return None


def _leads(design: Design, top: str, bottom: str) -> bool:
    """Whether the rows above are each of one row below, dated by themselves."""
    fields = design.program.tables[top].fields
    return top != bottom and any(each.refers_to == bottom for each in fields)
