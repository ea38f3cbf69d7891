"""A contract by results alone, with nothing to live on until they are known."""

from collections.abc import Iterator

from pbrlang.analysis.timing import months_between
from pbrlang.diagnostics.prose import plural
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.waiting import first_due


class FullRisk(Advice):
    """Nothing is paid but by results, and the first of them come late.

    ## Why
    The provider pays staff for months before it can earn anything. Large firms borrow and put the interest into the
    price; small charities, which know the people, stay away or fail. Boards that may not gamble choose what is safe,
    and new ways of working are the first thing to go.

    The default limit, six months, is the judgement of this project. A project sets its own with `wait` in `pbr.toml`.

    ## Source
    - BDO Local Government, on payment by results in councils: third-sector providers forced out by full risk
    - Russell Webster, *Payment by Results: A limited tolerance for error*: boards and survival
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): providers able to take the risk

    ## Example
    ```pbr
    contract All By Results
        purpose "People who were long out of work stay in work."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 April 2030 to 31 March 2033
        results settle until 31 March 2033
        years start on 1 April
        settles every quarter
        rounds each payment to the nearest penny, half up

    data Spell
        Spell     identifier
        Weeks     number of weeks
        Ended On  date
        one row for each Spell
        dated Ended On
        records results

    payment Weeks Paid
        for each year
        pays £40 per week * total of Weeks of Spells in the year
    ```

    ## Instead
    ```pbr
    contract Fee And Results
        purpose "People who were long out of work stay in work."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 April 2030 to 31 March 2033
        results settle until 31 March 2033
        years start on 1 April
        settles every quarter
        rounds each payment to the nearest penny, half up

    data Spell
        Spell     identifier
        Weeks     number of weeks
        Ended On  date
        one row for each Spell
        dated Ended On
        records results

    fee Service Fee
        for each quarter of the term
        pays £20,000

    payment Weeks Paid
        for each year
        pays £12 per week * total of Weeks of Spells in the year
    ```
    """

    code = "PBR901"
    name = "full-risk"

    months: int

    def message(self) -> str:
        wait = plural(self.months, "month")
        return f"nothing is paid but by results, and the first can fall due {wait} after the contract begins"

    def precedent(self) -> str:
        return "several reputable charities went out of business under the Work Programme (R. Webster, 2013)"

    def help(self) -> str:
        return "pay a fee for the service beside results, or part of the expected sum early, with a clawback"


def check(design: Design) -> Iterator[Advice]:
    """A contract that pays for results by nothing but these, the first no earlier than the limit in months."""
    if not any(design.pays_for_results(each) for each in design.paying):
        return
    if not all(design.reads_results(each) or _is_activity(design, each) for each in design.paying):
        return
    starts = design.program.terms.starts
    first = min(first_due(design, each) for each in design.paying)
    months = months_between(starts, first)
    if months >= design.settings.wait:
        yield FullRisk(design.header.span, "contract", months)


def _is_activity(design: Design, clause: Clause) -> bool:
    """Whether a payment calls itself one for results though it rests on activity."""
    return clause.word in ("payment", "bonus") and bool(design.flows[clause.name].money.tables)
