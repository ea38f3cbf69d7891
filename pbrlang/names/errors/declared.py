"""Terms that are declared twice."""

from pbrlang.diagnostics import Diagnostic, Edit, Remark
from pbrlang.source import Span


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
