"""All that can be wrong with kinds and units."""

from collections.abc import Iterable

from pbrlang.diagnostics import Diagnostic, Edit, Remark
from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.names.errors.misspelt import misspelt_there, spelt_there
from pbrlang.source import Span


class UnitsDiffer(Diagnostic):
    """Two things are added or compared that are not counted in the same unit.

    ## Why
    Nights cannot be added to people, nor a share compared with an amount. Where units differ, a quantity is missing
    that would turn one into the other: a price, or a number of something.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        when Length is more than £10
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when Length is more than 10 minutes
        pays £5
    ```
    """

    code = "PBR301"
    name = "units-differ"

    action: str
    left: str
    right: str
    left_span: Span
    right_span: Span
    fixes: tuple[Edit, ...] = ()

    def message(self) -> str:
        return f"{self.left} cannot be {self.action} {self.right}"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.left_span, f"this is {self.left}"), Remark(self.right_span, f"this is {self.right}"))

    def help(self) -> str | None:
        if self.fixes:
            return None
        return "only what is counted in one unit goes together; a rate, such as £40 per night, turns one into the other"

    def edits(self) -> tuple[Edit, ...]:
        return self.fixes


class NotCombined(Diagnostic):
    """An operation is asked of things that it does not work on.

    ## Why
    Dates, words and yes-or-no are not numbers: they cannot be multiplied or put in order of size.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5 * Visited On
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when Visited On is after 1 May 2030
        pays £5
    ```
    """

    code = "PBR302"
    name = "not-combined"

    said: str
    left: str
    right: str
    rules: tuple[str, ...]
    fixes: tuple[Edit, ...] = ()

    def message(self) -> str:
        return f"{self.said} does not work with {self.left} and {self.right}"

    def help(self) -> str | None:
        return None if self.fixes else "it works where " + ", or ".join(self.rules)

    def edits(self) -> tuple[Edit, ...]:
        return self.fixes


class NotMoney(Diagnostic):
    """What is to be paid is not an amount of money.

    ## Why
    A clause pays, deducts or recovers money. An amount per something must be multiplied by how many there are of it; a
    number must be multiplied by a price.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5 * Length
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5 per minute * Length
    ```
    """

    code = "PBR303"
    name = "not-money"

    found: str
    fixes: tuple[Edit, ...] = ()
    advice: str | None = None

    def message(self) -> str:
        return f"an amount of money is wanted here, and this is {self.found}"

    def help(self) -> str | None:
        return self.advice

    def edits(self) -> tuple[Edit, ...]:
        return self.fixes


class WrongKind(Diagnostic):
    """A value stands where another kind of value is wanted.

    ## Why
    A baseline has the unit of its measure, `once for each` a name of rows, a date is a date. Anything else has no
    meaning there.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        on Cost
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        on Visited On
        pays £5
    ```
    """

    code = "PBR304"
    name = "wrong-kind"

    wanted: str
    found: str
    where: str
    fixes: tuple[Edit, ...] = ()

    def message(self) -> str:
        return f"{self.where} must be {self.wanted}, and this is {self.found}"

    def edits(self) -> tuple[Edit, ...]:
        return self.fixes


class WrongCurrency(Diagnostic):
    """An amount has the sign of another currency than the contract's.

    ## Why
    A contract pays in one currency, named in its header. Another currency would need a rate and a day of exchange.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays $5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5
    ```
    """

    code = "PBR305"
    name = "wrong-currency"

    currency: str
    symbol: str
    written: str

    def message(self) -> str:
        return f"`{self.written}` is not in the currency of the contract, {self.currency}"

    def edits(self) -> tuple[Edit, ...]:
        right = self.symbol + self.written[1:].lstrip()
        return (Edit(f"write `{right}`", self.span, right),)


class ChangeUnsaid(Diagnostic):
    """A reduction or increase is named without saying how it is measured.

    ## Why
    A fall from 50% to 45% is a fall of 5 percentage points and of 10% of the baseline. Schemes have been misread by
    exactly this; the text must choose.

    ## Example
    ```pbr
    outcome Fewer Visits
        measure Spending for each year
            means total of Cost of Visits in the year
            lower is better
            baseline £500, historical "The year before"

        payment Reward
            for each year
            when reduction in Spending is more than 10%
            pays £5
    ```

    ## Instead
    ```pbr
    outcome Fewer Visits
        measure Spending for each year
            means total of Cost of Visits in the year
            lower is better
            baseline £500, historical "The year before"

        payment Reward
            for each year
            when reduction in Spending as a share of the baseline is more than 10%
            pays £5
    ```
    """

    code = "PBR306"
    name = "change-unsaid"

    said: str
    share: bool

    def message(self) -> str:
        return f"`{self.said}` can be measured in two ways"

    def help(self) -> str | None:
        return f"say which: {quoted_listing(self._answers())}"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span, each) for each in self._answers())

    def _answers(self) -> tuple[str, ...]:
        other = "in percentage points" if self.share else "as an amount"
        return (f"{self.said} as a share of the baseline", f"{self.said} {other}")


class PointsOfNoShare(Diagnostic):
    """Percentage points are asked of a measure that is no share.

    ## Why
    Percentage points are the difference of two shares. The difference of two amounts is an amount.

    ## Example
    ```pbr
    outcome Fewer Visits
        measure Spending for each year
            means total of Cost of Visits in the year
            lower is better
            baseline £500, historical "The year before"

        payment Reward
            for each year
            when reduction in Spending in percentage points is more than 1 percentage point
            pays £5
    ```

    ## Instead
    ```pbr
    outcome Fewer Visits
        measure Spending for each year
            means total of Cost of Visits in the year
            lower is better
            baseline £500, historical "The year before"

        payment Reward
            for each year
            when reduction in Spending as a share of the baseline is more than 1%
            pays £5
    ```
    """

    code = "PBR307"
    name = "points-of-no-share"

    said: str
    measure: str
    found: str

    def message(self) -> str:
        return f"only a share changes by percentage points, and `{self.measure}` is a number of {self.found}"

    def edits(self) -> tuple[Edit, ...]:
        answers = (f"{self.said} as a share of the baseline", f"{self.said} as an amount")
        return tuple(Edit(f"write `{each}`", self.span, each) for each in answers)


class UnknownChoice(Diagnostic):
    """A word is compared with a field that cannot hold it.

    ## Why
    A field that is `one of` some words holds one of these and nothing else, so a comparison with another word never
    holds.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        when Kind is Shorter
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when Kind is Short
        pays £5
    ```
    """

    code = "PBR308"
    name = "unknown-choice"

    word: str
    field: str
    choices: tuple[str, ...]
    nearest: tuple[str, ...]
    declared: Span | None = None
    meant: str = ""

    def message(self) -> str:
        return f"`{self.word}` is not one of the choices of `{self.field}`"

    def label(self) -> str:
        return f"did you mean {quoted_listing(self.nearest)}?" if self.nearest else ""

    def help(self) -> str | None:
        return f"the choices are {quoted_listing(self.choices)}"

    def remarks(self) -> tuple[Remark, ...]:
        return misspelt_there(self.declared, self.meant)

    def edits(self) -> tuple[Edit, ...]:
        return (
            *spelt_there(self.declared, self.meant),
            *tuple(Edit(f"write `{each}`", self.span, each) for each in self.nearest),
        )


def instead(span: Span, answers: Iterable[str]) -> tuple[Edit, ...]:
    """Each answer in the place of what is written."""
    return tuple(Edit(f"write `{each}`", span, each) for each in answers)
