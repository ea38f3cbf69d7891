"""Forced choices about days and periods: what must be said because real schemes were disputed where it was not."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.ir.errors.added import added
from pbrlang.source import Span


class PartPeriodUnsaid(Diagnostic):
    """A sum for each period meets a period that is only partly in the contract.

    ## Why
    A contract that begins in June has a first year of ten months. Whether a yearly sum is then paid in full, by
    days, or not at all must be said.

    ## Example
    ```pbr
    contract Short First Year
        purpose "Fewer visits are needed."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 June 2030 to 31 March 2032
        results settle until 31 March 2032
        years start on 1 April; year 1 is 1 June 2030 to 31 March 2031
        settles every year
        rounds each payment to the nearest penny, half up

    fee Standing Fee
        for each year
        pays £12,000
    ```

    ## Instead
    ```pbr
    contract Short First Year
        purpose "Fewer visits are needed."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 June 2030 to 31 March 2032
        results settle until 31 March 2032
        years start on 1 April; year 1 is 1 June 2030 to 31 March 2031
        settles every year
        part periods are paid by days of the period
        rounds each payment to the nearest penny, half up

    fee Standing Fee
        for each year
        pays £12,000
    ```
    """

    code = "PBR429"
    name = "part-period-unsaid"

    period: str
    header: Span

    def message(self) -> str:
        return f"{self.period} lies only partly in the contract, and it is not said what is then due"

    def help(self) -> str | None:
        return (
            "add to the contract's header `part periods are paid by days of the period`, "
            "`part periods are paid in full` or `part periods are not paid`"
        )

    def edits(self) -> tuple[Edit, ...]:
        rules = ("paid by days of the period", "paid in full", "not paid")
        return added(self.header, tuple(f"part periods are {each}" for each in rules))


class MonthEndUnsaid(Diagnostic):
    """A number of months leads to a day that does not exist.

    ## Why
    One month after 31 January is no day. 28 February and 1 March are both read into it.

    ## Example
    ```pbr
    contract Cohorts
        purpose "Fewer visits are needed."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 April 2030 to 31 March 2032
        results settle until 31 March 2034
        years start on 1 April
        settles every year
        rounds each payment to the nearest penny, half up

    data Guest
        Guest      identifier
        Joined On  date
        one row for each Guest
        dated Joined On

    cohort Year Group
        groups Guests by Joined On every year, from 1 April 2030 to 31 March 2032
        each Guest is observed for 12 months from Joined On
        confirmed at once
    ```

    ## Instead
    ```pbr
    contract Cohorts
        purpose "Fewer visits are needed."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 April 2030 to 31 March 2032
        results settle until 31 March 2034
        years start on 1 April
        settles every year
        a missing day is the last day of its month
        rounds each payment to the nearest penny, half up

    data Guest
        Guest      identifier
        Joined On  date
        one row for each Guest
        dated Joined On

    cohort Year Group
        groups Guests by Joined On every year, from 1 April 2030 to 31 March 2032
        each Guest is observed for 12 months from Joined On
        confirmed at once
    ```
    """

    code = "PBR430"
    name = "month-end-unsaid"

    header: Span
    instalments: bool = False

    def message(self) -> str:
        return "counting months can lead to a day that does not exist, and it is not said what is then meant"

    def help(self) -> str | None:
        otherwise = "let them begin `from` a day that each month has" if self.instalments else "count in weeks or days"
        return (
            "add to the contract's header `a missing day is the last day of its month` "
            f"or `a missing day is the first day of the next month`; or {otherwise}"
        )

    def edits(self) -> tuple[Edit, ...]:
        rules = ("the last day of its month", "the first day of the next month")
        return added(self.header, tuple(f"a missing day is {each}" for each in rules))


class StillUnsaid(Diagnostic):
    """The end of something that lasts may be blank, and it is not said what a blank means.

    ## Why
    A blank end may mean that it still goes on, or that nobody wrote it down. The one counts nights, the other does
    not.

    ## Example
    ```pbr
    data Stay
        Stay      identifier
        Arrived   date
        Left      date or blank
        one row for each Stay
        lasts from Arrived to Left, in nights
    ```

    ## Instead
    ```pbr
    data Stay
        Stay      identifier
        Arrived   date
        Left      date or blank
        one row for each Stay
        lasts from Arrived to Left, in nights, blank means still there
    ```
    """

    code = "PBR431"
    name = "still-unsaid"

    field: str

    def message(self) -> str:
        return f"`{self.field}` may be blank, and it is not said what that means"

    def help(self) -> str | None:
        return "add `, blank means still going on`, or take `or blank` from the field"

    def edits(self) -> tuple[Edit, ...]:
        words = ", blank means still going on"
        return (Edit(f"add `{words}`", self.span.at_end(), words),)
