"""Names that are read: unknown, ambiguous, out of reach."""

from pbrlang.diagnostics import Diagnostic, Edit, Remark
from pbrlang.diagnostics.prose import article, quoted, quoted_listing
from pbrlang.names.errors.misspelt import misspelt_there, spelt_there
from pbrlang.source import Span


class UnknownName(Diagnostic):
    """A term is used that the contract does not define.

    ## Why
    Every Defined Term must be declared: as a field of some data, a definition, a measure, a price or a clause.
    A misspelt term would otherwise mean nothing, or something else.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays Costt
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays Cost
    ```
    """

    code = "PBR201"
    name = "unknown-name"

    term: str
    wanted: str
    nearest: tuple[str, ...] = ()
    declared: Span | None = None
    meant: str = ""

    def message(self) -> str:
        return f"`{self.term}` is not defined" if not self.wanted else f"no {self.wanted} is called `{self.term}`"

    def label(self) -> str:
        return f"did you mean {quoted_listing(self.nearest)}?" if self.nearest else ""

    def help(self) -> str | None:
        if self.nearest:
            return None
        if self.wanted in ("data", "payment", "cap", "cohort"):
            return f"declare it: `{self.wanted} {self.term}`"
        if self.wanted.startswith("field"):
            return f"declare it as a field of the data: `{self.term}    date`"
        return f"define it: `{self.term} means …`, or declare it as a field of the data"

    def remarks(self) -> tuple[Remark, ...]:
        return misspelt_there(self.declared, self.meant)

    def edits(self) -> tuple[Edit, ...]:
        return (
            *spelt_there(self.declared, self.meant),
            *tuple(Edit(f"write {quoted(each)}", self.span, each) for each in self.nearest),
        )


class AmbiguousName(Diagnostic):
    """A name can be read in two ways.

    ## Why
    Where two rows can be meant by one name, readers will differ, and so will their sums. The text must say whose
    it is.

    ## Example
    ```pbr
    data Adviser
        Adviser    identifier
        Joined On  date
        one row for each Adviser
        dated Joined On

    data Session
        Session  identifier
        Client   refers to Client
        Adviser  refers to Adviser
        Held On  date
        one row for each Session
        dated Held On

    payment Reward
        for each Session
        when Joined On is after 1 May 2030
        pays £5
    ```

    ## Instead
    ```pbr
    data Adviser
        Adviser    identifier
        Joined On  date
        one row for each Adviser
        dated Joined On

    data Session
        Session  identifier
        Client   refers to Client
        Adviser  refers to Adviser
        Held On  date
        one row for each Session
        dated Held On

    payment Reward
        for each Session
        when Client's Joined On is after 1 May 2030
        pays £5
    ```
    """

    code = "PBR204"
    name = "ambiguous-name"

    term: str
    readings: tuple[str, ...]

    def message(self) -> str:
        return f"`{self.term}` can be read in {len(self.readings)} ways"

    def label(self) -> str:
        return f"{quoted_listing(self.readings)}?"

    def help(self) -> str | None:
        return "say whose it is"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write {quoted(each)}", self.span, each) for each in self.readings if "'s " in each)


class OutOfReach(Diagnostic):
    """A name belongs to something of which there is not exactly one here.

    ## Why
    In a clause for each Visit, a name of the Client means that visit's client, because a visit has one. A name of
    something that the visit does not lead to has no value there; many of it must be counted or totalled.

    ## Example
    ```pbr
    payment Reward
        for each Client
        pays Cost
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Client
        pays total of Cost of Visits to date
    ```
    """

    code = "PBR205"
    name = "out-of-reach"

    term: str
    belongs_to: str
    here: str
    many: str | None = None

    def message(self) -> str:
        owner, here = self.belongs_to, self.here
        return f"`{self.term}` belongs to {article(owner)} {owner}, and {article(here)} {here} has not exactly one"

    def help(self) -> str | None:
        if self.many:
            return f"there may be many: write `{self.many}`, with a time word such as `to date`"
        return f"lead from the {self.here} to the {self.belongs_to} by a field that `refers to` it"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `{self.many}`", self.span, self.many),) if self.many else ()


class NoTheBaseline(Diagnostic):
    """`the baseline` is said where no one measure is meant.

    ## Why
    A clause that names one measure may say `the baseline` of it. A clause that names none, or several, must say of
    which.

    ## Example
    ```pbr
    payment Reward
        for each year
        when £5 is more than the baseline
        pays £5
    ```

    ## Instead
    ```pbr
    outcome Better Health
        measure Spending for each year
            means total of Cost of Visits in the year
            lower is better
            baseline £500, historical "The year before"

        payment Reward
            for each year
            when Spending is less than the baseline of Spending
            pays £5
    ```
    """

    code = "PBR209"
    name = "no-the-baseline"

    word: str
    measures: tuple[str, ...]

    def message(self) -> str:
        return f"it is not clear of which measure `{self.word}` is meant"

    def help(self) -> str | None:
        if not self.measures:
            return "name a measure: `the baseline of …`"
        return f"write {quoted_listing(tuple(f'the {self.word} of {each}' for each in self.measures))}"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(
            Edit(f"write `the {self.word} of {each}`", self.span, f"the {self.word} of {each}")
            for each in self.measures
        )


class NotAMeasure(Diagnostic):
    """A change, a baseline or a noise band is asked of something that has none.

    ## Why
    Only a `measure` has a direction, a baseline and a noise band.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        when Cost is more than the baseline of Cost
        pays £5
    ```

    ## Instead
    ```pbr
    Usual Cost means £4

    payment Reward
        for each Visit
        when Cost is more than Usual Cost
        pays £5
    ```
    """

    code = "PBR210"
    name = "not-a-measure"

    term: str
    wanted: str
    nearest: tuple[str, ...] = ()
    between: bool = False

    def message(self) -> str:
        if self.between:
            return f"the noise of `{self.term}` lies between two values, and is not one number"
        return f"`{self.term}` has no {self.wanted}"

    def help(self) -> str | None:
        if self.between:
            return f"write `{self.term} is better than the baseline by more than the noise`"
        if self.wanted == "measure" or not self.nearest:
            return "only a `measure` has one: declare it with `measure … means … baseline …`"
        return None

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write {quoted(each)}", self.span, each) for each in self.nearest)
