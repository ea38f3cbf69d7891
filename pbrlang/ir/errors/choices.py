"""Forced choices of a clause: what must be said because real schemes were disputed where it was not."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.ir.errors.added import added
from pbrlang.source import Span


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
            means total of Cost of Visits in the year / number of Visits in the year,
                or £5 per Visit where there are no Visits
            lower is better
    ```
    """

    code = "PBR421"
    name = "undefined-unsaid"

    divisor: str
    none_of: str | None
    zero: str
    whole: Span | None
    """The meaning that lacks the words; nothing where it is no meaning, and has no place for them."""

    def message(self) -> str:
        return f"there is no value here where {self.divisor} is nought, and nothing is said of that case"

    def help(self) -> str | None:
        words = f", or {self.zero} where there are no {self.none_of or '…'}"
        if self.whole is None:
            return f"define it by a name of its own, which says what holds then: `… means …{words}`"
        return f"say what holds then: `{words}`"

    def edits(self) -> tuple[Edit, ...]:
        if self.none_of is None or self.whole is None:
            return ()
        words = f", or {self.zero} where there are no {self.none_of}"
        return (Edit(f"add `{words}`", self.whole.at_end(), words),)


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
        return added(self.span, (f"not less than {self.zero}", "may be negative"))


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
    item: Span | None
    later: bool = False
    worked_out: bool = False
    """Whether it is no field, but a day that may never come."""

    def message(self) -> str:
        if self.later:
            return f"`{self.field}` reads as blank before its day has come, and nothing is said of that case"
        return f"`{self.field}` may be blank, and nothing is said of that case"

    def help(self) -> str | None:
        if self.condition is None and self.item is None and self.worked_out:
            return f"read it where a condition can say `{self.field} is not blank`"
        if self.condition is None and self.item is None:
            return f"take `or blank` from the field `{self.field}`, or read it where a condition can say `is not blank`"
        return f"add the condition `{self.field} is not blank`"

    def edits(self) -> tuple[Edit, ...]:
        if self.condition is not None:
            start = Span(self.condition.source, self.condition.start, self.condition.start, self.condition.clause)
            return (Edit(f"add `{self.field} is not blank and`", start, f"{self.field} is not blank and "),)
        return added(self.item, (f"when {self.field} is not blank",)) if self.item is not None else ()


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
        return added(self.item, self._answers())

    def _answers(self) -> tuple[str, ...]:
        return (*(f"once for each {each}" for each in self.owners), "every time")
