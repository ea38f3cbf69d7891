"""Days that are looked for, and days of periods and cohorts."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import article
from pbrlang.source import Span


class NotOneOfThem(Diagnostic):
    """The first or last day is asked of a period or cohort, and there is not exactly one of them here.

    ## Why
    `the last day of the quarter` means the quarter that the clause is for, or that the row's own date lies in. Where
    there is neither, it could be any quarter.

    ## Example
    ```pbr
    Last Call means the last day of the quarter
    ```

    ## Instead
    ```pbr
    Last Call for each quarter means the last day of the quarter
    ```
    """

    code = "PBR466"
    name = "no-one-period"

    here: str
    whose: str

    def message(self) -> str:
        return f"{article(self.here)} {self.here} does not lie in exactly one {self.whose}"

    def help(self) -> str | None:
        return f"let it be `for each {self.whose}`, or for each of something that is dated; or name the date"


class ThatDayUnsaid(Diagnostic):
    """Something is counted on a day that is looked for, and it is not said up to which day.

    ## Why
    The first day on which a total reaches an amount is found by counting up to each day. `to that day` says so; the
    whole year, or what there is to date, would be known only later.

    ## Example
    ```pbr
    Tenth Visit On for each Client means the first day on which number of Visits to date is at least 10
    ```

    ## Instead
    ```pbr
    Tenth Visit On for each Client means the first day on which number of Visits to that day is at least 10
    ```
    """

    code = "PBR469"
    name = "that-day-unsaid"

    said: str
    alone: bool

    def message(self) -> str:
        return f"`{self.said}` does not say that only what happened up to the day in question is counted"

    def help(self) -> str | None:
        return f"write `{self._answer()}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `{self._answer()}`", self.span, self._answer()),)

    def _answer(self) -> str:
        return "to that day" if self.said == "to date" and self.alone else f"{self.said} and to that day"


class NothingComes(Diagnostic):
    """The first day is asked on which something holds that no day changes.

    ## Why
    A day on which something comes to hold is one on which something happened: a visit, a payment. A condition that
    reads nothing that is dated holds always, or never.

    ## Example
    ```pbr
    Long Visit On for each Visit means the first day on which Length is at least 60 minutes
    ```

    ## Instead
    ```pbr
    Long Visit On for each Client
        means the first day on which total of Length of Visits to that day is at least 60 minutes
    ```
    """

    code = "PBR467"
    name = "nothing-comes"

    def message(self) -> str:
        return "nothing in this condition comes about on a day, so it has no first day"

    def help(self) -> str | None:
        return "count something that is dated, such as `number of Visits to that day`"


class ChangesByItself(Diagnostic):
    """The first day is asked on which a number of nights or days is reached.

    ## Why
    A first day is looked for among the days on which something is dated. Nights go by on every day, also where no row
    has a date, so the day would be missed.

    ## Example
    ```pbr
    data Stay
        Stay     identifier
        Client   refers to Client
        Arrived  date
        Left     date or blank
        one row for each Stay
        lasts from Arrived to Left, in nights, blank means still there

    Settled On for each Client
        means the first day on which total of nights of Stays to that day is at least 90 nights
    ```

    ## Instead
    ```pbr
    data Stay
        Stay     identifier
        Client   refers to Client
        Arrived  date
        Left     date or blank
        one row for each Stay
        lasts from Arrived to Left, in nights, blank means still there

    Settled On for each Client
        means the first day on which number of Stays to that day is at least 1
    ```
    """

    code = "PBR468"
    name = "changes-by-itself"

    counted: Span

    def message(self) -> str:
        said = " ".join(self.counted.text.split())
        return f"`{said}` grows from day to day, and no row is dated on the day on which it is reached"

    def help(self) -> str | None:
        return "count rows instead; or let the clause be for each month, when so many nights are reached in it"
