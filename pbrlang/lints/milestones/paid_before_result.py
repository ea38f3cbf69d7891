"""A result that is paid for before it can be known."""

from collections.abc import Iterator
from datetime import date

from pbrlang.analysis.homes import rows_of
from pbrlang.analysis.timing import first_known, fixed_day, shift
from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.rewriting import block_of, without_item
from pbrlang.names.homes import CohortHome
from pbrlang.syntax.tree.clauses import Clause as Written
from pbrlang.values.wording import in_words


class PaidBeforeResult(Advice):
    """A payment by a measure falls due before the measure's time of observation is over.

    ## Why
    What is read then is not the result but its beginning, and a payment once made is hard to take back. The measure
    promises one thing, and the date pays for another.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fourth commandment: interim targets
    - Audit Commission, *Local payment by results* (April 2012): effective and robust measurement

    ## Example
    ```pbr
    cohort Joiners
        groups People by Joined On every year, from 1 April 2030 to 31 March 2032
        each Person is observed for 26 weeks from Joined On
        confirmed after 30 days

    Working Person means each Person where number of Spells while observed is at least 1

    outcome Lasting Work
        measure Work Rate for each Joiners
            means share of People that are Working People, or 0% where there are no People
            higher is better

        payment More In Work
            for each Joiners
            on 1 June 2030
            pays £50,000 * Work Rate
    ```

    ## Instead
    ```pbr
    cohort Joiners
        groups People by Joined On every year, from 1 April 2030 to 31 March 2032
        each Person is observed for 26 weeks from Joined On
        confirmed after 30 days

    Working Person means each Person where number of Spells while observed is at least 1

    outcome Lasting Work
        measure Work Rate for each Joiners
            means share of People that are Working People, or 0% where there are no People
            higher is better

        payment More In Work
            for each Joiners
            pays £50,000 * Work Rate
    ```
    """

    code = "PBR723"
    name = "paid-before-result"

    measure: str
    due: str
    known: str
    edit: tuple[Edit, ...]

    def message(self) -> str:
        return f"{quoted(self.about)} is due {self.due}, and {quoted(self.measure)} is first known {self.known}"

    def help(self) -> str:
        return "leave the date out, so that it falls due when the result is confirmed"

    def edits(self) -> tuple[Edit, ...]:
        return self.edit


def check(design: Design) -> Iterator[Advice]:
    """Clauses by a measure of a cohort or a period that are dated before the first of these is over."""
    for clause in design.paying:
        for variable in design.measured_by[clause.name]:
            own = design.program.definitions[variable.measure or ""]
            known = first_known(design.program, own.home)
            due = fixed_day(clause)
            if due is not None and known is not None and due < known:
                yield PaidBeforeResult(clause.span, clause.name, own.name, _on(due), _on(known), _edit(design, clause))
                break
        else:
            yield from _for_each_member(design, clause)


def _for_each_member(design: Design, clause: Clause) -> Iterator[Advice]:
    """A clause for each member of a cohort that is dated within the time for which the member is observed."""
    table = rows_of(clause.home)
    for own in (design.program.definitions[each.measure or ""] for each in design.measured_by[clause.name]):
        if not isinstance(own.home, CohortHome):
            continue
        cohort = design.program.cohorts[own.home.cohort]
        when = shift(clause.day)
        days = cohort.days or cohort.months * 30
        if cohort.table == table and when and when.field == cohort.observed_from and when.days < days:
            due = f"{when.days} days after {when.field}" if when.days else f"on {when.field}"
            yield PaidBeforeResult(clause.span, clause.name, own.name, due, f"after {days} days", _edit(design, clause))


def _edit(design: Design, clause: Clause) -> tuple[Edit, ...]:
    block = block_of(design, clause.clause)
    return without_item(block.on[0], "on") if isinstance(block, Written) and len(block.on) == 1 else ()


def _on(day: date) -> str:
    return f"on {in_words(day)}"
