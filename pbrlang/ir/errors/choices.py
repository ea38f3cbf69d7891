"""Forced choices: what must be said because real schemes were disputed where it was not."""

from attrs import frozen

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.source import Span


def _added(span: Span, answers: tuple[str, ...]) -> tuple[Edit, ...]:
    """Each answer as a further item of the block in which `span` lies, on a line of its own, indented like `span`."""
    column = span.source.position(span.start)[1] - 1
    return tuple(Edit(f"add `{each}`", span.at_end(), f"\n{' ' * column}{each}") for each in answers)


@frozen(eq=False)
class UndefinedUnsaid(Diagnostic):
    """A value divides by something that may be nought, and it is not said what holds then.

    ## Why
    A rate over nobody is neither 0% nor 100%. Whichever the reader assumes may pay, or recover, the whole price.

    ## Example
    ```pbr
    outcome Better Health
        measure Usual Cost for each year
            means total of Cost of Visits in the year / number of Visits in the year
            lower is better
    ```

    ## Instead
    ```pbr
    outcome Better Health
        measure Usual Cost for each year
            means total of Cost of Visits in the year / number of Visits in the year, or £5 per Visit where there are no Visits
            lower is better
    ```
    """

    code = "PBR421"
    name = "undefined-unsaid"

    divisor: str
    none_of: str | None
    zero: str
    whole: Span

    def message(self) -> str:
        return f"there is no value here where {self.divisor} is nought, and nothing is said of that case"

    def help(self) -> str | None:
        return f"say what holds then: `, or {self.zero} where there are no {self.none_of or '…'}`"

    def edits(self) -> tuple[Edit, ...]:
        if self.none_of is None:
            return ()
        words = f", or {self.zero} where there are no {self.none_of}"
        return (Edit(f"add `{words}`", self.whole.at_end(), words),)


@frozen(eq=False)
class NegativeUnsaid(Diagnostic):
    """A sum may come out below nought, and it is not said whether the provider then pays.

    ## Why
    Half of a saving of -£500 is -£250. Whether that is nothing, or a debt, has been disputed; the text must say.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £20 - Cost
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £20 - Cost
        not less than £0
    ```
    """

    code = "PBR422"
    name = "negative-unsaid"

    zero: str

    def message(self) -> str:
        return "this sum may be negative, and it is not said what holds then"

    def help(self) -> str | None:
        return f"add `not less than {self.zero}`, or `may be negative` if the provider is to pay"

    def edits(self) -> tuple[Edit, ...]:
        return _added(self.span, (f"not less than {self.zero}", "may be negative"))


@frozen(eq=False)
class BlankUnsaid(Diagnostic):
    """A field that may be blank is used without saying what holds when it is.

    ## Why
    A blank may mean nothing, not yet, or not known. A sum that reads it must not guess.

    ## Example
    ```pbr
    data Test
        Test      identifier
        Score     number or blank
        Taken On  date
        one row for each Test
        dated Taken On

    payment Reward
        for each Test
        when Score is at least 5
        pays £5
    ```

    ## Instead
    ```pbr
    data Test
        Test      identifier
        Score     number or blank
        Taken On  date
        one row for each Test
        dated Taken On

    payment Reward
        for each Test
        when Score is not blank
            and Score is at least 5
        pays £5
    ```
    """

    code = "PBR423"
    name = "blank-unsaid"

    field: str
    condition: Span | None
    item: Span

    def message(self) -> str:
        return f"`{self.field}` may be blank, and nothing is said of that case"

    def help(self) -> str | None:
        return f"add the condition `{self.field} is not blank`"

    def edits(self) -> tuple[Edit, ...]:
        if self.condition is not None:
            start = Span(self.condition.source, self.condition.start, self.condition.start, self.condition.clause)
            return (Edit(f"add `{self.field} is not blank and`", start, f"{self.field} is not blank and "),)
        return _added(self.item, (f"when {self.field} is not blank",))


@frozen(eq=False)
class RepeatUnsaid(Diagnostic):
    """A result can be paid for several times for one person, and it is not said how often.

    ## Why
    Where one person can have several rows, a second claim for the same person is either a second result or the same
    one again.

    ## Example
    ```pbr
    outcome Better Health
        payment Recovery
            for each Visit
            when Kind is Long
            pays £50
    ```

    ## Instead
    ```pbr
    outcome Better Health
        payment Recovery
            for each Visit
            when Kind is Long
            pays £50
            once for each Client
    ```
    """

    code = "PBR424"
    name = "repeat-unsaid"

    clause: str
    owners: tuple[str, ...]
    item: Span

    def message(self) -> str:
        return f"`{self.clause}` can fall due several times for one {self.owners[0]}, and it is not said how often"

    def help(self) -> str | None:
        return f"add {quoted_listing(self._answers())}"

    def edits(self) -> tuple[Edit, ...]:
        return _added(self.item, self._answers())

    def _answers(self) -> tuple[str, ...]:
        return (*(f"once for each {each}" for each in self.owners), "every time")


@frozen(eq=False)
class LoserUnsaid(Diagnostic):
    """A cap does not say which sums are cut when it binds.

    ## Why
    When the limit is reached, some sum is not paid in full. Cutting the latest first and cutting all in proportion pay
    different providers, people and payers.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
    ```
    """

    code = "PBR425"
    name = "loser-unsaid"

    item: Span

    def message(self) -> str:
        return "it is not said which sums are cut when this cap is reached"

    def help(self) -> str | None:
        return "add `cutting the latest first` or `cutting all in proportion`"

    def edits(self) -> tuple[Edit, ...]:
        return _added(self.item, ("cutting the latest first", "cutting all in proportion"))


@frozen(eq=False)
class TailUnsaid(Diagnostic):
    """A cap does not say whether results settled after the term count towards it.

    ## Why
    `over the contract` has been read as the term, and as the term with its run-off. What is settled after the term
    is often most of the money.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract
        cutting the latest first
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
    ```
    """

    code = "PBR426"
    name = "tail-unsaid"

    def message(self) -> str:
        return "it is not said whether results settled after the term count towards this cap"

    def help(self) -> str | None:
        return "add `, including results settled after the term` or `, for the term only`"

    def edits(self) -> tuple[Edit, ...]:
        answers = (", including results settled after the term", ", for the term only")
        return tuple(Edit(f"add `{each}`", self.span.at_end(), each) for each in answers)


@frozen(eq=False)
class CapOrderUnsaid(Diagnostic):
    """Two caps limit the same clause, and it is not said which is applied first.

    ## Why
    What the first cap takes away is no longer there for the second. The order decides who is cut.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first

    cap Client Ceiling
        limits Reward to £50 for each Client, including results settled after the term
        cutting the latest first
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
        applied after Client Ceiling

    cap Client Ceiling
        limits Reward to £50 for each Client, including results settled after the term
        cutting the latest first
    ```
    """

    code = "PBR427"
    name = "cap-order-unsaid"

    cap: str
    other: str
    item: Span

    def message(self) -> str:
        return f"`{self.cap}` and `{self.other}` limit the same sums, and it is not said which is applied first"

    def help(self) -> str | None:
        return f"add `applied after {self.other}` here, or `applied after {self.cap}` there"

    def edits(self) -> tuple[Edit, ...]:
        return _added(self.item, (f"applied after {self.other}",))


@frozen(eq=False)
class RecoveryUnsaid(Diagnostic):
    """A clawback does not say how the money comes back.

    ## Why
    Recovery out of the next sums due and repayment of a debt differ in when the provider has to find the money.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    clawback Undone
        for each Visit
        when Kind is Short
        recovers £5 from the Reward paid for that Visit
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    clawback Undone
        for each Visit
        when Kind is Short
        recovers £5 from the Reward paid for that Visit, by deduction from the next sums due, otherwise as a debt
    ```
    """

    code = "PBR428"
    name = "recovery-unsaid"

    def message(self) -> str:
        return "it is not said how this is recovered"

    def help(self) -> str | None:
        return "add `, by deduction from the next sums due, otherwise as a debt` or `, as a debt`"

    def edits(self) -> tuple[Edit, ...]:
        answers = (", by deduction from the next sums due, otherwise as a debt", ", as a debt")
        return tuple(Edit(f"add `{each}`", self.span.at_end(), each) for each in answers)


@frozen(eq=False)
class PartPeriodUnsaid(Diagnostic):
    """A sum for each period meets a period that is only partly in the contract.

    ## Why
    A contract that begins in June has a first year of ten months. Whether a yearly sum is then paid in full, by days, or
    not at all must be said.

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
        return _added(self.header, tuple(f"part periods are {each}" for each in rules))


@frozen(eq=False)
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

    def message(self) -> str:
        return "counting months can lead to a day that does not exist, and it is not said what is then meant"

    def help(self) -> str | None:
        return (
            "add to the contract's header `a missing day is the last day of its month` "
            "or `a missing day is the first day of the next month`; or count in weeks or days"
        )

    def edits(self) -> tuple[Edit, ...]:
        rules = ("the last day of its month", "the first day of the next month")
        return _added(self.header, tuple(f"a missing day is {each}" for each in rules))


@frozen(eq=False)
class StillUnsaid(Diagnostic):
    """The end of something that lasts may be blank, and it is not said what a blank means.

    ## Why
    A blank end may mean that it still goes on, or that nobody wrote it down. The one counts nights, the other does not.

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
