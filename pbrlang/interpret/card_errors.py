"""Faults of tables by date and of rate cards by bands that only show when the contract is applied."""

from attrs import frozen

from pbrlang.data.errors import DataDiagnostic
from pbrlang.diagnostics.prose import article


@frozen
class NoFigure(DataDiagnostic):
    """A table by date has no figure for a period that is read.

    ## Why
    A sum that depends on a figure that is missing, or not published yet, cannot be worked out. Whether the latest
    earlier figure stands for it until then is for the parties to say: `until published, the latest published stands
    and the next statement corrects`.

    ## Example
    ```pbr
    table Wage Index by year
        | Year | Wage Index |
        | 1    | 100        |

    fee Running Costs
        for each year of the term
        pays £5 * Wage Index
    ```

    ## Instead
    ```pbr
    table Wage Index by year
        | Year | Wage Index |
        | 1    | 100        |
        | 2    | 103        |
        | 3    | 104        |

    fee Running Costs
        for each year of the term
        pays £5 * Wage Index
    ```
    """

    code = "PBR570"
    name = "no-figure"

    table: str
    clause: str
    figure: str
    period: str
    published: str | None

    def message(self) -> str:
        late = f" yet: it is published on {self.published}" if self.published else ""
        named = "" if self.figure == self.table else f"`{self.table}`, "
        return f"there is no figure of `{self.figure}` ({named}clause {self.clause}) for {self.period}{late}"

    def help(self) -> str | None:
        return "add it, or say in the table what holds `until published`"

    def wanted(self) -> str:
        return f"{article(self.period)} {self.period} among the figures of {self.table}"


@frozen
class BoundsDoNotRise(DataDiagnostic):
    """The bounds of a rate card by bands, worked out, do not rise from row to row.

    ## Why
    Bounds may be terms of the contract. Where one comes out below the one before it, two bands would overlap, and
    which of them holds would depend on the order of the rows.

    ## Example
    ```pbr
    Hoped For means total of Length of Visits to date

    tariff Time Payment by Length, lump sum
        | Length             | Time Payment |
        | below 100 minutes  | £0           |
        | from 100 minutes   | £5           |
        | from Hoped For     | £8           |

    payment Time
        for each Visit
        pays Time Payment
    ```
    ```csv title="visits.csv"
    Visit,Client,Kind,Length,Cost,Visited On
    V1,C1,Long,70,£0,2030-04-01
    ```

    ## Instead
    ```pbr
    Hoped For means 100 minutes + total of Length of Visits to date

    tariff Time Payment by Length, lump sum
        | Length             | Time Payment |
        | below 100 minutes  | £0           |
        | from 100 minutes   | £5           |
        | from Hoped For     | £8           |

    payment Time
        for each Visit
        pays Time Payment
    ```
    ```csv title="visits.csv"
    Visit,Client,Kind,Length,Cost,Visited On
    V1,C1,Long,70,£0,2030-04-01
    ```
    """

    code = "PBR571"
    name = "bounds-do-not-rise"

    card: str
    low: str
    high: str

    def message(self) -> str:
        return f"the bounds of `{self.card}` do not rise: {self.high} comes after {self.low}"

    def help(self) -> str | None:
        return "correct what the bounds are worked out from, or the rows of the rate card"

    def wanted(self) -> str:
        return f"more than {self.low}"


CARD_ERRORS: tuple[type[DataDiagnostic], ...] = (NoFigure, BoundsDoNotRise)
"""Every message of this module, in code order."""
