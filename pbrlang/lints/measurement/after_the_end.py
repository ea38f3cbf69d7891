"""Results that are known when the provider has gone."""

from collections.abc import Iterator

from pbrlang.analysis.homes import rows_of
from pbrlang.analysis.timing import last_known, shift
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.names.homes import CohortHome
from pbrlang.values.wording import in_words

_LONG = 180


class AfterTheEnd(Advice):
    """Results are observed and paid for after the term has ended.

    ## Why
    The staff have gone, the data may no longer be gathered, and the provider has no more reason to help the last who
    joined. Either entry ends early enough, or the contract says who keeps the figures and helps people until then.

    It is told where the last cohort is confirmed after the term, and where a result is paid for half a year or more
    after its row.

    ## Source
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): a short gap to the outcome
    - Audit Commission, *Local payment by results* (April 2012): full understanding of the risks

    ## Example
    ```pbr
    cohort Joiners
        groups People by Joined On every year, from 1 April 2030 to 31 March 2033
        each Person is observed for 26 weeks from Joined On
        confirmed after 30 days

    Working Person means each Person where number of Spells while observed is at least 1

    payment More In Work
        for each Joiners
        pays £500 per Person * number of Working People
    ```

    ## Instead
    ```pbr
    cohort Joiners
        groups People by Joined On every year, from 1 April 2030 to 31 March 2032
        each Person is observed for 26 weeks from Joined On
        confirmed after 30 days

    Working Person means each Person where number of Spells while observed is at least 1

    payment More In Work
        for each Joiners
        pays £500 per Person * number of Working People
    ```
    """

    code = "PBR926"
    name = "after-the-end"
    severity = Severity.NOTE

    ends: str
    known: str

    def message(self) -> str:
        return f"the term ends on {self.ends}, and {quoted(self.about)} is last known {self.known}"

    def help(self) -> str:
        return "let the last people enter earlier, or say who helps them and keeps the figures until then"


def check(design: Design) -> Iterator[Advice]:
    """Cohorts by which money is due that are confirmed after the term; results paid for long after their row."""
    ends = design.program.terms.ends
    told = set[str]()
    for clause in design.paying:
        measures = [design.program.definitions[each.measure or ""] for each in design.measured_by[clause.name]]
        homes = [(each.home, each.name, each.span) for each in measures]
        for home, about, span in (*homes, (clause.home, clause.name, clause.span)):
            known = last_known(design.program, home)
            if isinstance(home, CohortHome) and home.cohort not in told and known is not None and known > ends:
                told.add(home.cohort)
                yield AfterTheEnd(span, about, in_words(ends), f"on {in_words(known)}")
        if _is_long_after(design, clause):
            days = getattr(shift(clause.day), "days", 0)
            yield AfterTheEnd(clause.span, clause.name, in_words(ends), f"{days} days after the last of its rows")


def _is_long_after(design: Design, clause: Clause) -> bool:
    when = shift(clause.day)
    is_row = rows_of(clause.home) is not None and design.pays_for_results(clause)
    return is_row and when is not None and when.days >= _LONG
