"""A payment in an outcome that rests on none of its measures."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import listing, quoted, quoted_listing
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design, Outcome
from pbrlang.lints.milestones.paid_for_activity import rests_on_activity


class MilestoneProxy(Advice):
    """A payment in an outcome rests on none of the outcome's measures, nor on the results behind them.

    ## Why
    It is a milestone under another name. It pays for something on the way to the outcome, such as joining, being
    assessed or a certificate; people work towards that, and whether it leads to the outcome is nobody's business any
    more.

    What a payment rests on is followed through every definition and group to the data. It counts as resting on the
    outcome if it reads one of its measures, or data that one of them is made from and that is not said to record
    activity.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fourth commandment: milestones and proxy
      indicators
    - BDO Local Government, on payment by results in councils: what is easy to measure displaces what matters

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better

        payment Welcome
            for each Person
            pays £300
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better

        payment Weeks Paid
            for each year
            pays £40 per week * Weeks In Work
    ```
    """

    code = "PBR721"
    name = "milestone-proxy"

    outcome: str
    measures: tuple[str, ...]
    tables: tuple[str, ...]

    def message(self) -> str:
        rests = f"rests on {quoted_listing(self.tables, 'and')} alone" if self.tables else "rests on no data at all"
        known = listing(map(quoted, self.measures), "or")
        return f"{quoted(self.about)} {rests}, and {quoted(self.outcome)} is known by {known}"

    def precedent(self) -> str:
        return "the measure “five A* to C” drew schools to pupils at the border of a C (BDO Local Government)"

    def help(self) -> str:
        return "pay by a measure of the outcome; where money is needed before that, call it a fee for the service"


def check(design: Design) -> Iterator[Advice]:
    """Payments and bonuses inside an outcome with measures that share no data of results with any of them."""
    for outcome in design.outcomes:
        if not outcome.measures:
            continue
        behind = _behind(design, outcome)
        for clause in outcome.clauses:
            if clause.word in ("payment", "bonus") and _is_proxy(design, outcome, clause, behind):
                tables = tuple(sorted(design.flows[clause.name].money.tables))
                names = tuple(each.name for each in outcome.measures)
                yield MilestoneProxy(clause.span, clause.name, outcome.name, names, tables)


def _behind(design: Design, outcome: Outcome) -> set[str]:
    """The tables behind an outcome's measures that may hold results: those of activity and those of people do not."""
    found = set[str]()
    for each in outcome.measures:
        reads = design.reader.definition(each.name)
        results = design.result_tables(reads)
        found |= results or {x for x in reads.tables if design.program.tables[x].activity is None}
    return found


def _is_proxy(design: Design, outcome: Outcome, clause: Clause, behind: set[str]) -> bool:
    money = design.flows[clause.name].money
    if any(each.measure in {x.name for x in outcome.measures} for each in design.measured_by[clause.name]):
        return False
    if any(clause.name in design.reader.definition(each.name).clauses for each in outcome.measures):
        return False
    return not rests_on_activity(design, clause) and not money.tables & behind
