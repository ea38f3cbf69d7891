"""An advance that is larger than what it is paid ahead of."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.lints.advice import Advice
from pbrlang.lints.courses import middle
from pbrlang.lints.design import Design


class AdvanceBeyondExpected(Advice):
    """More is paid early than the parties expect to be earned.

    ## Why
    What is not earned goes back. An advance is there to be spent, so that a provider who does as well as everybody
    expects still owes what it no longer has, and a debt that cannot be paid is the commissioner's loss.

    What is expected is a scenario of the contract: of several, the one in the middle.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): sound financing, profiled over a range of circumstances
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): providers able to take the risk

    ## Example
    ```pbr
    payment Weeks Paid
        for each year of the term
        pays £10 per week * Weeks Worked

    Weeks Worked for each year means total of Weeks of Spells in the year

    advance Early Money against Weeks Paid
        pays £300,000 on 1 April 2030
        unearned on 31 March 2033 is recovered, as a debt

    scenario Expected
        given Weeks Worked in year 1 is 7,000 weeks
        given Weeks Worked in year 2 is 7,000 weeks
    ```

    ## Instead
    ```pbr
    payment Weeks Paid
        for each year of the term
        pays £10 per week * Weeks Worked

    Weeks Worked for each year means total of Weeks of Spells in the year

    advance Early Money against Weeks Paid
        pays £40,000 on 1 April 2030
        unearned on 31 March 2033 is recovered, as a debt

    scenario Expected
        given Weeks Worked in year 1 is 7,000 weeks
        given Weeks Worked in year 2 is 7,000 weeks
    ```
    """

    code = "PBR909"
    name = "advance-beyond-expected"

    scenario: str
    early: str
    earned: str
    against: tuple[str, ...]

    def message(self) -> str:
        earned = f"only {self.earned} is earned under {quoted_listing(self.against, 'and')}"
        return f"in the scenario {quoted(self.scenario)} {quoted(self.about)} pays {self.early} early, and {earned}"

    def help(self) -> str:
        return "pay less early, or let what is not earned be recovered in instalments"


def check(design: Design) -> Iterator[Advice]:
    """Advances of which a part stays unearned in the scenario in the middle, recovered at once."""
    course = middle(design.courses)
    for clause in design.clauses("advance") if course is not None else ():
        if clause.advance is None or course is None or clause.advance.unearned.instalments is not None:
            continue
        early = course.due.get(clause.name, Fraction(0))
        sources = clause.advance.clauses
        earned = sum((course.due.get(name, Fraction(0)) for name in sources), Fraction(0))
        if early > earned:
            told = design.money(early), design.money(earned)
            yield AdvanceBeyondExpected(clause.span, clause.name, course.scenario.name, *told, tuple(sources))
