"""A reward for cutting a service, with no test of what becomes of people."""

from collections.abc import Iterator

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.cutting import Cut, cuts
from pbrlang.lints.design import Design


class CutWithoutQuality(Advice):
    """A payment grows as less is spent on people, or less is done for them, and nothing tests how they fare.

    ## Why
    It is the simplest way to pay by results and the most dangerous: whoever decides how much care a person has earns
    by each pound that is taken away. A condition, a deduction or a clawback that reads results, from somebody else than
    whoever is paid, is the least that must stand beside it.

    It is found by mathematics, not by words: the sum rises as an amount of money falls, or as the number of rows of
    activity falls; and no condition of the clause, no deduction and no clawback reads data that records results.

    ## Source
    - Russell Webster, *What's the future for payment by results?* (2015): consultants to keep half of what they cut
      from care budgets
    - Russell Webster, *Payment by Results: Lessons from the Literature* (2016): quality where people are vulnerable

    ## Example
    ```pbr
    data Review
        Review       identifier
        Old Budget   money, at least £0
        New Budget   money, at least £0
        Held On      date
        one row for each Review
        dated Held On
        records activity

    payment Half Of The Cut
        for each Review
        when New Budget is less than Old Budget
        pays 50% of (Old Budget - New Budget)
    ```

    ## Instead
    ```pbr
    data Review
        Review       identifier
        Old Budget   money, at least £0
        New Budget   money, at least £0
        Held On      date
        one row for each Review
        dated Held On
        records activity

    data Follow Up
        Follow Up    identifier
        Review       refers to Review
        Well         yes or no
        Made On      date
        one row for each Follow Up
        dated Made On
        records results
        supplied by third party "Advocacy service"

    payment Half Of The Cut
        for each Review
        when New Budget is less than Old Budget
        pays 50% of (Old Budget - New Budget)

    clawback Worse Off
        for each Follow Up
        when Well is no
        recovers 50% of Old Budget from the Half Of The Cut paid for that Review,
            by deduction from the next sums due, otherwise as a debt
    ```
    """

    code = "PBR776"
    name = "cut-without-quality"
    severity = Severity.PROBLEM

    cut: Cut

    def message(self) -> str:
        return f"{quoted(self.about)} pays more the lower `{self.cut.quantity}` is, and nothing tests how people fare"

    def precedent(self) -> str:
        return "a council planned in 2015 to let consultants keep half of what they cut from personal care budgets"

    def help(self) -> str:
        return "make it depend on results that somebody else reports: a condition, a deduction or a clawback"


def check(design: Design) -> Iterator[Advice]:
    """Clauses that pay for a cut without a test that reads results outside the data in which the cut is reported."""
    for clause in design.paying:
        found = next(cuts(design, clause), None)
        if found is not None and not _is_tested(design, clause, found):
            yield CutWithoutQuality(clause.span, clause.name, found)


def _is_tested(design: Design, clause: Clause, cut: Cut) -> bool:
    flow = design.flows[clause.name]
    tests = [flow.when | flow.home, *(design.flows[each.name].money for each in design.clauses() if each.sign < 0)]
    return any(design.result_tables(each) - cut.tables for each in tests)
