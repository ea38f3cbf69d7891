"""All that can be wrong with names: unknown, ambiguous, out of reach, declared twice."""

from attrs import frozen

from pbrlang.diagnostics import Diagnostic, Edit, Remark
from pbrlang.diagnostics.prose import article, quoted, quoted_listing
from pbrlang.source import Span


@frozen(eq=False)
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

    def message(self) -> str:
        return f"`{self.term}` is not defined" if not self.wanted else f"no {self.wanted} is called `{self.term}`"

    def label(self) -> str:
        return f"did you mean {quoted_listing(self.nearest)}?" if self.nearest else ""

    def help(self) -> str | None:
        if self.nearest:
            return None
        if self.wanted:
            return f"declare it: `{self.wanted} {self.term}`"
        return f"define it: `{self.term} means …`, or declare it as a field of the data"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write {quoted(each)}", self.span, each) for each in self.nearest)


@frozen(eq=False)
class DeclaredTwice(Diagnostic):
    """One term is given two meanings.

    ## Why
    A Defined Term means one thing throughout the contract. Two fields of one kind of data, or two definitions, of one
    name would leave every use open.

    ## Example
    ```pbr
    Allowance means £20
    Allowance means £30

    payment Reward
        for each Visit
        pays Allowance
    ```

    ## Instead
    ```pbr
    Allowance means £20
    Higher Allowance means £30

    payment Reward
        for each Visit
        pays Higher Allowance
    ```
    """

    code = "PBR202"
    name = "declared-twice"

    term: str
    first: Span

    def message(self) -> str:
        return f"`{self.term}` already has a meaning"

    def label(self) -> str:
        return "declared again here"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.first, "first declared here"),)

    def help(self) -> str | None:
        return "give one of them another name"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"call this one `Other {self.term}`", self.span, f"Other {self.term}"),)


@frozen(eq=False)
class UnknownHome(Diagnostic):
    """`for each` names something that there is not one of for each.

    ## Why
    A clause or a definition stands for each row of some data, each member of a group, each cohort, or each month,
    quarter or year. Anything else is not a thing that can be counted off.

    ## Example
    ```pbr
    payment Reward
        for each Vist
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5
    ```
    """

    code = "PBR203"
    name = "unknown-home"

    term: str
    nearest: tuple[str, ...] = ()

    def message(self) -> str:
        return f"there is no `{self.term}` for something to be for each of"

    def label(self) -> str:
        return f"did you mean {quoted_listing(self.nearest)}?" if self.nearest else ""

    def help(self) -> str | None:
        return "name data, a group, a cohort, or one of month, quarter and year"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write {quoted(each)}", self.span, each) for each in self.nearest)


@frozen(eq=False)
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


@frozen(eq=False)
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


@frozen(eq=False)
class NotCounted(Diagnostic):
    """Something is counted or totalled that is neither data, a group nor a clause.

    ## Why
    Rows, members of a group and lines of a clause can be counted. A field or a definition is a value; what is counted
    are the rows that have it.

    ## Example
    ```pbr
    payment Reward
        for each year
        pays £5 per Visit * number of Costs in the year
    ```

    ## Instead
    ```pbr
    payment Reward
        for each year
        pays £5 per Visit * number of Visits in the year
    ```
    """

    code = "PBR206"
    name = "not-counted"

    term: str
    nearest: tuple[str, ...] = ()

    def message(self) -> str:
        return f"`{self.term}` is nothing that can be counted"

    def label(self) -> str:
        return f"did you mean {quoted_listing(self.nearest)}?" if self.nearest else ""

    def help(self) -> str | None:
        return "count data, a named group or a clause: `number of Visits`"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write {quoted(each)}", self.span, each) for each in self.nearest)


@frozen(eq=False)
class Unlinked(Diagnostic):
    """What is counted has no link to what the clause is for each of, or several.

    ## Why
    `number of Visits` in a clause for each Client means the visits of that client, found by the reference from a visit
    to its client. Without such a reference, or with two of them, there is no telling which rows belong to which client.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5 per Client * number of Clients to date
    ```

    ## Instead
    ```pbr
    payment Reward
        for each year
        pays £5 per Client * number of Clients in the year
    ```
    """

    code = "PBR207"
    name = "unlinked"

    many: str
    here: str
    ways: int

    def message(self) -> str:
        if self.ways:
            return f"{self.many} lead to the {self.here} in {self.ways} ways"
        return f"no field leads from {self.many} to the {self.here}"

    def help(self) -> str | None:
        return f"count them where each of the {self.many} belongs to exactly one: by a field that `refers to` it"


@frozen(eq=False)
class ChoiceIsTerm(Diagnostic):
    """A word of a category is also a Defined Term.

    ## Why
    `when Kind is Short` compares with the word Short. If Short were defined as well, the comparison would have two
    readings.

    ## Example
    ```pbr
    Short means £3

    payment Reward
        for each Visit
        when Kind is Short
        pays £5
    ```

    ## Instead
    ```pbr
    Short Price means £3

    payment Reward
        for each Visit
        when Kind is Short
        pays Short Price
    ```
    """

    code = "PBR208"
    name = "choice-is-term"

    term: str
    field: str
    first: Span

    def message(self) -> str:
        return f"`{self.term}` is a choice of `{self.field}`, and so cannot be defined as well"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.first, f"a choice of `{self.field}`"),)

    def help(self) -> str | None:
        return "give the definition another name"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"call it `{self.term} Value`", self.span, f"{self.term} Value"),)


@frozen(eq=False)
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


@frozen(eq=False)
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

    def message(self) -> str:
        return f"`{self.term}` has no {self.wanted}"

    def help(self) -> str | None:
        if self.wanted == "measure" or not self.nearest:
            return "only a `measure` has one: declare it with `measure … means … baseline …`"
        return None

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write {quoted(each)}", self.span, each) for each in self.nearest)
