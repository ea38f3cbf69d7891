"""What comes before another."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import article, quoted
from pbrlang.source import Span


class NoneBefore(Diagnostic):
    """`previous` is said of a value that belongs to no period and no cohort.

    ## Why
    Years, quarters, months and cohorts follow one another. Clients do not, and the contract is one.

    ## Example
    ```pbr
    Price means £5
    Last Price for each year means previous Price, or £4 at the start
    ```

    ## Instead
    ```pbr
    Price for each year means £5 per Visit * number of Visits in the year
    Last Price for each year means previous Price, or £4 at the start
    ```
    """

    code = "PBR285"
    name = "none-before"

    term: str
    owner: str
    name_span: Span
    nearest: tuple[str, ...] = ()

    def message(self) -> str:
        whose = f"each {self.owner}" if self.owner != "contract" else "the contract"
        return f"`{self.term}` belongs to {whose}, and no {self.owner} comes before another"

    def help(self) -> str | None:
        year = f"{article('year')} year"
        return f"define it for each year, quarter, month or cohort; {year} has one before it"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write {quoted(each)}", self.name_span, each) for each in self.nearest)
