"""What there is one of for each, and what is counted."""

from pbrlang.diagnostics import Diagnostic, Edit, Remark
from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.names.errors.misspelt import misspelt_there, spelt_there
from pbrlang.source import Span


class UnknownHome(Diagnostic):
    """`for each` names something that there is not one of for each.

    ## Why
    A clause or a definition stands for each row of some data, each member of a group, each cohort, each word of a
    list, or each month, quarter or year. Anything else is not a thing that can be counted off.

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
    declared: Span | None = None
    meant: str = ""

    def message(self) -> str:
        return f"no data, group, cohort or list is called `{self.term}`"

    def label(self) -> str:
        return f"did you mean {quoted_listing(self.nearest)}?" if self.nearest else ""

    def help(self) -> str | None:
        return None if self.nearest else "name data, a group, a cohort, a list, or one of month, quarter and year"

    def remarks(self) -> tuple[Remark, ...]:
        return misspelt_there(self.declared, self.meant)

    def edits(self) -> tuple[Edit, ...]:
        return (
            *spelt_there(self.declared, self.meant),
            *tuple(Edit(f"write {quoted(each)}", self.span, each) for each in self.nearest),
        )


class HomeUnsaid(Diagnostic):
    """A clause or a definition reads something of which there are many, and is not said to be for each of anything.

    ## Why
    Without `for each`, there is one sum for the whole contract. The cost of a visit then has no one value: there is
    one for each visit.

    ## Example
    ```pbr
    payment Reward
        when Cost is more than £10
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when Cost is more than £10
        pays £5
    ```
    """

    code = "PBR211"
    name = "home-unsaid"

    called: str
    term: str
    owner: str
    in_line: bool

    def message(self) -> str:
        return f"`{self.called}` is for each of nothing, and there is one `{self.term}` for each {self.owner}"

    def help(self) -> str | None:
        return f"add `for each {self.owner}`"

    def edits(self) -> tuple[Edit, ...]:
        words = f"for each {self.owner}"
        if self.in_line:
            return (Edit(f"add `{words}`", self.span.at_end(), f" {words}"),)
        indent = " " * (self.span.source.position(self.span.start)[1] + 3)
        return (Edit(f"add `{words}`", self.span.at_end(), f"\n{indent}{words}"),)


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
    declared: Span | None = None
    meant: str = ""

    def message(self) -> str:
        return f"`{self.term}` is nothing that can be counted"

    def label(self) -> str:
        return f"did you mean {quoted_listing(self.nearest)}?" if self.nearest else ""

    def help(self) -> str | None:
        return "count data, a named group or a clause: `number of Visits`"

    def remarks(self) -> tuple[Remark, ...]:
        return misspelt_there(self.declared, self.meant)

    def edits(self) -> tuple[Edit, ...]:
        return (
            *spelt_there(self.declared, self.meant),
            *tuple(Edit(f"write {quoted(each)}", self.span, each) for each in self.nearest),
        )


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
    listed: bool = False

    def message(self) -> str:
        if self.ways:
            return f"{self.many} lead to the {self.here} in {self.ways} ways"
        return f"no field leads from {self.many} to the {self.here}"

    def help(self) -> str | None:
        by = f"`one of {self.here}`" if self.listed else "that `refers to` it"
        return f"count them where each of the {self.many} belongs to exactly one: by a field {by}"
