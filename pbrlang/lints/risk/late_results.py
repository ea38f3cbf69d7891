"""Results that are known long after what was done for them."""

from collections.abc import Iterator

from pbrlang.analysis.timing import months_between, wait
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import plural, quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.names.homes import CohortHome


class LateResults(Advice):
    """Results are paid for more than a year after the last of a cohort has entered.

    ## Why
    A provider learns from results that it can see. After a year and more, the people who did the work have moved on,
    the service has changed twice, and what is paid is a surprise to everybody.

    The time is that from the last entry of a cohort to its confirmation: observation, and what comes after. The default
    limit, twelve months, is the judgement of this project. A project sets its own with `observation` in `pbr.toml`.

    ## Source
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): a short gap to the outcome
    - National Audit Office, *Transforming Rehabilitation* (2019): first results nearly two years after the start

    ## Example
    ```pbr
    cohort Joiners
        groups People by Joined On every year, from 1 April 2030 to 31 March 2032
        each Person is observed for 24 months from Joined On
        confirmed after 6 months

    Working Person means each Person where number of Spells while observed is at least 1

    payment More In Work
        for each Joiners
        pays £500 per Person * number of Working People
    ```

    ## Instead
    ```pbr
    cohort Joiners
        groups People by Joined On every year, from 1 April 2030 to 31 March 2032
        each Person is observed for 6 months from Joined On
        confirmed after 1 month

    Working Person means each Person where number of Spells while observed is at least 1

    payment More In Work
        for each Joiners
        pays £500 per Person * number of Working People
    ```
    """

    code = "PBR902"
    name = "late-results"
    severity = Severity.NOTE

    cohort: str
    months: int
    first: int

    def message(self) -> str:
        gap = plural(self.months, "month")
        start = plural(self.first, "month")
        told = f"{quoted(self.about)} pays {gap} after the last of {quoted(self.cohort)} has entered"
        return f"{told}, and first {start} after the contract begins"

    def precedent(self) -> str:
        return "probation's first results by payment came nearly two years after the start, too late to learn from"

    def help(self) -> str:
        return "observe for a shorter time, if a shorter measure shows the same; or take smaller cohorts"


def check(design: Design) -> Iterator[Advice]:
    """The first clause for each cohort whose result comes later than the limit in months."""
    told = set[str]()
    starts = design.program.terms.starts
    for clause in design.paying:
        if isinstance(clause.home, CohortHome) and clause.home.cohort not in told:
            cohort = design.program.cohorts[clause.home.cohort]
            if wait(cohort) > 31 * design.settings.observation:
                told.add(cohort.name)
                months = months_between(cohort.periods[0].last, cohort.confirmed[0])
                first = months_between(starts, cohort.confirmed[0])
                yield LateResults(clause.span, clause.name, cohort.name, months, first)
