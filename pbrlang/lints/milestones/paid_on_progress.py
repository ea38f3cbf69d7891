"""How much of the money is paid on the way to results."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.analysis.homes import recovered, rows_of
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.values.wording import share

NOUGHT = Fraction(0)


class PaidOnProgress(Advice):
    """A good part of the money is paid on the way, before any result.

    ## Why
    What is paid for each person on the day of joining is earned by enrolling people, and most surely by enrolling many
    of whom little is to be expected. The Work Programme paid £400 or £600 for each person on attachment, and let that
    fall to nothing over the years.

    Counted are milestones, and fees, grants and payments for each row that depend on no results; a fee for the service
    by the month or quarter is not, and neither is early money that a clawback takes back where results fall short. The
    amounts are those of the first worked example in which results earn something; without one, the most that each
    clause can bring for one person. The default limit, 10%, is the judgement of this project. A project sets its own
    with `progress` in `pbr.toml`.

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
    where: str

    def message(self) -> str:
        told = f"{self.sum} of {self.total} ({share(Fraction(round(self.share * 100), 100))})"
        return f"{self.where} {quoted(self.about)} brings {told} before any result"

    def precedent(self) -> str:
        return "the Work Programme paid £400 or £600 for each person on the day of attachment in its first year"

    def help(self) -> str:
        return (
            "move money from progress to results; where cash is needed early, pay "
            "a fee for the service, or money that is recovered"
        )


def check(design: Design) -> Iterator[Advice]:
    """Clauses of progress whose share is beyond the limit: in the first example with results, else by the prices."""
    progress = [each for each in design.paying if _is_progress(design, each)]
    results = [each for each in design.paying if design.reads_results(each)]
    if not progress or not results:
        return
    example = next((each for each in design.settled if any(each[1].get(x.name) for x in results)), None)
    for clause in progress:
        if example is not None:
            told, due = example
            total = sum((due.get(each.name, NOUGHT) for each in (*progress, *results)), NOUGHT)
            found = Share(due.get(clause.name, NOUGHT), total, f"in the example “{told.title}”")
        else:
            found = _by_prices(design, clause, results)
        if found.part > design.settings.share("progress"):
            amounts = design.money(found.amount), design.money(found.total)
            yield PaidOnProgress(clause.span, clause.name, *amounts, found.part, found.where)


@frozen
class Share:
    """How much of a total is paid on progress, and where that is seen."""

    amount: Fraction
    total: Fraction
    where: str

    @property
    def part(self) -> Fraction:
        """The amount as a share of the total."""
        return self.amount / self.total if self.total > 0 else NOUGHT


def _by_prices(design: Design, clause: Clause, results: list[Clause]) -> Share:
    """The most for one row of progress, of the most for it and its results; nothing where results are not per row."""
    table = rows_of(clause.home) or ""
    most = design.bounds.line(clause).high
    sums = [_most_for_one(design, each, table) for each in results]
    if not table or most is None or None in sums or not sums:
        return Share(NOUGHT, NOUGHT, "")
    total = most + sum((each for each in sums if each is not None), NOUGHT)
    return Share(most, total, f"of the most for one {table}")


def _most_for_one(design: Design, clause: Clause, table: str) -> Fraction | None:
    """The most that one row of a table can bring under a clause: once for itself, or so often as is said."""
    line = design.bounds.line(clause).high
    if line is None:
        return None
    if rows_of(clause.home) == table:
        return line
    often = clause.often
    if often is None or not any(rows_of(each) == table for each in often.homes):
        return None
    times = design.bounds.of(often.most).high
    return line * times if times is not None else None


def _is_progress(design: Design, clause: Clause) -> bool:
    if design.reads_results(clause):
        return False
    if clause.name in recovered(design.program.clauses):
        return False
    return clause.word == "milestone" or rows_of(clause.home) is not None
