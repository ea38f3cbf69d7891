"""Tables of figures by date that cannot be read, and what is indexed by them."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.source import Span


class TableUnreadable(Diagnostic):
    """A table by month, quarter or year has no figures, or columns that cannot be told apart.

    ## Why
    The first column says for which month, quarter or year a row is, and is headed so. Every other column holds
    figures of its own name, but `Published On`, which says from which day a figure is known.

    ## Example
    ```pbr
    table Visit Index by year
        | Contract Year | Visit Index |
        | 1             | 100         |
    ```

    ## Instead
    ```pbr
    table Visit Index by year
        | Year | Visit Index |
        | 1    | 100         |
    ```
    """

    code = "PBR473"
    name = "table-unreadable"

    reason: str
    answers: tuple[str, ...] = ()

    def message(self) -> str:
        return self.reason

    def help(self) -> str | None:
        return f"write {quoted_listing(self.answers)}" if self.answers else None

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span, each) for each in self.answers)


class IndexUnusable(Diagnostic):
    """An amount is indexed by figures that cannot index it.

    ## Why
    What is indexed is multiplied by one figure and divided by that of the base month. So the base month must have a
    figure, and all figures must be more than nought.

    ## Example
    ```pbr
    table Prices by month
        | Month      | Prices |
        | April 2031 | 103.1  |

    fee Running Costs
        for each quarter of the term
        pays £500 indexed by Prices from April 2030 each April
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

    code = "PBR474"
    name = "index-unusable"

    reason: str
    advice: str | None = None
    bases: tuple[tuple[Span, str], ...] = ()

    def message(self) -> str:
        return self.reason

    def help(self) -> str | None:
        return self.advice

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{text}`", span, text) for span, text in self.bases)
