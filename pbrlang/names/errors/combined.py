"""Combinations that a clause cannot be for each of, and lists among words."""

from pbrlang.diagnostics import Diagnostic, Edit


class PairOfRows(Diagnostic):
    """`for each A and B` combines the rows of two kinds of data.

    ## Why
    A combination of every row of one kind with every row of another has as many lines as the product of the two: ten
    thousand clients and ten thousand visits would make a hundred million. A contract means the rows that belong
    together, and these are one kind of row: a visit is of one client already.

    ## Example
    ```pbr
    payment Reward
        for each Client and Visit
        on 31 March 2033
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5
    ```
    """

    code = "PBR260"
    name = "pair-of-rows"

    first: str
    second: str

    def message(self) -> str:
        return f"every {self.first} with every {self.second} is more than a contract can mean"

    def help(self) -> str | None:
        return "combine one kind of row with periods, cohorts and lists, or take one of the two"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span, each) for each in (self.second, self.first))


class PairRepeats(Diagnostic):
    """`for each A and B` names one thing twice, or two periods of which one lies in the other.

    ## Why
    A month lies in one year. A combination of every month with every year would have March 2031 in each of the
    years, and pay for it each time.

    ## Example
    ```pbr
    payment Reward
        for each Client and month and year
        when number of Visits in the month is at least 1
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Client and month
        when number of Visits in the month is at least 1
        pays £5
    ```
    """

    code = "PBR261"
    name = "pair-repeats"

    first: str
    second: str
    instead: str

    def message(self) -> str:
        if self.first == self.second:
            return f"`{self.first}` is named twice"
        return f"`{self.first}` and `{self.second}` are both periods, and the shorter lies in one of the longer"

    def help(self) -> str | None:
        if self.first == self.second:
            return "name it once"
        return "name the shorter one: what is read of the longer is that in which it lies"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `{self.instead}`", self.span, self.instead),)


class ListAmongWords(Diagnostic):
    """A field takes the words of a list and others beside them.

    ## Why
    `one of Region` means the words of the list Region. `one of Region, Abroad` could mean those and one more, or the
    word Region itself. A field takes its words from one list, or names them all.

    ## Example
    ```pbr
    list Region is one of North, South

    data Site
        Site    identifier
        Region  one of Region, Abroad
        one row for each Site
    ```

    ## Instead
    ```pbr
    list Region is one of North, South, Abroad

    data Site
        Site    identifier
        Region  one of Region
        one row for each Site
    ```
    """

    code = "PBR262"
    name = "list-among-words"

    list: str

    def message(self) -> str:
        return f"`{self.list}` is a list, and stands here among other words"

    def help(self) -> str | None:
        return "put the other words into the list, or take those of the list alone"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `one of {self.list}`", self.span, f"one of {self.list}"),)
