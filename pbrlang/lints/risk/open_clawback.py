"""A clawback that no day ends."""

from collections.abc import Iterator

from pbrlang.analysis.homes import rows_of, set_against
from pbrlang.analysis.timing import months_between, shift
from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.ir.expressions import Apply, Constant, Expr, FieldOf
from pbrlang.ir.program import Clause
from pbrlang.ir.visit import walk
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.names.homes import GroupHome
from pbrlang.values.wording import in_words

_EARLIER = ("before", "on or before")
_LATER = ("after", "on or after")


class OpenClawback(Advice):
    """A clawback can come on any later day, all at once.

    ## Why
    What is paid has been spent on the service. A provider that may have to give it back for years has to keep it
    instead, or to hope. A day after which it may keep what it has, a *long-stop*, ends that, and says for how long a
    result has to last. So does giving back in instalments, which a provider can plan for.

    No clawback takes more than was paid, and none comes after the run-off. It is told of where the time from the first
    day of the contract to the end of its run-off is more than the limit. The default, 24 months, is the judgement of
    this project. A project sets its own with `long_stop` in `pbr.toml`.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): full understanding of the risks
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): providers able to take the risk

    ## Example
    ```pbr
    data Tenancy
        Tenancy     identifier
        Moved In    date
        Lost On     date or blank
        one row for each Tenancy
        dated Moved In
        supplied by commissioner

    payment Home Found
        for each Tenancy
        pays £400

    clawback Home Lost
        for each Tenancy
        on Lost On
        when Lost On is not blank
        recovers £400 from the Home Found paid for that Tenancy, as a debt
    ```

    ## Instead
    ```pbr
    data Tenancy
        Tenancy     identifier
        Moved In    date
        Lost On     date or blank
        one row for each Tenancy
        dated Moved In
        supplied by commissioner

    payment Home Found
        for each Tenancy
        pays £400

    clawback Home Lost
        for each Tenancy
        on Lost On
        when Lost On is not blank and Lost On is before Moved In + 26 weeks
        recovers £400 from the Home Found paid for that Tenancy, as a debt
    ```
    """

    code = "PBR907"
    name = "open-clawback"

    taken: tuple[str, ...]
    day: str
    dated: str
    last: str

    def message(self) -> str:
        taken = quoted_listing(self.taken, "and")
        return f"{quoted(self.about)} can take back what was paid under {taken} on any day until {self.last}"

    def help(self) -> str:
        return f"say until when: `and {self.day} is before {self.dated} + … weeks`; or recover it in instalments"


def check(design: Design) -> Iterator[Advice]:
    """Clawbacks without instalments, dated by an event in the row that nothing says an end of."""
    terms = design.program.terms
    last = in_words(terms.settles_until)
    if months_between(terms.starts, terms.settles_until) <= design.settings.long_stop:
        return
    for clause in design.clauses("clawback"):
        table, day = rows_of(clause.home), shift(clause.day)
        if clause.recovery is None or clause.recovery.instalments is not None or table is None or day is None:
            continue
        dated = design.program.tables[table].dated
        if dated is not None and day.field != dated and not _is_ended(design, clause, day.field):
            yield OpenClawback(clause.span, clause.name, tuple(sorted(set_against(clause))), day.field, dated, last)


def _is_ended(design: Design, clause: Clause, field: str) -> bool:
    """Whether the condition, or that of the group that the clause is for each of, puts an end to the day."""
    parts = [clause.when] if clause.when is not None else []
    if isinstance(clause.home, GroupHome):
        parts.append(design.program.groups[clause.home.group].where)
    return any(_ends(each, field) for part in parts for each in walk(design.inlined.of(part)))


def _ends(expr: Expr, field: str) -> bool:
    if not isinstance(expr, Apply) or expr.operation not in (*_EARLIER, *_LATER):
        return False
    early, late = expr.arguments if expr.operation in _EARLIER else expr.arguments[::-1]
    return _reads(early, field) and (isinstance(late, Constant) or not _reads(late, field))


def _reads(expr: Expr, field: str) -> bool:
    return any(isinstance(each, FieldOf) and each.field == field for each in walk(expr))
