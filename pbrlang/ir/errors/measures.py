"""Forced choices of measures: what a mean weighs, what holds at the start, who is compared with whom."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.ir.errors.added import added
from pbrlang.source import Span


class MeanUnsaid(Diagnostic):
    """A mean is asked for, and it is not said what each value weighs.

    ## Why
    Two cohorts with falls of 8.39% and 9.74% have a mean fall of 9.065% if each counts once, and another if the larger
    cohort counts for more. Whether a threshold is reached has hung on the difference.

    ## Example
    ```pbr
    Usual Cost for each year means mean of Cost of Visits in the year, or £0 where there are no Visits
    ```

    ## Instead
    ```pbr
    Usual Cost for each year means
        mean of Cost of Visits each counting once in the year, or £0 where there are no Visits
    ```
    """

    code = "PBR485"
    name = "mean-unsaid"

    names: Span

    def message(self) -> str:
        return "it is not said what each value weighs in this mean"

    def help(self) -> str | None:
        return "say `each counting once`, or `weighted by …` with a number that each has"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit("write `each counting once`", self.names.at_end(), " each counting once"),)


class StartUnsaid(Diagnostic):
    """A value of the period before is read, and it is not said what holds in the first period.

    ## Why
    Nothing comes before the first year. If the text is silent, the first payment is in dispute at once.

    ## Example
    ```pbr
    Cost Of Visits for each year means total of Cost of Visits in the year
    Growth for each year means Cost Of Visits - previous Cost Of Visits
    ```

    ## Instead
    ```pbr
    Cost Of Visits for each year means total of Cost of Visits in the year
    Growth for each year means Cost Of Visits - Last Cost
    Last Cost for each year means previous Cost Of Visits, or £900 at the start
    ```
    """

    code = "PBR486"
    name = "start-unsaid"

    said: str
    zero: str
    whole: Span

    def message(self) -> str:
        return f"there is no `{self.said}` in the first of them, and nothing is said of that case"

    def help(self) -> str | None:
        return f"say what holds then: `, or {self.zero} at the start`, in a definition or a baseline"

    def edits(self) -> tuple[Edit, ...]:
        words = f", or {self.zero} at the start"
        return (Edit(f"add `{words}`", self.whole.at_end(), words),)


class OtherPeople(Diagnostic):
    """A measure divides what happened in a period by something else that happened in it: they are not the same people.

    ## Why
    A national scheme measured the jobs of a year against the referrals of that same year. As referrals fell the ratio
    rose by itself: about £31m of incentives fell due where a true measure gave about £6m (National Audit Office,
    HC 266, 2014). A cohort counts the same people above and below.

    ## Example
    ```pbr
    outcome Better Health
        measure Visit Rate for each year
            means number of Visits in the year / number of Clients in the year,
                or 0 Visits per Client where there are no Clients
            higher is better
    ```

    ## Instead
    ```pbr
    outcome Better Health
        measure Visit Rate for each year
            means number of Visits in the year / number of Clients in the year,
                or 0 Visits per Client where there are no Clients
            higher is better
            not the same people "Clients are counted when they join, visits when they are made."
    ```
    """

    code = "PBR487"
    name = "other-people"

    above: str
    below: str
    item: Span

    def message(self) -> str:
        return f"the {self.above} and the {self.below} that this compares are not of the same people"

    def help(self) -> str | None:
        return "measure a cohort, whose members are observed for a stated time; or say that it is meant"

    def edits(self) -> tuple[Edit, ...]:
        return added(self.item, ("not the same people",))
