"""Names that need a date, or a table by date."""

from pbrlang.diagnostics import Diagnostic, Edit, Remark
from pbrlang.diagnostics.prose import article, quoted_listing
from pbrlang.source import Span


class NoIndex(Diagnostic):
    """An amount is indexed by something that is no table of figures by month.

    ## Why
    What an index is for a month stands in a `table … by month`. A definition or a rate card has no months.

    ## Example
    ```pbr
    table Prices by month
        | Month      | Prices |
        | April 2030 | 100    |
        | April 2031 | 103.1  |
        | April 2032 | 104.9  |

    fee Running Costs
        for each quarter of the term
        pays £500 indexed by Price from April 2030 each April
    ```

    ## Instead
    ```pbr
    table Prices by month
        | Month      | Prices |
        | April 2030 | 100    |
        | April 2031 | 103.1  |
        | April 2032 | 104.9  |

    fee Running Costs
        for each quarter of the term
        pays £500 indexed by Prices from April 2030 each April
    ```
    """

    code = "PBR270"
    name = "no-index"

    term: str
    reason: str
    nearest: tuple[str, ...] = ()

    def message(self) -> str:
        return self.reason

    def help(self) -> str | None:
        if self.nearest:
            return f"write {quoted_listing(self.nearest)}"
        return f"give its figures: `table {self.term} by month`"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span, each) for each in self.nearest)


class NoOwnPeriod(Diagnostic):
    """A price for the own year of something is read where there is no one year.

    ## Why
    `by year` takes the year that the clause is for, or the year of a row's own date. What has neither has no price.

    ## Example
    ```pbr
    tariff Base Fee by year
        | Year        | Base Fee |
        | 1           | £500     |
        | 2 and later | £400     |

    fee Running Costs
        on 31 March 2031
        pays Base Fee
    ```

    ## Instead
    ```pbr
    tariff Base Fee by year
        | Year        | Base Fee |
        | 1           | £500     |
        | 2 and later | £400     |

    fee Running Costs
        for each year of the term
        pays Base Fee
    ```
    """

    code = "PBR271"
    name = "no-own-period"

    term: str
    period: str
    here: str
    key: Span
    dates: tuple[str, ...]

    def message(self) -> str:
        here = "the contract" if self.here == "contract" else f"{article(self.here)} {self.here}"
        return f"`{self.term}` is by {self.period}, and {here} does not lie in exactly one {self.period}"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.key, "the key of the rate card"),)

    def help(self) -> str | None:
        if self.dates:
            return f"name the date: {quoted_listing(self.dates)}"
        return f"make the clause `for each {self.period}`, or name a date: `by Contract Year of …`"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.key, each) for each in self.dates)
