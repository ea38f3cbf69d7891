"""Tables whose rows cannot be read."""

from pbrlang.diagnostics import Diagnostic, Edit, Remark
from pbrlang.diagnostics.prose import plural
from pbrlang.source import Span


class RaggedRow(Diagnostic):
    """A row of a table has more or fewer cells than its heading.

    ## Why
    Each cell belongs to the column above it. With a cell missing or too many, the others cannot be placed.

    ## Example
    ```pbr
    tariff Price by Kind
        | Kind  | Price |
        | Short |
        | Long  | £40   |
    ```

    ## Instead
    ```pbr
    tariff Price by Kind
        | Kind  | Price |
        | Short | £20   |
        | Long  | £40   |
    ```
    """

    code = "PBR108"
    name = "uneven-row"

    wanted: int
    found: int
    heading: Span

    def message(self) -> str:
        return f"this row has {plural(self.found, 'cell')}, but the heading has {self.wanted}"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.heading, "the heading"),)

    def help(self) -> str | None:
        return "put a bar `|` between cells, and one at each end of the row; two bars `| |` hold an empty cell"


class UnclosedRow(Diagnostic):
    """A row of a table does not end with a bar.

    ## Why
    A row begins and ends with a bar, so that an empty last cell can be told from a missing one.

    ## Example
    ```pbr
    tariff Price by Kind
        | Kind  | Price |
        | Short | £20
        | Long  | £40   |
    ```

    ## Instead
    ```pbr
    tariff Price by Kind
        | Kind  | Price |
        | Short | £20   |
        | Long  | £40   |
    ```
    """

    code = "PBR109"
    name = "unclosed-row"

    def message(self) -> str:
        return "this row does not end with a bar"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit("put `|` at its end", self.span.at_end(), " |"),)


class StrayTable(Diagnostic):
    """A table stands where none belongs.

    ## Why
    Tables give the prices of a tariff, and the rows of a worked example (`given Visits`).

    ## Example
    ```pbr
    payment Reward
        for each Visit
        | Kind  | Price |
        | Short | £20   |
        pays £5
    ```

    ## Instead
    ```pbr
    tariff Price by Kind
        | Kind  | Price |
        | Short | £20   |
        | Long  | £40   |

    payment Reward
        for each Visit
        pays Price
    ```
    """

    code = "PBR110"
    name = "stray-table"

    under: str

    def message(self) -> str:
        return f"no table can stand under {self.under}"

    def help(self) -> str | None:
        return "give prices in a `tariff`, and the rows of a worked example under `given` and the name of the data"
