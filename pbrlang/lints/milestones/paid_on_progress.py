"""How much of the money is paid on the way to results."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.homes import recovered, rows_of
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.values.wording import share


class PaidOnProgress(Advice):
    """A good part of the money is paid on the way, before any result.

    ## Why
    What is paid for each person on the day of joining is earned by enrolling people, and most surely by enrolling many
    of whom little is to be expected. The Work
    Programme paid £400 or £600 for each person on attachment, and let that fall to nothing over the years.

    Counted are milestones, and fees, grants and payments for each row that depend on no results; a fee for the service
    by the month or quarter is not, and neither is early money that a clawback takes back where results fall short. The
    amounts are those of the first worked example in which results earn something. The default limit, 10%, is the
    judgement of this project. A project sets its own with `progress` in `pbr.toml`.

    ## Source
    - National Audit Office, *The Work Programme* (HC 266, 2014)
    - House of Commons Work and Pensions Committee (HC 162, 2013-14), Table 3: attachment fees
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fourth commandment

    ## Example
    ```pbr
    fee Joining Fee
        for each Person
        pays £400

    payment Weeks Paid
        for each Spell
        pays £40 per week * Weeks

    example "one person, twenty weeks"
        given People
            | Person | Joined On    |
            | P1     | 1 April 2030 |
        given Spells
            | Spell | Person | Weeks | Ended On    |
            | S1    | P1     | 20    | 1 June 2030 |
        expect Joining Fee to date is £400
        expect Weeks Paid to date is £800
    ```

    ## Instead
    ```pbr
    fee Joining Fee
        for each Person
        pays £40

    payment Weeks Paid
        for each Spell
        pays £58 per week * Weeks

    example "one person, twenty weeks"
        given People
            | Person | Joined On    |
            | P1     | 1 April 2030 |
        given Spells
            | Spell | Person | Weeks | Ended On    |
            | S1    | P1     | 20    | 1 June 2030 |
        expect Joining Fee to date is £40
        expect Weeks Paid to date is £1,160
    ```
    """

    code = "PBR724"
    name = "paid-on-progress"

    sum: str
    total: str
    share: Fraction
    example: str

    def message(self) -> str:
        told = f"{self.sum} of {self.total} ({share(Fraction(round(self.share * 100), 100))})"
        return f"in the example “{self.example}” {quoted(self.about)} brings {told} before any result"

    def precedent(self) -> str:
        return "the Work Programme paid £400 or £600 for each person on the day of attachment in its first year"

    def help(self) -> str:
        return (
            "move money from progress to results; where cash is needed early, pay "
            "a fee for the service, or money that is recovered"
        )


def check(design: Design) -> Iterator[Advice]:
    """The largest clause of progress in each contract whose share in an example is beyond the limit."""
    progress = [each for each in design.paying if _is_progress(design, each)]
    results = [each for each in design.paying if design.reads_results(each)]
    if not progress or not results:
        return
    worst: dict[str, tuple[Fraction, Fraction, Fraction, str]] = {}
    for example, due in design.settled:
        earned = sum((due.get(each.name, Fraction(0)) for each in results), Fraction(0))
        if earned <= 0:
            continue
        total = earned + sum((due.get(each.name, Fraction(0)) for each in progress), Fraction(0))
        for each in progress:
            amount = due.get(each.name, Fraction(0))
            found = (amount / total, amount, total, example.title)
            if each.name not in worst:
                worst[each.name] = found
    for each in progress:
        if each.name in worst and worst[each.name][0] > design.settings.share("progress"):
            part, amount, total, title = worst[each.name]
            yield PaidOnProgress(each.span, each.name, design.money(amount), design.money(total), part, title)


def _is_progress(design: Design, clause: Clause) -> bool:
    if design.reads_results(clause):
        return False
    if clause.name in recovered(design.program.clauses):
        return False
    return clause.word == "milestone" or rows_of(clause.home) is not None
